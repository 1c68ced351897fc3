// The facilitator's page for the plenary: it follows, and shows the Screen in small.

import "../js/frame.js";
import "../js/live.js";
import "../js/asks.js";
import "../js/steps.js";
import "../js/clock.js";
import "../js/fit.js";

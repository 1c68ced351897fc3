// The overview: it follows, and what it asks before an act is shown in a dialog.

import "../js/frame.js";
import "../js/live.js";
import "../js/asks.js";
import "../js/steps.js";
import "../js/clock.js";

// The overview and the Screen: they only follow.

import "../js/frame.js";
import "../js/live.js";
import "../js/opens.js";
import "../js/steps.js";

// The Screen: it only follows.

import "../js/frame.js";
import "../js/live.js";
import "../js/clock.js";
import "../js/fit.js";

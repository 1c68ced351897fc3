// The overview and the Screen: they only follow.

import "./frame.js";
import "./live.js";
import "./opens.js";
import "./steps.js";

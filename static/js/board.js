// A board: what a participant's page needs. A facilitator's look needs the same, and simply has no pad.

import "./frame.js";
import "./live.js";
import "./sending.js";
import "./pad.js";
import "./editor.js";
import "./drag.js";
import "./nudge.js";
import "./choosing.js";
import "./lasso.js";
import "./gathering.js";
import "./chosen.js";
import "./title.js";
import "./tags.js";
import "./counting.js";
import "./sign.js";
import "./opens.js";
import "./steps.js";
import "./news.js";
import "./past.js";
import "./undo.js";
import "./share.js";

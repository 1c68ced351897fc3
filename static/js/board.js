// A board: what a participant's page needs. A facilitator's look needs the same, and simply has no pad.

import "./frame.js";
import "./live.js";
import "./sending.js";
import "./pad.js";
import "./editor.js";
import "./drag.js";
import "./sign.js";
import "./opens.js";
import "./steps.js";
import "./news.js";
import "./past.js";
import "./undo.js";
import "./lazy.js";
import "./side.js";
import "./bring.js";
import "./card.js";
import "./standing.js";
import "./share.js";
import "./silence.js";
import "./done.js";
import "./reading.js";
import "./votes.js";
import "./stands.js";
import "./rows.js";

// The one calm line: no contact, what waits, that storing fails, what would not survive a reload, why something was
// refused; empty where all is well.

const LINGER = 4000;
const SECOND = 1000;
const SLOW = 4;

const words = document.getElementById("live").dataset;
const status = document.getElementById("status");

let isAway = false;
let failing = "";
let waiting = 0;
let areNotes = true;
let seconds = 0;
let isAtRisk = false;
let risky = 0;
/** Whether the line has said that something waits; then it says when nothing does. */
let owes = false;
let lingering;

const part = (name) => {
  const found = status.querySelector(`.${name}`);
  if (found) return found;
  const made = status.appendChild(document.createElement("span"));
  made.className = name;
  return made;
};

const put = (name, text) => {
  if (!text && !status.querySelector(`.${name}`)) return;
  const says = part(name);
  if (says.textContent !== text) says.textContent = text;
};

const howMany = () => {
  const [one, many] = areNotes ? [words.one, words.many] : [words.oneAct, words.manyActs];
  return waiting === 1 ? one : many.replace("{count}", waiting);
};

const risk = () => (isAtRisk && (isAway || failing || risky >= SLOW) ? words.risk : "");

const state = () => {
  const away = isAtRisk ? words.away : words.offline;
  if (isAway) return waiting ? `${away} ${howMany()}` : away;
  if (waiting && failing) return `${failing} ${howMany()}`;
  if (waiting) return owes ? howMany() : "";
  return lingering ? words.stored : "";
};

const rest = () => {
  lingering = 0;
  tell();
};

const tell = () => {
  owes ||= (waiting > 0 && (isAway || failing || seconds >= SLOW)) || risk() !== "";
  if (waiting || isAtRisk) lingering = clearTimeout(lingering);
  else if (owes && !isAway) {
    owes = false;
    lingering = setTimeout(rest, LINGER);
  }
  put("status-words", [state(), risk()].filter(Boolean).join(" "));
};

/** There is contact with the server, or there is none. */
export const isHere = (reached) => {
  isAway = !reached;
  document.body.toggleAttribute("data-offline", isAway);
  tell();
};

/** So many things wait to be stored; whether all of them are notes. */
export const waits = (count, ofNotes) => {
  areNotes = ofNotes;
  if (count < waiting) seconds = 0;
  waiting = count;
  if (!count) failing = "";
  tell();
};

/** Whether anything is kept in this page only, because the browser has no room for it. */
export const risks = (is) => {
  if (is === isAtRisk) return;
  isAtRisk = is;
  tell();
};

/** The server has said that it could not take what it was sent, and why, if not that it cannot store. */
export const fails = (why) => {
  failing = why || words.failing;
  tell();
};

/** The server has stored something. */
export const stores = () => {
  failing = "";
  tell();
};

/** Why something was refused; it stands until something is stored. */
export const sayRefused = (text) => {
  if (!text) document.getElementById("refusal")?.remove();
  put("status-refusal", text);
};

setInterval(() => {
  seconds = waiting ? seconds + 1 : 0;
  risky = isAtRisk ? risky + 1 : 0;
  if (seconds === SLOW || risky === SLOW) tell();
}, SECOND);

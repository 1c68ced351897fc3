// Choosing several notes or clusters: Ctrl, Shift or a long press on one, and from then on every click, until one leaves.

import { membersOf } from "./members.js";

const OPENS = "#board :is(.note-open, .cluster-open)";
const THINGS = "#board :is(.note, .cluster)";

const chosen = new Set();
let isOn = false;
let sheet = "";

const board = () => document.getElementById("board");
const idOf = (thing) => thing.id.slice("note-".length);
const thingOf = (element) => element.closest(OPENS)?.closest(".note, .cluster");
const may = (thing) => thing && "writable" in board().dataset && !("blank" in thing.dataset) && !("gathered" in thing.dataset);

/** Whether every click chooses just now. */
export const isChoosing = () => isOn;

const liesInChosen = (thing) => {
  const cluster = thing.parentElement.closest(".cluster");
  return Boolean(cluster) && chosen.has(idOf(cluster));
};

/** What is chosen, as it lies. What lies in a chosen cluster is chosen with it. */
export const chosenOnes = () =>
  [...document.querySelectorAll(THINGS)]
    .filter((thing) => chosen.has(idOf(thing)) && !thing.hidden && !liesInChosen(thing));

const show = () => {
  for (const thing of document.querySelectorAll(THINGS)) {
    const is = chosen.has(idOf(thing));
    thing.toggleAttribute("data-chosen", is);
    const open = thing.querySelector(".note-open, .cluster-open");
    if (isOn && may(thing)) open.setAttribute("aria-pressed", is);
    else open.removeAttribute("aria-pressed");
  }
  document.body.toggleAttribute("data-choosing", isOn);
  document.querySelector("[data-choose]")?.setAttribute("aria-pressed", isOn);
  document.dispatchEvent(new CustomEvent("chosen"));
};

/** Choose more, and begin to choose if one has not. */
export const choose = (things) => {
  isOn = true;
  ({ sheet } = board().dataset);
  things.filter(may).forEach((thing) => chosen.add(idOf(thing)));
  show();
};

export const toggle = (thing) => {
  if (!may(thing)) return;
  if (!chosen.delete(idOf(thing))) return choose([thing]);
  show();
};

/** Choose only these, such as what lies in a cluster. */
export const chooseOnly = (things) => {
  chosen.clear();
  choose(things);
};

export const leaveChoosing = () => {
  if (!isOn) return;
  isOn = false;
  chosen.clear();
  show();
};

/** Forget what others have taken away; on another sheet, all. */
const follow = () => {
  if (!isOn) return;
  if (board().dataset.sheet !== sheet || !("writable" in board().dataset)) return leaveChoosing();
  for (const id of chosen) if (!document.getElementById(`note-${id}`)) chosen.delete(id);
  show();
};

// In the capturing phase: a click that chooses opens no editor and chooses no field.
addEventListener("click", (event) => {
  const thing = thingOf(event.target);
  const isMeant = thing && may(thing) && !thing.dataset.dragged && (isOn || event.ctrlKey || event.metaKey || event.shiftKey);
  const isNothing = isOn && event.target.closest("#board") && !event.target.closest("a, button, input, select, textarea, summary, label");
  if (!isMeant && !isNothing) return;
  event.stopPropagation();
  event.preventDefault();
  if (isMeant) toggle(thing);
}, true);

addEventListener("keydown", (event) => {
  const thing = thingOf(event.target);
  if (event.key === " " && event.ctrlKey && thing) {
    event.preventDefault();
    event.stopPropagation();
    toggle(thing);
  } else if (event.key === "Escape" && isOn && !document.querySelector(":popover-open, dialog[open], .editor:not([hidden])")) leaveChoosing();
}, true);

// The key that chooses must not press the button as well.
addEventListener("keyup", (event) => {
  if (event.key === " " && event.ctrlKey && thingOf(event.target)) event.preventDefault();
}, true);

// A long press with a finger.
document.addEventListener("contextmenu", (event) => {
  const thing = thingOf(event.target);
  if (event.pointerType !== "touch" || !may(thing)) return;
  event.preventDefault();
  toggle(thing);
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-choose]")) return;
  if (isOn) leaveChoosing();
  else choose([]);
});

document.addEventListener("frame", follow);

/** All notes that are chosen, those in chosen clusters too. */
export const chosenNotes = () => chosenOnes().flatMap((thing) => (thing.matches(".cluster") ? membersOf(thing) : [thing]));

// Before something is laid on another's side it is asked whether that is meant: once, until the step changes or the page
// is loaded anew. What is dragged there lies there, and it is said.

import { release } from "./frame.js";
import { isGuestOn, ownSide } from "./sides.js";

const LINGER = 10_000;

const box = document.getElementById("guest");
const told = document.getElementById("guest-told");

/** The fields one chooses among in a form; else the sheet's. */
const fieldsOf = (form) => [...(form?.elements.zone ?? document.getElementById("editor-zone")).options];
const sheet = () => document.getElementById("board").dataset.sheet;
const here = () => `${sheet()} ${document.getElementById("steps").dataset.step}`;

/** Where one has said that it is meant, and where it has been said that something lies so. */
let meant = "";
let said = "";

/** What waits for an answer: `{ lay, zone, home, from, sheet }`. */
let asked = null;

let takeItBack;
let timer;

/** The side of another that something would be a guest on, if one has a side oneself. */
const othersSide = (fields, zone, whose) => {
  const home = ownSide(fields);
  const there = fields.find(({ value }) => value === zone);
  const isOthers = home && there?.dataset.side !== home.dataset.side;
  return isOthers && whose.some((each) => isGuestOn(there?.dataset.side, each)) ? { there, home } : null;
};

/**
 * Lay something in a zone as soon as that is meant; `lay` is given the zone, or one's own side if one chooses that.
 * `whose` are the perspectives of what is laid; `host` is where to ask, `form` where the zone was chosen.
 */
export const layMeant = ({ host, form, zone, whose, lay, words = "lay" }) => {
  dismiss();
  const others = meant === here() ? null : othersSide(fieldsOf(form), zone, whose);
  if (!others) return lay(zone);
  asked = { lay, zone, home: others.home.value, from: document.activeElement, sheet: sheet() };
  for (const part of box.querySelectorAll("[data-lay]")) part.textContent = part.dataset[words].replace("{whose}", others.there.dataset.whose);
  host.append(box);
  box.hidden = false;
  box.dataset.keep = "";
  box.focus();
};

/** Ask no longer; what was to be laid is left as it was. */
const dismiss = () => {
  if (!asked) return;
  const { from } = asked;
  const held = box.contains(document.activeElement);
  asked = null;
  box.hidden = true;
  delete box.dataset.keep;
  release();
  if (held) from.focus();
};

const answer = (isMeant) => {
  const { lay, zone, home } = asked;
  if (isMeant) meant = here();
  dismiss();
  lay(isMeant ? zone : home);
};

/** Say that something was laid on another's side. `takeBack` does the opposite. */
export const tellGuests = (zone, whose, takeBack) => {
  const others = said === here() ? null : othersSide(fieldsOf(), zone, whose);
  if (!others) return;
  said = here();
  const says = told.querySelector("p");
  says.textContent = (whose.length > 1 ? says.dataset.many : says.dataset.one).replace("{whose}", others.there.dataset.whose);
  told.querySelector("button").hidden = !takeBack;
  takeItBack = takeBack;
  told.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { told.hidden = !told.contains(document.activeElement); }, LINGER);
};

const undo = () => {
  told.hidden = true;
  said = "";
  takeItBack();
  document.querySelector("#pad textarea").focus();
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("#guest button");
  if (button && asked) answer("meant" in button.dataset);
  if (target.closest("#guest-told button")) undo();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !asked || !box.contains(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  dismiss();
}, true);

document.addEventListener("change", ({ target }) => {
  if (asked && target.matches("select") && box.parentElement.contains(target)) dismiss();
});

document.addEventListener("opened", dismiss);
document.addEventListener("toggle", ({ target, newState }) => newState === "closed" && target.contains(box) && dismiss(), true);

document.addEventListener("frame", () => {
  if (meant !== here()) meant = "";
  if (said !== here()) said = "";
  // What was begun in a form belongs to the sheet where it was; beside another sheet, a panel has nothing to lay.
  const isOver = asked && asked.sheet !== sheet() && !box.closest("form");
  if (isOver || (asked && !box.checkVisibility())) dismiss();
});

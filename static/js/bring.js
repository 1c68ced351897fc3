// Bringing something to the sheet: a card of the kit, or a note of an earlier sheet. With its button, or dragged there.

import { measure } from "./foreshadow.js";
import { layMeant, tellGuests } from "./guest.js";
import { newId } from "./ids.js";
import { freePlace, placeIn, zoneAt } from "./place.js";
import { write } from "./sending.js";
import { closeSide } from "./side.js";

const board = () => document.getElementById("board");
const listOf = (zone) => document.querySelector(`#board [data-zone-list="${zone}"]:not([data-members])`);
const textOf = (note) => note.querySelector(".note-text").textContent;
const sourceOf = (note) => /note-(.*)$/.exec(note.id)[1];

/** What is taken hold of, while it is dragged. */
let dragged = null;

/** A card goes to the field that is made for it, unless another field is chosen that is not for cards. */
const zoneFor = (thing) => {
  const select = thing.closest(".side").querySelector(".side-zone");
  const own = (thing.dataset.zones ?? "").split(" ").filter(Boolean);
  const isForCards = select.selectedOptions[0]?.dataset.kind === "cards";
  return isForCards && own.length && !own.includes(select.value) ? own[0] : select.value;
};

const lay = (thing, zone, place) => {
  const list = listOf(zone);
  if (!list || !("writable" in board().dataset)) return;
  const isCard = thing.matches(".card");
  const said = isCard ? { text: "", card: thing.dataset.card } : { text: textOf(thing), origin: sourceOf(thing) };
  const id = newId();
  write({ id, sheet: board().dataset.sheet, zone, ...said, ...(place ?? freePlace(list, measure(list, said.text))) });
  if (isCard) document.dispatchEvent(new CustomEvent("laid", { detail: id }));
  else if (thing.closest("[data-picking]")) closeSide();
  return id;
};

/** The perspective it is told from: a note keeps its own, a card is laid from one's own. */
const whoseIs = (thing) => [thing.dataset.perspective ?? document.getElementById("pad").dataset.perspective];

const thingOf = (element) => element.closest(".side .card, #back .note");

document.addEventListener("click", ({ target }) => {
  if (!target.closest(".card-lay, #back .note-bring")) return;
  const thing = thingOf(target);
  const host = thing.matches(".card") ? thing : thing.closest(".side").querySelector(".side-bring");
  layMeant({ host, zone: zoneFor(thing), whose: whoseIs(thing), lay: (zone) => lay(thing, zone) });
});

document.addEventListener("pointerdown", ({ target }) => {
  const thing = thingOf(target);
  if (thing) thing.draggable = "writable" in board().dataset && !("blank" in thing.dataset);
});

document.addEventListener("dragstart", (event) => {
  const thing = event.target.closest?.("[draggable=true]");
  dragged = thing && thingOf(thing);
  event.dataTransfer?.setData("text/plain", "");
});

const mark = (zone) => {
  for (const marked of document.querySelectorAll("#board [data-drop]")) if (marked !== zone) delete marked.dataset.drop;
  if (zone) zone.dataset.drop = "";
};

document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  const zone = zoneAt(event.clientX, event.clientY);
  mark(zone);
  if (zone) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const zone = dragged && zoneAt(event.clientX, event.clientY);
  if (!zone) return;
  event.preventDefault();
  const list = listOf(zone.dataset.zone);
  const { width, height } = measure(list, dragged.matches(".card") ? "" : textOf(dragged));
  const id = lay(dragged, zone.dataset.zone, placeIn(list, { left: event.clientX - width / 2, top: event.clientY - height / 2, width, height }));
  if (id) tellGuests(zone.dataset.zone, whoseIs(dragged), () => write({ id, gone: true }));
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});

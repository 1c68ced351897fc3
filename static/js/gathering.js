// What is done with all that is chosen, each as one act: gather, split, merge, move, delete, dissolve.

import { chosenNotes, chosenOnes, leaveChoosing } from "./choosing.js";
import { layMeant, tellGuests } from "./guest.js";
import { newId } from "./ids.js";
import { membersOf } from "./members.js";
import { freePlace, isTable, listOf, placeIn } from "./place.js";
import { write } from "./sending.js";
import { whoseAre } from "./sides.js";
import { askTitle } from "./title.js";

const idOf = (thing) => thing.id.slice("note-".length);
const isCluster = (thing) => thing.matches(".cluster");
const zoneOf = (thing) => thing.parentElement.dataset.zoneList;
const sizeOf = ({ offsetWidth: width, offsetHeight: height }) => ({ width, height });
const titleOf = (cluster) => cluster.querySelector(".note-text").textContent;

/** A new cluster where the first of some notes lies; ask what it is called, and suggest a title. */
export const gather = (notes, title = "") => {
  const [of, id] = [newId(), newId()];
  const lies = notes[0].closest(".cluster") ?? notes[0];
  const list = lies.parentElement;
  const { sheet } = document.getElementById("board").dataset;
  const from = { zone: list.dataset.zoneList, x: Number(lies.dataset.x), y: Number(lies.dataset.y) };
  const beside = list.dataset.beside ? { beside: list.dataset.beside } : {};
  const strangers = whoseAre(notes.filter((note) => zoneOf(note) !== from.zone));
  write({ id, sheet, kind: "cluster", text: title, of, ...from, ...beside });
  for (const note of notes) write({ id: idOf(note), cluster: id, of });
  // Out from under the one it was split from.
  if (lies.matches(".cluster")) {
    const made = document.getElementById(`note-${id}`);
    write({ id, of, ...freePlace(list, sizeOf(made), made) });
  }
  leaveChoosing();
  tellGuests(from.zone, strangers);
  askTitle(document.getElementById(`note-${id}`), of);
};

/** Lay notes and other clusters' notes into the first; the others are no more. Both titles are kept. */
export const merge = (things) => {
  const of = newId();
  const [first, ...others] = things.filter(isCluster);
  const titles = [first, ...others].map(titleOf);
  const strangers = whoseAre(things.filter((thing) => zoneOf(thing) !== zoneOf(first)));
  for (const thing of things)
    if (!isCluster(thing)) write({ id: idOf(thing), cluster: idOf(first), of });
  for (const other of others) {
    for (const note of membersOf(other)) write({ id: idOf(note), cluster: idOf(first), of });
    write({ id: idOf(other), gone: true, of });
  }
  const title = titles.filter(Boolean).join(" / ");
  if (title !== titles[0]) write({ id: idOf(first), text: title, of });
  leaveChoosing();
  tellGuests(zoneOf(first), strangers);
  if (others.length) askTitle(first, of);
};

/** Lay what is chosen in a field, each in a place of its own. */
const move = (zone) => {
  const of = newId();
  const list = listOf(zone);
  for (const thing of chosenOnes()) {
    const out = thing.parentElement.matches("[data-members]") ? { cluster: "" } : {};
    write({ id: idOf(thing), zone, of, ...out, ...freePlace(list, sizeOf(thing), thing) });
  }
  document.getElementById("choosing-zones").hidePopover();
  leaveChoosing();
};

/** Take a cluster away; its notes stay just where they lie. */
export const dissolve = (clusters) => {
  const of = newId();
  for (const cluster of clusters) {
    const list = cluster.parentElement;
    const places = membersOf(cluster).map((note) => [note, isTable() ? placeIn(list, note.getBoundingClientRect()) : {}]);
    for (const [note, place] of places) write({ id: idOf(note), cluster: "", of, ...place });
    write({ id: idOf(cluster), gone: true, of });
  }
  leaveChoosing();
};

const remove = (notes) => {
  const of = newId();
  for (const note of notes) write({ id: idOf(note), gone: true, of });
  leaveChoosing();
  offerBack(notes.map(idOf));
};

const LINGER = 10_000;
const deleted = document.getElementById("deleted");
let timer;

const offerBack = (ids) => {
  const says = deleted.querySelector("p");
  says.textContent = ids.length === 1 ? says.dataset.one : says.dataset.many.replace("{count}", ids.length);
  deleted.dataset.ids = ids.join(" ");
  deleted.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { deleted.hidden = !deleted.contains(document.activeElement); }, LINGER);
};

const bringBack = () => {
  const of = newId();
  for (const id of deleted.dataset.ids.split(" ")) write({ id, gone: false, of });
  deleted.hidden = true;
  document.querySelector("#pad textarea")?.focus();
};

const ACTS = {
  gather: () => {
    const things = chosenOnes();
    if (things.some(isCluster)) merge(things);
    else gather(things);
  },
  delete: () => remove(chosenNotes()),
  dissolve: () => dissolve(chosenOnes()),
  leave: leaveChoosing,
};

document.addEventListener("click", ({ target }) => {
  const act = target.closest("#choosing [data-act]")?.dataset.act;
  if (act) ACTS[act]?.();
  const zone = target.closest("[data-move-to]")?.dataset.moveTo;
  if (zone) layMeant({ host: document.getElementById("choosing-zones"), zone, whose: whoseAre(chosenOnes()), lay: move });
  if (target.closest("#deleted button")) bringBack();
});

document.addEventListener("keydown", (event) => {
  const open = event.target.closest?.("#board .cluster-open");
  if (open && event.key === "Delete" && document.getElementById("pad")) dissolve([open.closest(".cluster")]);
});

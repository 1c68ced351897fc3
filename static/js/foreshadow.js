// What waits, shown on the board before it is stored: as it will be, and marked. Frames take the marks away again.

import { draftsOn, isHalfWritten } from "./draft.js";
import { newId } from "./ids.js";
import { letGo } from "./members.js";
import { entries, isRefused, isWaiting } from "./outbox.js";
import { listOf } from "./place.js";
import { rowOf } from "./rows.js";
import { isGuestOn } from "./sides.js";

const board = () => document.getElementById("board");
export const noteOf = (id) => document.getElementById(`note-${id}`);

/** Whether the server has the note on this board. */
export const isKnown = (id) => Number(noteOf(id)?.dataset.version) > 0;

/** Where a note lies, for the day it has been taken away. */
export const whereabouts = (id) => {
  const note = noteOf(id);
  const { x, y } = note?.dataset ?? {};
  return note && { sheet: board().dataset.sheet, zone: note.parentElement.dataset.zoneList, beside: rowOf(note), x: Number(x), y: Number(y) };
};

/** A note's size, by the rule the server gives with the blank note: longest text and longest word per size. */
const size = (text) => {
  const sizes = JSON.parse(document.getElementById("pending-note").dataset.sizes);
  const word = Math.max(0, ...text.split(/\s+/).map(({ length }) => length));
  return sizes.find(([most, widest]) => text.length <= most && word <= widest)?.[2] ?? "xl";
};

const blank = (id, kind = "note") => {
  const element = document.getElementById(`pending-${kind}`).content.firstElementChild.cloneNode(true);
  element.id = `note-${id}`;
  for (const part of element.querySelectorAll("[id]")) part.id = part.id.replace("--", `-${id}-`);
  element.dataset.tilt = (parseInt(id.slice(-2), 16) % 3) - 1;
  return element;
};

/** A note that is not there: new, or taken away by somebody while its text waits. On its own sheet only. */
const anew = ({ id, where, text, gone, kind, ...entry }) => {
  const lies = { ...where, ...entry };
  const list = listOf(lies.zone, lies.beside);
  if (!list || text === undefined || gone || lies.sheet !== board().dataset.sheet) return null;
  const element = list.appendChild(blank(id, kind));
  Object.assign(element.dataset, { x: lies.x ?? 0, y: lies.y ?? 0 });
  return element;
};

const say = (element, text) => {
  if (element && text !== undefined) element.textContent = text;
};

/** The card a note is about, who does what it says, and when. */
const sayParts = (element, { card, whom, due }) => {
  if (card) {
    element.dataset.card = card;
    say(element.querySelector(".note-card"), document.querySelector(`#card-${card} .card-title`)?.textContent);
  }
  say(element.querySelector(".note-whom .note-said"), whom);
  say(element.querySelector(".note-due .note-said"), due);
};

/** Where a write puts a note: into a cluster, beside a row, or into a field's own list. */
const listIn = ({ zone, beside, cluster }, element) => {
  if (cluster) return document.getElementById(`cluster-${cluster}-notes`);
  if (zone === undefined && beside === undefined && cluster === undefined) return undefined;
  return listOf(zone ?? element.parentElement.dataset.zoneList, beside ?? rowOf(element));
};

const foreshadowTags = (element, { tag, untag }) => {
  if (!tag && !untag) return;
  const tags = element.querySelector(".note-tags") ?? makeTags(element);
  for (const one of [...tags.children]) if ([tag, untag].includes(one.textContent)) one.remove();
  if (tag) tags.appendChild(document.getElementById("pending-tag").content.firstElementChild.cloneNode(true)).textContent = tag;
};

/** A note moved to another's side is a guest there, and at home no longer. */
const foreshadowGuest = (element) => {
  if (!element.matches(".note")) return;
  const is = isGuestOn(element.closest(".zone").dataset.perspective, element.dataset.perspective);
  element.toggleAttribute("data-guest", is);
  if (is && !element.querySelector(".note-guest"))
    element.querySelector(".note-mark").prepend(document.getElementById("pending-note").content.querySelector(".note-guest").cloneNode(true), " ");
};

const makeTags = (element) => {
  const tags = document.getElementById("pending-note").content.querySelector(".note-tags").cloneNode(false);
  element.querySelector(".note-text").after(tags);
  return tags;
};

/** Show what a write will do before it is stored, marked as waiting. */
export const foreshadow = (entry) => {
  const { id, text, x, y, gone, kind } = entry;
  if (kind === "line") return void document.dispatchEvent(new CustomEvent("line", { detail: entry }));
  const element = id && (noteOf(id) ?? anew(entry));
  if (!element) return;
  const list = listIn(entry, element);
  if (list && element.parentElement !== list) list.append(element);
  if (list) foreshadowGuest(element);
  if (text !== undefined) {
    element.querySelector(".note-text").textContent = text;
    if (element.matches(".note")) element.dataset.size = size(text);
  }
  sayParts(element, entry);
  foreshadowTags(element, entry);
  if (gone) letGo(element);
  if (x !== undefined) Object.assign(element.dataset, { x, y });
  element.toggleAttribute("hidden", Boolean(gone));
  mark(id);
};

/** Show of a note whether it waits, was refused, or is half rewritten. */
export const mark = (id) => {
  const element = noteOf(id);
  if (!element) return;
  const marks = { pending: isWaiting(id), refused: isRefused(id), draft: isHalfWritten(board().dataset.sheet, id) };
  for (const [name, is] of Object.entries(marks)) element.toggleAttribute(`data-${name}`, is);
  tellOf(element, ["refused", "pending", "draft"].find((name) => marks[name]));
};

/** The same for those who hear the board. */
const tellOf = (element, state) => {
  const words = state ? document.getElementById("pending-note").dataset[state] : "";
  const open = element.querySelector(".note-open, .cluster-open");
  const said = open?.querySelector(".note-state");
  if (!open || (!said && !words)) return;
  const says = said ?? open.appendChild(document.createElement("span"));
  says.className = "note-state ds-sr-only";
  says.textContent = words;
};

/** Show all that waits, over what the server has. */
export const foreshadowAll = () => {
  const marked = [...document.querySelectorAll("#board :is(.note, .cluster):is([data-pending], [data-draft])")].map(({ id }) => id.slice("note-".length));
  for (const id of new Set([...marked, ...draftsOn(board().dataset.sheet)])) mark(id);
  entries().forEach(foreshadow);
};

/** How large a new note with this text will be in a zone's list. */
export const measure = (list, text) => {
  const element = list.appendChild(blank(newId()));
  element.dataset.size = size(text);
  element.querySelector(".note-text").textContent = text;
  const { offsetWidth: width, offsetHeight: height } = element;
  element.remove();
  return { width, height };
};

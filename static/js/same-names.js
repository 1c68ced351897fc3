// Notes that seem to name the same are pointed out beside the sheet, on a sheet of names, and can be gathered with one press.

import { isAlike } from "./alike.js";
import { gather, merge } from "./gathering.js";
import { lasting } from "./storage.js";

const MOST = 3;
const box = document.getElementById("same-names");
const { code, me } = document.body.dataset;
const PLACE = `unlike:${code}:${me}`;

const idOf = (note) => note.id.slice("note-".length);
const textOf = (note) => note.querySelector(".note-text").textContent.trim();
const byLength = (one, other) => textOf(one).length - textOf(other).length;
const thingOf = (note) => note.closest(".cluster") ?? note;
const pair = (one, other) => [idOf(one), idOf(other)].sort().join(" ");

const isAsked = () => document.querySelector("#board[data-writable] > .cloth > [data-same-names]") && !document.querySelector(".step[aria-current][data-silent]");

/** Sets of notes that seem to name the same, do not lie together, and of which nobody here said that they are others. */
const found = () => {
  const unlike = new Set(lasting.get(PLACE) ?? []);
  const left = [...document.querySelectorAll("#board .note:not([data-blank], [data-hidden], [hidden])")];
  const sets = [];
  while (left.length && sets.length < MOST) {
    const first = left.shift();
    const others = left.filter((other) => !unlike.has(pair(first, other)) && isAlike(textOf(first), textOf(other)));
    const set = [first, ...others];
    for (const other of others) left.splice(left.indexOf(other), 1);
    if (new Set(set.map(thingOf)).size > 1) sets.push(set.sort(byLength));
  }
  return sets;
};

const inWords = (set) => {
  const names = set.map((note) => `«${textOf(note)}»`);
  return new Intl.ListFormat(document.documentElement.lang).format(names);
};

const row = (set) => {
  const item = box.querySelector("template").content.firstElementChild.cloneNode(true);
  item.dataset.ids = set.map(idOf).join(" ");
  item.querySelector(".same-what").textContent = inWords(set);
  for (const words of item.querySelectorAll("[data-which]")) words.textContent = `: ${inWords(set)}`;
  return item;
};

const show = () => {
  const sets = isAsked() ? found() : [];
  const list = box.querySelector("ul");
  const kept = new Map([...list.children].map((item) => [`${item.dataset.ids} ${item.querySelector(".same-what").textContent}`, item]));
  const rows = sets.map((set) => kept.get(`${set.map(idOf).join(" ")} ${inWords(set)}`) ?? row(set));
  const isSame = rows.length === list.children.length && rows.every((item, at) => item === list.children[at]);
  if (!isSame) list.replaceChildren(...rows);
  box.hidden = !rows.length;
};

const notesOf = (item) => item.dataset.ids.split(" ").map((id) => document.getElementById(`note-${id}`)).filter(Boolean);

const gatherAll = (notes) => {
  const things = [...new Set(notes.map(thingOf))];
  if (things.some((thing) => thing.matches(".cluster"))) merge(things);
  else gather(things, textOf(notes[0]));
};

const letBe = (notes) => {
  const pairs = notes.flatMap((one, at) => notes.slice(at + 1).map((other) => pair(one, other)));
  lasting.keep(PLACE, [...new Set([...(lasting.get(PLACE) ?? []), ...pairs])]);
  show();
  (box.querySelector("button") ?? document.querySelector("#pad textarea")).focus();
};

box?.addEventListener("click", ({ target }) => {
  const item = target.closest("[data-ids]");
  if (!item) return;
  if (target.closest("[data-gather]")) gatherAll(notesOf(item));
  if (target.closest("[data-unlike]")) letBe(notesOf(item));
});

if (box) {
  document.addEventListener("frame", show);
  show();
}

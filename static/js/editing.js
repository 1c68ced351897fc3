// Who else is writing on a note just now: their initials at its corner, and a line in its editor.

import { noteOf } from "./foreshadow.js";

const { me } = document.body.dataset;
const editor = document.getElementById("editor");
const line = document.getElementById("editor-others");

const together = (people) =>
  new Intl.ListFormat(document.documentElement.lang).format(people.map(({ dataset }) => dataset.name));

const says = (people) => document.getElementById("people").dataset.writes.replace("{names}", together(people));

/** The others who write on notes, by the note's id. */
const others = () => {
  const found = new Map();
  for (const person of document.querySelectorAll(`#people > [data-editing]:not(#person-${me || "0"})`)) {
    const { editing } = person.dataset;
    found.set(editing, [...(found.get(editing) ?? []), person]);
  }
  return found;
};

const make = (note) => {
  const badge = document.createElement("span");
  badge.className = "note-editors";
  badge.append(document.createElement("span"), document.createElement("span"));
  badge.firstChild.ariaHidden = "true";
  badge.lastChild.className = "ds-sr-only";
  note.querySelector(".note-open").append(badge);
  return badge;
};

const show = () => {
  const writing = others();
  for (const badge of document.querySelectorAll("#board .note-editors"))
    if (!writing.has(badge.closest(".note").id.slice("note-".length))) badge.remove();
  for (const [id, people] of writing) {
    const note = noteOf(id);
    if (!note?.matches(".note:not([data-blank])")) continue;
    const badge = note.querySelector(".note-editors") ?? make(note);
    badge.firstChild.textContent = people.map(({ firstElementChild }) => firstElementChild.textContent).join(" ");
    badge.lastChild.textContent = ` (${says(people)})`;
  }
  tellWriter(writing);
};

/** Calmly: nothing is lost where two write, but one may want to wait. */
const tellWriter = (writing) => {
  if (!editor) return;
  const people = (!editor.hidden && writing.get(editor.elements.id.value)) || [];
  const words = people.length ? says(people) : "";
  if (line.textContent !== words) line.textContent = words;
};

document.addEventListener("frame", show);
document.addEventListener("opened", show);
show();

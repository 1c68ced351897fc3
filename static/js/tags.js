// Tags, where the kit offers them: put on and taken off in the editor, or for all that is chosen.

import { chosenNotes } from "./choosing.js";
import { newId } from "./ids.js";
import { write } from "./sending.js";

const idOf = (note) => note.id.slice("note-".length);
const zoneOf = (note) => note.closest(".zone").dataset.zone;
const has = (note, tag) => [...note.querySelectorAll(".note-tag")].some(({ textContent }) => textContent === tag);
const offered = (zone) => document.querySelector(`#editor-zones [data-tags-of="${zone}"]`);

const isOn = (notes, tag) => notes.length > 0 && notes.every((note) => has(note, tag));

const press = (fieldset, notes) => {
  for (const button of fieldset.querySelectorAll(".tag")) button.setAttribute("aria-pressed", isOn(notes, button.dataset.tag));
};

const opened = () => [document.getElementById(`note-${document.getElementById("editor").elements.id.value}`)].filter(Boolean);

const showInEditor = () => {
  const [note] = opened();
  for (const fieldset of document.querySelectorAll("#editor-zones .tags")) {
    fieldset.hidden = !note?.matches(".note") || fieldset.dataset.tagsOf !== zoneOf(note);
    if (!fieldset.hidden) press(fieldset, [note]);
  }
};

/** What is chosen may have tags where all of it lies in one field that offers some. */
const showInBar = () => {
  const place = document.getElementById("choosing-tags");
  const notes = chosenNotes();
  const zones = new Set(notes.map(zoneOf));
  const fieldset = zones.size === 1 && offered([...zones][0])?.cloneNode(true);
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.tag;
  place.replaceChildren(...(fieldset ? [fieldset] : []));
  if (!fieldset) return;
  fieldset.hidden = false;
  press(fieldset, notes);
  if (focused) place.querySelector(`[data-tag="${CSS.escape(focused)}"]`)?.focus();
};

const toggle = (notes, tag) => {
  const of = newId();
  const on = isOn(notes, tag);
  for (const note of notes) if (has(note, tag) === on) write({ id: idOf(note), [on ? "untag" : "tag"]: tag, of });
};

const show = () => {
  showInBar();
  if (!document.getElementById("editor").hidden) showInEditor();
};

if (document.getElementById("editor")) {
  document.addEventListener("opened", showInEditor);
  document.addEventListener("chosen", showInBar);
  document.addEventListener("frame", show);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".tag");
    if (!button) return;
    toggle(button.closest("#editor") ? opened() : chosenNotes(), button.dataset.tag);
    show();
  });
}

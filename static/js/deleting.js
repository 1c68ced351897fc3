// Deleting a note, and taking that back while one still looks at where it lay.

import { isRefused } from "./outbox.js";
import { discard, write } from "./sending.js";

const LINGER = 10_000;

const bar = () => document.getElementById("undo");
const pad = () => document.querySelector("#pad textarea");
let timer;

const hideSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const isHeld = bar().contains(document.activeElement);
    bar().hidden = !isHeld;
    if (isHeld) hideSoon();
  }, LINGER);
};

/** Delete the note `id`, and offer to take it back; of a refused change only that change is thrown away. */
export const remove = (id) => {
  if (isRefused(id)) return discard(id);
  write({ id, gone: true });
  bar().hidden = false;
  bar().dataset.id = id;
  hideSoon();
};

document.addEventListener("click", ({ target }) => {
  if (!target.closest("#undo button")) return;
  pad()?.focus();
  bar().hidden = true;
  write({ id: bar().dataset.id, gone: false });
});

document.addEventListener("keydown", (event) => {
  const note = event.target.closest?.("#board .note-open")?.closest(".note");
  if (event.key !== "Delete" || !note || !bar() || event.altKey || event.ctrlKey || event.metaKey) return;
  const beside = [note.nextElementSibling, note.previousElementSibling].find((one) => one && !one.hidden);
  remove(note.id.slice("note-".length));
  (beside?.querySelector(".note-open") ?? pad())?.focus();
});

document.addEventListener("restored", () => { bar().hidden = true; });

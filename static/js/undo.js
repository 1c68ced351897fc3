// Taking back one's own last acts on the sheet, with the button or Ctrl+Z; in a text field Ctrl+Z is the field's own.

import { undo } from "./sending.js";

const sheet = () => document.getElementById("board").dataset.sheet;
const isTyping = ({ target }) => target.closest?.("textarea, input:not([type=radio], [type=checkbox]), select, [contenteditable]")?.value;

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (isTyping(event) || !document.getElementById("pad")) return;
  event.preventDefault();
  undo(sheet());
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-undo]")) undo(sheet());
});

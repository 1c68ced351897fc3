// Dragging a note with mouse, finger or pen. "Flytt til" in the editor and the arrow keys do the same.

import { release } from "./frame.js";
import { rowOf } from "./rows.js";
import { write } from "./sending.js";
import { listAt, placeIn, zoneAt } from "./place.js";

const SLACK = 6;

let drag = null;

const follow = ({ clientX, clientY, pointerId }) => {
  const { note, from } = drag;
  const [dx, dy] = [clientX - from.x, clientY - from.y];
  if (!note.dataset.dragging && Math.hypot(dx, dy) < SLACK) return;
  if (!("dragging" in note.dataset)) {
    note.dataset.dragging = note.dataset.keep = "";
    note.setPointerCapture(pointerId);
  }
  note.style.transform = `translate(${dx}px, ${dy}px)`;
  mark(zoneAt(clientX, clientY, note));
};

const mark = (zone) => {
  for (const marked of document.querySelectorAll("[data-drop]")) if (marked !== zone) delete marked.dataset.drop;
  if (zone) zone.dataset.drop = "";
};

const drop = ({ clientX, clientY, type }) => {
  const { note } = drag;
  drag = null;
  if (!("dragging" in note.dataset)) return;
  mark(null);
  const where = note.getBoundingClientRect();
  const list = listAt(clientX, clientY, note);
  note.style.transform = "";
  delete note.dataset.dragging;
  delete note.dataset.keep;
  note.dataset.dragged = "1";
  setTimeout(() => delete note.dataset.dragged);
  if (list && type === "pointerup")
    write({ id: note.id.slice("note-".length), zone: list.dataset.zoneList, ...placeIn(list, where), ...besideIn(list, note) });
  release();
};

/** A note dropped in a band lies beside its row; out of one, beside none. */
const besideIn = (list, note) => ((list.dataset.beside ?? "") === rowOf(note) ? {} : { beside: list.dataset.beside ?? "" });

document.addEventListener("pointerdown", (event) => {
  const note = event.target.closest("#board .note:not([data-blank])");
  const isLoose = note && document.getElementById("pad") && matchMedia("(width >= 900px) and (height >= 500px)").matches;
  if (isLoose && event.button === 0) drag = { note, from: { x: event.clientX, y: event.clientY } };
});
document.addEventListener("pointermove", (event) => drag && follow(event));
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, (event) => drag && drop(event));

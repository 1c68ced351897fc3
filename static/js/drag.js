// Dragging a note or a cluster with mouse, finger or pen: to a field, into a cluster, out of it, or onto another cluster.
// "Flytt til" and the arrow keys do the same.

import { isChoosing } from "./choosing.js";
import { release } from "./frame.js";
import { merge } from "./gathering.js";
import { tellGuests } from "./guest.js";
import { clusterAt, isTable, listAt, placeIn, zoneAt } from "./place.js";
import { rowOf } from "./rows.js";
import { write } from "./sending.js";
import { whoseAre } from "./sides.js";

const SLACK = 6;

let drag = null;

const follow = ({ clientX, clientY, pointerId }) => {
  const { lying, from } = drag;
  const [dx, dy] = [clientX - from.x, clientY - from.y];
  if (!("dragging" in lying.dataset) && Math.hypot(dx, dy) < SLACK) return;
  if (!("dragging" in lying.dataset)) {
    lying.dataset.dragging = lying.dataset.keep = "";
    lying.setPointerCapture(pointerId);
  }
  lying.style.transform = `translate(${dx}px, ${dy}px)`;
  mark(targetAt(clientX, clientY));
};

/** The cluster or the field that it would be dropped on. A cluster in which a note lies already is one, too. */
const targetAt = (x, y) => clusterAt(x, y, drag.lying) ?? zoneAt(x, y, drag.lying);

const mark = (target) => {
  for (const marked of document.querySelectorAll("[data-drop]")) if (marked !== target) delete marked.dataset.drop;
  if (target) target.dataset.drop = "";
};

const rest = (lying) => {
  lying.style.transform = "";
  delete lying.dataset.dragging;
  delete lying.dataset.keep;
  lying.dataset.dragged = "1";
  setTimeout(() => delete lying.dataset.dragged);
};

/** Lay it there, and say so where that is another's side. */
const layOn = (target, list, lying, where) => {
  const [id, whose] = [lying.id.slice("note-".length), whoseAre([lying])];
  const [to, from] = [target, lying].map((one) => one.closest(".zone").dataset.zone);
  const { x, y } = lying.dataset;
  const cluster = lying.parentElement.closest(".cluster")?.id.slice("note-".length);
  const before = { zone: from, x: Number(x), y: Number(y), beside: rowOf(lying), ...(cluster && { cluster }) };
  put(target, list, lying, where);
  if (to !== from) tellGuests(to, whose, () => write({ id, cluster: "", ...before }));
};

const put = (target, list, lying, where) => {
  const id = lying.id.slice("note-".length);
  if (target.matches(".cluster")) {
    if (lying.matches(".cluster")) merge([target, lying]);
    else if (lying.closest(".cluster") !== target) write({ id, cluster: target.id.slice("note-".length) });
    return;
  }
  const out = lying.parentElement.matches("[data-members]") ? { cluster: "" } : {};
  write({ id, zone: list.dataset.zoneList, ...placeIn(list, where), ...besideIn(list, lying), ...out });
};

const drop = ({ clientX, clientY, type }) => {
  const { lying } = drag;
  const target = targetAt(clientX, clientY);
  drag = null;
  if (!("dragging" in lying.dataset)) return;
  mark(null);
  const where = lying.getBoundingClientRect();
  const list = listAt(clientX, clientY, lying);
  rest(lying);
  if (target && type === "pointerup") layOn(target, list, lying, where);
  release();
};

/** A note dropped in a band lies beside its row; out of one, beside none. */
const besideIn = (list, note) => ((list.dataset.beside ?? "") === rowOf(note) ? {} : { beside: list.dataset.beside ?? "" });

document.addEventListener("pointerdown", (event) => {
  const lying = event.target.closest("#board :is(.note:not([data-blank]), .cluster)");
  const isMeant = lying && document.getElementById("pad") && !isChoosing() && !event.shiftKey && isTable();
  if (isMeant && event.button === 0) drag = { lying, from: { x: event.clientX, y: event.clientY } };
});
document.addEventListener("pointermove", (event) => drag && follow(event));
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, (event) => drag && drop(event));

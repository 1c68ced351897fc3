// Drawing in a field, with mouse, finger or pen: a line is sent when the pen is lifted. "Skriv" leaves the field to notes.

import { linesAt } from "./erase.js";
import { release } from "./frame.js";
import { newId } from "./ids.js";
import { entries } from "./outbox.js";
import { draw, drawAll, shapeOf } from "./outline.js";
import { write } from "./sending.js";
import { simplified } from "./simplify.js";

const REACH = 9;
const board = () => document.getElementById("board");
const linesOf = (zone) => document.getElementById(`zone-${zone}-lines`);
const toolsOf = (zone) => document.querySelector(`#board [data-tools="${zone}"]`);
const within = (value) => Math.min(1000, Math.max(0, value));

/** What the pen does just now: `{ pointer, zone, lines, shape, …}` with a `line` and its `points`, or an act of erasing. */
let stroke = null;

const placeOf = ({ clientX, clientY }, { left, top, width, height }) =>
  [within((1000 * (clientX - left)) / width), within((1000 * (clientY - top)) / height)];

/** Only a pen tells how hard it is pressed. */
const pressureOf = ({ pointerType, pressure }) => (pointerType === "pen" && pressure ? Math.min(1, 0.35 + 0.95 * pressure) : 1);

const put = (lines, id, points, colour, shape) => {
  const line = document.getElementById("pending-line").content.querySelector("svg").cloneNode(true);
  line.id = `note-${id}`;
  line.dataset.colour = colour;
  draw(line, points, shape);
  return lines.appendChild(line);
};

const begin = (event) => {
  const zone = event.target.dataset.surface;
  const { pen, colour } = toolsOf(zone).elements;
  const lines = linesOf(zone);
  stroke = { pointer: event.pointerId, zone, lines, shape: shapeOf(lines), box: lines.getBoundingClientRect(), surface: event.target };
  event.target.setPointerCapture(event.pointerId);
  event.target.dataset.keep = "";
  if (pen.value === "eraser") Object.assign(stroke, { of: newId() });
  else Object.assign(stroke, { id: newId(), colour: colour.value, pen: Number(pen.value), points: [] });
  follow(event);
};

const follow = (event) => {
  const events = event.getCoalescedEvents?.() ?? [];
  for (const each of events.length ? events : [event]) (stroke.of ? rub : mark)(each);
  if (stroke.of) return;
  const points = stroke.points.flat();
  if (stroke.line?.isConnected) draw(stroke.line, points, stroke.shape);
  else stroke.line = put(stroke.lines, stroke.id, points, stroke.colour, stroke.shape);
};

const mark = (event) => {
  const [x, y] = placeOf(event, stroke.box);
  const [lastX, lastY] = stroke.points.at(-1) ?? [];
  if (lastX !== undefined && Math.hypot(x - lastX, y - lastY) < 1.5) return;
  stroke.points.push([x, y, stroke.pen * pressureOf(event)]);
};

/** Rub from where the eraser was to where it is: a quick hand is told of only now and then. */
const rub = (event) => {
  const reach = (1000 * REACH) / stroke.box.width;
  const [x, y] = placeOf(event, stroke.box);
  const [fromX, fromY] = stroke.at ?? [x, y];
  const steps = Math.ceil(Math.hypot(x - fromX, y - fromY) / reach) || 1;
  for (let step = 1; step <= steps; step++) {
    const at = [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps];
    for (const line of linesAt(stroke.lines, at, reach, stroke.shape.high))
      write({ id: line.id.slice("note-".length), gone: true, of: stroke.of });
  }
  stroke.at = [x, y];
};

const end = ({ type }) => {
  const { id, zone, points, colour, line, surface, of } = stroke;
  stroke = null;
  delete surface.dataset.keep;
  // The system took the pointer, to scroll or zoom: that was no line.
  if (type === "pointercancel") line?.remove();
  else if (!of) write({ id, kind: "line", sheet: board().dataset.sheet, zone, text: "", points: simplified(points), colour });
  release();
};

document.addEventListener("pointerdown", (event) => {
  if (!event.target.matches?.("[data-surface]") || event.button !== 0 || stroke) return;
  event.preventDefault();
  begin(event);
});
document.addEventListener("pointermove", (event) => event.pointerId === stroke?.pointer && follow(event));
for (const type of ["pointerup", "pointercancel"])
  document.addEventListener(type, (event) => event.pointerId === stroke?.pointer && end(event));

document.addEventListener("keydown", ({ key, target }) => {
  const tools = key === "Escape" && target.closest?.("[data-tools]");
  if (tools) tools.elements.mode.value = "write";
});

/** A line that waits to be stored. */
const foreshadow = ({ id, kind, sheet, zone, points, colour }) => {
  const lines = kind === "line" && sheet === board().dataset.sheet && linesOf(zone);
  const line = lines && document.getElementById(`note-${id}`);
  if (lines && !line) put(lines, id, points, colour, shapeOf(lines));
  else if (line && !Number(line.dataset.version)) draw(line, points, shapeOf(lines));
};

const bringUpToDate = () => {
  for (const tools of document.querySelectorAll("#board [data-tools]")) tools.hidden = false;
  drawAll();
  entries().filter(({ refused }) => !refused).forEach(foreshadow);
};

document.addEventListener("line", ({ detail }) => foreshadow(detail));
document.addEventListener("frame", bringUpToDate);
bringUpToDate();

// The outline of a line as a pen would have drawn it, of its points and how hard it was pressed.

import { getStroke } from "../vendor/perfect-freehand.js";

const WHOLE = 1000;
const SHEET = 1.414;

/** A field's shape: how high it is for its width, and its width in per cent of the sheet's. The same at every size. */
export const shapeOf = (lines) => {
  const of = (name) => Number(getComputedStyle(lines).getPropertyValue(name));
  return { high: of("--zh") / SHEET / of("--zw"), wide: of("--zw") };
};

const middle = (a, b) => (a + b) / 2;
const round = (value) => Math.round(value * 10) / 10;

/** Points `[x, y, pressure, …]` in per mille as the path that fills them, in per mille of a field of this shape. */
export const pathOf = (points, { high, wide }) => {
  const pressed = [];
  for (let at = 0; at < points.length; at += 3) pressed.push([points[at], points[at + 1] * high, points[at + 2] / WHOLE]);
  // Pressed hardest, a line is one per cent of the sheet broad.
  const edge = getStroke(pressed, { size: WHOLE / wide / 2, thinning: 1, smoothing: 0.5, streamline: 0, simulatePressure: false, last: true });
  if (!edge.length) return "";
  const around = edge.map(([x, y]) => [round(x), round(y / high)]);
  const curves = around.map(([x, y], at) => {
    const [nextX, nextY] = around[(at + 1) % around.length];
    return `${x},${y} ${round(middle(x, nextX))},${round(middle(y, nextY))}`;
  });
  return `M${around[0]}Q${curves.join(" ")}Z`;
};

/** The points of a line on the board, as it was written. */
export const pointsOf = (line) => {
  const pressure = line.dataset.pressure.split(" ").map(Number);
  return line.querySelector("polyline").getAttribute("points").trim().split(/\s+/)
    .flatMap((point, at) => [...point.split(",").map(Number), pressure[at] ?? pressure[0]]);
};

/** Let a line's element hold these points, as the server would write them, and show them. */
export const draw = (line, points, shape) => {
  const at = points.map((value, index) => index).filter((index) => index % 3 === 0);
  line.querySelector("polyline").setAttribute("points", at.map((index) => `${points[index]},${points[index + 1]}`).join(" "));
  line.dataset.pressure = at.map((index) => points[index + 2]).join(" ");
  line.querySelector("path").setAttribute("d", pathOf(points, shape));
};

/** Draw the outlines of all lines that have none yet. */
export const drawAll = () => {
  for (const lines of document.querySelectorAll("#board .lines")) {
    const bare = lines.querySelectorAll(".line > path:not([d])");
    const shape = bare.length && shapeOf(lines);
    for (const path of bare) path.setAttribute("d", pathOf(pointsOf(path.parentElement), shape));
  }
};

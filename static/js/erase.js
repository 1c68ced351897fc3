// Which lines of a sketch lie under the eraser.

import { pointsOf } from "./outline.js";

const known = new WeakMap();

const measured = (line) => {
  const written = line.querySelector("polyline").getAttribute("points");
  const before = known.get(line);
  if (before?.written === written) return before;
  const points = pointsOf(line);
  const [xs, ys] = [0, 1].map((axis) => points.filter((_, at) => at % 3 === axis));
  const found = { written, points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  known.set(line, found);
  return found;
};

const distance = (x, y, ax, ay, bx, by) => {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
};

/** The lines that come within `reach` of a point (all in per mille of a field so `high` for its width). */
export const linesAt = (lines, [x, y], reach, high) =>
  [...lines.querySelectorAll(".line:not([hidden])")].filter((line) => {
    const { points, box: [left, top, right, bottom] } = measured(line);
    const up = reach / high;
    if (x < left - reach || x > right + reach || y < top - up || y > bottom + up) return false;
    for (let at = 0; at < points.length; at += 3) {
      const next = Math.min(at + 3, points.length - 3);
      const off = distance(x, y * high, points[at], points[at + 1] * high, points[next], points[next + 1] * high);
      if (off <= reach) return true;
    }
    return false;
  });

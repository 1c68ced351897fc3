// A line with no more points than it needs: those that are nearly on the way between their neighbours are left out.

const MOST = 300;
const FINEST = 0.7;

const offLine = ([x, y, p], [ax, ay, ap], [bx, by, bp]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy, (p - ap - along * (bp - ap)) / 30);
};

/** The algorithm of Ramer, Douglas and Peucker. */
const sparse = (points, tolerance) => {
  const kept = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  while (spans.length) {
    const [from, to] = spans.pop();
    let [farthest, most] = [0, tolerance];
    for (let at = from + 1; at < to; at++) {
      const off = offLine(points[at], points[from], points[to]);
      if (off > most) [farthest, most] = [at, off];
    }
    if (!farthest) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, at) => kept.has(at));
};

/** Points `[[x, y, pressure], …]` in per mille as one list of whole numbers, of at most 300 points. */
export const simplified = (points) => {
  let tolerance = FINEST;
  let fewer = sparse(points, tolerance);
  while (fewer.length > MOST) fewer = sparse(fewer, (tolerance *= 1.5));
  return fewer.flat().map(Math.round);
};

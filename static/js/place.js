// Where on the sheet: the zone under a point, a note's place in it, and a free place for a new one.

const INTO = 100;

/** The zone under a point of the window, or undefined. */
export const zoneAt = (x, y, except) =>
  document.elementsFromPoint(x, y).find((element) => !except?.contains(element) && element.closest("#board .zone"))?.closest(".zone");

const within = (value) => Math.round(Math.min(INTO, Math.max(0, value)));

/** A note's place (per cent of the free way) in a zone's list, for its top left corner in the window. */
export const placeIn = (list, note, left, top) => {
  const zone = list.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const part = (at, free) => (free > 0 ? within((INTO * at) / free) : 0);
  return { x: part(left - zone.left, zone.width - width), y: part(top - zone.top, zone.height - height) };
};

const covers = (a, b) => {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 && width * height > 0.12 * b.width * b.height;
};

const spots = (zone, side) => {
  const made = [];
  const columns = Math.max(1, Math.floor(zone.width / (side * 1.06)));
  const rows = Math.max(1, Math.floor(zone.height / (side * 1.06)));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      made.push({
        left: zone.left + (columns > 1 ? (column * (zone.width - side)) / (columns - 1) : (zone.width - side) / 2),
        top: zone.top + (rows > 1 ? (row * (zone.height - side)) / (rows - 1) : (zone.height - side) / 2),
      });
  return made;
};

/** A free place in a zone's list: one of the first few, so that two who write at once seldom choose the same. */
export const freePlace = (list) => {
  const zone = list.getBoundingClientRect();
  const side = 0.09 * list.closest(".sheet").getBoundingClientRect().width;
  const taken = [...document.querySelectorAll("#board .note:not([hidden])")].map((note) => note.getBoundingClientRect());
  const isFree = ({ left, top }) => {
    const spot = { left, top, right: left + side, bottom: top + side, width: side, height: side };
    const corners = [[0.12, 0.12], [0.88, 0.12], [0.12, 0.88], [0.88, 0.88]];
    return !taken.some((rect) => covers(rect, spot))
      && corners.every(([x, y]) => zoneAt(left + x * side, top + y * side) === list.closest(".zone"));
  };
  const free = spots(zone, side).filter(isFree).slice(0, 3);
  const chosen = free[Math.floor(Math.random() * free.length)];
  if (!chosen) return { x: Math.floor(Math.random() * 101), y: Math.floor(Math.random() * 101) };
  return { x: within((INTO * (chosen.left - zone.left)) / (zone.width - side)), y: within((INTO * (chosen.top - zone.top)) / (zone.height - side)) };
};

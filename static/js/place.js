// Where on the sheet: the zone under a point, a note's place in it, and a free place for a new one.

const INTO = 100;

/** The zone under a point of the window, or undefined. */
export const zoneAt = (x, y, except) =>
  document.elementsFromPoint(x, y).find((element) => !except?.contains(element) && element.closest("#board .zone"))?.closest(".zone");

/** Where in a field a note lies: in the band of its row, or else in the field's own list. */
export const listOf = (zone, row) => {
  const lists = [...document.querySelectorAll(`#board [data-zone-list="${zone}"]`)];
  return lists.find(({ dataset }) => row && dataset.beside === row) ?? lists.find(({ dataset }) => !("beside" in dataset) && !("members" in dataset));
};

/** The list under a point of the window: a band, or the field's own. */
export const listAt = (x, y, except) => {
  const zone = zoneAt(x, y, except);
  const band = document.elementsFromPoint(x, y).find((element) => element.matches(".band") && zone?.contains(element));
  return band ?? (zone && listOf(zone.dataset.zone));
};
/** The cluster under a point of the window, or undefined. */
export const clusterAt = (x, y, except) =>
  document.elementsFromPoint(x, y)
    .filter((element) => !except?.contains(element))
    .map((element) => element.closest("#board .cluster"))
    .find((cluster) => cluster && cluster !== except);

/** Whether notes lie where they are put; on small screens they lie in rows, and nothing is dragged. */
export const isTable = () => getComputedStyle(document.querySelector("#board .zone")).position === "absolute";

const within = (value) => Math.round(Math.min(INTO, Math.max(0, value)));

/** The place (per cent of the free way) in a zone's list of what lies so in the window. */
export const placeIn = (list, { left, top, width, height }) => {
  const zone = list.getBoundingClientRect();
  const part = (at, free) => (free > 0 ? within((INTO * at) / free) : 0);
  return { x: part(left - zone.left, zone.width - width), y: part(top - zone.top, zone.height - height) };
};

/** How much of the smaller of two lies under the other, from 0 to 1. */
const covered = (a, b) => {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / Math.min(a.width * a.height, b.width * b.height);
};

const between = (start, free, at, count) => start + free * (count > 1 ? at / (count - 1) : 0.5);

/** Places for something so large, in rows and columns over a zone. */
const spots = (zone, { width, height }, columns, rows) => {
  const made = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      made.push(new DOMRect(
        between(zone.left, Math.max(0, zone.width - width), column, columns),
        between(zone.top, Math.max(0, zone.height - height), row, rows),
        width,
        height,
      ));
  return made;
};

/** Which of the people at the table I am: those who write at the same moment must not choose the same place. */
const seat = () => {
  const people = [...document.querySelectorAll("#people > .person")].map(({ dataset }) => Number(dataset.author.slice(1)));
  return Math.max(0, people.sort((a, b) => a - b).indexOf(Number(document.body.dataset.me)));
};

/** Where notes lie in rows there is nothing to measure: a place as far as can be from the others', for larger screens. */
const farFromOthers = (list, moved) => {
  const others = [...list.children].filter((note) => note !== moved && !note.hidden).map(({ dataset }) => dataset);
  const room = (spot) => Math.min(INTO, ...others.map(({ x, y }) => Math.hypot(x - spot.x, y - spot.y)));
  const lattice = [0, 25, 50, 75, 100].flatMap((y) => [0, 25, 50, 75, 100].map((x) => ({ x, y })));
  return lattice.sort((a, b) => room(b) - room(a))[seat() % lattice.length];
};

/** Where the fields' names stand: in a ring, notes could lie over them. */
const labels = () => [...document.querySelectorAll("#board .zone-label")].map((label) => {
  const words = document.createRange();
  words.selectNodeContents(label);
  return words.getBoundingClientRect();
});

/**
 * A place in a zone's list for a note so large: free if there is room, otherwise where it covers least. Everybody
 * at the table chooses another one of the best.
 */
export const freePlace = (list, size, moved) => {
  if (getComputedStyle(list).display === "grid") return farFromOthers(list, moved);
  const zone = list.getBoundingClientRect();
  const others = [...document.querySelectorAll("#board :is(.note, .cluster):not([hidden])")].filter((note) => note !== moved && !moved?.contains(note));
  const taken = [...others.map((note) => note.getBoundingClientRect()), ...labels()];
  const liesIn = ({ left, top, width, height }) =>
    [[0.12, 0.12], [0.88, 0.12], [0.12, 0.88], [0.88, 0.88]]
      .every(([x, y]) => zoneAt(left + x * width, top + y * height) === list.closest(".zone"));
  const crowd = (spot) => taken.reduce((sum, rect) => sum + covered(rect, spot) ** 2, 0);
  const fitting = (length, side) => Math.max(1, Math.floor(length / (side * 1.06)));
  const neat = spots(zone, size, fitting(zone.width, size.width), fitting(zone.height, size.height));
  let best = neat.filter((spot) => liesIn(spot) && crowd(spot) < 0.01);
  if (!best.length) {
    const all = spots(zone, size, 9, 9);
    const inside = all.filter(liesIn);
    best = (inside.length ? inside : all).sort((a, b) => crowd(a) - crowd(b));
  }
  return placeIn(list, best[seat() % best.length]);
};

/** A free place for a note in another list; none where there is no such list. */
export const placeFor = (note, list) => (list ? freePlace(list, { width: note.offsetWidth, height: note.offsetHeight }, note) : {});

// The outbox: every write waits here, over a reload too, until the server says that it is stored. All tabs of one
// person share it, each write under a key of its own, so that none overwrites what another one keeps.

import { newId } from "./ids.js";
import { waits } from "./state.js";
import { lasting } from "./storage.js";

const { code, me } = document.body.dataset;
const PLACE = `outbox:${code}:${me}:`;

/**
 * What waits, oldest first. Beside what the server is told, an entry holds `at`; `where` its note lay; `refused`; and
 * `conflict`, the text of somebody else that came first: `{ version, text, by }`.
 */
export const entries = () => lasting.all(PLACE).sort((a, b) => a.at - b.at);

export const entryOf = (write) => lasting.get(PLACE + write);

const count = () => {
  const waiting = entries().filter(({ refused }) => !refused);
  const things = waiting.map(({ id, write, step, subject }) => id ?? (subject === undefined ? write : `${step} ${subject}`));
  waits(new Set(things).size, waiting.every(({ act }) => act === "note"));
};

export const keep = (entry) => {
  lasting.keep(PLACE + entry.write, entry, true);
  count();
};

export const drop = ({ write }) => {
  lasting.drop(PLACE + write);
  count();
};

/** Put a new write last; its id. */
export const put = (values) => {
  const last = entries().at(-1)?.at ?? 0;
  const entry = { write: newId(), ...values, at: Math.max(Date.now(), last + 1) };
  keep(entry);
  return entry.write;
};

export const isWaiting = (id) => entries().some((entry) => entry.id === id);
export const isRefused = (id) => entries().some((entry) => entry.id === id && entry.refused);

/** One's own text of a note that waits for a choice, with the other's; or nothing. */
export const conflictOf = (id) => entries().findLast((entry) => entry.id === id && entry.conflict);

/** The version that was seen when what waits of a note's text was begun; undefined where nothing waits. */
export const seenOf = (id) => entries().find((entry) => entry.id === id && entry.text !== undefined)?.seen;

/** Call back with what another tab has put in, changed or taken out: `(fresh, old)`. */
export const whenOthersChange = (tell) =>
  addEventListener("storage", ({ key, oldValue, newValue }) => {
    if (!key?.startsWith(PLACE)) return;
    count();
    tell(JSON.parse(newValue), JSON.parse(oldValue));
  });

count();

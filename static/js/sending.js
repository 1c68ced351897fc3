// What waits is sent one after another, by whichever way there is: the next only when the one before has been answered,
// so that all is stored in the order in which it was written.

import { apply } from "./frame.js";
import { foreshadow, foreshadowAll, isKnown, mark, noteOf, whereabouts } from "./foreshadow.js";
import { isCurrent, isOpen, seeAgain, send } from "./live.js";
import { letGo } from "./members.js";
import { conflictOf, drop, entries, entryOf, isWaiting, keep, put, whenOthersChange } from "./outbox.js";
import { fails, sayRefused, stores } from "./state.js";

const { code } = document.body.dataset;
const SENT_AGAIN = 4000;
const PATIENCE = 10_000;
const TRIES = 3;
const LATER = [408, 425, 429];

/** What was written in this tab. Another tab's waits a little, for that tab to send it. */
const written = new Set();

const flown = new Set();

/** Whether a write may have reached the server, so that it cannot be another one any longer. */
export const hasFlown = (write) => !written.has(write) || flown.has(write);

/** The write that is on its way: `{ write, at, tries }`. */
let flying = null;

/** Put a write into the outbox and on its way. `values` as in docs/protocol.md, without `act` and `write`. */
export const write = (values) => {
  written.add(put({ act: "note", ...values, where: whereabouts(values.id) ?? values.where }));
  foreshadow(values);
  flush();
};

/** Put any other act into the outbox and on its way, in order with what else waits. `values` with their `act`. */
export const say = (values) => {
  written.add(put(values));
  flush();
};

/** Take back one's last act on a sheet. */
export const undo = (sheet) => say({ act: "undo", sheet });

/** What the server is told. What is written on a note that somebody has taken away meanwhile brings it back. */
const messageOf = ({ at, where, refused, conflict, ...message }) => {
  const isHere = where?.sheet === document.getElementById("board").dataset.sheet;
  const isTakenAway = isHere && message.text !== undefined && message.gone === undefined && !isKnown(message.id);
  return isTakenAway ? { ...message, gone: false } : message;
};

/** Send the oldest that waits, unless it is on its way; nothing before all that is new has come. */
export const flush = () => {
  const entry = entries().find(({ refused }) => !refused);
  if (!entry || !isCurrent()) return;
  if (!written.has(entry.write) && Math.abs(Date.now() - entry.at) < SENT_AGAIN) return;
  const isSame = flying?.write === entry.write;
  if (isSame && Date.now() - flying.at < SENT_AGAIN) return;
  flying = { write: entry.write, at: Date.now(), tries: isSame ? flying.tries + 1 : 1 };
  flown.add(entry.write);
  // What a socket never answers is asked over HTTP, where there is always an answer.
  if (isOpen() && flying.tries % TRIES) send(messageOf(entry));
  else overHttp(entry, flying.tries).catch(() => {});
};

const formOf = ({ points, ...values }) => new URLSearchParams(points ? { ...values, points: JSON.stringify(points) } : values);

const overHttp = async (entry, tries) => {
  const { act, ...values } = messageOf(entry);
  const answer = await fetch(`/workshops/${code}/${act}s`, {
    method: "POST", body: formOf(values), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE),
  });
  const text = await answer.text();
  await apply(text);
  // Some answers do not name the write, such as that one is no longer a participant.
  const isNo = answer.status >= 400 && answer.status < 500 && !LATER.includes(answer.status);
  if (isNo || (answer.status === 500 && tries >= TRIES)) refuse(entry.write);
  flush();
};

const forget = (write) => {
  const done = entryOf(write);
  if (!done) return;
  drop(done);
  mark(done.id);
};

/** What was refused is kept if it holds somebody's words; the board shows what stands. */
const refuse = (write, conflict) => {
  const entry = entryOf(write);
  if (!entry) return;
  if (!entry.text || entry.kind === "line") return takeOut(entry);
  keep({ ...entry, refused: true, ...(conflict && { conflict }) });
  foreshadow(entry);
};

const takeOut = (entry) => {
  drop(entry);
  document.dispatchEvent(new CustomEvent("refused", { detail: entry }));
  if (entry.id) showWhatStands(entry.id);
};

const showWhatStands = (id) => {
  mark(id);
  if (isKnown(id)) seeAgain(Number(noteOf(id).dataset.version));
  else if (!isWaiting(id)) vanish(noteOf(id));
};

const vanish = (note) => {
  if (!note) return;
  letGo(note);
  note.remove();
};

/** Take a note's refused writes back out; of a note that the server never had, all. */
export const discard = (id) => {
  const isNew = !isKnown(id) && !conflictOf(id);
  entries().filter((entry) => entry.id === id && (entry.refused || isNew)).forEach(drop);
  sayRefused("");
  showWhatStands(id);
};

const takeAcknowledgements = () => {
  for (const stored of document.querySelectorAll("#acks > [data-stored]")) {
    stored.remove();
    stores();
    sayRefused("");
    forget(stored.id.slice("ack-".length));
  }
};

/** Each refusal names its write; a conflict comes with the text that stands. The last one's reason is said. */
const takeRefusals = () => {
  for (const refusal of document.querySelectorAll("#acks > [data-refused]")) {
    refusal.remove();
    const { write, note, text, version, by } = refusal.dataset;
    if ("again" in refusal.dataset) {
      fails(refusal.dataset.again && refusal.textContent);
      continue;
    }
    refuse(write, note && { version: Number(version), text, by });
    sayRefused(refusal.textContent);
    if (note && written.has(write)) document.dispatchEvent(new CustomEvent("conflict", { detail: note }));
  }
  const later = document.querySelector("#refusal[data-again]");
  later?.remove();
  if (later) fails(later.textContent);
};

document.addEventListener("frame", () => {
  takeAcknowledgements();
  takeRefusals();
  foreshadowAll();
  flush();
});

whenOthersChange((fresh, old) => {
  if (fresh) foreshadow(fresh);
  else if (old.refused) showWhatStands(old.id);
  else mark(old.id);
});

document.addEventListener("open", () => {
  flying = null;
  flush();
});

setInterval(flush, SENT_AGAIN);
foreshadowAll();
flush();

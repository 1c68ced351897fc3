// The outbox: every write waits here, over a reload too, until the server says that it is stored. All tabs of one
// person share it, each write under a key of its own, so that none overwrites what another one keeps.

import { forgetConflict, takeUp } from "./conflict.js";
import { apply } from "./frame.js";
import { newId } from "./ids.js";
import { isOpen, send } from "./live.js";

const { code, me } = document.body.dataset;
const PLACE = `outbox:${code}:${me}:`;
const SENT_AGAIN = 4000;

const sent = new Map();

/** What waits, oldest first. */
const entries = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PLACE))
    .map((key) => JSON.parse(localStorage.getItem(key)))
    .sort((a, b) => a.at - b.at);
const entryOf = (write) => JSON.parse(localStorage.getItem(PLACE + write));
const count = () => document.dispatchEvent(new CustomEvent("waiting", { detail: entries().filter(({ refused }) => !refused).length }));
const keep = (entry) => {
  localStorage.setItem(PLACE + entry.write, JSON.stringify(entry));
  count();
};
const drop = ({ write }) => {
  localStorage.removeItem(PLACE + write);
  count();
};
const messageOf = ({ at, refused, ...message }) => message;
const note = (id) => document.getElementById(`note-${id}`);

/** A note's size, by the rule the server gives with the blank note: longest text and longest word per size. */
const size = (text) => {
  const sizes = JSON.parse(document.getElementById("pending-note").dataset.sizes);
  const word = Math.max(0, ...text.split(/\s+/).map(({ length }) => length));
  return sizes.find(([most, widest]) => text.length <= most && word <= widest)?.[2] ?? "xl";
};

const isWaiting = (id) => entries().some((entry) => entry.id === id);

/** Show what a write will do before it is stored, marked as waiting. A new note is shown on its own sheet only. */
export const foreshadow = ({ id, sheet, zone, text, x, y, gone, refused }) => {
  const list = zone && document.querySelector(`#board [data-zone-list="${zone}"]`);
  const isNewHere = list && text !== undefined && sheet === document.getElementById("board").dataset.sheet;
  const element = note(id) ?? (isNewHere && list.appendChild(blank(id)));
  if (!element) return;
  if (list && element.parentElement !== list) list.append(element);
  if (text !== undefined) {
    element.querySelector(".note-text").textContent = text;
    element.dataset.size = size(text);
  }
  if (x !== undefined) Object.assign(element.dataset, { x, y });
  element.hidden = Boolean(gone);
  element.dataset.pending = "";
  element.toggleAttribute("data-refused", Boolean(refused));
};

/** How large a new note with this text will be in a zone's list. */
export const measure = (list, text) => {
  const element = list.appendChild(blank(newId()));
  element.dataset.size = size(text);
  element.querySelector(".note-text").textContent = text;
  const { offsetWidth: width, offsetHeight: height } = element;
  element.remove();
  return { width, height };
};

const blank = (id) => {
  const element = document.getElementById("pending-note").content.firstElementChild.cloneNode(true);
  element.id = `note-${id}`;
  element.dataset.tilt = (parseInt(id.slice(-2), 16) % 3) - 1;
  return element;
};

/** Put a write into the outbox and on its way. `values` as in docs/protocol.md, without `act` and `write`. */
export const write = (values) => {
  put({ act: "note", ...values });
  foreshadow(values);
  flush();
};

/** Take back one's last act on a sheet; in order with what else waits. */
export const undo = (sheet) => {
  put({ act: "undo", sheet });
  flush();
};

const put = (values) => {
  const last = entries().at(-1)?.at ?? 0;
  keep({ write: newId(), ...values, at: Math.max(Date.now(), last + 1) });
};

const overHttp = async (entry) => {
  const { act, ...values } = messageOf(entry);
  const answer = await fetch(`/workshops/${code}/${act}s`, {
    method: "POST", body: new URLSearchParams(values), headers: { "HX-Request": "true" },
  });
  const text = await answer.text();
  if (!answer.ok && answer.status < 500 && answer.status !== 429) refuse(entry.write);
  await apply(text);
};

/** Send what waits and is not on its way, in order. */
export const flush = async () => {
  const due = entries().filter(({ write, refused }) => !refused && !(Date.now() - sent.get(write) < SENT_AGAIN));
  for (const entry of due) {
    sent.set(entry.write, Date.now());
    if (isOpen()) send(messageOf(entry));
    else await overHttp(entry).catch(() => sent.delete(entry.write));
  }
};

const forget = (write) => {
  const done = entryOf(write);
  if (!done) return;
  drop(done);
  sent.delete(write);
  settle(done);
};

const settle = ({ id }) => {
  if (!isWaiting(id)) note(id)?.removeAttribute("data-pending");
};

const refuse = (write) => {
  const entry = entryOf(write);
  if (!entry) return;
  entry.refused = true;
  keep(entry);
  foreshadow(entry);
};

/** Take a note's writes back out, such as those that were refused. */
export const discard = (id) => {
  entries().filter((entry) => entry.id === id).forEach(drop);
  forgetConflict(id);
  note(id)?.removeAttribute("data-pending");
  note(id)?.removeAttribute("data-refused");
  if (!Number(note(id)?.dataset.version)) note(id)?.remove();
};

export const isRefused = (id) => entries().some((entry) => entry.id === id && entry.refused);

document.addEventListener("frame", () => {
  for (const stored of document.querySelectorAll("#acks > [data-stored]")) {
    forget(stored.id.slice("ack-".length));
    stored.remove();
  }
  takeUp((write) => entryOf(write)?.text ?? "");
  const refusal = document.getElementById("refusal");
  if (refusal?.dataset.write && !("again" in refusal.dataset)) refuse(refusal.dataset.write);
  entries().forEach(foreshadow);
});

addEventListener("storage", ({ key, oldValue, newValue }) => {
  if (!key?.startsWith(PLACE)) return;
  if (newValue) foreshadow(JSON.parse(newValue));
  else settle(JSON.parse(oldValue));
});

document.addEventListener("open", () => {
  sent.clear();
  flush();
});

setInterval(flush, SENT_AGAIN);
count();
entries().forEach(foreshadow);

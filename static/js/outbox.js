// The outbox: every write waits here, over a reload too, until the server says that it is stored.

import { apply } from "./frame.js";
import { newId } from "./ids.js";
import { isOpen, send } from "./live.js";

const { code, me } = document.body.dataset;
const PLACE = `outbox:${code}:${me}`;
const SENT_AGAIN = 4000;

let entries = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
const sent = new Map();

const keep = () => localStorage.setItem(PLACE, JSON.stringify(entries));
const note = (id) => document.getElementById(`note-${id}`);

/** A note's size, by the rule the server gives with the blank note: longest text and longest word per size. */
const size = (text) => {
  const sizes = JSON.parse(document.getElementById("pending-note").dataset.sizes);
  const word = Math.max(0, ...text.split(/\s+/).map(({ length }) => length));
  return sizes.find(([most, widest]) => text.length <= most && word <= widest)?.[2] ?? "xl";
};

const isWaiting = (id) => entries.some((entry) => entry.id === id);

/** Show what a write will do before it is stored, marked as waiting. */
const foreshadow = ({ id, zone, text, x, y, gone, refused }) => {
  const list = zone && document.querySelector(`#board [data-zone-list="${zone}"]`);
  const element = note(id) ?? (list && text !== undefined && list.appendChild(blank(id)));
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

const blank = (id) => {
  const element = document.getElementById("pending-note").content.firstElementChild.cloneNode(true);
  element.id = `note-${id}`;
  element.dataset.tilt = (parseInt(id.slice(-2), 16) % 3) - 1;
  return element;
};

/** Put a write into the outbox and on its way. `values` as in docs/protocol.md, without `act` and `write`. */
export const write = (values) => {
  entries.push({ act: "note", write: newId(), ...values });
  keep();
  foreshadow(values);
  flush();
};

const overHttp = async (entry) => {
  const { act, refused, ...values } = entry;
  const answer = await fetch(`/workshops/${code}/notes`, {
    method: "POST", body: new URLSearchParams(values), headers: { "HX-Request": "true" },
  });
  const text = await answer.text();
  if (!answer.ok && answer.status < 500) refuse(entry.write);
  await apply(text);
};

/** Send what waits and is not on its way, in order. */
export const flush = async () => {
  const due = entries.filter(({ write, refused }) => !refused && !(Date.now() - sent.get(write) < SENT_AGAIN));
  for (const entry of due) {
    sent.set(entry.write, Date.now());
    const { refused, ...message } = entry;
    if (isOpen()) send(message);
    else await overHttp(entry).catch(() => sent.delete(entry.write));
  }
};

const forget = (write) => {
  const done = entries.find((entry) => entry.write === write);
  if (!done) return;
  entries = entries.filter((entry) => entry !== done);
  sent.delete(write);
  keep();
  if (!isWaiting(done.id)) note(done.id)?.removeAttribute("data-pending");
};

const refuse = (write) => {
  const entry = entries.find((one) => one.write === write);
  if (!entry) return;
  entry.refused = true;
  keep();
  foreshadow(entry);
};

/** Take a note's writes back out, such as those that were refused. */
export const discard = (id) => {
  entries = entries.filter((entry) => entry.id !== id);
  keep();
  note(id)?.remove();
};

export const isRefused = (id) => entries.some((entry) => entry.id === id && entry.refused);

document.addEventListener("frame", () => {
  for (const stored of document.querySelectorAll("#acks > [data-stored]")) {
    forget(stored.id.slice("ack-".length));
    stored.remove();
  }
  const refusal = document.getElementById("refusal");
  if (refusal?.dataset.write) refuse(refusal.dataset.write);
  entries.forEach(foreshadow);
});

document.addEventListener("open", () => {
  sent.clear();
  flush();
});

setInterval(flush, SENT_AGAIN);
entries.forEach(foreshadow);

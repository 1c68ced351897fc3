// A field several write in at once: a Yjs document each, of what the server has and of what waits in the outbox.
// What is told the server is always all that it lacks, so that nothing can go missing on the way.

import { applyUpdate, createAbsolutePositionFromRelativePosition, createRelativePositionFromTypeIndex, decodeStateVector, Doc, encodeStateAsUpdate, encodeStateVectorFromUpdate, UndoManager } from "../vendor/yjs.js";
import { difference } from "./difference.js";
import { entries, keep, whenOthersChange } from "./outbox.js";
import { hasFlown, say } from "./sending.js";

const EMPTY = new Uint8Array([0, 0]);
const OWN = "own";

/** By field: its document, the text in it, what can be undone, and what the server has of it. */
const opened = new Map();

const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const sheet = () => document.getElementById("board").dataset.sheet;
const fields = () => [...document.querySelectorAll("#board [data-shared]")];
const stored = (zone) => document.getElementById(`shared-${zone}`)?.dataset.state;
const isOf = ({ sheet: on, zone }, entry) => entry.act === "text" && entry.sheet === on && entry.zone === zone;
const waiting = (one) => entries().filter((entry) => isOf(one, entry));

const open = (field) => {
  const doc = new Doc();
  const text = doc.getText("text");
  const one = { sheet: sheet(), zone: field.dataset.shared, field, doc, text, undo: new UndoManager(text, { trackedOrigins: new Set([OWN]) }) };
  doc.on("update", (_, origin) => (origin === OWN || origin === one.undo) && tell(one));
  opened.set(field.id, one);
  take(one);
  for (const { update } of waiting(one)) applyUpdate(doc, toBytes(update));
  show(one);
};

/** Take in what the server has. */
const take = (one) => {
  const state = stored(one.zone);
  const bytes = state ? toBytes(state) : EMPTY;
  one.has = encodeStateVectorFromUpdate(bytes);
  if (state !== one.state) applyUpdate(one.doc, bytes);
  one.state = state;
};

/** What the server lacks waits as one write, or as two while one is on its way. */
const tell = (one) => {
  const update = toText(encodeStateAsUpdate(one.doc, one.has));
  const last = waiting(one).at(-1);
  if (last && !hasFlown(last.write)) keep({ ...last, update });
  else say({ act: "text", sheet: one.sheet, zone: one.zone, update });
};

const isLacking = ({ doc, has }) => {
  const there = decodeStateVector(has);
  return [...doc.store.clients].some(([client, structs]) => structs.at(-1).id.clock + structs.at(-1).length > (there.get(client) ?? 0));
};

/** Show the document, with the caret between the same letters. */
const show = ({ field, text, doc }, carets = []) => {
  const now = text.toString();
  field.dataset.ready = "";
  if (field.value === now) return;
  const { scrollTop } = field;
  field.value = now;
  const places = carets.map((caret) => createAbsolutePositionFromRelativePosition(caret, doc)?.index ?? now.length);
  if (places.length) field.setSelectionRange(...places);
  field.scrollTop = scrollTop;
};

const change = (one, act) => {
  const { selectionStart, selectionEnd } = one.field;
  const carets = [selectionStart, selectionEnd].map((at) => createRelativePositionFromTypeIndex(one.text, at));
  act();
  show(one, carets);
};

const edit = (one) => {
  const { at, removed, added } = difference(one.text.toString(), one.field.value, one.field.selectionEnd);
  one.doc.transact(() => {
    if (removed) one.text.delete(at, removed);
    if (added) one.text.insert(at, added);
  }, OWN);
};

const isComposing = (one) => "composing" in one.field.dataset;

const bringUpToDate = (field) => {
  const one = opened.get(field.id);
  if (one?.field !== field) return open(field);
  if (isComposing(one)) return undefined;
  change(one, () => take(one));
  if (isLacking(one) && !waiting(one).length) tell(one);
};

/** What was refused is taken out again, and shown beside the field. */
const leaveOut = (entry) => {
  const one = [...opened.values()].find((each) => isOf(each, entry));
  if (!one?.field.isConnected) return;
  const { value } = one.field;
  open(one.field);
  const { added } = difference(opened.get(one.field.id).text.toString(), value, value.length);
  const left = one.field.parentElement.querySelector(".together-left");
  left.hidden = !added.trim();
  left.querySelector("q").textContent = added;
};

const of = ({ target }) => target.matches?.("[data-shared]") && opened.get(target.id);

document.addEventListener("compositionstart", (event) => of(event) && (event.target.dataset.composing = ""));
document.addEventListener("compositionend", (event) => {
  const one = of(event);
  if (!one) return;
  delete event.target.dataset.composing;
  edit(one);
  bringUpToDate(event.target);
});
document.addEventListener("input", (event) => {
  const one = of(event);
  if (one && !isComposing(one)) edit(one);
});

const step = (one, isBack) => change(one, () => (isBack ? one.undo.undo() : one.undo.redo()));

document.addEventListener("beforeinput", (event) => {
  const one = of(event);
  if (!one || !event.inputType.startsWith("history")) return;
  event.preventDefault();
  step(one, event.inputType === "historyUndo");
});

// Before the board's own Ctrl+Z, which takes back what has been done with notes.
document.addEventListener("keydown", (event) => {
  const one = of(event);
  const key = event.key.toLowerCase();
  if (!one || !(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  step(one, key === "z" && !event.shiftKey);
}, { capture: true });

document.addEventListener("frame", () => fields().forEach(bringUpToDate));
document.addEventListener("refused", ({ detail }) => detail.act === "text" && leaveOut(detail));
whenOthersChange((fresh) => {
  const one = fresh && [...opened.values()].find((each) => isOf(each, fresh));
  if (one) change(one, () => applyUpdate(one.doc, toBytes(fresh.update)));
});
fields().forEach(open);

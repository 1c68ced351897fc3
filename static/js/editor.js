// One editor for all notes: opened over a note, it changes, moves and deletes.

import { actionChanges, fillAction, forgetAction, readAction } from "./action.js";
import { explainCard } from "./card.js";
import { showConflict } from "./conflict.js";
import { clusterChange, offerClusters } from "./inside.js";
import { remove } from "./deleting.js";
import { draftOf, keepDraft, seenWithDraft } from "./draft.js";
import { foreshadow, isKnown, mark } from "./foreshadow.js";
import { release } from "./frame.js";
import { layMeant } from "./guest.js";
import { newId } from "./ids.js";
import { conflictOf, isRefused, keep, seenOf, whenOthersChange } from "./outbox.js";
import { lieOver } from "./over.js";
import { listOf, placeFor } from "./place.js";
import { chooseRow, rowChange, rowIn, rowOf } from "./rows.js";
import { discard, write } from "./sending.js";

const editor = () => document.getElementById("editor");
const idOf = (note) => note.id.slice("note-".length);
const zoneOf = (note) => note.parentElement.dataset.zoneList;

/** The note under the editor, with its text and zone as they were when it was opened: news may take them away. */
let opened = null;

const open = (note) => {
  const form = editor();
  if (!form || "blank" in note.dataset) return;
  opened = { note, before: note.querySelector(".note-text").textContent, from: zoneOf(note), row: rowOf(note) };
  const { id, text, zone, seen } = form.elements;
  const { sheet } = document.getElementById("board").dataset;
  id.value = idOf(note);
  const draft = draftOf(sheet, id.value);
  text.value = draft || opened.before;
  zone.value = opened.from;
  chooseRow(form, opened.row);
  seen.value = draft ? seenWithDraft(sheet, id.value) : (seenOf(id.value) ?? note.dataset.version);
  fillAction(form, note);
  explainCard(form, note);
  form.toggleAttribute("data-gathered", "gathered" in note.dataset);
  form.hidden = false;
  form.dataset.keep = "";
  note.dataset.editing = "";
  form.toggleAttribute("data-refused", isRefused(id.value) && isKnown(id.value));
  showConflict(form, conflictOf(id.value)?.conflict);
  offerClusters(form, note);
  lieOver(form, note);
  document.dispatchEvent(new CustomEvent("opened", { detail: note }));
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
};

/** Close the editor; what is half written in it stays for another time. */
const leave = () => {
  const form = editor();
  if (!form || form.hidden) return;
  const id = form.elements.id.value;
  form.hidden = true;
  delete form.dataset.keep;
  opened?.note.removeAttribute("data-editing");
  opened = null;
  mark(id);
  release();
  document.dispatchEvent(new Event("closed"));
  (document.querySelector(`#note-${CSS.escape(id)} .note-open`) ?? document.querySelector("#pad textarea"))?.focus();
};

const close = () => {
  const { sheet, id } = editor().elements;
  keepDraft(sheet.value, id.value, "");
  forgetAction(editor(), id.value);
  leave();
};

/** What of the note the editor changes, with the version of its text that the writer has seen. */
const changesIn = (form) => {
  const { id, text, zone, seen } = form.elements;
  const { note, before, from, row } = opened;
  const changes = {};
  if ((text.value.trim() || "card" in note.dataset) && text.value !== before) Object.assign(changes, { text: text.value, seen: Number(seen.value) });
  if (zone.value !== from) Object.assign(changes, { zone: zone.value }, placeFor(note, listOf(zone.value, rowIn(form))));
  Object.assign(changes, rowChange(form, row), clusterChange(form, note));
  // Somebody deleted it meanwhile: what has been written since then brings it back.
  if (changes.text && !document.getElementById(`note-${id.value}`)) changes.gone = false;
  return changes;
};

/** Who and when are told by themselves: a text that meets another's must not hold them back. */
const inOneAct = (...changes) => {
  const parts = changes.filter((part) => Object.keys(part).length);
  const of = parts.length > 1 ? { of: newId() } : {};
  return parts.map((part) => ({ ...of, ...part }));
};

/** The field that the note goes to, by itself or with the cluster it is laid into. */
const goesTo = (form) => {
  const { cluster } = clusterChange(form, opened.note);
  return (cluster && zoneOf(document.getElementById(`note-${cluster}`))) || form.elements.zone.value;
};

const save = (form) => {
  if (conflictOf(form.elements.id.value)) return choose("mine");
  const zone = goesTo(form);
  const whose = zone === opened.from ? [] : [opened.note.dataset.perspective];
  layMeant({ host: form, form, zone, whose, lay: (there) => {
    if (there !== zone) {
      offerClusters(form, opened.note);
      form.elements.zone.value = there;
    }
    store(form);
  } });
};

const store = (form) => {
  const { id, sheet, text, zone, seen } = form.elements;
  const changes = changesIn(form);
  const action = actionChanges(form, opened.note);
  const { x, y } = opened.note.dataset;
  const isAnew = isRefused(id.value);
  if (isAnew) {
    const all = { sheet: sheet.value, zone: zone.value, text: text.value, seen: Number(seen.value), x, y };
    discard(id.value);
    write({ id: id.value, ...all, ...changes, ...action });
  } else for (const each of inOneAct(changes, action)) write({ id: id.value, ...each });
  close();
};

/** What is to become of two texts of one note: one's own counts, the other's, or each on a note of its own. */
const choose = (choice) => {
  const { id: { value: id }, sheet, zone, text } = editor().elements;
  const { write: _, at, refused, conflict, ...refusedWrite } = conflictOf(id);
  const { note } = opened;
  const action = actionChanges(editor(), note);
  const gone = isKnown(id) ? {} : { gone: false };
  discard(id);
  foreshadow({ id, text: conflict.text });
  if (choice === "mine") write({ ...refusedWrite, ...changesIn(editor()), ...gone, text: text.value, seen: conflict.version });
  if (choice === "both") write({ id: newId(), sheet: sheet.value, zone: zone.value, text: text.value, ...readAction(editor()), ...placeFor(note, listOf(zone.value)) });
  else if (Object.keys(action).length) write({ id, ...action });
  close();
};

/** Leave a conflict for later, with one's own text as it is now. */
const putOff = (form) => {
  const entry = conflictOf(form.elements.id.value);
  const text = form.elements.text.value;
  if (text.trim()) keep({ ...entry, text });
  foreshadow(conflictOf(entry.id));
  for (const each of inOneAct(actionChanges(form, opened.note))) write({ id: entry.id, ...each });
  close();
};

document.addEventListener("click", (event) => {
  const note = event.target.closest("#board .note-open")?.closest(".note");
  if (note && !note.dataset.dragged) return open(note);
  if (event.target.closest("#editor [data-cancel]")) return close();
  if (event.target.closest("#editor, #undo, dialog") || !opened) return;
  (conflictOf(editor().elements.id.value) ? putOff : save)(editor());
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#editor")) return;
  event.preventDefault();
  const id = event.target.elements.id.value;
  if (event.submitter?.name !== "gone") return save(event.target);
  close();
  remove(id);
  document.querySelector("#pad textarea")?.focus();
});

document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && opened && !target.closest?.("dialog")) close();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("#editor [name=text]")) return;
  const { sheet, id, seen } = target.form.elements;
  keepDraft(sheet.value, id.value, target.value, Number(seen.value));
});

/** Show, or no longer show, what somebody else has written on the note in the editor. */
const showIfOpened = (id) => {
  const form = editor();
  if (opened && form.elements.id.value === id) showConflict(form, conflictOf(id)?.conflict);
};

/** Somebody else's text came first: the editor opens with one's own, and shows the other. */
document.addEventListener("conflict", ({ detail: id }) => {
  const note = document.getElementById(`note-${id}`);
  if (opened || !note) showIfOpened(id);
  else open(note);
});

/** A card was laid on the sheet: why it was, is written at once. */
document.addEventListener("laid", ({ detail: id }) => open(document.getElementById(`note-${id}`)));

document.addEventListener("restored", leave);

whenOthersChange((fresh, old) => showIfOpened((fresh ?? old).id));

document.addEventListener("click", ({ target }) => {
  const choice = target.closest("#editor [data-choice]")?.dataset.choice;
  if (choice) choose(choice);
});

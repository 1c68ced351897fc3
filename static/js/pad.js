// The pad: write, Enter, and the note lies in the chosen zone. What is half written survives a reload and a new sheet.

import { fillAction, forgetAction, hasAction, readAction } from "./action.js";
import { draftOf, keepDraft } from "./draft.js";
import { measure } from "./foreshadow.js";
import { release } from "./frame.js";
import { layMeant } from "./guest.js";
import { newId } from "./ids.js";
import { freePlace, listAt, listOf, zoneAt } from "./place.js";
import { chooseRow, offerRows, rowIn } from "./rows.js";
import { write } from "./sending.js";
import { suggestedZone } from "./sides.js";

const pad = () => document.getElementById("pad");
const board = () => document.getElementById("board");

/** Say which sheet a half-written note belongs to, when the group has moved on meanwhile. */
const mind = (form) => form.toggleAttribute("data-late", form.elements.sheet.value !== board().dataset.sheet);

const remember = (form) => {
  const text = form.elements.text.value;
  form.toggleAttribute("data-keep", text !== "" || hasAction(form));
  keepDraft(form.elements.sheet.value, "", text);
};

const restore = () => {
  const form = pad();
  if (!form) return;
  mind(form);
  if (form.elements.text.value || hasAction(form)) return;
  fillAction(form);
  form.elements.text.value = draftOf(form.elements.sheet.value, "");
  form.toggleAttribute("data-keep", form.elements.text.value !== "" || hasAction(form));
};

const finish = (form) => {
  const { zone, text } = form.elements;
  if (!text.value.trim()) return text.focus();
  const whose = [form.dataset.perspective];
  layMeant({ host: form, form, zone: zone.value, whose, words: "write", lay: (there) => {
    choose(form, there);
    lay(form);
  } });
};

const choose = (form, zone) => {
  if (form.elements.zone.value === zone) return;
  form.elements.zone.value = zone;
  offerRows(form);
};

const lay = (form) => {
  const { sheet, zone, text } = form.elements;
  const row = rowIn(form);
  const list = sheet.value === board().dataset.sheet && listOf(zone.value, row);
  const place = list ? freePlace(list, measure(list, text.value)) : {};
  write({
    ...{ id: newId(), sheet: sheet.value, zone: zone.value, text: text.value },
    ...readAction(form), ...place, ...(row && { beside: row }),
  });
  text.value = "";
  forgetAction(form, "");
  remember(form);
  release();
  pad()?.elements.text.focus();
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#pad")) return;
  event.preventDefault();
  finish(event.target);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("#pad, #editor");
  if (!form || event.target.tagName !== "TEXTAREA" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("input", (event) => {
  if (event.target.matches("#pad [name=text], #pad .action-field input")) remember(event.target.form);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary, input, label, select, textarea")) return;
  const zone = zoneAt(event.clientX, event.clientY);
  const form = pad();
  if (!zone || !form || zone.dataset.zone === form.elements.zone.value) return;
  if (form.elements.sheet.value !== board().dataset.sheet) return;
  form.elements.zone.value = zone.dataset.zone;
  chooseRow(form, listAt(event.clientX, event.clientY)?.dataset.beside ?? "");
  form.elements.text.focus();
});

let followed;

const suggest = () => {
  followed = `${board().dataset.sheet} ${document.getElementById("steps").dataset.step}`;
  const zone = suggestedZone();
  if (pad() && zone) choose(pad(), zone);
};

/** A new step suggests where to write, unless somebody is writing. */
const followStep = () => {
  const now = `${board().dataset.sheet} ${document.getElementById("steps").dataset.step}`;
  const form = pad();
  if (!form || now === followed || form.elements.sheet.value !== board().dataset.sheet) return;
  if (form.elements.text.value) followed = now;
  else suggest();
};

document.addEventListener("frame", () => {
  followStep();
  restore();
});
suggest();
restore();

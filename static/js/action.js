// Who does an action, and when: in the pad and the editor, and half written.

import { draftOf, keepDraft } from "./draft.js";

const FIELDS = ["whom", "due"];

const said = (note, field) => note.querySelector(`.note-${field} .note-said`)?.textContent ?? "";

/** Whether the field that is chosen in a form is one for actions. */
const isAction = (form) => form.elements.zone.selectedOptions[0]?.dataset.kind === "actions";

/** What is said of who and when in the pad. */
export const readAction = (form) => {
  const read = FIELDS.map((field) => [field, form.elements[field].value.trim()]).filter(([, value]) => value);
  return isAction(form) ? Object.fromEntries(read) : {};
};

/** What the editor has changed of who and when. */
export const actionChanges = (form, note) => {
  if (!isAction(form)) return {};
  return Object.fromEntries(FIELDS.map((field) => [field, form.elements[field].value.trim()]).filter(([field, value]) => value !== said(note, field)));
};

/** Fill a form with what is half written, or with what stands on the note. */
export const fillAction = (form, note) => {
  const { sheet, id } = form.elements;
  for (const field of FIELDS) form.elements[field].value = draftOf(sheet.value, note ? id.value : "", field) || (note ? said(note, field) : "");
};

/** Forget what was half written of who and when. */
export const forgetAction = (form, id) => {
  for (const field of FIELDS) {
    keepDraft(form.elements.sheet.value, id, "", 0, field);
    if (!id) form.elements[field].value = "";
  }
};

export const hasAction = (form) => FIELDS.some((field) => form.elements[field].value);

document.addEventListener("input", ({ target }) => {
  if (!target.matches("#pad .action-field input, #editor .action-field input")) return;
  const { sheet, id } = target.form.elements;
  keepDraft(sheet.value, target.form.id === "pad" ? "" : id.value, target.value, 0, target.name);
});

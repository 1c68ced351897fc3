// Which row a note lies beside: chosen under the pad and in the editor, or by the band that is clicked.

const choiceOf = (form) => form?.elements.beside;
const rowsOf = (form) => form.elements.zone.selectedOptions[0]?.dataset.rows;

/** Offer the rows that the chosen field has a place beside; nothing where it has none. */
export const offerRows = (form) => {
  const choice = form && choiceOf(form);
  if (!choice) return;
  const key = rowsOf(form);
  const fitting = [...choice.options].filter(({ dataset }) => dataset.rows === key);
  for (const option of choice.options) option.hidden = option.disabled = option.value !== "" && !fitting.includes(option);
  choice.closest(".row-choice").hidden = !key || !fitting.length;
  if (choice.selectedOptions[0]?.disabled) choice.value = "";
};

/** The row that is chosen for a note, or "" for none. */
export const rowIn = (form) => (choiceOf(form) && !choiceOf(form).closest(".row-choice").hidden ? choiceOf(form).value : "");

/** The row a note lies beside, or "". */
export const rowOf = (note) => note.parentElement?.dataset.beside ?? "";

/** Choose a row, where there is a choice. */
export const chooseRow = (form, row) => {
  offerRows(form);
  if (choiceOf(form)) choiceOf(form).value = row;
};

/** What the editor changes of the row that a note lay beside. */
export const rowChange = (form, row) => (rowIn(form) === row ? {} : { beside: rowIn(form) });

document.addEventListener("change", ({ target }) => {
  if (target.matches("#pad-zone, #editor-zone")) offerRows(target.form);
});

document.addEventListener("click", (event) => {
  const form = document.getElementById("pad");
  const band = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.matches("#board .band"));
  if (!form || !band || event.target.closest("a, button, label, input")) return;
  if (form.elements.zone.value === band.dataset.zoneList) chooseRow(form, band.dataset.beside);
});

const refresh = () => offerRows(document.getElementById("pad"));
document.addEventListener("frame", refresh);
refresh();

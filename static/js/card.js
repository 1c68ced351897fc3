// A note that was laid with a card: the editor shows what the card says, and asks what its field asks. Where there is
// no editor, the card itself opens beside the sheet.

import { showCard } from "./side.js";

/** What is asked where the note lies, above what one writes there. */
const ask = (form, isCard) => {
  const why = isCard ? (form.elements.zone.selectedOptions[0]?.dataset.why ?? "") : "";
  const says = form.querySelector("#editor-why");
  says.textContent = why;
  says.hidden = !why;
};

/** Show in the editor what the card of a note says, if it has one. */
export const explainCard = (form, note) => {
  const shown = form.querySelector("#editor-card");
  const card = note.dataset.card && document.getElementById(`card-${note.dataset.card}`);
  const parts = card ? [...card.querySelectorAll(".card-title, .card-who, .card-body > *")].map((part) => part.cloneNode(true)) : [];
  shown.replaceChildren(...parts);
  shown.hidden = !card;
  ask(form, Boolean(card));
};

document.addEventListener("change", ({ target }) => {
  if (target.matches("#editor-zone")) ask(target.form, !target.form.querySelector("#editor-card").hidden);
});

document.addEventListener("click", ({ target }) => {
  const note = target.closest("#board .note-open")?.closest(".note[data-card]");
  if (note && !document.getElementById("editor")) showCard(note.dataset.card);
});

// That one has read, or is done with a step: pressed and taken back with the same button.

import { answer, answersIn } from "./answers.js";

const buttons = () => document.querySelectorAll("#steps .done-mine");
const isDone = (button) => answersIn(button.dataset.at)[""] > 0;

const show = () => {
  for (const button of buttons()) button.setAttribute("aria-pressed", isDone(button));
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("#steps .done-mine");
  if (!button) return;
  answer(button.dataset.at, "", isDone(button) ? -1 : 1);
  show();
});

for (const moment of ["frame", "refused"]) document.addEventListener(moment, show);
show();

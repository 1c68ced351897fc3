// Taking a stand on a statement: chosen once, it stands until another is chosen.

import { answer, answersIn } from "./answers.js";
import { whenOthersChange } from "./outbox.js";

const show = () => {
  for (const asked of document.querySelectorAll("#board .stands-ask")) {
    const own = answersIn(asked.dataset.step)[asked.dataset.subject];
    for (const choice of asked.querySelectorAll("input")) choice.checked = Number(choice.value) === own;
    asked.toggleAttribute("data-answered", own !== undefined);
  }
};

document.addEventListener("change", ({ target }) => {
  const asked = target.closest("#board .stands-ask");
  if (!asked) return;
  answer(asked.dataset.step, asked.dataset.subject, Number(target.value));
  show();
});

for (const event of ["frame", "refused"]) document.addEventListener(event, show);
whenOthersChange(show);
show();

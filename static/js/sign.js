// Signs of writing: once when somebody begins, and in which note; once when they rest, or close the note. Never what they
// write, and nothing where nothing may tell who wrote what.

import { isOpen, send } from "./live.js";

const REST = 4000;
const isNameless = "nameless" in document.body.dataset;

/** What was told last: the id of the note that is written on, "new" for any other writing, or nothing. */
let told = "";
let timer;

const sign = (where) => {
  if (isNameless || told === where || !isOpen()) return;
  told = where;
  send({ act: "writing", on: where !== "", ...(where && where !== "new" && { id: where }) });
};

const rest = () => sign("");

document.addEventListener("input", ({ target }) => {
  const form = target.closest("#pad, #editor, [data-shared]");
  if (!form) return;
  clearTimeout(timer);
  // Whoever has begun to change a note goes on until it is closed, however long they think.
  if (form.matches("#editor")) return sign(form.elements.id.value);
  sign(target.value === "" ? "" : "new");
  timer = setTimeout(rest, REST);
});
document.addEventListener("submit", rest);
document.addEventListener("closed", rest);
document.addEventListener("open", () => { told = ""; });

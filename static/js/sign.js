// Signs of writing: once when somebody begins, once when they rest. Never what they write.

import { isOpen, send } from "./live.js";

const REST = 4000;
let writing = false;
let timer;

const sign = (on) => {
  if (writing === on || !isOpen()) return;
  writing = on;
  send({ act: "writing", on });
};

document.addEventListener("input", ({ target }) => {
  if (!target.closest("#pad, #editor, [data-shared]")) return;
  sign(target.value !== "");
  clearTimeout(timer);
  timer = setTimeout(sign, REST, false);
});
document.addEventListener("submit", () => sign(false));
document.addEventListener("open", () => { writing = false; });

// The notice: a call dims the table, a message can be closed, and a screen reader is told what is new.

import { lasting } from "./storage.js";

const READ = `read:${document.body.dataset.code}`;
const notice = () => document.getElementById("notice");
let said = notice()?.textContent.trim() ?? "";

const show = () => {
  if (!notice()) return;
  document.body.toggleAttribute("data-dimmed", "calling" in notice().dataset);
  for (const message of notice().querySelectorAll("[data-message]")) message.hidden = lasting.get(READ) === message.dataset.message;
  const words = [...notice().querySelectorAll("p")].filter((one) => !one.closest("[hidden]")).map((one) => one.textContent.trim()).join(" ");
  if (words && words !== said) document.getElementById("news").textContent = words;
  said = words;
};

document.addEventListener("click", ({ target }) => {
  const message = target.closest("[data-read]")?.closest("[data-message]");
  if (!message) return;
  lasting.keep(READ, message.dataset.message);
  show();
  document.querySelector("#pad textarea")?.focus();
});

document.addEventListener("frame", show);
show();

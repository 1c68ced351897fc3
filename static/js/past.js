// What has been: the wastebasket and a note's history, in one dialog, and taking back from them.

import { write } from "./sending.js";

const { code } = document.body.dataset;
const dialog = document.getElementById("past");

const show = async (address) => {
  const answer = await fetch(`/workshops/${code}/${address}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  await htmx.swap({ text: await answer.text(), target: dialog, sourceElement: dialog, swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("#past-title")?.focus();
};

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-wastebasket]")) return show(`sheets/${document.getElementById("board").dataset.sheet}/wastebasket`);
  const past = target.closest("[data-history]");
  if (past) return show(`notes/${past.dataset.history || document.getElementById("editor").elements.id.value}/history`);
  const restore = target.closest("#past [data-restore]");
  if (!restore) return;
  const { restore: id, text, zone, x, y, seen } = restore.dataset;
  const then = text === undefined ? {} : { text, zone, x: Number(x), y: Number(y), seen: Number(seen) };
  write({ id, gone: false, ...then });
  dialog.close();
  document.dispatchEvent(new CustomEvent("restored"));
});

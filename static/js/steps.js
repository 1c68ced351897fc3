// An act without leaving the page: what somebody has typed, and where they stand, stays.

import { answered } from "./asks.js";
import { apply } from "./frame.js";
import { newId } from "./ids.js";
import { poll } from "./live.js";
import { isHere } from "./state.js";

const SENDING = new WeakSet();

/** What has been taken in is typed no more, and what was opened to change it is closed. */
const settle = (form) => {
  if ("clears" in form.dataset) form.reset();
  if ("closes" in form.dataset) form.closest("details").open = false;
};

/** Sent twice under one id, the act is done once. */
const send = async (form, submitter) => {
  const said = new URLSearchParams(new FormData(form, submitter));
  said.set("write", newId());
  const answer = await fetch(form.action, { method: "POST", body: said, headers: { "HX-Request": "true" } });
  if (await answered(form, answer)) return;
  if (answer.ok) settle(form);
  await (answer.ok ? poll() : answer.text().then(apply));
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-stays]")) return;
  event.preventDefault();
  if (SENDING.has(form)) return;
  SENDING.add(form);
  try {
    await send(form, event.submitter);
  } catch {
    isHere(false);
  } finally {
    SENDING.delete(form);
  }
});

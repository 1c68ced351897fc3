// An act without leaving the page: what somebody has typed, and where they stand, stays.

import { answered } from "./asks.js";
import { apply } from "./frame.js";
import { newId } from "./ids.js";
import { poll } from "./live.js";
import { isHere } from "./state.js";

const SENDING = new WeakSet();

/** Sent twice under one id, the act is done once. */
const send = async (form, submitter) => {
  const said = new URLSearchParams(new FormData(form, submitter));
  said.set("write", newId());
  const answer = await fetch(form.action, { method: "POST", body: said, headers: { "HX-Request": "true" } });
  if (await answered(form, answer)) return;
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

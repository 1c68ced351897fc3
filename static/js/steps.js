// Another step without leaving the page: what somebody has typed, and where they stand, stays.

import { apply } from "./frame.js";
import { poll } from "./live.js";
import { isHere } from "./state.js";

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form[data-stays]")) return;
  event.preventDefault();
  try {
    const answer = await fetch(event.target.action, {
      method: "POST", body: new URLSearchParams(new FormData(event.target)), headers: { "HX-Request": "true" },
    });
    await (answer.ok ? poll() : answer.text().then(apply));
  } catch {
    isHere(false);
  }
});

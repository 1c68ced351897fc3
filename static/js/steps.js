// The next step without leaving the page: what somebody has typed, and where they stand, stays.

import { apply } from "./frame.js";
import { say } from "./live.js";

document.addEventListener("submit", async (event) => {
  if (!event.target.matches(".step-next")) return;
  event.preventDefault();
  try {
    const answer = await fetch(event.target.action, {
      method: "POST", body: new URLSearchParams(new FormData(event.target)), headers: { "HX-Request": "true" },
    });
    if (!answer.ok) await apply(await answer.text());
  } catch {
    say(document.getElementById("live").dataset.offline);
  }
});

// Laying down what one has written in silence, or what everybody has: once, and in order with what else waits.

import { say } from "./sending.js";

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-share]");
  if (!button || button.getAttribute("aria-disabled")) return;
  // Not `disabled`, which would take the focus away; news draws the button anew, or takes it away.
  button.setAttribute("aria-disabled", "true");
  say({ act: "share", sheet: button.dataset.share, ...("everybody" in button.dataset && { everybody: true }) });
});

// A sheet that is always at hand shows, besides what is printed on it, what the group has written there.

const fill = async (dialog) => {
  const own = dialog.querySelector(".standing-own");
  if (!dialog.open) return own.replaceChildren();
  const answer = await fetch(own.dataset.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && dialog.open) await htmx.swap({ text: await answer.text(), target: own, sourceElement: own, swap: "innerHTML" });
  return undefined;
};

for (const dialog of document.querySelectorAll("dialog.standing:has(.standing-own)"))
  new MutationObserver(() => fill(dialog)).observe(dialog, { attributeFilter: ["open"] });

// Reading beside the sheet: over it only where there is no room. What has been opened once can be read without contact.

const panel = document.getElementById("reading");
const body = document.getElementById("reading-body");
const isRoomy = matchMedia("(width >= 900px) and (height >= 500px)");

/** What has been fetched, by address. */
const opened = new Map();
let opener = null;

const fetched = async (address) => {
  if (!opened.has(address)) {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) opened.set(address, await answer.text());
  }
  return opened.get(address);
};

const show = () => (isRoomy.matches ? panel.show() : panel.showModal());

const open = async (link) => {
  const text = await fetched(link.dataset.reading);
  opener = link.dataset.reading;
  panel.querySelector(".reading-missing").hidden = text !== undefined;
  document.getElementById("reading-title").textContent = link.dataset.title;
  document.getElementById("reading-page").href = link.href;
  body.replaceChildren();
  if (text) await htmx.swap({ text, target: body, sourceElement: body, swap: "innerHTML" });
  if (!panel.open) show();
  body.scrollTop = 0;
  document.getElementById("reading-title").focus();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-reading]")) return panel.close();
  const link = event.target.closest("[data-reading]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});

panel.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  panel.close();
});

// The steps may have been drawn anew meanwhile.
panel.addEventListener("close", () => panel.open || document.querySelector(`[data-reading="${opener}"]`)?.focus());

// Where the window becomes too small, what lay beside must lie over, and the other way round.
isRoomy.addEventListener("change", () => {
  if (!panel.open) return;
  panel.close();
  show();
});

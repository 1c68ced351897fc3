// The swap style "frame": each element replaces the one with its id, or joins the list its data-in names.
// What somebody is in the middle of (data-keep, an open dialog) is left alone, and brought up to date afterwards.

let morph;
const held = new Map();

const busy = (element) => element.closest("[data-keep]") || element.querySelector("[data-keep], dialog[open], [popover]:popover-open");
const isOlder = (fresh, existing) => Number(fresh.dataset.version) < Number(existing.dataset.version);

const moveTo = (list, element) => (list.moveBefore ? list.moveBefore(element, null) : list.append(element));

const put = (fresh) => {
  const existing = document.getElementById(fresh.id);
  const list = fresh.dataset.in && document.getElementById(fresh.dataset.in);
  if (existing && busy(existing)) return void held.set(fresh.id, fresh);
  if ("gone" in fresh.dataset) return void existing?.remove();
  if (existing && isOlder(fresh, existing)) return;
  if (!existing) return list && (list.append(fresh), fresh);
  if (list && existing.parentElement !== list) moveTo(list, existing);
  const fragment = document.createDocumentFragment();
  fragment.append(fresh);
  morph(existing, fragment, false);
  return document.getElementById(fresh.id);
};

/** Bring up to date what was held back while somebody was busy with it. */
export const release = () => {
  const waiting = [...held.values()];
  held.clear();
  const put_ = waiting.map(put).filter(Boolean);
  for (const element of put_) htmx.process(element);
  if (put_.length) document.dispatchEvent(new CustomEvent("frame"));
};

htmx.registerExtension("frame", {
  init: (api) => { morph = api.morph; },
  handle_swap: (style, _target, fragment) => {
    if (style !== "frame") return false;
    return [...fragment.children].map(put).filter(Boolean);
  },
});

/** Apply a frame that came over HTTP. */
export const apply = (text) => {
  const box = document.getElementById("live");
  return htmx.swap({ text, target: box, sourceElement: box, swap: "frame" }).then(() => document.dispatchEvent(new CustomEvent("frame")));
};

document.addEventListener("htmx:ws:after:message:incoming", () => document.dispatchEvent(new CustomEvent("frame")));
document.addEventListener("close", release, true);
document.addEventListener("toggle", release, true);

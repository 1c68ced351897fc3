// The swap style "frame": each element replaces the one with its id, or joins the first list that is there of those its
// data-in names.
// What somebody is in the middle of (data-keep, something open) is left alone, and brought up to date afterwards.

import { stand } from "./focus.js";
import { letGo, listFor, takeIn } from "./members.js";

let morph;
const held = new Map();

const OPEN = "[data-keep], dialog[open], [popover]:popover-open, details[data-holds][open]";
const busy = (element) => element.closest("[data-keep]") || element.querySelector(OPEN);
const isOlder = (fresh, existing) => Number(fresh.dataset.version) < Number(existing.dataset.version);

const moveTo = (list, element) => (list.moveBefore ? list.moveBefore(element, null) : list.append(element));

const takeAway = (existing) => {
  if (!existing) return;
  letGo(existing);
  existing.remove();
};

const lay = (list, fresh) => {
  list.append(fresh);
  takeIn(fresh);
  return fresh;
};

const put = (fresh, isWhole) => {
  const existing = document.getElementById(fresh.id);
  const list = listFor(fresh);
  if (existing && busy(existing)) return void held.set(fresh.id, fresh);
  if ("gone" in fresh.dataset) return void takeAway(existing);
  if (existing && !isWhole && isOlder(fresh, existing)) return;
  if (!existing) return list && lay(list, fresh);
  if (list && existing.parentElement !== list) moveTo(list, existing);
  // What lies in a cluster comes by itself.
  if (!isWhole) for (const members of fresh.querySelectorAll("[data-members]")) members.setAttribute("hx-morph-skip-children", "");
  const fragment = document.createDocumentFragment();
  fragment.append(fresh);
  morph(existing, fragment, false);
  return document.getElementById(fresh.id);
};

/** A whole board counts as it is, for it may come from a database that was restored, where every version is older. */
const putAll = (elements) => {
  const back = stand();
  const all = [...elements];
  const isWhole = all.some(({ id }) => id === "board");
  const done = all.map((fresh) => put(fresh, isWhole)).filter(Boolean);
  back();
  return done;
};

/** Bring up to date what was held back while somebody was busy with it. */
export const release = () => {
  const waiting = [...held.values()];
  held.clear();
  const done = putAll(waiting);
  for (const element of done) htmx.process(element);
  if (done.length) document.dispatchEvent(new CustomEvent("frame"));
};

htmx.registerExtension("frame", {
  init: (api) => { morph = api.morph; },
  handle_swap: (style, _target, fragment) => {
    if (style !== "frame") return false;
    return putAll(fragment.children);
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

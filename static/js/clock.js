// The clocks, by the server's time.

import { chime, isMuted, mute } from "./sound.js";

const SECOND = 1000;
const MINUTE = 60_000;

const box = () => document.getElementById("clocks");
/** What was left, by scope and end, the last time one looked. */
const before = new Map();
/** How much the browser's clock is ahead of the server's. What comes late makes it seem more, never less. */
let ahead = Infinity;
let seenAt;

const written = (left) => {
  const seconds = Math.ceil(left / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

const say = (words, clock) => {
  const news = document.getElementById("news");
  if (news) news.textContent = words.replace("{name}", clock.dataset.name);
};

const tell = (clock, left) => {
  const { scope, ends } = clock.dataset;
  const known = before.get(scope);
  before.set(scope, { ends, left });
  if (!ends || known?.ends !== ends) return;
  const last = known.left;
  const { soon, ended } = box().dataset;
  if (last > MINUTE && left <= MINUTE && left > 0) say(soon, clock);
  if (last > 0 && left <= 0) {
    say(ended, clock);
    if (!("silent" in box().dataset)) chime();
  }
};

const show = () => {
  const over = box()?.dataset.over;
  for (const clock of document.querySelectorAll("#clocks .clock")) {
    const { ends, left: rest } = clock.dataset;
    const left = ends ? Number(ends) - Date.now() + ahead : Number(rest);
    const text = left > 0 ? written(left) : over;
    const time = clock.querySelector(".clock-time");
    if (time.textContent !== text) time.textContent = text;
    clock.toggleAttribute("data-out", left <= 0);
    tell(clock, left);
  }
};

const learn = () => {
  if (!box()) return;
  for (const button of box().querySelectorAll("[data-mute]")) button.setAttribute("aria-pressed", isMuted());
  const drawnAt = document.getElementById("server-time").dataset.at;
  if (drawnAt !== seenAt) ahead = Math.min(ahead, Date.now() - Number(drawnAt));
  seenAt = drawnAt;
  show();
};

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-mute]")) return;
  mute(!isMuted());
  learn();
});

document.addEventListener("frame", learn);
setInterval(show, SECOND / 2);
learn();

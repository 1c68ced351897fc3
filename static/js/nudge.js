// Arrow keys move a note or a cluster on its field. What lies in a cluster lies in rows there, and stays.

import { release } from "./frame.js";
import { isTable } from "./place.js";
import { write } from "./sending.js";

const STEP = 4;
const PAUSE = 400;
const BY = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

const within = (value) => Math.min(100, Math.max(0, value));

const nudge = (lying, [across, down]) => {
  const { dataset } = lying;
  dataset.x = within(Number(dataset.x) + across);
  dataset.y = within(Number(dataset.y) + down);
  dataset.keep = "";
  clearTimeout(lying.nudged);
  lying.nudged = setTimeout(() => {
    delete dataset.keep;
    write({ id: lying.id.slice("note-".length), x: Number(dataset.x), y: Number(dataset.y) });
    release();
  }, PAUSE);
};

document.addEventListener("keydown", (event) => {
  const lying = event.target.closest?.("#board :is(.note-open, .cluster-open)")?.closest(".note, .cluster");
  const by = BY[event.key];
  if (!lying || !by || !document.getElementById("pad") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (lying.closest("[data-members]")) return;
  event.preventDefault();
  nudge(lying, by);
});

// The bar: how much is chosen, and which acts there are for it.

import { chosenOnes, isChoosing } from "./choosing.js";
import { membersOf } from "./members.js";

const bar = document.getElementById("choosing");
const words = document.getElementById("choosing-count");
const act = (name) => bar.querySelector(`[data-act="${name}"]`);

const howMany = (count, one, many) => (count === 1 ? one : many.replace("{count}", count));

const say = (clusters, notes) => {
  const { none, keys, chosen, both, note, notes: many, cluster, clusters: manyClusters } = words.dataset;
  const [some, others] = [howMany(clusters, cluster, manyClusters), howMany(notes, note, many)];
  const what = clusters && notes ? both.replace("{clusters}", some).replace("{notes}", others) : clusters ? some : others;
  const text = clusters + notes ? chosen.replace("{what}", what) : `${none} ${keys}`;
  if (words.textContent !== text) words.textContent = text;
};

/** Some of one cluster's notes are split from it; all of them already lie together. */
const isPart = (notes) => {
  const cluster = notes[0]?.closest(".cluster");
  return Boolean(cluster) && notes.every((note) => note.closest(".cluster") === cluster);
};

const offer = (clusters, notes) => {
  const gather = act("gather");
  const name = clusters.length > 1 ? "merge" : clusters.length ? "fill" : isPart(notes) ? "split" : "gather";
  const isAll = name === "split" && membersOf(notes[0].closest(".cluster")).length === notes.length;
  const isStill = [...notes].some((note) => "hidden" in note.dataset) || document.querySelector(".step[aria-current][data-silent]");
  gather.textContent = gather.dataset[name];
  gather.hidden = clusters.length + notes.length < (name === "split" ? 1 : 2) || isAll || Boolean(isStill);
  act("move").hidden = !(clusters.length + notes.length);
  act("delete").hidden = clusters.length > 0 || !notes.length;
  act("dissolve").hidden = !clusters.length || notes.length > 0;
  for (const one of document.querySelectorAll("#choosing-zones [data-kind=pick]")) one.hidden = clusters.length > 0;
};

const show = () => {
  bar.hidden = !isChoosing();
  if (bar.hidden) return;
  const things = chosenOnes();
  const clusters = things.filter((thing) => thing.matches(".cluster"));
  const notes = things.filter((thing) => !thing.matches(".cluster"));
  say(clusters.length, notes.length);
  offer(clusters, notes);
};

if (bar) document.addEventListener("chosen", show);

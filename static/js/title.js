// A cluster's title, asked for in place; and from there where it is moved, what lies in it, and that it is dissolved.

import { chooseOnly } from "./choosing.js";
import { lieOver } from "./over.js";
import { listOf, placeFor } from "./place.js";
import { dissolve } from "./gathering.js";
import { layMeant } from "./guest.js";
import { membersOf } from "./members.js";
import { write } from "./sending.js";
import { whoseAre } from "./sides.js";

const form = document.getElementById("title");

/** The cluster under the form, its title as it was, and the act that the title is a part of, if it is new. */
let asked = null;

/** Ask what a cluster is called. */
export const askTitle = (cluster, of) => {
  if (!form) return;
  const { text, zone } = form.elements;
  const zones = document.getElementById("editor-zone");
  zone.replaceChildren(...[...zones.options].filter(({ dataset }) => dataset.kind !== "pick").map((option) => option.cloneNode(true)));
  zone.value = cluster.parentElement.dataset.zoneList;
  text.value = cluster.querySelector(".note-text").textContent;
  asked = { id: cluster.id.slice("note-".length), before: text.value, from: zone.value, seen: Number(cluster.dataset.version), of };
  form.toggleAttribute("data-new", Boolean(of));
  form.hidden = false;
  lieOver(form, cluster);
  text.focus();
  text.select();
};

const cluster = () => document.getElementById(`note-${asked.id}`);

const leave = () => {
  const open = cluster()?.querySelector(".cluster-open") ?? document.querySelector("#pad textarea");
  asked = null;
  form.hidden = true;
  open.focus();
};

const save = () => {
  const { zone } = form.elements;
  const whose = zone.value !== asked.from && cluster() ? whoseAre([cluster()]) : [];
  layMeant({ host: form, form, zone: zone.value, whose, lay: (there) => {
    zone.value = there;
    store();
  } });
};

const store = () => {
  const { text, zone } = form.elements;
  const { id, before, from, seen, of } = asked;
  const act = of ? { of } : {};
  // A cluster that is only just made has no version that anybody else could have changed.
  if (text.value.trim() !== before) write({ id, text: text.value, ...(seen ? { seen } : {}), ...act });
  if (zone.value !== from && cluster()) write({ id, zone: zone.value, ...placeFor(cluster(), listOf(zone.value)), ...act });
  leave();
};

document.addEventListener("click", (event) => {
  const open = event.target.closest("#board .cluster-open");
  if (asked && !event.target.closest("#title, #choosing")) save();
  const thing = open?.closest(".cluster");
  if (thing && document.getElementById("pad") && !thing.dataset.dragged) askTitle(thing);
});

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("click", ({ target }) => {
    const found = asked && cluster();
    if (target.closest("[data-cancel]")) leave();
    if (!found) return;
    if (target.closest("[data-inside]")) {
      save();
      chooseOnly(membersOf(found));
    }
    if (target.closest("[data-dissolve]")) {
      leave();
      dissolve([found]);
      document.querySelector("#pad textarea")?.focus();
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && asked && !event.target.closest?.("dialog")) leave();
});

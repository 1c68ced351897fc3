// Dots while the group votes: giving and taking back, one's own on each note, and how many are left.

import { answer, answersIn } from "./answers.js";
import { whenOthersChange } from "./outbox.js";

const FEW = 3;

const steps = () => document.getElementById("steps");
const words = () => document.getElementById("votes-words")?.dataset;
const news = document.getElementById("news");
const idOf = (vote) => vote.closest("[id^=note-]").id.slice("note-".length);
const zoneOf = (vote) => vote.closest(".zone").dataset.zone;

/** The vote that is open here, or null: how many dots, in which zone, and one's own by note. */
const voting = () => {
  const step = steps()?.querySelector('[aria-current][data-mode="vote"]');
  if (!step || !document.querySelector("#board[data-writable]")) return null;
  const at = Number(steps().dataset.step);
  return { at, most: Number(step.dataset.votes), isEach: "eachZone" in step.dataset, zone: steps().dataset.zone, own: answersIn(at) };
};

const isAsked = ({ zone }, key) => !zone || zone === key;
const all = () => [...document.querySelectorAll("#board .note-vote")];
const ownOn = (vote, { own }) => Math.max(0, own[idOf(vote)] ?? 0);

/** How many dots one has left for the notes of a zone. */
const leftIn = (now, key) => {
  const counted = all().filter((vote) => (now.isEach ? zoneOf(vote) === key : isAsked(now, zoneOf(vote))));
  return Math.max(0, now.most - counted.reduce((sum, vote) => sum + ownOn(vote, now), 0));
};

const inWords = ({ none, one, many }, count) => (count === 0 ? none : count === 1 ? one : many.replace("{count}", count));

const showOn = (vote, now, left) => {
  const own = ownOn(vote, now);
  const text = vote.closest("[id^=note-]").querySelector(".note-text").textContent;
  const [less, more] = vote.querySelectorAll("button");
  const { give, take, given } = words();
  less.hidden = own === 0;
  vote.dataset.own = own;
  vote.querySelector(".vote-dots").textContent = own > FEW ? `● ${own}` : "●".repeat(own);
  less.setAttribute("aria-label", take.replace("{text}", text));
  more.setAttribute("aria-label", `${give.replace("{text}", text)} ${own ? given.replace("{count}", own) : ""}`.trim());
  more.setAttribute("aria-disabled", String(left === 0));
};

const show = () => {
  const now = voting();
  for (const zone of document.querySelectorAll("#board .zone")) {
    const isOpen = now !== null && isAsked(now, zone.dataset.zone);
    const left = isOpen ? leftIn(now, zone.dataset.zone) : 0;
    zone.toggleAttribute("data-voting", isOpen);
    for (const vote of isOpen ? zone.querySelectorAll(".note-vote") : []) showOn(vote, now, left);
    const says = zone.querySelector(".zone-votes");
    if (says) says.textContent = isOpen && (now.isEach || now.zone) ? inWords(says.dataset, left) : "";
  }
  const says = document.getElementById("votes-left");
  if (says && now) says.textContent = inWords(says.dataset, total(now));
};

const total = (now) => {
  const keys = [...document.querySelectorAll("#board .zone[data-voting]")].map(({ dataset }) => dataset.zone);
  return now.isEach ? keys.reduce((sum, key) => sum + leftIn(now, key), 0) : leftIn(now, keys[0]);
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("#board [data-vote]");
  const now = button && voting();
  if (!now) return;
  const vote = button.closest(".note-vote");
  const by = Number(button.dataset.vote);
  if (by < 0 || leftIn(now, zoneOf(vote)) > 0) answer(now.at, idOf(vote), Math.max(0, ownOn(vote, now) + by));
  show();
  if (by < 0 && button.hidden) vote.querySelector(".vote-more").focus();
  const here = vote.closest(".zone").querySelector(".zone-votes");
  news.textContent = here?.textContent || document.getElementById("votes-left").textContent;
});

for (const event of ["frame", "refused"]) document.addEventListener(event, show);
whenOthersChange(show);
show();

// One's own answers on the sheet, by step and subject: what the server has, and over it what is on its way there.

import { entries } from "./outbox.js";
import { say } from "./sending.js";

const mine = () => document.getElementById("mine");
const sheet = () => document.getElementById("board").dataset.sheet;
const at = (entry) => `${entry.sheet} ${entry.step} ${entry.subject}`;

/** Answers that the server may have, though its news of them has not come yet. */
const given = new Map();
let known = mine()?.dataset.answers;

/** What one has answered in a step (from 0): values by subject. */
export const answersIn = (step) => {
  const found = mine()?.dataset.sheet === sheet() ? { ...JSON.parse(mine().dataset.answers)[step] } : {};
  const waiting = entries().filter(({ act }) => act === "answer");
  for (const entry of [...given.values(), ...waiting])
    if (entry.sheet === sheet() && entry.step === Number(step)) found[entry.subject] = entry.value;
  return found;
};

/** Answer in a step, in the place of what one answered there before. */
export const answer = (step, subject, value) => {
  const entry = { sheet: sheet(), step: Number(step), subject, value };
  given.set(at(entry), entry);
  say({ act: "answer", ...entry });
};

document.addEventListener("refused", ({ detail }) => given.delete(at(detail)));

document.addEventListener("frame", () => {
  if (mine()?.dataset.answers === known) return;
  known = mine()?.dataset.answers;
  given.clear();
});

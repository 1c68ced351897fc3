// What only some sheets need, fetched the first time a sheet has it.

const NEEDS = { "[data-shared]": () => import("./together.js"), "#board .lines": () => import("./sketch.js") };

const fetchMissing = () => {
  for (const [where, bring] of Object.entries(NEEDS)) if (document.querySelector(where)) bring();
};

document.addEventListener("frame", fetchMissing);
fetchMissing();

// What only some sheets need, fetched the first time a sheet has it.

const NEEDS = { "[data-shared]": "./together.js", "#board .lines": "./sketch.js" };

const fetchMissing = () => {
  for (const [where, module] of Object.entries(NEEDS)) if (document.querySelector(where)) import(module);
};

document.addEventListener("frame", fetchMissing);
fetchMissing();

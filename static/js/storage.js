// What this browser keeps. Where its storage is full or blocked, it is held in memory until there is room.

import { risks } from "./state.js";

const attempt = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** A storage of JSON values; `open` gives the browser's, and may throw. `tell` hears whether what is needed is in memory only. */
const keeping = (open, tell) => {
  const memory = new Map();

  const keys = () => new Set([...(attempt(() => Object.keys(open())) ?? []), ...memory.keys()]);
  const settle = () => {
    for (const [key, { value }] of memory)
      if (attempt(() => (open().setItem(key, JSON.stringify(value)), true))) memory.delete(key);
    tell([...memory.values()].some(({ isNeeded }) => isNeeded));
  };

  const get = (key) => memory.get(key)?.value ?? attempt(() => JSON.parse(open().getItem(key))) ?? null;

  /** The values whose keys begin so. */
  const all = (beginning) => [...keys()].filter((key) => key.startsWith(beginning)).map(get).filter((value) => value !== null);

  /** Keep a value; whether it would survive a reload. `isNeeded`: it is nowhere else. */
  const keep = (key, value, isNeeded) => {
    memory.set(key, { value, isNeeded });
    settle();
    return !memory.has(key);
  };

  const drop = (key) => {
    memory.delete(key);
    attempt(() => open().removeItem(key));
    settle();
  };

  addEventListener("storage", ({ key }) => {
    // What another tab has kept or dropped is newer, and it may have made room.
    memory.delete(key);
    settle();
  });

  return { get, all, keep, drop };
};

/** Over a reload, and shared by all tabs. */
export const lasting = keeping(() => localStorage, risks);

/** Over a reload, in this tab. */
export const ofTab = keeping(() => sessionStorage, () => {});

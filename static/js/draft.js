// Half-written text: in this browser at once, and a little later with the server, for another machine.

import { isOpen, send } from "./live.js";

const { code, me } = document.body.dataset;
const PAUSE = 1000;
const timers = new Map();

const place = (sheet, id) => `draft:${code}:${me}:${sheet}:${id}`;
const fromServer = JSON.parse(document.getElementById("pad")?.dataset.drafts ?? "{}");

const tellServer = (sheet, id, text) => {
  const message = { act: "draft", sheet, id, text };
  document.body.dataset.draftsKept = "";
  if (isOpen()) return send(message);
  const { act, ...values } = message;
  fetch(`/workshops/${code}/drafts`, { method: "POST", body: new URLSearchParams(values), headers: { "HX-Request": "true" } }).catch(() => {});
};

/** Keep what is half written on the pad of a sheet, or in the note `id`; an empty text forgets it. */
export const keepDraft = (sheet, id, text) => {
  const at = place(sheet, id);
  if (text) localStorage.setItem(at, text);
  else localStorage.removeItem(at);
  if (fromServer[sheet]) delete fromServer[sheet][id];
  clearTimeout(timers.get(at));
  timers.set(at, setTimeout(tellServer, text ? PAUSE : 0, sheet, id, text));
};

/** What was half written there, on this machine or another. */
export const draftOf = (sheet, id) => localStorage.getItem(place(sheet, id)) ?? fromServer[sheet]?.[id] ?? "";

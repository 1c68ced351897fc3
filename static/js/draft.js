// Half-written text: in this browser at once, and a little later with the server, for another machine.

import { isCurrent, isOpen, send } from "./live.js";
import { lasting } from "./storage.js";

const { code, me } = document.body.dataset;
const PLACE = `draft:${code}:${me}:`;
const PAUSE = 1000;
const SURE = 6000;
const timers = new Map();

const spot = (id, field) => (field ? `${id}/${field}` : id);
const place = (sheet, id, field) => `${PLACE}${sheet}:${spot(id, field)}`;
const held = lasting.get;
const hold = (at, draft) => lasting.keep(at, draft, draft.text !== "" && !draft.told);
const fromServer = JSON.parse(document.getElementById("pad")?.dataset.drafts ?? "{}");

/** The server has it, as far as can be known. An emptied draft was held only until then. */
const settle = (at, text) => {
  const draft = held(at);
  if (draft?.text !== text) return;
  if (text) hold(at, { ...draft, told: true });
  else lasting.drop(at);
};

const tellServer = (at) => {
  const draft = held(at);
  if (!draft || !isCurrent()) return;
  const { sheet, id, field = "", text } = draft;
  // Where nothing may tell who writes what, half-written text stays in this browser.
  if ("nameless" in document.body.dataset) return settle(at, text);
  clearTimeout(timers.get(at));
  if (isOpen()) {
    send({ act: "draft", sheet, id, field, text });
    // Drafts are not acknowledged: a connection that still lives a little later has brought it.
    timers.set(at, setTimeout(() => isOpen() && settle(at, text), SURE));
    return;
  }
  fetch(`/workshops/${code}/drafts`, { method: "POST", body: new URLSearchParams({ sheet, id, field, text }), headers: { "HX-Request": "true" } })
    .then(({ ok }) => ok && settle(at, text), () => {});
};

/**
 * Keep what is half written on the pad of a sheet, or in the note `id`, there with the version of it that was `seen`.
 * An empty text forgets it. `field`: what of an action it is, if it is not its text.
 */
export const keepDraft = (sheet, id, text, seen, field = "") => {
  const at = place(sheet, id, field);
  if (!text && !held(at) && fromServer[sheet]?.[spot(id, field)] === undefined) return;
  hold(at, { sheet, id, field, text, seen });
  if (fromServer[sheet]) delete fromServer[sheet][spot(id, field)];
  clearTimeout(timers.get(at));
  timers.set(at, setTimeout(tellServer, text ? PAUSE : 0, at));
};

const draftAt = (sheet, id, field) => {
  const here = held(place(sheet, id, field));
  const there = fromServer[sheet]?.[spot(id, field)];
  return here && (!here.told || there === undefined) ? here : { text: there ?? "" };
};

/** What was half written there, on this machine or another. */
export const draftOf = (sheet, id, field = "") => draftAt(sheet, id, field).text;

/** Whether something of a note is half written. */
export const isHalfWritten = (sheet, id) => ["", "whom", "due"].some((field) => draftOf(sheet, id, field));

/** Which version of the note its draft was begun on; 0 where that is not known. */
export const seenWithDraft = (sheet, id) => draftAt(sheet, id).seen ?? 0;

/** The notes of a sheet that are half rewritten. */
export const draftsOn = (sheet) => {
  const drafts = lasting.all(`${PLACE}${sheet}:`);
  const ids = [...drafts.map(({ id }) => id), ...Object.keys(fromServer[sheet] ?? {}).map((at) => at.split("/")[0])];
  return [...new Set(ids)].filter((id) => id && isHalfWritten(sheet, id));
};

document.addEventListener("open", () => {
  for (const { sheet, id, field, told } of lasting.all(PLACE)) if (!told) tellServer(place(sheet, id, field));
});

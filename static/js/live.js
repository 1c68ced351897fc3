// The connection: which cursor it begins from, how its silence is noticed, and polling where no socket gets through.
// Nothing is sent before everything has come that happened since the page last heard of the server.

import { apply } from "./frame.js";
import { isHere } from "./state.js";
import { ofTab } from "./storage.js";

const POLL = 2000;
const PATIENCE = 10_000;
const TICK = 500;
const SILENCE = 9; // Ticks without a word; the server says something at least every three seconds.
const ASLEEP = 6000;
const NO_MORE = 1008;
const TURNED_AWAY = `turned-away:${location.pathname}`;
const box = document.getElementById("live");

/** What hx-ws knows of its socket. */
let connection = null;
/** By which way everything has come that there is: "socket" or "poll"; by none while there is no contact. */
let way = null;
let isBarred = false;
let ticks = 0;
let heardAt = Date.now();
let wanted = Infinity;
let asking = null;

// A machine that has slept has heard nothing meanwhile, whatever its timers say.
const hasSlept = () => Math.abs(Date.now() - heardAt) > ASLEEP;

/** Whether what is new has come, so that something may be sent. */
export const isCurrent = () => way !== null && !hasSlept();
export const isOpen = () => way === "socket" && connection?.socket?.readyState === WebSocket.OPEN && !hasSlept();
export const send = (message) => connection.socket.send(JSON.stringify(message));

const cursor = () => Number(document.getElementById("cursor")?.dataset.version ?? 0);
const since = () => Math.max(0, Math.min(cursor(), wanted));
const cursorIn = (text) => Number(/id="cursor" data-version="(\d+)"/.exec(text)?.[1] ?? Infinity);

const hear = () => {
  ticks = 0;
  heardAt = Date.now();
};

const catchUp = (by) => {
  const wasAway = way === null;
  way = by;
  isHere(true);
  if (wasAway) document.dispatchEvent(new CustomEvent("open"));
};

const lose = () => {
  way = null;
};

/** Give up a socket. A dead one would take minutes to say that it is closed; so hx-ws hears it now, and dials anew. */
const hangUp = () => {
  const socket = connection?.socket;
  if (!socket || socket.readyState > WebSocket.OPEN) return;
  socket.close();
  socket.dispatchEvent(new CloseEvent("close", { code: 1006 }));
  connection.socket = null;
};

const ask = async () => {
  const address = new URL(box.dataset.poll, location);
  address.searchParams.set("since", since());
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404) return location.reload();
  if (!answer.ok) throw new Error(answer.statusText);
  const text = await answer.text();
  hear();
  // The socket may have brought something newer meanwhile.
  if (isOpen() && (wanted === Infinity || cursorIn(text) < cursor())) return;
  wanted = Infinity;
  await apply(text);
  if (way !== "socket") catchUp("poll");
};

const askOnce = async () => {
  try {
    await ask();
  } catch {
    if (isOpen()) return;
    lose();
    isHere(false);
  } finally {
    asking = null;
  }
};

/** Ask for what is new, where no socket brings it. */
export const poll = () => {
  if (isBarred || !box.dataset.poll || (isOpen() && wanted === Infinity)) return undefined;
  asking ??= askOnce();
  return asking;
};

/** Be sent once more what is newer than a version, also what has been sent before. */
export const seeAgain = (version) => {
  wanted = Math.min(wanted, version - 1);
  poll();
};

/** A reload tells why one may not listen. Where it does not, there is a way over HTTP, with its own way to say no. */
const turnAway = () => {
  // Where the browser does not remember that it has reloaded, it would do so for ever.
  if (ofTab.get(TURNED_AWAY) || !ofTab.keep(TURNED_AWAY, true)) return poll();
  isBarred = true;
  location.reload();
};

document.addEventListener("htmx:ws:before:connection", ({ detail }) => {
  const url = new URL(detail.connection.url);
  url.searchParams.set("since", since());
  detail.connection.url = url.href;
});

document.addEventListener("htmx:ws:after:connection", ({ detail }) => {
  ({ connection } = detail);
  hear();
  document.body.dataset.live = "";
});

document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  hear();
  detail.cancelled = detail.message.data.startsWith('<i id="beat"');
});

document.addEventListener("htmx:ws:after:message:incoming", () => {
  if (way === "socket") return;
  ofTab.drop(TURNED_AWAY);
  catchUp("socket");
});

document.addEventListener("htmx:ws:close", ({ detail }) => {
  if (way === "socket") lose();
  if (detail.code === NO_MORE) return turnAway();
  poll();
});

const listen = () => {
  ticks += 1;
  const isSilent = ticks === SILENCE || ticks % (2 * SILENCE) === 0;
  if (!isSilent && !hasSlept()) return;
  heardAt = Date.now();
  if (isSilent) isHere(false);
  lose();
  hangUp();
  poll();
};

setInterval(() => {
  // After a sleep, what has come meanwhile may stand in line behind this.
  if (hasSlept()) setTimeout(listen, TICK / 5);
  else listen();
}, TICK);
setInterval(poll, POLL);
addEventListener("offline", () => isHere(false));
addEventListener("online", () => (isOpen() ? isHere(true) : poll()));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

// Only now: htmx begins by itself as soon as it is loaded, which may be before the swap style "frame" is known.
box.setAttribute("hx-ws:connect", box.dataset.connect);
htmx.process(box);

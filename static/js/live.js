// The connection: which cursor it begins from, what happens when it breaks, and polling where no socket gets through.

import { apply } from "./frame.js";

const POLL = 2000;
const LINGER = 4000;
const box = document.getElementById("live");
const status = document.getElementById("status");

let socket = null;
let refused = false;

export const isOpen = () => socket?.readyState === WebSocket.OPEN;
export const send = (message) => socket.send(JSON.stringify(message));

const cursor = () => document.getElementById("cursor")?.dataset.version ?? "0";
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/** One calm line where something is not as usual; empty where all is well. */
export const say = (text) => {
  const words = status.querySelector(".status-words") ?? status.appendChild(document.createElement("span"));
  words.className = "status-words";
  if (words.textContent !== text) words.textContent = text;
};

let waiting = 0;
let wasAway = false;

const howMany = () => (waiting === 1 ? box.dataset.one : box.dataset.many.replace("{count}", waiting));

/** What is not as usual: no contact, how much waits, and for a moment that all of it is stored. */
const tellState = () => {
  const away = document.body.hasAttribute("data-offline");
  if (away) say(waiting ? `${box.dataset.offline} ${howMany()}` : box.dataset.offline);
  else if (wasAway && waiting) say(howMany());
  else if (wasAway) {
    wasAway = false;
    say(box.dataset.stored);
    setTimeout(tellState, LINGER);
  } else say("");
};

const isHere = (reached) => {
  document.body.toggleAttribute("data-offline", !reached);
  wasAway ||= !reached && waiting > 0;
  tellState();
};

document.addEventListener("waiting", ({ detail }) => {
  waiting = detail;
  wasAway ||= document.body.hasAttribute("data-offline") && waiting > 0;
  tellState();
});

document.addEventListener("htmx:ws:before:connection", ({ detail }) => {
  const url = new URL(detail.connection.url);
  url.searchParams.set("since", cursor());
  detail.connection.url = url.href;
});

document.addEventListener("htmx:ws:after:connection", ({ detail }) => {
  socket = detail.connection.socket;
  document.body.dataset.live = "";
  isHere(true);
  tell("open");
});

document.addEventListener("htmx:ws:close", ({ detail }) => {
  refused = detail.code === 1008;
  if (refused) location.reload();
});

/** Ask for what is new, where no socket brings it. */
export const poll = async () => {
  if (refused || isOpen() || !box.dataset.poll) return;
  try {
    const address = new URL(box.dataset.poll, location);
    address.searchParams.set("since", cursor());
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (answer.status === 404) return location.reload();
    isHere(answer.ok);
    if (answer.ok) {
      await apply(await answer.text());
      tell("open");
    }
  } catch {
    isHere(false);
  }
};

setInterval(poll, POLL);
addEventListener("offline", () => isHere(false));
addEventListener("online", () => (isOpen() ? isHere(true) : poll()));

// Only now: htmx begins by itself as soon as it is loaded, which may be before the swap style "frame" is known.
box.setAttribute("hx-ws:connect", box.dataset.connect);
htmx.process(box);

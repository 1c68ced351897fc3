// What opens beside the sheet: its cards, or an earlier sheet of the group, which frames keep new. One at a time; the
// sheet and the pad stay as they are.

import { seeAgain } from "./live.js";

const board = () => document.getElementById("board");
const panel = (name) => document.getElementById(name);
const body = () => panel("back-body");

/** What is open: `{ name, opener, href, picks, sheet }`, where `sheet` is the one it lies beside. */
let side = null;
let drawn = board().dataset.drawn;

/** The field that something is brought to, if nobody chooses another. */
const usual = (options) =>
  side.picks ?? (side.name === "cards" && options.find(({ dataset }) => dataset.kind === "cards")?.value) ?? panel("pad-zone")?.value;

/** The fields one may bring something to: those the pad knows, the ones that are made for cards first. */
const offerFields = () => {
  const select = panel(side.name).querySelector(".side-zone");
  const options = [...document.querySelectorAll("#pad-zone option")].map((option) => option.cloneNode(true));
  options.sort((a, b) => (b.dataset.kind === "cards") - (a.dataset.kind === "cards"));
  select.replaceChildren(...options);
  const found = usual(options);
  if (found) select.value = found;
};

const fetchFields = async () => {
  const { href } = side;
  const answer = await fetch(href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (side?.href !== href) return;
  if (!answer?.ok) return void (body().textContent = panel("back").dataset.missing);
  await htmx.swap({ text: await answer.text(), target: body(), sourceElement: body(), swap: "innerHTML" });
  const { number, cursor } = body().querySelector(".back").dataset;
  panel("back-heading").textContent = panel("back").dataset.heading.replace("{number}", number);
  // What has changed since this was drawn may have come before there was a list to lay it in.
  if (Number(panel("cursor").dataset.version) > Number(cursor)) seeAgain(Number(cursor) + 1);
};

const tellOpeners = () => {
  for (const button of document.querySelectorAll("[data-side]:is(button)"))
    button.setAttribute("aria-expanded", String(Boolean(side) && button.dataset.side === side.name && button.dataset.href === side.href && button.dataset.picks === side.picks));
};

export const closeSide = () => {
  if (!side) return;
  const { name, opener } = side;
  const held = panel(name).contains(document.activeElement);
  side = null;
  delete document.body.dataset.side;
  body().replaceChildren();
  tellOpeners();
  if (held) (opener.isConnected ? opener : document.querySelector("#pad textarea"))?.focus();
};

const open = (opener) => {
  const { side: name, href, picks } = opener.dataset;
  const isSame = side?.name === name && side.href === href && side.picks === picks;
  closeSide();
  if (isSame) return;
  side = { name, opener, href, picks, sheet: board().dataset.sheet };
  document.body.dataset.side = name;
  panel(name).toggleAttribute("data-picking", Boolean(picks));
  offerFields();
  tellOpeners();
  panel(name).scrollTop = 0;
  panel(name).focus();
  if (href) fetchFields();
};

/** Open a card, to read it. */
export const showCard = (key) => {
  const opener = document.querySelector('#beside [data-side="cards"]');
  if (!opener) return;
  if (side?.name !== "cards") open(opener);
  const card = panel(`card-${key}`);
  if (!card) return;
  card.open = true;
  card.querySelector("summary").focus();
};

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("button[data-side]");
  if (opener) open(opener);
  if (target.closest("[data-side-close]")) closeSide();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && side && panel(side.name).contains(event.target)) closeSide();
});

/** Another sheet has other cards and looks back elsewhere; a board that was drawn anew may have told of other changes. */
document.addEventListener("frame", () => {
  if (side && side.sheet !== board().dataset.sheet) closeSide();
  tellOpeners();
  if (board().dataset.drawn === drawn) return;
  drawn = board().dataset.drawn;
  if (side?.href) fetchFields();
});

// Whose side a field is, and where one writes oneself. Where nothing tells who writes what, nobody has a side.

import { membersOf } from "./members.js";

const { own } = document.body.dataset;

/** Whether something from a perspective is a guest on a side. */
export const isGuestOn = (side, perspective) => Boolean(own && side) && side !== perspective;

/** Among a sheet's fields, as one chooses among them, the one that is one's own side. */
export const ownSide = (options) => (own ? options.find(({ dataset }) => dataset.side === own) : undefined);

/** The perspectives of notes, those in clusters too. */
export const whoseAre = (things) =>
  things.flatMap((thing) => (thing.matches(".cluster") ? membersOf(thing) : [thing])).map(({ dataset }) => dataset.perspective);

/** The field that the step suggests, which is one's own side rather than another's. */
export const suggestedZone = () => {
  const { zone, sides } = document.getElementById("steps").dataset;
  return JSON.parse(sides ?? "{}")[own] ?? zone;
};

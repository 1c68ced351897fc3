// What lies in a cluster: it moves in when its cluster comes, out when that goes, and is counted.

const moveTo = (list, element) => (list.moveBefore ? list.moveBefore(element, null) : list.append(element));

/** The first list that is there of those an element may lie in. */
export const listFor = ({ dataset }) => dataset.in?.split(" ").map((id) => document.getElementById(id)).find(Boolean);

/** A cluster has come: what belongs in it may have come before it, and lies in the field. */
export const takeIn = (element) => {
  for (const { id } of element.querySelectorAll("[data-members]"))
    for (const note of document.querySelectorAll(`[data-in~="${id}"]`)) {
      const list = listFor(note);
      if (note.parentElement !== list) moveTo(list, note);
    }
};

/** A cluster goes: what lies in it stays in the field. */
export const letGo = (cluster) => {
  for (const members of cluster.querySelectorAll(":scope > [data-members]"))
    for (const note of [...members.children]) moveTo(cluster.parentElement, note);
};

/** The notes of a cluster that are to be seen. */
export const membersOf = (cluster) => [...cluster.querySelectorAll(":scope > [data-members] > .note:not([hidden])")];

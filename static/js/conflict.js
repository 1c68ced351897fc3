// Two people changed one note. The later one's text waits here, with the other, until its writer has chosen.

const conflicts = new Map();

/** The other's text of a note that one has changed without having seen it: `{ version, text, by }`, or nothing. */
export const conflictOf = (id) => conflicts.get(id);

export const forgetConflict = (id) => conflicts.delete(id);

/** Show the other's text in the editor, or that there is none. */
export const showConflict = (form, conflict) => {
  form.querySelector("#other").hidden = !conflict;
  if (!conflict) return;
  const says = form.querySelector("#other-says");
  const name = document.getElementById(conflict.by)?.dataset.name ?? says.dataset.somebody;
  says.textContent = says.dataset.says.replace("{name}", name);
  form.querySelector("#other-text").textContent = conflict.text;
};

/** Take up what a frame says of conflicts. `textOf` gives one's own text of a write. */
export const takeUp = (textOf) => {
  for (const told of document.querySelectorAll("#acks > [data-conflict]")) {
    const { conflict: write, note, text, version, by } = told.dataset;
    told.remove();
    conflicts.set(note, { text, version, by });
    document.dispatchEvent(new CustomEvent("conflict", { detail: { id: note, text: textOf(write) } }));
  }
};

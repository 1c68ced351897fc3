// Two people changed one note. The later one's text waits in the outbox, with the other, until its writer has chosen.

/** Show the other's text in the editor, or that there is none. `conflict` as in the outbox. */
export const showConflict = (form, conflict) => {
  form.querySelector("#other").hidden = !conflict;
  if (!conflict) return;
  const says = form.querySelector("#other-says");
  const name = document.getElementById(conflict.by)?.dataset.name ?? says.dataset.somebody;
  says.textContent = says.dataset.says.replace("{name}", name);
  form.querySelector("#other-text").textContent = conflict.text;
};

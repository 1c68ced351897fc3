// Buttons that open dialogs: by click, and for what is at hand all the way, by F2.

const open = (id) => {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
};

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-opens]");
  if (opener) open(opener.dataset.opens);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "F2") return;
  event.preventDefault();
  open("standing");
});

for (const dialog of document.querySelectorAll("dialog[data-opens-at-once]")) {
  dialog.addEventListener("close", () => document.querySelector("#pad textarea")?.focus());
  dialog.showModal();
}

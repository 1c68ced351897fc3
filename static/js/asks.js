// What is asked before an act: a page of its own, shown in the one dialog. Without scripts it is that page.

const dialog = document.getElementById("asked");
const body = document.getElementById("asked-body");
/** Where the keyboard was, when what was there has been drawn anew meanwhile. */
let from = "";

const ask = async (link) => {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return location.assign(link.href);
  await htmx.swap({ text: await answer.text(), target: body, sourceElement: body, swap: "innerHTML" });
  from = link.getAttribute("href");
  if (!dialog.open) dialog.showModal();
  body.querySelector("[autofocus]")?.focus();
  return undefined;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-asks]");
  if (!link || !dialog || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  ask(link);
});

dialog?.addEventListener("close", () => {
  body.replaceChildren();
  document.querySelector(`a[data-asks][href="${from}"]`)?.focus();
});

dialog?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-cancel]")) return;
  event.preventDefault();
  dialog.close();
});

/** An act that was asked about in the dialog has been done, or was refused. */
export const answered = async (form, answer) => {
  if (!dialog?.contains(form)) return false;
  if (answer.ok) {
    dialog.close();
    return true;
  }
  const refusal = form.querySelector(".asked-refusal") ?? form.insertAdjacentElement("afterbegin", document.createElement("p"));
  refusal.className = "ds-validation-message asked-refusal";
  refusal.setAttribute("role", "alert");
  const said = new DOMParser().parseFromString(await answer.text(), "text/html");
  refusal.textContent = said.body.textContent.trim();
  return true;
};

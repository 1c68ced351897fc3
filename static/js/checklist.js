// The checklist: what is pressed is stored where it stands. Without scripts each is a form of its own.

const count = document.getElementById("checklist-count");
const trouble = document.getElementById("checklist-trouble");

const store = async (form) => {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  trouble.textContent = answer?.ok ? "" : trouble.dataset.says;
  if (!answer?.ok) return;
  const isDone = body.get("done") === "1";
  form.querySelector("button").setAttribute("aria-pressed", isDone);
  form.elements.done.value = isDone ? "0" : "1";
  count.textContent = document.querySelectorAll('.check-act[aria-pressed="true"]').length;
};

for (const form of document.querySelectorAll(".check-form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    store(form);
  });
}

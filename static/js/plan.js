// The time plan: when everything begins follows what is typed, and items can be dragged. It is kept when one says so.

const form = document.getElementById("plan");
const list = document.getElementById("plan-items");
const DAY = 24 * 60;

const number = (field) => (/^\d{1,3}$/.test(field.value.trim()) ? Number(field.value) : 0);
const clock = (minutes) => [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(".");

const begins = () => {
  const [, hour, minute] = /^(\d{1,2})[.:](\d\d)$/.exec(form.elements.starts.value.trim()) ?? [0, 9, 0];
  return (Number(hour) * 60 + Number(minute)) % DAY;
};

const follow = () => {
  let at = begins();
  let sum = 0;
  for (const item of list.children) {
    const isIn = item.querySelector('[name="in"]').checked;
    item.toggleAttribute("data-left-out", !isIn);
    item.querySelector(".plan-begins").textContent = clock(at);
    const minutes = isIn ? number(item.querySelector("[data-minutes]")) : 0;
    at += minutes;
    sum += minutes;
  }
  document.getElementById("plan-end").textContent = clock(at);
  document.getElementById("plan-sum").textContent = sum;
};

/** What a sheet takes is what its steps take. */
const sumUp = (item) => {
  const steps = [...item.querySelectorAll("[data-step]")];
  item.querySelector("[data-minutes]").value = steps.reduce((sum, step) => sum + number(step), 0);
};

form.addEventListener("input", ({ target }) => {
  if ("step" in target.dataset) sumUp(target.closest(".plan-item"));
  follow();
});

let dragged = null;

const under = (y) => [...list.children].find((item) => {
  const { top, height } = item.getBoundingClientRect();
  return item !== dragged && y > top && y < top + height;
});

list.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".plan-grip");
  if (!grip || event.button) return;
  event.preventDefault();
  dragged = grip.closest(".plan-item");
  dragged.dataset.dragged = "";
  grip.setPointerCapture(event.pointerId);
});

list.addEventListener("pointermove", ({ clientY }) => {
  const over = dragged && under(clientY);
  if (!over) return;
  const { top, height } = over.getBoundingClientRect();
  if (clientY < top + height / 2) over.before(dragged);
  else over.after(dragged);
  follow();
});

const letGo = () => {
  dragged?.removeAttribute("data-dragged");
  dragged = null;
};
for (const end of ["pointerup", "pointercancel"]) list.addEventListener(end, letGo);

// Enter in a field keeps what is typed, and moves nothing.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  form.requestSubmit(document.getElementById("plan-keep"));
});

form.toggleAttribute("data-drags", true);

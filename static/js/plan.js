// The time plan: when everything begins follows what is typed, and items can be dragged. It is kept when one says so.

const form = document.getElementById("plan");
const list = document.getElementById("plan-items");
const DAY = 24 * 60;

const number = (field) => (/^\d{1,3}$/.test(field.value.trim()) ? Number(field.value) : 0);
const clock = (minutes) => [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(".");

/** A time of day as people type it (9, 9.05, 0905), in minutes; null for what is none. */
const minutesIn = (typed) => {
  const [, hour, minute = 0] = /^([01]?\d|2[0-3])(?:[.:,]?([0-5]\d))?$/.exec(typed.trim()) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
};

// While a time is half typed, the last that was one counts. What began at another time altogether, counts from then.
let begun = minutesIn(form.dataset.begins ?? form.elements.starts.value) ?? 9 * 60;
const begins = () => {
  const { value, defaultValue } = form.elements.starts;
  begun = (value === defaultValue && minutesIn(form.dataset.begins ?? "")) || (minutesIn(value) ?? begun);
  return begun % DAY;
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

let isKept = true;
const unsaved = document.getElementById("plan-unsaved");

const change = () => {
  isKept = false;
  if (!unsaved.textContent) unsaved.textContent = unsaved.dataset.says;
  follow();
};

form.addEventListener("submit", () => { isKept = true; });
window.addEventListener("beforeunload", (event) => { if (!isKept) event.preventDefault(); });

/** What a sheet takes is what its steps take. */
const sumUp = (item) => {
  const steps = [...item.querySelectorAll("[data-step]")];
  item.querySelector("[data-minutes]").value = steps.reduce((sum, step) => sum + number(step), 0);
};

form.addEventListener("input", ({ target }) => {
  if ("step" in target.dataset) sumUp(target.closest(".plan-item"));
  change();
});

/** The first cannot go up, the last not down. */
const mark = () => {
  for (const item of list.children) {
    const ends = { up: item.previousElementSibling, down: item.nextElementSibling };
    for (const [name, beside] of Object.entries(ends)) {
      const button = item.querySelector(`[name="${name}"]`);
      if (beside) button.removeAttribute("aria-disabled");
      else button.setAttribute("aria-disabled", "true");
    }
  }
};

// The arrows move an item where it stands, so that whoever uses the keyboard keeps their place.
list.addEventListener("click", (event) => {
  const button = event.target.closest('[name="up"], [name="down"]');
  if (!button) return;
  event.preventDefault();
  const item = button.closest(".plan-item");
  if (button.hasAttribute("aria-disabled")) return;
  if (button.name === "up") item.previousElementSibling.before(item);
  else item.nextElementSibling.after(item);
  button.focus();
  change();
  mark();
  const said = document.getElementById("plan-said");
  const time = item.querySelector(".plan-begins").textContent;
  said.textContent = said.dataset.moved.replace("{label}", item.dataset.label).replace("{time}", time);
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
  change();
  mark();
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

// A form that lies over what it changes, and stays inside the window when it grows.

const EDGE = 8;

const within = (at, most) => `${Math.max(EDGE, Math.min(at, most - EDGE))}px`;

/** Lay a form over a note or a cluster. */
export const lieOver = (form, thing) => {
  const { left, top } = thing.getBoundingClientRect();
  lie(form, left - 12, top - 12);
};

const lie = (form, left, top) => {
  const { width, height } = form.getBoundingClientRect();
  form.style.insetInlineStart = within(left, innerWidth - width);
  form.style.insetBlockStart = within(top, innerHeight - height);
};

const growing = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const { left, top } = target.getBoundingClientRect();
    if (!target.hidden) lie(target, left, top);
  }
});

for (const form of document.querySelectorAll(".editor")) growing.observe(form);

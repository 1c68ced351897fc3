// A frame drawn around notes chooses them: while one chooses, or with Shift.

import { choose, isChoosing } from "./choosing.js";
import { isTable } from "./place.js";

const SLACK = 6;
const BUSY = ".note, .cluster-open, a, button, input, select, textarea, summary, label";
const lasso = document.getElementById("lasso");

let from = null;

const frame = ({ clientX, clientY }) => ({
  left: Math.min(from.x, clientX),
  top: Math.min(from.y, clientY),
  right: Math.max(from.x, clientX),
  bottom: Math.max(from.y, clientY),
});

const draw = (event) => {
  const { left, top, right, bottom } = frame(event);
  if (lasso.hidden && Math.hypot(right - left, bottom - top) < SLACK) return;
  lasso.hidden = false;
  Object.assign(lasso.style, { insetInlineStart: `${left}px`, insetBlockStart: `${top}px`, inlineSize: `${right - left}px`, blockSize: `${bottom - top}px` });
};

/** Notes that the frame touches; a cluster that lies within it whole is meant instead of what is in it. */
const within = ({ left, top, right, bottom }) => {
  const boxes = [...document.querySelectorAll("#board :is(.note, .cluster):not([hidden])")].map((thing) => ({ thing, box: thing.getBoundingClientRect() }));
  const isWhole = ({ box }) => box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
  const isTouched = ({ box }) => box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  return boxes.filter((one) => (one.thing.matches(".cluster") ? isWhole(one) : isTouched(one))).map(({ thing }) => thing);
};

addEventListener("pointerdown", (event) => {
  const isMeant = lasso && event.button === 0 && event.pointerType !== "touch" && (isChoosing() || event.shiftKey);
  if (!isMeant || !event.target.closest("#board[data-writable]") || event.target.closest(BUSY) || !isTable()) return;
  event.preventDefault();
  from = { x: event.clientX, y: event.clientY };
});

addEventListener("pointermove", (event) => from && draw(event));

addEventListener("pointerup", (event) => {
  if (!from) return;
  const things = lasso.hidden ? [] : within(frame(event));
  if (!lasso.hidden) {
    // The click that ends the drag chooses no field.
    addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
    choose(things);
  }
  from = null;
  lasso.hidden = true;
});

addEventListener("pointercancel", () => {
  from = null;
  if (lasso) lasso.hidden = true;
});

// Focus is never lost: when news takes away what somebody stands on, they come to stand on what is nearest.

const RESTS = ".note-open, .cluster-open, [aria-current][tabindex], main";

const isThere = (element) => element.isConnected && element.checkVisibility();
const restsIn = (element) => [...element.querySelectorAll(RESTS)].filter(isThere);

const aroundOf = (element) => {
  const around = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) around.push(one);
  return around;
};

/** Remember where somebody stands. The function given back brings them as near to it as can be, if it is taken away. */
export const stand = () => {
  const active = document.activeElement;
  const around = aroundOf(active);
  const at = Math.max(0, restsIn(active.closest(".notes") ?? active).indexOf(active));
  return () => {
    if (!around.length || (document.activeElement === active && isThere(active))) return;
    if (isThere(active)) return active.focus();
    const near = around.filter(isThere).map(restsIn).find(({ length }) => length) ?? restsIn(document.body);
    near[Math.min(at, near.length - 1)]?.focus();
  };
};

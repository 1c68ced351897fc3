// Focus is never lost: when news takes away what somebody stands on, they come to stand on what is nearest; who was
// writing, on the sheet.

const RESTS = ".note-open, .cluster-open, [aria-current][tabindex], main";

const isThere = (element) => element.isConnected && element.checkVisibility();
const restsIn = (element) => [...element.querySelectorAll(RESTS)].filter(isThere);

const aroundOf = (element) => {
  const around = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) around.push(one);
  return around;
};

/** Where among the rests of its list somebody stands. */
const placeOf = (active) => {
  const list = active.matches(RESTS) && active.closest(".notes");
  return list ? Math.max(0, restsIn(list).indexOf(active)) : 0;
};

/** Remember where somebody stands. The function given back brings them as near to it as can be, if it is taken away. */
export const stand = () => {
  const active = document.activeElement;
  const around = aroundOf(active);
  const at = placeOf(active);
  const comeBack = () => {
    if (isThere(active)) return active.focus();
    // Who was writing goes on for a moment: on a note, those keys would move or delete it.
    if (active.matches("textarea, input")) return document.querySelector("main").focus();
    const near = around.filter(isThere).map(restsIn).find(({ length }) => length) ?? restsIn(document.body);
    near[Math.min(at, near.length - 1)]?.focus();
  };
  return () => {
    if (!around.length) return;
    if (document.activeElement !== active) return comeBack();
    // Asked at once, it would make the browser work out all styles for every frame; before it paints, it does so anyway.
    requestAnimationFrame(() => {
      if ([active, document.body].includes(document.activeElement) && !isThere(active)) comeBack();
    });
  };
};

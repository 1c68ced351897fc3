// What somebody has typed: where a text differs from what it was.

const HIGH = /[\ud800-\udbff]/;

const sameStart = (a, b, most) => {
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at && HIGH.test(a[at - 1]) ? at - 1 : at;
};

const sameEnd = (a, b, most) => {
  let at = 0;
  while (at < most && a[a.length - 1 - at] === b[b.length - 1 - at]) at++;
  return at && HIGH.test(a[a.length - at - 1] ?? "") ? at - 1 : at;
};

/** `{ at, removed, added }`: what stands after the caret is most often as it was. */
export const difference = (before, after, caret) => {
  const shorter = Math.min(before.length, after.length);
  const rest = after.slice(caret);
  const isAtCaret = rest.length <= shorter && before.endsWith(rest);
  const end = isAtCaret ? rest.length : sameEnd(before, after, shorter);
  const at = sameStart(before, after, shorter - end);
  return { at, removed: before.length - end - at, added: after.slice(at, after.length - end) };
};

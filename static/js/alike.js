// Whether two names name the same: spelt a little differently, with or without a form of company or what stands in brackets.

const LONGEST = 60;
const FORMS = new Set(["as", "asa", "sa", "ba", "da", "ans", "ab", "ltd", "inc", "stiftelsen", "foreningen"]);

/** A name's words, without what does not tell it from others. */
const wordsOf = (text) => {
  const words = text.normalize("NFC").toLowerCase().replace(/\([^)]*\)/gu, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !FORMS.has(word));
  return telling.length ? telling : words;
};

const numbersIn = (words) => words.join(" ").match(/\d+/g)?.join(" ") ?? "";

/** How many letters must be put in, left out or changed to make one of the other. */
const distance = (one, other) => {
  let row = [...other, ""].map((_, at) => at);
  for (const [down, letter] of [...one].entries()) {
    const next = [down + 1];
    for (const [along, against] of [...other].entries())
      next.push(Math.min(next[along] + 1, row[along + 1] + 1, row[along] + (letter === against ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
};

const slips = (length) => (length < 5 ? 0 : length < 9 ? 1 : 2);
const begins = (whole, part) => part.join("").length > 3 && part.every((word, at) => word === whole[at]);

/** Whether two texts seem to name the same. */
export const isAlike = (one, other) => {
  if (Math.max(one.length, other.length) > LONGEST) return false;
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const [short, long] = [words.join(""), others.join("")].sort((a, b) => a.length - b.length);
  if (!short) return false;
  if (short === long) return true;
  if (numbersIn(words) !== numbersIn(others)) return false;
  if (begins(words, others) || begins(others, words)) return true;
  const most = slips(short.length);
  return long.length - short.length <= most && distance(short, long) <= most;
};

// What a screen reader is told of others' notes: how many are new, politely and seldom.

const PAUSE = 5000;
const news = document.getElementById("news");
const board = () => document.getElementById("board");
const known = new Set([...document.querySelectorAll("#board .note")].map(({ id }) => id));
let sheet = board().dataset.sheet;
let fresh = 0;

const tell = () => {
  if (!fresh) return;
  news.textContent = (fresh === 1 ? news.dataset.one : news.dataset.many).replace("{count}", fresh);
  fresh = 0;
};

document.addEventListener("frame", () => {
  if (board().dataset.sheet !== sheet) {
    document.body.dataset.sheet = sheet = board().dataset.sheet;
    document.title = document.title.replace(/^.*? – /, `${news.dataset.title.replace("{number}", board().dataset.number)} – `);
    news.textContent = news.dataset.moved.replace("{number}", board().dataset.number);
  }
  for (const { id, dataset } of document.querySelectorAll("#board .note")) {
    if (known.has(id)) continue;
    known.add(id);
    if (dataset.author !== `p${document.body.dataset.me}` && !("pending" in dataset)) fresh++;
  }
});

setInterval(tell, PAUSE);

// What is put on the Screen is shown as large as there is room for; where the page scrolls, as it is.

const LEAST = 0.2;
const ROUNDS = 8;
const scrolls = matchMedia("(width < 700px)");

const fits = (box, size) => {
  box.style.setProperty("--fit", size);
  return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
};

const fit = (box) => {
  if (scrolls.matches && box.closest(".projector")) return box.style.removeProperty("--fit");
  if (fits(box, 1)) return undefined;
  let [low, high] = [LEAST, 1];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (fits(box, middle)) low = middle;
    else high = middle;
  }
  fits(box, low);
  return undefined;
};

const fitAll = () => {
  for (const box of document.querySelectorAll("[data-fits]")) fit(box);
};

document.addEventListener("frame", fitAll);
addEventListener("resize", fitAll);
document.fonts.ready.then(fitAll);
fitAll();

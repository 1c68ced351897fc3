// How many notes the group has written in silence: all see the number, and nobody the words of others.

const show = () => {
  const says = document.getElementById("silent-count");
  if (!says) return;
  const count = document.querySelectorAll("#board .note:not([hidden])").length;
  const words = { 0: says.dataset.none, 1: says.dataset.one }[count] ?? says.dataset.many.replace("{count}", count);
  if (says.textContent !== words) says.textContent = words;
};

// What one writes oneself is shown before any news comes.
new MutationObserver(show).observe(document.body, { subtree: true, childList: true, attributeFilter: ["hidden"] });
show();

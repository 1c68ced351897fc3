// The deletion date follows the workshop's date, thirty days behind, until somebody chooses it.

const KEEP = Number(document.getElementById("delete_on").dataset.days);
const held = document.getElementById("held_on");
const deleted = document.getElementById("delete_on");

let chosen = false;
deleted.addEventListener("input", () => { chosen = true; });
held.addEventListener("change", () => {
  if (chosen || !held.value) return;
  const date = new Date(`${held.value}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + KEEP);
  deleted.value = date.toISOString().slice(0, 10);
});

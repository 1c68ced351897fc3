// How many notes lie in each cluster, said on it: a frame brings the cluster without what lies in it.

import { membersOf } from "./members.js";

const count = () => {
  for (const cluster of document.querySelectorAll("#board .cluster")) {
    const says = cluster.querySelector(".cluster-count");
    const many = membersOf(cluster).length;
    const { none, one } = says.dataset;
    const text = [none, one][many] ?? says.dataset.many.replace("{count}", many);
    if (says.textContent !== text) says.textContent = text;
  }
};

new MutationObserver(count).observe(document.getElementById("board"), { childList: true, subtree: true, attributeFilter: ["hidden"] });
count();

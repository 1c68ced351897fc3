// In which cluster the note in the editor lies, and into which it may be laid.

const idOf = (element) => element.id.slice("note-".length);
const clusterOf = (note) => note.closest(".cluster");

/** What a cluster is called where one chooses among them. */
export const nameOf = (cluster) => {
  const { textContent: title } = cluster.querySelector(".note-text");
  return title || cluster.querySelector(".cluster-nameless").textContent;
};

/** Let the note in the editor be laid into one of the sheet's clusters, or taken out. */
export const offerClusters = (form, note) => {
  const { cluster: choice } = form.elements;
  const clusters = [...document.querySelectorAll("#board .cluster:not([hidden])")];
  const lies = clusterOf(note);
  const { none, out, into } = choice.dataset;
  choice.replaceChildren(
    new Option(lies ? out : none, ""),
    ...clusters.map((one) => new Option(one === lies ? nameOf(one) : into.replace("{title}", nameOf(one)), idOf(one))),
  );
  choice.value = lies ? idOf(lies) : "";
  form.querySelector("#editor-cluster").hidden = !clusters.length || note.matches(".cluster, [data-hidden]");
};

/** What of it the writer has changed. */
export const clusterChange = (form, note) => {
  const { value } = form.elements.cluster;
  const lies = clusterOf(note);
  if (form.querySelector("#editor-cluster").hidden || value === (lies ? idOf(lies) : "")) return {};
  return { cluster: value };
};

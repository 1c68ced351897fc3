// A large report takes some seconds: the page says how far it has come, and whoever no longer wants it can stop it.
// Without this the button fetches the file as any link would.

const form = document.getElementById("report-form");
const shown = document.getElementById("report-progress");
const says = document.getElementById("report-says");
const bar = document.getElementById("report-bar");
const stop = document.getElementById("report-stop");

/** A stream read as lines of JSON, and then as many bytes as are asked for. */
class Told {
  constructor(body) {
    this.reader = body.getReader();
    this.rest = new Uint8Array();
  }

  async more() {
    const { value, done } = await this.reader.read();
    if (done) throw new Error("cut off");
    const both = new Uint8Array(this.rest.length + value.length);
    both.set(this.rest);
    both.set(value, this.rest.length);
    this.rest = both;
  }

  async line() {
    let end;
    while ((end = this.rest.indexOf(10)) < 0) await this.more();
    const text = new TextDecoder().decode(this.rest.subarray(0, end));
    this.rest = this.rest.subarray(end + 1);
    return JSON.parse(text);
  }

  async file(size, type) {
    const parts = [this.rest];
    for (let have = this.rest.length; have < size; ) {
      const { value, done } = await this.reader.read();
      if (done) throw new Error("cut off");
      parts.push(value);
      have += value.length;
    }
    return new Blob(parts, { type });
  }
}

const keep = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const fetchFile = async (address, signal) => {
  says.textContent = says.dataset.begun;
  const answer = await fetch(address, { signal, headers: { "hx-request": "true" } });
  if (!answer.ok) throw new Error(answer.status);
  const told = new Told(answer.body);
  for (;;) {
    const line = await told.line();
    if (line.refused) return line.refused;
    if ("notes" in line) says.textContent = says.dataset.making.replace("#", line.notes.toLocaleString(document.documentElement.lang));
    else {
      bar.max = line.size;
      keep(await told.file(line.size, line.type), line.name);
      return says.dataset.done;
    }
  }
};

form.addEventListener("submit", async (event) => {
  if (!("large" in form.dataset)) return;
  event.preventDefault();
  const choices = new URLSearchParams(new FormData(form));
  choices.set("ending", event.submitter?.dataset.ending ?? "pdf");
  const buttons = [...form.querySelectorAll("[data-ending]")];
  const ending = new AbortController();
  stop.onclick = () => ending.abort();
  bar.removeAttribute("value");
  stop.hidden = bar.hidden = shown.hidden = false;
  for (const button of buttons) button.disabled = true;
  try {
    says.textContent = await fetchFile(`${form.action.replace(/report\.pdf$/, "report/progress")}?${choices}`, ending.signal);
  } catch {
    says.textContent = ending.signal.aborted ? says.dataset.stopped : says.dataset.failed;
  }
  stop.hidden = bar.hidden = true;
  for (const button of buttons) button.disabled = false;
  event.submitter?.focus();
});

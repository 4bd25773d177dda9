// An orphan: the words that are chosen in the new text are those that the form sends.

import { chooseIn, tieTools } from "./choosing.js";

const form = document.querySelector(".bench-orphan");
const fields = form.elements;
const note = fields.what_changed;
const proposed = fields.exact.value;

function onChoice() {
  const [start, end] = choosing.chosen ?? ["", ""];
  fields.start.value = start;
  fields.end.value = end;
  fields.exact.value = choosing.words;
  form.querySelector("[data-words]").textContent = choosing.words;
  if (fields.kind) fields.kind.value = "";
  if (note && proposed && choosing.words) note.value = note.value.replaceAll(`“${told}”`, `“${plain(choosing.words)}”`);
  told = plain(choosing.words) || told;
}

const plain = (words) => words.split(/\s+/).join(" ").trim();
let told = plain(proposed);
const choosing = chooseIn(document, onChoice);
tieTools(() => choosing);
document.addEventListener("selectionchange", () => choosing.onSelection());
if (fields.start.value) {
  choosing.choose(Number(fields.start.value), Number(fields.end.value));
  choosing.text.querySelector(".is-proposed")?.scrollIntoView({ block: "nearest" });
}
form.addEventListener("submit", (event) => {
  if (form.dataset.isSent) event.preventDefault();
  form.dataset.isSent = "yes";
});

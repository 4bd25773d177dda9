// An instant is read while it is typed: which moment it is, by which clocks, and how far off. Then one press does it.
// Without this script the server asks once more before it acts.

import { NotSaved, post } from "./server.js";

const PAUSE = 250; // milliseconds

function line(words, quiet) {
  const shown = Object.assign(document.createElement("p"), { textContent: `${words} ` });
  if (quiet) shown.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: quiet }));
  return shown;
}

function choice(form, reading) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: reading.words });
  button.addEventListener("click", () => {
    form.when.value = reading.typed;
    form.when.dispatchEvent(new Event("input", { bubbles: true }));
    form.when.focus();
  });
  const row = document.createElement("p");
  row.append(button);
  return row;
}

function show(form, told) {
  form.instant.value = told.instant ?? "";
  form.instant_of.value = told.instant ? form.when.value : "";
  const lines = (told.lines ?? []).map(([moment, clock]) => line(moment, clock));
  if (told.reason) lines.push(Object.assign(line(told.reason), { className: "paste-error" }));
  form.querySelector(".when-read").replaceChildren(...lines);
  form.querySelector(".when-choices").replaceChildren(...(told.readings ?? []).map((reading) => choice(form, reading)));
}

function watch(form) {
  let waiting = 0;
  let asked = 0;
  form.when.addEventListener("input", () => {
    const turn = ++asked;
    form.instant.value = ""; // what is shown is of other words
    clearTimeout(waiting);
    if (form.when.value.trim()) waiting = setTimeout(() => read(form, () => turn === asked), PAUSE);
  });
}

async function read(form, isLatest) {
  try {
    const told = await post(form.getAttribute("action") ?? location.href, { act: "read", when: form.when.value });
    if (isLatest()) show(form, told);
  } catch (failure) {
    if (!(failure instanceof NotSaved)) throw failure;
    form.querySelector(".when-read").replaceChildren(Object.assign(line(failure.message), { className: "paste-error" }));
  }
}

document.querySelectorAll("form[data-when]").forEach(watch);

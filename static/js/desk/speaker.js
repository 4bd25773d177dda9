// Who said it, in the form of the workbench: typing a name answers “somebody else”, and a name that is taken is meant for sure.

import { suggestNames } from "./names.js";

export function askForSpeaker(form) {
  const input = form.querySelector("input[data-names]");
  if (!input) return;
  const answer = (value) => form.querySelector(`[name=who][value=${value}]`);
  const isNew = () => answer("new").checked;
  input.addEventListener("input", () => {
    form.elements.chosen.value = "";
    if (!isNew()) answer("other").checked = true;
  });
  suggestNames(input, (_input, found) => {
    input.value = found.name;
    form.elements.chosen.value = found.value;
    answer("other").checked = true;
  }, () => !isNew());
}

document.querySelectorAll(".bench-form").forEach(askForSpeaker);

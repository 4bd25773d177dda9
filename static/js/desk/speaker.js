// Who said it, in the form of the workbench: typing a name answers “somebody else”, and a name that is taken is meant for sure.
// A place that is typed is looked up by its names too.

import { suggestNames } from "./names.js";

export function askForSpeaker(form) {
  form.querySelectorAll("input[data-names][data-code]").forEach((field) => suggestNames(field));
  const input = form.querySelector("input[name=name]");
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

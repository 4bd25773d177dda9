// One pair of a list is the current one: J and K go to the next and the previous one, and the keys of a pair press its buttons.

const pairs = [...document.querySelectorAll(".pair")];
const steps = document.getElementById("pair-steps");
let current = 0;

function show(number) {
  pairs[current].classList.remove("is-current");
  current = Math.min(Math.max(number, 0), pairs.length - 1);
  for (const one of document.querySelectorAll("[data-pair-key]")) delete one.dataset.key;
  for (const one of pairs[current].querySelectorAll("[data-pair-key]")) one.dataset.key = one.dataset.pairKey;
  pairs[current].classList.add("is-current");
}

function go(step) {
  show(current + step);
  pairs[current].focus();
  pairs[current].scrollIntoView({ block: "nearest" });
}

function button(words, key, step) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  made.append(words, " ", Object.assign(document.createElement("kbd"), { className: "key", textContent: key.toUpperCase() }));
  made.dataset.key = key;
  made.addEventListener("click", () => go(step));
  return made;
}

if (pairs.length) {
  steps.append(button("Next pair", "j", 1), button("Previous pair", "k", -1));
  show(0);
  for (const [number, pair] of pairs.entries()) pair.addEventListener("focusin", () => show(number));
}

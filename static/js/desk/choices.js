// Two saved at once: the keys 1 to 4 choose in the first field that is not decided yet, and the next field takes its turn.
// keys.js presses whatever bears a key; here the keys only move on.

const fields = [...document.querySelectorAll("[data-choice]")];
const isDecided = (field) => Boolean(field.querySelector("input:checked"));

function label(field, isCurrent) {
  field.classList.toggle("is-current", isCurrent);
  field.querySelectorAll("input[type=radio]").forEach((choice, place) => {
    const label = choice.closest("label");
    label.querySelector("kbd")?.remove();
    delete choice.dataset.key;
    if (!isCurrent) return;
    choice.dataset.key = String(place + 1);
    choice.dataset.keyName = label.textContent.trim().split("\n")[0];
    choice.after(" ", Object.assign(document.createElement("kbd"), { className: "key", textContent: choice.dataset.key }));
  });
}

// The field that has the focus goes first, so that a choice can be made anew.
function takeTurns() {
  const focused = document.activeElement.closest?.("[data-choice]");
  const current = focused && !isDecided(focused) ? focused : fields.find((field) => !isDecided(field)) ?? focused ?? fields.at(-1);
  for (const field of fields) label(field, field === current);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choice] input[type=radio]")) return;
  takeTurns();
  if (fields.every(isDecided)) document.querySelector(".conflict [type=submit]").focus();
  else document.querySelector("[data-choice].is-current")?.scrollIntoView({ block: "nearest" });
});
takeTurns();

// Which one stays decides which values are chosen, as long as nobody has chosen otherwise.

const touched = new Set();
const form = document.querySelector("form.merge");

function follow(stays) {
  for (const name of new Set([...form.elements].map((one) => one.name).filter((name) => name.startsWith("field-")))) {
    if (touched.has(name)) continue;
    const values = [...form.elements[name]];
    const own = values.find((one) => one.value === stays);
    (own.dataset.empty === undefined ? own : values.find((one) => one !== own)).checked = true;
  }
  for (const line of form.querySelectorAll("[data-moves]")) line.toggleAttribute("data-stays", line.dataset.moves === stays);
}

form.addEventListener("click", (event) => { // also one that was chosen already: then it was chosen on purpose
  if (event.target.name?.startsWith("field-")) touched.add(event.target.name);
});
form.addEventListener("change", (event) => {
  if (event.target.name === "stays") follow(event.target.value);
});

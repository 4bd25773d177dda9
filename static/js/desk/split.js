// Counts what is ticked while it is ticked; what is typed of another chooses it.

const form = document.querySelector("form.split");
const count = document.getElementById("ticked");
const boxes = [...form.querySelectorAll("[name=tick]")];
const elsewhere = form.elements.kept.value.split(" ").filter(Boolean).length;

form.addEventListener("change", (event) => {
  if (event.target.name === "tick") count.value = elsewhere + boxes.filter((box) => box.checked).length;
});

form.elements.known?.addEventListener("input", () => {
  form.querySelector("[name=who][value=known]").checked = true;
});

// A pasted text is looked at while the editor goes on: what the server found stands beside it after a paste or a pause.
// Ctrl+Enter presses the first button that saves, Ctrl+Shift+Enter the second. Without this script "Look at it" does the same.

import { NotSaved, post, tell } from "./server.js";

const PAUSE = 700; // milliseconds
const form = document.getElementById("paste");
const text = document.getElementById("paste-text");
const found = document.getElementById("paste-found");
const reason = document.getElementById("paste-reason");
let waiting = 0;
let asked = 0;

async function look() {
  const turn = ++asked;
  if (!text.value.trim()) return;
  found.setAttribute("aria-busy", "true");
  const fields = new FormData(form);
  for (const name of ["file", "address"]) fields.delete(name);
  try {
    const told = await post(form.action, fields);
    if (turn === asked) show(told);
  } catch (failure) {
    if (!(failure instanceof NotSaved)) throw failure;
    if (turn === asked) tell(failure.message, { isError: true });
  } finally {
    if (turn === asked) found.removeAttribute("aria-busy");
  }
}

function show(told) {
  reason.hidden = !told.reason;
  reason.textContent = told.reason ? `It cannot be read yet: ${told.reason}.` : "";
  if (told.reason) return;
  found.innerHTML = told.preview; // of our own server, every name in it escaped
  tell(told.told);
}

function soon(delay) {
  asked += 1; // an answer that is under way is of another text
  clearTimeout(waiting);
  waiting = setTimeout(look, delay);
}

text.addEventListener("input", (event) => soon(event.inputType === "insertFromPaste" ? 0 : PAUSE));

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const save = form.querySelector(`button[value=${event.shiftKey ? "save-check" : "save"}]`) ?? form.querySelector("button[value=look]");
  save.click();
});

if (text.value.trim() && !found.querySelector("[name=looked_at]") && reason.hidden) look();

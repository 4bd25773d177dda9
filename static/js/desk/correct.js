// What a new text changes is shown while it is typed, after a pause: word by word, with the statements it touches.

import { NotSaved, post, tell } from "./server.js";

const PAUSE = 600; // milliseconds
const form = document.getElementById("correct");
const shown = document.getElementById("correct-change");
let waiting = 0;
let asked = 0;

async function look() {
  const turn = ++asked;
  try {
    const told = await post(form.getAttribute("action") ?? location.href, new FormData(form));
    if (turn === asked) shown.innerHTML = told.preview; // of our own server, every word in it escaped
  } catch (failure) {
    if (!(failure instanceof NotSaved)) throw failure;
    if (turn === asked) tell(failure.message, { isError: true });
  }
}

form?.addEventListener("input", (event) => {
  if (!["headline", "body"].includes(event.target.name)) return;
  asked += 1; // an answer that is under way is of another text
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});

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

function lookSoon() {
  asked += 1; // an answer that is under way is of another text
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

const texts = () => [form.elements.headline, form.elements.body];
if (form) {
  let seen = texts().map((field) => field.defaultValue).join("\n");
  const lookIfChanged = () => {
    const now = texts().map((field) => field.value).join("\n");
    if (now !== seen) lookSoon();
    seen = now;
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, lookIfChanged);
  lookIfChanged(); // what was typed before this script came, or what the browser put back
}

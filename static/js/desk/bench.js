// The workbench. Words that are chosen in the text are quoted in a bar below their paragraph; statements are decided where
// they stand. Each act is a real form: here it is sent without leaving the page, which then shows what came of it.

import { lines } from "./beside.js";
import { chooseIn, tieTools } from "./choosing.js";
import { askForSpeaker } from "./speaker.js";
import { NotSaved, post, tell } from "./server.js";

const bench = document.getElementById("bench");
const tools = tieTools(() => choosing);
const saved = document.querySelector("[data-saved]");
const narrow = matchMedia("(max-width: 63.99rem)");
let choosing, bar = null, current = null, asked = null;

const statements = () => [...bench.querySelectorAll(".bench-statement")];
const ofCode = (code) => bench.querySelectorAll(`[data-of="${CSS.escape(code)}"]`);

function setUp() {
  choosing = chooseIn(bench, onChoice);
  onChoice();
  lines(bench);
}

function onChoice() {
  for (const tool of tools.querySelectorAll("[data-steps], [data-tool=quote]")) tool.disabled = !choosing.chosen;
  if (bar && choosing.chosen && bar.mode !== "speaker") fill();
}

// The bar: who said it, as what, where, when

// form: of the server, where it has told it already.
function open(mode, statement = null, form = "") {
  close();
  const place = document.createElement("section");
  place.className = "bench-bar";
  place.setAttribute("role", "dialog");
  place.dir = document.documentElement.dir || "ltr"; // the text round it may run the other way
  place.lang = document.documentElement.lang;
  bar = { place, mode, statement, focus: statement ?? choosing.text };
  choosing.isHeld = true;
  if (!form) return fill();
  (statement ?? bench.querySelector(".bench-right")).append(place);
  show(form);
  return place.querySelector("form").classList.add("is-touched"); // what was typed goes with it to other words
}

function close() {
  if (!bar) return;
  const { place, focus } = bar;
  bar = null;
  choosing.isHeld = false;
  asked?.abort();
  const held = place.contains(document.activeElement);
  place.remove();
  lines(bench);
  if (held) (focus.isConnected ? focus : choosing.text).focus({ preventScroll: true });
}

function chosenBy(statement) {
  return [Number(statement.dataset.start), Number(statement.dataset.end)];
}

// Ask the server who said the chosen words, and show its form below their paragraph, never over them.
async function fill() {
  const { place, mode, statement } = bar;
  const [start, end] = mode === "speaker" ? chosenBy(statement) : choosing.chosen;
  const typed = place.querySelector("form.is-touched") && new FormData(place.querySelector("form"));
  bar.isHeld ||= place.contains(document.activeElement);
  if (mode === "speaker" && narrow.matches) statement.append(place);
  else if (choosing.passage.paragraphOf(end).nextElementSibling !== place) choosing.passage.paragraphOf(end).after(place);
  place.setAttribute("aria-busy", "true");
  if (!place.firstChild) place.textContent = "Looking for who said it …";
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  const query = new URLSearchParams({ start, end, mode, revision: choosing.text.dataset.revision, exact: choosing.signs.slice(start, end).join("") });
  if (statement) query.set("statement", statement.dataset.of);
  try {
    const answer = await fetch(`${bench.dataset.guess}?${query}`, { signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) show(told.form, typed);
    else fail(told, answer.status);
  } catch (error) {
    if (error.name !== "AbortError") place.textContent = "The server cannot be reached. Your words stay chosen: try again in a moment.";
  }
}

function show(html, typed = null) {
  const { place } = bar;
  const within = bar.isHeld || place.contains(document.activeElement) || !place.querySelector("form");
  bar.isHeld = false;
  place.innerHTML = html;
  place.removeAttribute("aria-busy");
  const form = place.querySelector("form");
  place.setAttribute("aria-label", form.querySelector("legend")?.textContent ?? "Words");
  form.querySelector("[data-close]").hidden = false;
  form.addEventListener("input", () => form.classList.add("is-touched"));
  if (typed) putBack(form, typed);
  askForSpeaker(form);
  lines(bench);
  if (within) (form.querySelector("[name=who]:checked") ?? form.querySelector("[type=submit]")).focus({ preventScroll: true });
  const below = place.getBoundingClientRect().bottom - innerHeight;
  const room = choosing.chosen ? choosing.passage.range(...choosing.chosen).getBoundingClientRect().top - tools.getBoundingClientRect().bottom - 16 : below;
  if (below > 0 && room > 0) scrollBy({ top: Math.min(below + 16, room) });
}

// What was typed already, in a form that was filled in anew for other words.
function putBack(form, typed) {
  for (const name of ["who", "name", "chosen", "described_as", "said_in", "place", "said_on", "what_changed"]) {
    const field = form.elements[name];
    if (field && typed.has(name)) field.value = typed.get(name);
  }
  form.classList.add("is-touched");
}

function fail(told, status) {
  if (told.bench) renew(told.bench, told.words, told.answers);
  else close();
  tell(told.error ?? (status === 401 ? "You are signed out. Sign in again in another tab, then go on here." : "This cannot be done now."), { isError: true });
}

// Acts

async function send(form, submitter) {
  if (form.dataset.isSent || form.closest("[aria-busy]")) return; // it is sent already, or asks about other words
  form.dataset.isSent = "yes";
  saved.textContent = "Saving …";
  const fields = new FormData(form);
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  const decided = form.closest(".bench-statement");
  const following = decided && nextToCheck(decided);
  try {
    const told = await post(form.action, fields);
    renew(told.bench);
    tell(told.told);
    goTo(document.getElementById(`statement-${following ?? told.statement}`), { focus: Boolean(following) });
    saved.textContent = "All saved";
  } catch (error) {
    if (!(error instanceof NotSaved)) throw error;
    saved.textContent = "Not saved";
    delete form.dataset.isSent;
    refused(form, error);
  }
}

function refused(form, error) {
  if (error.told?.form && error.told.bench && bar) askAnew(error.told);
  else if (error.told?.form && bar) show(error.told.form);
  else if (error.told?.bench) fail(error.told, error.status);
  else if (form.querySelector("[data-error]")) form.querySelector("[data-error]").textContent = error.message;
  else tell(error.message, { isError: true });
}

// The form again beside the columns as they are now: text or statement are others than those it was made from.
function askAnew(told) {
  const { mode, statement } = bar;
  renew(told.bench);
  const anew = document.getElementById(statement.id);
  goTo(anew, { focus: false });
  open(mode, anew, told.form);
}

// The columns as the server has them now. words: those that were chosen and stand elsewhere now; they are kept, and
// what was answered of them.
function renew(html, words = "", answers = {}) {
  const held = bench.contains(document.activeElement);
  close();
  CSS.highlights?.clear();
  document.getSelection().removeAllRanges();
  bench.innerHTML = html;
  current = null;
  setUp();
  keepBelow(words, answers);
  if (held) choosing.text.focus({ preventScroll: true });
}

function keepBelow(words, answers) {
  const field = document.getElementById("paste-words");
  if (!field) return;
  for (const former of field.form.querySelectorAll("[data-answer]")) former.remove();
  for (const [name, value] of Object.entries(answers)) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    input.dataset.answer = "";
    field.form.append(input);
  }
  if (words) field.value = words;
}

// Statements: one of them is meant by the keys

function goTo(statement, { focus = true } = {}) {
  if (!statement) return;
  for (const own of bench.querySelectorAll("[data-own-key]")) own.removeAttribute("data-key");
  for (const one of statements()) one.classList.toggle("is-current", one === statement);
  if (!statement.matches(".bench-statement")) return;
  current = statement;
  for (const own of statement.querySelectorAll("[data-own-key]")) own.dataset.key = own.dataset.ownKey;
  light(statement.dataset.of);
  if (focus) statement.focus({ preventScroll: true });
  document.getElementById(`mark-${statement.dataset.of}`)?.scrollIntoView({ block: "center" });
  if (narrow.matches) statement.scrollIntoView({ block: "center" });
}

function step(by) {
  const all = statements();
  if (all.length) goTo(all[Math.max(0, Math.min(all.indexOf(current) + by, all.length - 1))] ?? all[0]);
}

function nextToCheck(statement) {
  const all = statements(), open = (one) => one !== statement && one.classList.contains("is-suggested");
  const behind = all.slice(all.indexOf(statement) + 1).find(open);
  return (behind ?? all.find(open))?.dataset.of;
}

function light(code) {
  for (const one of bench.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
  if (code) for (const one of ofCode(code)) one.classList.add("is-lit");
}

// What is pressed

tools.addEventListener("click", ({ target }) => {
  const { tool } = target.closest("[data-tool]")?.dataset ?? {};
  if (tool === "quote" && choosing.chosen) open("quote");
  if (tool === "next") step(current ? 1 : 0);
  if (tool === "previous") step(-1);
});
bench.addEventListener("click", (event) => {
  const { target } = event;
  if (target.closest("[data-close]")) return close();
  const act = target.closest("a[data-mode]");
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const statement = act.closest(".bench-statement");
  goTo(statement, { focus: false });
  if (act.dataset.mode === "words") choosing.choose(...chosenBy(statement));
  open(act.dataset.mode, statement);
});
bench.addEventListener("submit", (event) => {
  if (!event.target.matches(".bench-form, .bench-decide")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
bench.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !bar || bar.place.querySelector("[role=listbox]:not([hidden])")) return;
  event.stopPropagation();
  close();
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  tell(bar ? "Not yet: this is saved once you press Enter." : "All saved. Each act is saved at once.");
});
bench.addEventListener("pointerover", ({ target }) => light(target.closest("[data-of]")?.dataset.of ?? current?.dataset.of));
bench.addEventListener("focusin", ({ target }) => {
  const statement = target.closest(".bench-statement");
  if (statement && statement !== current) goTo(statement, { focus: false });
  else if (target.closest("[data-of]")) light(target.closest("[data-of]").dataset.of);
});
document.addEventListener("selectionchange", () => choosing.onSelection());
addEventListener("resize", () => lines(bench));

setUp();
goTo(location.hash.startsWith("#statement-") ? document.getElementById(location.hash.slice(1)) : null);

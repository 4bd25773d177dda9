// The review queue without waiting. What is decided goes to the server behind the editor's back, one after the other; the
// next suggestion stands there already. What the server refuses comes back, with the reason. Without this script each
// button is a form or a link, and does the same.

import { NotSaved, post, tell } from "./server.js";
import { suggestNames } from "./names.js";

const AHEAD = 2; // suggestions that are fetched before they are asked for
const place = document.getElementById("review");
const undoLine = document.getElementById("review-undo");
const deck = []; // the suggestions of this page in their order: {code, node}; node is taken out of the page, not copied
let at = -1; // which of them is shown
let line = Promise.resolve(); // what is asked of the server goes out one after the other, in the order in which it was asked
let fetching = null;
let tail = ""; // the code behind which the next is fetched: that of the last one that came
let isLast = false; // whether nothing follows it

function inLine(job) {
  const result = line.then(job);
  line = result.catch(() => {}); // whoever asked is told
  return result;
}

const address = (changes) => {
  const words = new URLSearchParams(location.search);
  for (const name of ["after", "before", "statement", "pieces", "grow", "who", "name"]) words.delete(name);
  for (const [name, value] of Object.entries(changes)) words.set(name, value);
  return `${place.dataset.address}?${words}`;
};

// What the server tells about a suggestion, as {code, node, told, error}.
async function ask(changes) {
  let answer;
  try {
    answer = await fetch(address(changes), { headers: { Accept: "application/json" }, credentials: "same-origin" });
  } catch {
    throw new NotSaved("The server cannot be reached. Try again in a moment.");
  }
  if (!answer.ok) throw new NotSaved(answer.status === 401 ? "You are signed out. Sign in again in another tab, then go on here." : `The server refused this (${answer.status}).`);
  return asItem(await answer.json());
}

function asItem(told) {
  const template = document.createElement("template");
  template.innerHTML = told.html;
  return { ...told, node: template.content.querySelector("article") };
}

function show(number, { focus = true } = {}) {
  at = number;
  const { node } = deck[at];
  if (place.firstElementChild !== node) place.replaceChildren(node);
  if (focus) node.focus({ preventScroll: true });
  fill();
}

// Fetch what follows the deck, until enough stands ready.
function fill() {
  if (fetching || isLast || deck.length - at > AHEAD) return fetching;
  fetching = inLine(() => ask({ after: tail, ahead: 1 })).then((item) => {
    fetching = null;
    isLast = !item.code || deck.some((one) => one.code === item.code);
    if (isLast) return;
    deck.push(item);
    tail = item.code;
    fill();
  }, (failure) => { fetching = null; tell(failure.message, { isError: true }); });
  return fetching;
}

// On to the next; behind the last stand those that were left for later, and at the end what the server says.
async function goOn(from) {
  if (from + 1 >= deck.length) await fill();
  if (from + 1 < deck.length) return show(from + 1);
  if (deck.length) return show(0);
  const item = await inLine(() => ask({}));
  if (deck.length) return show(0); // one came back
  if (!item.code) return place.replaceChildren(item.node);
  isLast = false;
  tail = item.code;
  deck.push(item);
  return show(0);
}

function goBack() {
  if (at > 0) return show(at - 1);
  return inLine(() => ask({ before: deck[at].code, ahead: 1 })).then((item) => {
    if (!item.code || deck.some((one) => one.code === item.code)) return tell("This is the first.");
    deck.unshift(item);
    return show(0);
  }, (failure) => tell(failure.message, { isError: true }));
}

// Decide at once for the eye, and send it: a refusal brings the suggestion back as it stands now.
function decide(form, button) {
  const fields = new FormData(form, button);
  const item = deck[at];
  if (fields.get("act") !== "later") deck.splice(at, 1);
  inLine(() => send(form, fields, item));
  goOn(fields.get("act") === "later" ? at : at - 1).catch((failure) => tell(failure.message, { isError: true }));
}

async function send(form, fields, item) {
  try {
    const told = await post(form.action, fields);
    form.elements.token.value = told.token; // what was left for later will be decided anew
    undoLine.innerHTML = told.undo;
    tell(told.told);
  } catch (failure) {
    if (!(failure instanceof NotSaved)) throw failure;
    bringBack(item, failure);
  }
}

function bringBack(item, failure) {
  const stands = failure.told?.html && failure.told.code === item.code ? asItem(failure.told) : item;
  const isGone = failure.told?.html && failure.told.code !== item.code;
  const known = deck.findIndex((one) => one.code === item.code);
  if (known >= 0) deck.splice(known, 1);
  if (!isGone) {
    deck.splice(Math.max(at, 0), 0, stands);
    show(Math.max(at, 0));
  }
  tell(failure.message, { isError: true });
}

// An act after which the same suggestion is looked at again: other words, or a speaker ruled out.
async function change(form, button) {
  const fields = new FormData(form, button);
  const item = deck[at];
  try {
    const told = await inLine(() => post(form.action, fields));
    undoLine.innerHTML = told.undo;
    tell(told.told);
    const who = fields.get("who"); // whoever was ruled out is not chosen any more
    await renew(item, { statement: item.code, ...(fields.get("act") === "words" && who && { who }) });
  } catch (failure) {
    if (!(failure instanceof NotSaved)) throw failure;
    if (failure.told?.code === item.code) replace(item, asItem(failure.told));
    tell(failure.message, { isError: true });
  }
}

// Show a suggestion anew, with what was chosen in it.
async function renew(item, changes) {
  replace(item, await inLine(() => ask(changes)));
}

function replace(item, fresh) {
  const number = deck.indexOf(item);
  if (number < 0 || !fresh.code) return;
  deck[number] = fresh;
  if (number === at) show(at);
}

async function again(form, button, changes = {}) {
  const item = deck[at];
  const words = { ...Object.fromEntries(new FormData(form, button)), ...changes };
  const chosen = item.node.querySelector("input[name=who]:checked");
  try {
    await renew(item, { ...words, ...(chosen && { who: chosen.value }) });
  } catch (failure) {
    tell(failure.message, { isError: true });
  }
}

const grow = (form, button) => again(deck[at].node.querySelector(".review-again"), null, { grow: button.value });

// What was decided last comes back, and stands there to be decided anew.
async function undo(form) {
  try {
    const fields = new FormData(form);
    const told = await inLine(() => post(form.action, fields));
    undoLine.innerHTML = told.undo;
    if (told.code) {
      const known = deck.findIndex((one) => one.code === told.code);
      if (known >= 0) deck.splice(known, 1, asItem(told));
      else deck.splice(Math.max(at, 0), 0, asItem(told));
      show(known >= 0 ? known : Math.max(at, 0));
    }
    tell(told.told);
  } catch (failure) {
    tell(failure.message, { isError: true });
    if (failure.told?.undo) undoLine.innerHTML = failure.told.undo;
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const act = form.matches(".review-decide") ? submitter?.value : "";
  const does = submitter?.name === "grow" ? grow : act ? (["words", "rule-out"].includes(act) ? change : decide)
    : form.matches(".review-again") ? again : form.matches(".review-undo") ? undo : null;
  if (!does) return;
  event.preventDefault();
  does(form, submitter);
});

place.addEventListener("click", (event) => {
  const link = event.target.closest("[data-move]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.move === "on") goOn(at).catch((failure) => tell(failure.message, { isError: true }));
  else goBack();
});

place.addEventListener("focusin", (event) => {
  if (event.target.matches(".review-names input")) suggestNames(event.target, chooseName);
});

// A name that was found becomes a candidate, and is chosen.
function chooseName(input, found) {
  const choices = input.closest("fieldset");
  const known = [...choices.querySelectorAll("input[name=who]")].find((radio) => radio.value === found.value);
  if (known) known.checked = true;
  else choices.querySelector(".review-candidate:has([value=nobody])").before(candidate(found));
  input.value = "";
  deck[at].node.focus({ preventScroll: true });
}

function candidate(found) {
  const label = Object.assign(document.createElement("label"), { className: "review-candidate" });
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: "who", value: found.value, checked: true });
  const name = Object.assign(document.createElement("bdi"), { className: "review-name", textContent: found.name });
  const what = Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${found.told}` });
  const words = document.createElement("span");
  words.append(name, what);
  label.append(radio, " ", words);
  return label;
}

window.addEventListener("pagehide", () => {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  navigator.sendBeacon(place.dataset.leave, fields);
});

const first = place.querySelector("article");
if (first?.dataset.code) {
  tail = first.dataset.code;
  deck.push({ code: tail, node: first });
  show(0, { focus: false });
}

// The keys of a page. A button, link or field with data-key="a" is pressed, followed or entered by that key; "?" lists them all.
// data-key may name several, parted by spaces; data-key-name says what it does where its own words do not.
// Single keys can be switched off in the account (WCAG 2.1.4); then each button still does the same.

const off = document.body.classList.contains("without-keys");
const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), textarea, select, [contenteditable=true]";
const NAMED = { " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

export const isTyping = (target) => Boolean(target.closest?.(FIELDS));

// What a key presses now: the last one that can be seen, so that an open dialog goes before what lies under it.
function meant(key) {
  const named = [...document.querySelectorAll("[data-key]")].filter((one) =>
    one.dataset.key.split(" ").map((name) => (name === "Space" ? " " : name)).includes(key));
  return named.filter((one) => one.checkVisibility() && !one.disabled).at(-1);
}

function press(element) {
  if (element.matches(FIELDS)) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (off || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === " " && event.target.closest("button, a, summary, input")) return; // Space presses what has the focus
  const element = meant(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (!element) return;
  event.preventDefault();
  press(element);
});

// The words of a button without the keys that stand in it.
function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function listed() {
  const found = new Map();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.key !== "?" && (element.checkVisibility() || element.dataset.keyName)) {
      found.set(element.dataset.key, element.dataset.keyName || wordsOf(element));
    }
  }
  return found;
}

function showHelp() {
  const dialog = document.createElement("dialog");
  dialog.className = "desk-dialog";
  dialog.setAttribute("aria-label", "Keys of this page");
  const keysOfPage = listed();
  const list = document.createElement(keysOfPage.size ? "dl" : "p");
  if (!keysOfPage.size) list.textContent = "It has none: Tab goes from link to link, and Enter opens one.";
  for (const [keys, does] of keysOfPage) {
    const term = document.createElement("dt");
    for (const key of keys.split(" ")) term.append(Object.assign(document.createElement("kbd"), { textContent: NAMED[key] ?? key.toUpperCase() }), " ");
    list.append(term, Object.assign(document.createElement("dd"), { textContent: does }));
  }
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(Object.assign(document.createElement("h2"), { textContent: "Keys of this page" }), list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const help = document.querySelector("[data-key-help]");
if (help && !off) {
  help.hidden = false;
  help.addEventListener("click", showHelp);
}

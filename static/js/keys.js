/* Keys for readers: “/” goes to the search field, “?” lists the keys, ← and → lead to the page before and after.
   Signs can be switched off (WCAG 2.1.4), and this browser alone remembers it. Without script there are no keys. */

const CHOICE = "single-keys";
const FIELDS = "input, select, textarea, [contenteditable], dialog, [role=listbox]";
const LISTED = [["/", "Search the archive"], ["?", "Show these keys"], ["← →", "The statement or page before and after"]];
let areOn = remembered();

function remembered() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true; // storage is forbidden here: the choice holds for this page
  }
}

function choose(on) {
  areOn = on;
  try {
    localStorage.setItem(CHOICE, on ? "on" : "off");
  } catch {
    // the same
  }
}

function element(name, content, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[content].flat());
  return made;
}

function list() {
  const terms = LISTED.flatMap(([key, meaning]) => [element("dt", element("kbd", key)), element("dd", meaning)]);
  const box = element("input", [], { type: "checkbox", id: "single-keys", checked: areOn });
  box.addEventListener("change", () => choose(box.checked));
  const label = element("label", "Use the keys / and ?", { htmlFor: box.id });
  const close = element("button", "Close", { type: "button" });
  const title = element("h2", "Keys", { id: "keys-title" });
  const dialog = element("dialog", [title, element("dl", terms), element("p", [box, label]), close], { className: "keys" });
  dialog.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/* The link that an arrow key leads to: as the arrows of the pager point, which turn with the direction of writing. */
function neighbour(key) {
  const pager = document.querySelector(".pager");
  if (!pager) return null;
  const isBack = (key === "ArrowLeft") === (getComputedStyle(pager).direction === "ltr");
  return pager.querySelector(isBack ? "[rel=prev]" : "[rel=next]");
}

/* Whether the arrow has something to scroll: the page, or what the reader stands in. */
function scrollsSideways(from) {
  for (let box = from; box && box !== document.body; box = box.parentElement) {
    if (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
  }
  const page = document.scrollingElement;
  return page.scrollWidth > page.clientWidth || window.visualViewport?.scale > 1;
}

function actOf(event) {
  const isArrow = ["ArrowLeft", "ArrowRight"].includes(event.key);
  if (isArrow) {
    const link = !event.shiftKey && !event.repeat && !scrollsSideways(event.target) && neighbour(event.key);
    return link && (() => link.click());
  }
  return areOn && { "/": () => document.querySelector("#find").focus(), "?": list }[event.key];
}

document.addEventListener("keydown", (event) => {
  const isOthers = event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey;
  const act = !isOthers && !event.target.closest?.(FIELDS) && actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
});

const opener = element("button", "Keys", { type: "button", className: "as-link" });
opener.addEventListener("click", list);
document.querySelector(".imprint").firstElementChild.after(element("p", opener));

// Names under a field while somebody types: a combobox with a listbox (WAI-ARIA), chosen by arrow keys and Enter or by
// pointer. Every field with data-names (the address that answers ?q=…) has one; without this script the field stays a field.

const WAIT = 80; // milliseconds without a key before the archive is asked
const SHORTEST = 2;

function listFor(input) {
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-names`, className: "desk-names", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names in the archive");
  input.after(list);
  input.parentElement.classList.add("desk-names-of");
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  return list;
}

function optionFor(found, id) {
  const option = Object.assign(document.createElement("li"), { id });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const name = Object.assign(document.createElement("bdi"), { textContent: found.name, lang: found.language });
  option.append(name, Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${found.told}` }));
  return option;
}

// A field that asks for a code is given it, and says beside it whose it is.
function takeCode(input, found) {
  input.value = found.code;
  const whose = Object.assign(document.createElement("output"), { className: "quiet", textContent: found.name, dir: "auto" });
  input.parentElement.querySelector("output")?.remove();
  input.after(whose);
  input.addEventListener("input", () => whose.remove(), { once: true });
}

// Suggest names in a field. choose(input, found): what becomes of {value, code, name, told}. isWanted(): whether names are wanted now.
export function suggestNames(input, choose = takeCode, isWanted = () => true) {
  if (input.hasAttribute("role")) return;
  const list = listFor(input);
  let names = [], timer, asked, pointed = -1;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    pointed = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    pointed = (to + names.length) % names.length;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === pointed)));
    input.setAttribute("aria-activedescendant", list.children[pointed].id);
    list.children[pointed].scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    names = found;
    list.replaceChildren(...names.map((one, number) => optionFor(one, `${list.id}-${number}`)));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (names.length) point(0);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.trim();
    const address = new URL(input.dataset.names, location.href);
    address.searchParams.set("q", typed);
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin", headers: { Accept: "application/json" } });
      const told = answer.ok ? await answer.json() : { names: [] };
      if (document.activeElement === input && input.value.trim() === typed) show(told.names);
    } catch (failure) {
      if (failure.name !== "AbortError") close(); // the field goes on without names: the server asks who is meant
    }
  }

  function take(number) {
    const found = names[number];
    close();
    choose(input, found);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (!isWanted() || input.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) point(pointed + step);
    else if (event.key === "Enter") take(pointed);
    else close();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
}

document.querySelectorAll("input[data-names][data-code]").forEach((input) => suggestNames(input));

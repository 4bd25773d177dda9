// Names while an editor types, for every field with data-names: a combobox with a listbox (WAI-ARIA). What is taken also
// fills the hidden field beside it, so that namesakes stay apart. Without this script the server asks which one is meant.

const WAIT = 120; // milliseconds without a key before the archive is asked
const SHORTEST = 2;

export function offerNames(input) {
  const form = input.form, list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "bench-names";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names in the archive");
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  let timer, asked, pointed = -1;

  const answer = (value) => form.querySelector(`[name=who][value=${value}]`);
  const isNew = () => answer("new").checked;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    pointed = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    const options = [...list.children];
    pointed = (to + options.length + 1) % (options.length + 1);
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === pointed)));
    if (options[pointed]) input.setAttribute("aria-activedescendant", options[pointed].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(option) {
    input.value = option.dataset.name;
    form.elements.chosen.value = option.dataset.value;
    answer("other").checked = true;
    close();
  }

  function show(names) {
    list.replaceChildren(...names.map((found, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      Object.assign(option.dataset, { value: found.value, name: found.name });
      const told = Object.assign(document.createElement("span"), { className: "quiet", textContent: found.told && ` ${found.told}` });
      option.append(Object.assign(document.createElement("bdi"), { textContent: found.name }), told);
      return option;
    }));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(names.length);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.trim();
    try {
      const found = await fetch(`${input.dataset.names}?${new URLSearchParams({ q: typed })}`,
        { signal: asked.signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (found.ok && document.activeElement === input && input.value.trim() === typed) show((await found.json()).names);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the field goes on without names
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    form.elements.chosen.value = "";
    if (!isNew()) answer("other").checked = true;
    if (isNew() || input.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      event.preventDefault();
      point(pointed + step);
    } else if (event.key === "Enter" && list.children[pointed]) {
      event.preventDefault();
      take(list.children[pointed]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => target.closest("[role=option]") && take(target.closest("[role=option]")));
}

document.querySelectorAll("input[data-names]").forEach(offerNames);

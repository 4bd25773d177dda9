/* Names while somebody types: a combobox with a listbox (WAI-ARIA), for every field with data-suggest.
   Without this script the fields are what they were: text. */

const WAIT = 120; // milliseconds without a key before the archive is asked
const SHORTEST = 2;

function listFor(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-names`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names in the archive");
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.parentElement.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  return [list, status];
}

function optionFor(found, number, list) {
  const option = document.createElement("li");
  option.id = `${list.id}-${number}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.value = found.value;
  const name = document.createElement("bdi");
  name.textContent = found.name;
  if (found.language) name.lang = found.language;
  const kind = document.createElement("span");
  kind.className = "quiet";
  kind.textContent = ` ${found.kind}${found.summary ? ": " : ""}`;
  if (found.summary) {
    const summary = document.createElement("bdi");
    summary.textContent = found.summary;
    kind.append(summary);
  }
  option.append(name, kind);
  return option;
}

function suggest(input) {
  const [list, status] = listFor(input);
  let timer, asked, chosen = -1;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    const options = [...list.children];
    chosen = to < -1 ? options.length - 1 : to >= options.length ? -1 : to;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    input.value = option.dataset.value;
    close();
    status.textContent = "";
  }

  function show(names) {
    list.replaceChildren(...names.map((found, number) => optionFor(found, number, list)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = names.length === 1 ? "1 name" : `${names.length || "No"} names`;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.trim();
    const address = `/search/names/?${new URLSearchParams({ field: input.dataset.suggest, q: typed })}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
      const { names } = answer.ok ? await answer.json() : { names: [] };
      if (document.activeElement === input && input.value.trim() === typed) show(names);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the field goes on without names
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      if (step > 0 && input.value.trim().length >= SHORTEST) ask();
    } else if (step) {
      event.preventDefault();
      point(chosen + step);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(suggest);

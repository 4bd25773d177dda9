// What is typed into a form stays in the browser until it is saved: through an expired sign-in, a closed tab, a dead server.
// Kept are the forms with data-draft, or with a field named "draft" ({% keep_typed %}), but for those that are only kept through
// a sign-in (data-draft="off"). A draft is offered, never put back by itself. It holds the version that the form was made
// from; so the server compares it with what was saved meanwhile.

const here = document.getElementById("drafts");
const PREFIX = "draft ";
const PAUSE = 500; // milliseconds without a key
const AT_LEAST = 4_000; // milliseconds, however fast somebody types
const DAYS = 14;
const MOST = { drafts: 40, of_one_form: 3, characters: 1_500_000 };
const OWN = new Set(["csrfmiddlewaretoken", "draft", "once"]);
const PAGE = crypto.randomUUID?.() ?? String(Math.random());

const read = (key) => { try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; } };
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function write(key, drafts) {
  if (drafts.length) localStorage.setItem(key, JSON.stringify(drafts));
  else localStorage.removeItem(key);
}

// Old drafts go, then the oldest while there are too many or too large ones.
function tidy() {
  const oldest = Date.now() - DAYS * 86_400_000;
  for (const key of keys()) write(key, read(key).filter((draft) => draft.at > oldest));
  const all = keys().map((key) => ({ key, at: read(key)[0].at, size: localStorage.getItem(key).length })).sort((a, b) => b.at - a.at);
  let size = 0;
  all.forEach((one, place) => {
    size += one.size;
    if (place >= MOST.drafts || size > MOST.characters) localStorage.removeItem(one.key);
  });
}

// The server tells in a cookie which form it has saved.
function forgetSaved() {
  const told = document.cookie.split("; ").find((one) => one.startsWith("draft_saved="))?.slice(12);
  if (!told) return;
  const [name, path] = decodeURIComponent(told).split(" ");
  for (const key of keys()) write(key, read(key).filter((draft) => draft.name !== name || draft.action !== path));
  document.cookie = "draft_saved=; path=/; max-age=0";
}

function isKept(field) {
  return field.name && !OWN.has(field.name) && !["password", "file", "submit", "button", "image"].includes(field.type)
    && !field.name.toLowerCase().includes("password") && !field.name.includes("__prefix__");
}

// [name, value, the words of a chosen option], in order.
function fieldsOf(form) {
  const found = [];
  for (const field of form.elements) {
    if (!isKept(field) || (["checkbox", "radio"].includes(field.type) && !field.checked)) continue;
    if (field.options) for (const option of field.selectedOptions) found.push([field.name, option.value, option.textContent.trim()]);
    else found.push([field.name, field.value]);
  }
  return found;
}

const said = (fields) => JSON.stringify(fields.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));

// Rows that were added to the form are added again, by its own button.
function addRows(form, values) {
  for (const [name, [total]] of values) {
    const group = name.endsWith("-TOTAL_FORMS") && form.elements[name];
    if (!group) continue;
    const button = document.querySelector(`#${CSS.escape(name.slice(0, -12))}-group .add-row a`);
    for (let left = total - group.value; left > 0 && button; left -= 1) button.click();
  }
}

function putInto(field, values) {
  if (["checkbox", "radio"].includes(field.type)) {
    field.checked = values.some(([value]) => value === field.value);
  } else if (field.options) {
    for (const [value, words] of values) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(words ?? value, value));
    }
    for (const option of field.options) option.selected = values.some(([value]) => value === option.value);
  } else if (values.length) {
    field.value = values.shift()[0];
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
  globalThis.django?.jQuery?.(field).trigger("change.select2");
}

function putBack(form, fields) {
  const values = new Map();
  for (const [name, value, words] of fields) values.set(name, [...(values.get(name) ?? []), [value, words]]);
  addRows(form, new Map([...values].map(([name, found]) => [name, found.map(([value]) => value)])));
  for (const field of [...form.elements]) {
    if (!isKept(field)) continue;
    const isChoice = ["checkbox", "radio"].includes(field.type) || field.multiple;
    if (values.has(field.name) || isChoice) putInto(field, values.get(field.name) ?? []);
  }
}

function ago(at) {
  const minutes = Math.round((Date.now() - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return hours === 1 ? "an hour ago" : `${hours} hours ago`;
  const days = Math.round(hours / 24);
  return days === 1 ? "yesterday" : `${days} days ago`;
}

function button(words, does) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words });
  made.addEventListener("click", does);
  return made;
}

// One form, what is kept of it, and what is offered.
class Kept {
  constructor(form, number) {
    this.form = form;
    this.key = `${PREFIX}${here.dataset.user} ${location.pathname} ${form.id || number}`;
    if (!form.elements.draft) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: here.dataset.name }));
    this.first = said(fieldsOf(form));
    this.offer();
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.soon());
    form.addEventListener("submit", () => this.keep());
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
  }

  get version() { return this.form.elements.based_on?.value ?? ""; }

  soon() {
    this.began ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), Date.now() - this.began > AT_LEAST ? 0 : PAUSE);
  }

  keep() {
    clearTimeout(this.timer);
    this.began = undefined;
    const fields = fieldsOf(this.form);
    const others = read(this.key).filter((draft) => draft.page !== PAGE);
    if (said(fields) === this.first) return write(this.key, others);
    const action = new URL(this.form.getAttribute("action") || location.href, location.href).pathname;
    const draft = { page: PAGE, at: Date.now(), name: this.form.elements.draft.value, action, version: this.version, fields };
    try {
      write(this.key, [draft, ...others].slice(0, MOST.of_one_form));
    } catch { // the browser is full: older drafts make room for this one
      for (const key of keys()) if (key !== this.key) localStorage.removeItem(key);
      write(this.key, [draft]);
    }
  }

  // The latest draft that says something else than the page does. What a form said that came back to be looked at is in it.
  offer() {
    const name = this.form.elements.draft.value;
    const drafts = read(this.key).filter((draft) => draft.page !== PAGE && draft.name !== name && said(draft.fields) !== this.first);
    this.told?.remove();
    if (!drafts.length) return;
    const [draft] = drafts;
    this.told = Object.assign(document.createElement("div"), { className: "draft-told" });
    this.told.setAttribute("role", "status");
    const since = draft.version === this.version ? "" : " It was saved again since: when you save, both are compared.";
    this.told.append(Object.assign(document.createElement("p"), { textContent: `You typed something else here ${ago(draft.at)}.${since}` }),
      button("Put it back", () => this.take(draft)), " ", button("Discard it", () => this.drop(draft)));
    this.form.before(this.told);
  }

  take(draft) {
    this.keep(); // what stands here now is not lost either
    const standing = read(this.key).filter((one) => one.page !== PAGE && one.at !== draft.at);
    const replaced = read(this.key).filter((one) => one.page === PAGE).map((one) => ({ ...one, page: `${PAGE} before` }));
    putBack(this.form, draft.fields);
    write(this.key, [...replaced, ...standing]);
    this.keep();
    this.told.remove();
    this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  drop(draft) {
    write(this.key, read(this.key).filter((one) => one.at !== draft.at));
    this.offer();
  }
}

const forms = new Map();

// For pages that save without leaving: what was typed into a form is saved now.
export function letGo(form) {
  const kept = forms.get(form);
  if (!kept) return;
  kept.first = said(fieldsOf(form));
  kept.keep();
}

if (here) {
  forgetSaved();
  tidy();
  const found = [...document.querySelectorAll("form[data-draft]:not([data-draft=off]), form:not([data-draft]):has(> input[name=draft], > div > input[name=draft])")];
  // Widgets that the admin's own scripts make are part of the form as it is opened.
  addEventListener("load", () => found.forEach((form, number) => forms.set(form, new Kept(form, number))));
}

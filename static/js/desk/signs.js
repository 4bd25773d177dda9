// Says below a field, while somebody types or pastes, which signs nobody sees it holds: the same as people/signs.py, which
// says it as the page comes.

const UNSEEN = new RegExp(
  "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
  + "\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]|(?<![\\u{1f3f4}\\u{e0020}-\\u{e007f}])[\\u{e0000}-\\u{e007f}]+", "gu");
const NAMES = {
  "\u00ad": "SHY (soft hyphen)", "\u061c": "ALM (arabic letter mark)", "\u200b": "ZWSP (zero width space)",
  "\u200e": "LRM (left-to-right mark)", "\u200f": "RLM (right-to-left mark)", "\u202a": "LRE (left-to-right embedding)",
  "\u202b": "RLE (right-to-left embedding)", "\u202c": "PDF (pop directional formatting)",
  "\u202d": "LRO (left-to-right override)", "\u202e": "RLO (right-to-left override)", "\u2060": "WJ (word joiner)",
  "\u2066": "LRI (left-to-right isolate)", "\u2067": "RLI (right-to-left isolate)", "\u2068": "FSI (first strong isolate)",
  "\u2069": "PDI (pop directional isolate)", "\ufeff": "BOM (zero width no-break space)",
};
const LOOKED_BEHIND = 200;
const WORDS_BEHIND = 2;
const PAUSE = 300; // milliseconds without a key
const TEXT = "textarea:not([hidden]), input:is([type=text], [type=search], [type=url], [type=email], :not([type]))";

const number = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function toldOf([sign, ends], text) {
  const behind = text.slice(ends[0], ends[0] + LOOKED_BEHIND).replace(UNSEEN, "").split(/\s+/u).filter(Boolean).slice(0, WORDS_BEHIND);
  const words = Object.assign(document.createElement("bdi"), { textContent: behind.join(" ") });
  const more = ends.length > 1 ? ` and ${ends.length - 1} more` : "";
  const name = NAMES[sign] ?? number(sign);
  return behind.length ? [`${name} before “`, words, `”${more}`] : [`${name} at the end${more}`];
}

function tell(field) {
  const found = new Map();
  for (const sign of field.value.matchAll(UNSEEN)) {
    const first = String.fromCodePoint(sign[0].codePointAt(0));
    if (!found.has(first)) found.set(first, []);
    found.get(first).push(sign.index + sign[0].length);
  }
  const told = noteOf(field, found.size > 0);
  told?.replaceChildren(...[...found].flatMap((one, place) => [place ? "; " : "Holds signs nobody sees: ", ...toldOf(one, field.value)]));
  if (found.size) told.append(".");
}

// What is said below a field, made when there is something to say.
function noteOf(field, isNeeded) {
  const name = `${field.id || field.name}-signs`;
  const there = document.getElementById(name);
  if (there || !isNeeded) return there;
  const made = Object.assign(document.createElement("span"), { className: "signs", id: name });
  field.after(made);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${name}`.trim());
  return made;
}

const waiting = new Map();
for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target }) => {
  if (!target.matches?.(TEXT)) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(() => tell(target), PAUSE));
});

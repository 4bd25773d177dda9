// Choosing words in the text of an article: with the mouse, a finger or the arrow keys. What is chosen is whole words.

import { Passage } from "./passage.js";
import { grow, snap, wordAfter, wordBefore } from "./spans.js";

const PAINT = "chosen-words";
const LINES = 4; // that the arrows up and down look past, for one with words in it
const HEARD = 160; // characters that are read out

export class Choosing {
  // text: the element; body: the archive's text; changed: called whenever other words are chosen, or none.
  constructor(text, body, changed) {
    this.text = text;
    this.signs = Array.from(body);
    this.passage = new Passage(text);
    this.changed = changed;
    this.chosen = null;
    this.isHeld = false; // while a bar asks about the words: then a click beside them lets nothing go
    text.addEventListener("keydown", (event) => this.onKey(event));
    text.addEventListener("pointerup", () => setTimeout(() => this.onPointer()));
  }

  get words() {
    return this.chosen ? this.signs.slice(...this.chosen).join("") : "";
  }

  choose(start, end, { anchor } = {}) {
    const [from, to] = snap(this.signs, start, end);
    if (from === to) return;
    this.anchor = anchor ?? [from, to];
    if (this.chosen?.[0] === from && this.chosen[1] === to) return;
    this.chosen = [from, to];
    this.paint();
    this.changed();
  }

  clear() {
    if (!this.chosen) return;
    this.chosen = null;
    this.paint();
    this.changed();
  }

  grow(side, steps) {
    if (!this.chosen) return;
    this.choose(...grow(this.signs, ...this.chosen, side, steps));
    this.select();
    this.tellWords();
  }

  paint() {
    if (!globalThis.Highlight) return; // then the selection of the browser shows them
    if (this.chosen) CSS.highlights.set(PAINT, new Highlight(this.passage.range(...this.chosen)));
    else CSS.highlights.delete(PAINT);
  }

  // The browser's own selection follows where it is all that shows the words.
  select() {
    const selection = document.getSelection();
    selection.removeAllRanges();
    if (!globalThis.Highlight) selection.addRange(this.passage.range(...this.chosen));
  }

  // What the browser has selected becomes what is chosen.
  onSelection() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.text)) return;
    const found = this.passage.read(range);
    if (found) this.choose(...found);
  }

  // A click that selects nothing lets go of what was chosen.
  onPointer() {
    if (!this.isHeld && document.getSelection().isCollapsed) this.clear();
  }

  onKey(event) {
    if (event.target !== this.text || event.ctrlKey || event.altKey || event.metaKey) return;
    const forward = getComputedStyle(this.text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forward]: () => this.following(), [backward]: () => this.preceding(),
      ArrowDown: () => this.onLine(1), ArrowUp: () => this.onLine(-1) }[event.key];
    if (event.key === "Escape") return this.clear();
    if (!next) return;
    event.preventDefault();
    const word = this.chosen ? next() : wordAfter(this.signs, 0);
    if (word) this.pointAt(word, event.shiftKey);
  }

  // The word that the arrows move from: the end of what is chosen that is not held.
  get head() {
    const [start, end] = this.chosen;
    return this.anchor[0] > start ? [start, wordAfter(this.signs, start)?.[1] ?? end] : wordBefore(this.signs, end);
  }

  following() {
    return wordAfter(this.signs, this.head[1]);
  }

  preceding() {
    return wordBefore(this.signs, this.head[0]);
  }

  onLine(step) {
    const box = this.passage.range(...this.head).getClientRects()[0];
    const height = parseFloat(getComputedStyle(this.text).lineHeight);
    for (let line = 1; line <= LINES; line += 1) {
      const found = this.wordAt(box.left + box.width / 2, box.top + box.height / 2 + step * line * height);
      if (found && (step > 0 ? found[0] >= this.head[1] : found[1] <= this.head[0])) return found;
    }
    return null;
  }

  wordAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const old = caret ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [old?.startContainer, old?.startOffset];
    const part = this.passage.parts.find((one) => one.node === node);
    if (!part) return null;
    const range = document.createRange();
    range.setStart(part.node, 0);
    range.setEnd(node, offset);
    const position = range.toString() ? this.passage.read(range)[1] : part.start;
    return wordBefore(this.signs, position + 1) ?? wordAfter(this.signs, position);
  }

  pointAt(word, isHeld) {
    const anchor = isHeld ? this.anchor : word;
    this.choose(Math.min(word[0], anchor[0]), Math.max(word[1], anchor[1]), { anchor });
    this.select();
    this.show(word);
    this.tellWords();
  }

  show(word) {
    const box = this.passage.range(...word).getBoundingClientRect();
    const room = document.querySelector(".bench-tools")?.getBoundingClientRect().bottom ?? 0;
    if (box.top < room) scrollBy({ top: box.top - room - 16 });
    else if (box.bottom > innerHeight - 16) scrollBy({ top: box.bottom - innerHeight + 32 });
  }

  tellWords() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const heard = document.querySelector("[data-heard]");
      if (heard) heard.textContent = this.words.length > HEARD ? `… ${this.words.slice(-HEARD)}` : this.words;
    }, 150);
  }
}

// The words of a page's text, its steps by word and the key that leads into it, tied together.
export function chooseIn(root, changed) {
  const text = root.querySelector("#bench-text");
  return new Choosing(text, JSON.parse(root.querySelector("#bench-body").textContent), changed);
}

export function tieTools(current) {
  const tools = document.querySelector(".bench-tools");
  tools.hidden = false;
  tools.addEventListener("pointerdown", (event) => event.preventDefault()); // what is selected stays selected
  tools.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-tool]")?.dataset;
    if (tool?.steps) current().grow(tool.tool, Number(tool.steps));
    if (tool?.tool === "text") intoText(current());
  });
  return tools;
}

function intoText(choosing) {
  const first = wordAfter(choosing.signs, 0);
  choosing.text.focus();
  if (choosing.chosen) choosing.tellWords();
  else if (first) choosing.pointAt(first, false);
}

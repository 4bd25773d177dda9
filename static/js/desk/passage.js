// The text of an article on the page: which part of it lies where in the archive's text. Each segment carries data-start,
// the code points before it; what carries none (the numbers of statements) belongs to no text. A sign that is
// shown stands in an element of its own within the segment.

import { length, toPoints, toUnits } from "./offsets.js";

function textsIn(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

export class Passage {
  constructor(root) {
    this.root = root;
    this.parts = [...root.querySelectorAll("[data-start]")].flatMap((one) => {
      let end = Number(one.dataset.start);
      return textsIn(one).map((node) => ({ node, start: end, end: end += length(node.data) }));
    });
  }

  // Where a range of the page lies in the text: [start, end], or null where it touches none of it.
  read(range) {
    const touched = this.parts.filter(({ node }) => range.intersectsNode(node));
    if (!touched.length) return null;
    const first = touched[0], last = touched.at(-1);
    return [
      first.start + (first.node === range.startContainer ? toPoints(first.node.data, range.startOffset) : 0),
      last.node === range.endContainer ? last.start + toPoints(last.node.data, range.endOffset) : last.end,
    ];
  }

  // The range of the page where text[start:end] is shown.
  range(start, end) {
    const first = this.parts.find((part) => start < part.end) ?? this.parts.at(-1);
    const last = this.parts.findLast((part) => part.start < end) ?? this.parts[0];
    const range = document.createRange();
    range.setStart(first.node, toUnits(first.node.data, Math.max(0, start - first.start)));
    range.setEnd(last.node, toUnits(last.node.data, end - last.start));
    return range;
  }

  paragraphOf(position) {
    const part = this.parts.findLast((one) => one.start < position) ?? this.parts[0];
    return part.node.parentElement.closest("p");
  }
}

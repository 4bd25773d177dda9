// Positions in a text: the server counts code points, a browser UTF-16 units; an emoji is one of the former, two of the latter.

const isSecondHalf = (text, units) => units > 0 && units < text.length
  && text.codePointAt(units - 1) > 0xffff;

// How many code points stand before a position in UTF-16 units; one in the middle of a sign counts as before it.
export function toPoints(text, units) {
  let points = 0;
  const end = isSecondHalf(text, units) ? units - 1 : units;
  for (let at = 0; at < end; at += text.codePointAt(at) > 0xffff ? 2 : 1) points += 1;
  return points;
}

// Where a position in code points lies in UTF-16 units; the end of the text for one beyond it.
export function toUnits(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

export const length = (text) => toPoints(text, text.length);

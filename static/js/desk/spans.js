// How a selection keeps to words and to quotation marks: the same as desk/spans.py, function for function.
// A body is an array of signs (code points, as Array.from(text) gives them); positions count them, half-open.

const PAIRS = new Map(Object.entries({
  "“": "”\"", "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"',
  "「": "」", "『": "』", "《": "》", "〈": "〉", "‘": "’", "‚": "‘’", "'": "'",
}));
const MARKS = new Set([...PAIRS.keys(), ...[...PAIRS.values()].join("")]);
const SINGLE = new Set("'‘’‚");
const EITHER = new Set("\"'«»‹›");
const LEADING = new Set(",;:!?)]}،؛؟。、！？，");
const TRAILING = new Set(".,!?…;:،؛؟。、！？，—–- \u00a0\u202f");
const OPENING = new Set(".…¿¡—–-\u00a0\u202f");
const HARD_SPACES = new Set("\u00a0\u202f");
const SPACE = /^[\p{Z}\t\n\v\f\r\x85]$/u;
const IDEOGRAPH = /^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]$/u;
const IN_WORDS = new Set("'’-‐‑.&");
const IN_NUMBERS = new Set(".,:");
const JOINER = "\u200d";
const HIDDEN = new Set("\u200c\u200d\u00ad");
const ROUNDS = 32;

export function snap(body, one, other) {
  const within = (position) => Math.max(0, Math.min(position, body.length));
  let [start, end] = [within(one), within(other)].sort((a, b) => a - b);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = [start, end];
    for (const change of [wholeWords, withoutSpace, withoutMarks, withMarks, upToMarks]) {
      [start, end] = change(body, start, end);
      if (start >= end) return [start, start];
    }
    if (before[0] === start && before[1] === end) break;
  }
  return [start, end];
}

export function grow(body, one, other, side, steps) {
  let [start, end] = snap(body, one, other);
  for (let step = 0; step < Math.abs(steps); step += 1) {
    [start, end] = snap(body, ...(steps > 0 ? longer : shorter)(body, start, end, side));
  }
  return [start, end];
}

export function wordsIn(body, start, end) {
  const found = [];
  for (let begin = nextWord(body, start, end); begin !== null;) {
    const close = endOfWord(body, begin);
    found.push([begin, close]);
    begin = nextWord(body, close, end);
  }
  return found;
}

export function wordAfter(body, at) {
  const begin = nextWord(body, at, body.length);
  return begin === null ? null : [begin, endOfWord(body, begin)];
}

export function wordBefore(body, at) {
  const begin = lastWord(body, at);
  return begin === null ? null : [begin, endOfWord(body, begin)];
}

export function isInside(body, at) {
  if (at <= 0 || at >= body.length) return false;
  if (isExtending(body[at])) return isExtending(body[at - 1]) || Boolean(kind(body[at - 1]));
  const left = kind(body[base(body, at - 1)]), right = kind(body[at]);
  if (left && right) return (left === right && right !== "ideograph") || body[at - 1] === JOINER;
  return (left === "word" && links(body, at)) || (right === "word" && links(body, at - 1));
}

function longer(body, start, end, side) {
  if (side === "start") return [lastWord(body, start) ?? start, end];
  const after = nextWord(body, end, body.length);
  return [start, after === null ? end : endOfWord(body, after)];
}

function shorter(body, start, end, side) {
  const words = wordsIn(body, start, end);
  if (words.length < 2) return [start, end];
  return side === "start" ? [words[1][0], end] : [start, words.at(-2)[1]];
}

function nextWord(body, from, stop) {
  for (let at = from; at < stop; at += 1) if (begins(body, at)) return at;
  return null;
}

function lastWord(body, before) {
  for (let at = before - 1; at >= 0; at -= 1) if (begins(body, at)) return at;
  return null;
}

const begins = (body, at) => Boolean(kind(body[at])) && !isInside(body, at);

function endOfWord(body, begin) {
  let at = begin + 1;
  while (isInside(body, at)) at += 1;
  return at;
}

function kind(sign) {
  if (IDEOGRAPH.test(sign)) return "ideograph";
  if (/^[\p{L}\p{N}\p{M}\p{Pc}]$/u.test(sign)) return "word";
  return /^\p{S}$/u.test(sign) ? "sign" : "";
}

const isExtending = (sign) => HIDDEN.has(sign) || /^\p{M}$/u.test(sign);
const isSpace = (sign) => SPACE.test(sign);

function base(body, from) {
  let at = from;
  while (at > 0 && isExtending(body[at])) at -= 1;
  return at;
}

function links(body, at) {
  if (at <= 0 || at >= body.length - 1 || !(IN_WORDS.has(body[at]) || IN_NUMBERS.has(body[at]))) return false;
  const before = body[base(body, at - 1)], after = body[at + 1];
  if (kind(before) !== "word" || kind(after) !== "word") return false;
  return IN_WORDS.has(body[at]) || /^\p{Nd}{2}$/u.test(before + after);
}

function wholeWords(body, one, other) {
  let [start, end] = [one, other];
  while (isInside(body, start)) start -= 1;
  while (isInside(body, end)) end += 1;
  return [start, end];
}

function withoutSpace(body, one, other) {
  let [start, end] = [one, other];
  while (start < end && isSpace(body[start])) start += 1;
  while (start < end && isSpace(body[end - 1])) end -= 1;
  return [start, end];
}

function withoutMarks(body, start, end) {
  const { matched, lonely } = marks(body, start, end), last = end - 1;
  if (start < last && (matched.get(start) === last || (SINGLE.has(body[start]) && isPair(body, start, last)))) {
    return [start + 1, last];
  }
  const firstGoes = lonely.has(start) || LEADING.has(body[start]) || (SINGLE.has(body[start]) && isPair(body, start, end));
  const lastGoes = lonely.has(last) || (SINGLE.has(body[last]) && isPair(body, start - 1, last));
  return [start + Number(firstGoes), end - Number(lastGoes)];
}

function withMarks(body, start, end) {
  const opening = past(body, start - 1, OPENING, -1), closing = past(body, end, TRAILING, 1);
  const partner = isDouble(body, opening) ? marks(body, opening, end).matched.get(opening) ?? 0 : 0;
  if (start < partner && partner < end - 1) return [opening, end];
  if (isDouble(body, closing)) {
    const found = [...marks(body, start, closing + 1).matched].find(([, close]) => close === closing);
    if (found && start < found[0]) return [start, closing + 1];
  }
  return [start, end];
}

function upToMarks(body, start, end) {
  const opening = past(body, start - 1, OPENING, -1), closing = past(body, end, TRAILING, 1);
  if (!isPair(body, opening, closing)) return [start, end];
  if (!SINGLE.has(body[opening]) && marks(body, opening, closing + 1).matched.get(opening) !== closing) return [start, end];
  return withoutSpace(body, opening + 1, closing);
}

function past(body, from, signs, step) {
  let at = from;
  while (at >= 0 && at < body.length && signs.has(body[at])) at += step;
  return at;
}

const isDouble = (body, at) => at >= 0 && at < body.length && MARKS.has(body[at]) && !SINGLE.has(body[at]);

function isPair(body, opening, closing) {
  if (opening < 0 || opening >= closing || closing >= body.length) return false;
  return (PAIRS.get(body[opening]) ?? "").includes(body[closing]) && opens(body, opening);
}

function marks(body, start, end) {
  const matched = new Map(), lonely = new Set();
  let waiting = [];
  for (let at = Math.max(0, start); at < end; at += 1) {
    if (!isDouble(body, at) || isInside(body, at)) continue;
    const partner = waiting.findLastIndex((opening) => PAIRS.get(body[opening]).includes(body[at]));
    if (partner >= 0) {
      matched.set(waiting[partner], at);
      waiting.slice(partner + 1).forEach((opening) => lonely.add(opening));
      waiting = waiting.slice(0, partner);
    } else if (PAIRS.has(body[at]) && opens(body, at)) waiting.push(at);
    else lonely.add(at);
  }
  waiting.forEach((opening) => lonely.add(opening));
  return { matched, lonely };
}

function opens(body, at) {
  const after = body[at + 1];
  if (after === undefined || !(kind(after) || MARKS.has(after) || OPENING.has(after))) return false;
  const before = at ? body[at - 1] : " ";
  return !EITHER.has(body[at]) || !(kind(before) || HARD_SPACES.has(before));
}

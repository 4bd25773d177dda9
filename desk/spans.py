"""How a selection keeps to words and to quotation marks. Plain Python; static/js/desk/spans.js does the same.

Positions are code points, half-open. A word is a run of letters, digits and their accents, with apostrophes, hyphens
and stops inside it; of Chinese and Japanese each sign is one. Signs drawn as one, as a family of emoji, are not cut.
"""

import re
import unicodedata

PAIRS = {
    "“": "”\"", "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"',
    "「": "」", "『": "』", "《": "》", "〈": "〉", "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
MARKS = frozenset("".join([*PAIRS, *PAIRS.values()]))
SINGLE = frozenset("'‘’‚")  # apostrophes too: they are marks only where two of them enclose the words
EITHER = frozenset("\"'«»‹›")  # open or close, as what stands beside them tells
LEADING = frozenset(",;:!?)]}،؛؟。、！？，")  # belongs to the words before it
TRAILING = frozenset(".,!?…;:،؛؟。、！？，—–- \u00a0\u202f")  # may stand between the last word and the closing mark
OPENING = frozenset(".…¿¡—–-\u00a0\u202f")  # may stand between the opening mark and the first word
HARD_SPACES = "\u00a0\u202f"  # « comme ça »
CONTROLS = "\t\n\x0b\x0c\r\x85"  # that part words as spaces do
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
IN_WORDS = frozenset("'’-‐‑.&")  # between two letters
IN_NUMBERS = frozenset(".,:")  # between two digits
JOINER = "\u200d"  # makes one sign of two
HIDDEN = "\u200c\u200d\u00ad"  # part of a word, though nobody sees it
ROUNDS = 32  # far more than any text needs


def snap(body, start, end):
    """The selection that body[start:end] means: whole words, and of quotation marks both or neither.

    Marks round all of it are left out; a mark whose other one lies inside is taken in, and so is the full stop before
    the closing one. Snapping again changes nothing. (position, position) where nothing is selected.
    """
    start, end = sorted(max(0, min(position, len(body))) for position in (start, end))
    for _ in range(ROUNDS):
        before = start, end
        for change in (_whole_words, _without_space, _without_marks, _with_marks, _up_to_marks):
            start, end = change(body, start, end)
            if start >= end:
                return start, start
        if before == (start, end):
            break
    return start, end


def grow(body, start, end, side, steps):
    """So many words more at one side ("start" or "end"), or fewer for negative steps; one word always stays."""
    start, end = snap(body, start, end)
    for _ in range(abs(steps)):
        start, end = snap(body, *(_longer if steps > 0 else _shorter)(body, start, end, side))
    return start, end


def words_in(body, start, end):
    """Where the words stand that begin in body[start:end]: [(start, end)]."""
    found, at = [], start
    while (begin := _next_word(body, at, end)) is not None:
        at = _end_of_word(body, begin)
        found.append((begin, at))
    return found


def is_inside(body, at):
    """Whether a position lies in the middle of a word, or of a sign made of several code points."""
    if not 0 < at < len(body):
        return False
    if _extends(body[at]):
        return bool(_extends(body[at - 1]) or _kind(body[at - 1]))
    left, right = _kind(body[_base(body, at - 1)]), _kind(body[at])
    if left and right:
        return left == right != "ideograph" or body[at - 1] == JOINER
    return (left == "word" and _links(body, at)) or (right == "word" and _links(body, at - 1))


def _longer(body, start, end, side):
    if side == "start":
        before = _word_before(body, start)
        return (start if before is None else before), end
    after = _next_word(body, end, len(body))
    return start, (end if after is None else _end_of_word(body, after))


def _shorter(body, start, end, side):
    words = words_in(body, start, end)
    if len(words) < 2:
        return start, end
    return (words[1][0], end) if side == "start" else (start, words[-2][1])


def _next_word(body, at, stop):
    return next((n for n in range(at, stop) if _begins(body, n)), None)


def _word_before(body, at):
    return next((n for n in range(at - 1, -1, -1) if _begins(body, n)), None)


def _begins(body, at):
    return bool(_kind(body[at])) and not is_inside(body, at)


def _end_of_word(body, at):
    at += 1
    while is_inside(body, at):
        at += 1
    return at


def _kind(sign):
    """What a sign is part of: a word, an ideograph, a sign of its own; nothing for spaces and punctuation."""
    if IDEOGRAPH.match(sign):
        return "ideograph"
    category = unicodedata.category(sign)
    if category[0] in "LNM" or category == "Pc":
        return "word"
    return "sign" if category[0] == "S" else ""


def _extends(sign):
    """Whether it is drawn with the sign before it."""
    return sign in HIDDEN or unicodedata.category(sign)[0] == "M"


def _is_space(sign):
    return sign in CONTROLS or unicodedata.category(sign)[0] == "Z"


def _base(body, at):
    """Where the sign stands that is drawn at a position, with all that extends it."""
    while at > 0 and _extends(body[at]):
        at -= 1
    return at


def _links(body, at):
    """Whether a sign makes one word of what stands on both sides of it."""
    if not 0 < at < len(body) - 1 or body[at] not in IN_WORDS | IN_NUMBERS:
        return False
    before, after = body[_base(body, at - 1)], body[at + 1]
    if _kind(before) != "word" or _kind(after) != "word":
        return False
    are_digits = unicodedata.category(before) == unicodedata.category(after) == "Nd"
    return body[at] in IN_WORDS or are_digits


def _whole_words(body, start, end):
    while is_inside(body, start):
        start -= 1
    while is_inside(body, end):
        end += 1
    return start, end


def _without_space(body, start, end):
    while start < end and _is_space(body[start]):
        start += 1
    while start < end and _is_space(body[end - 1]):
        end -= 1
    return start, end


def _without_marks(body, start, end):
    """Without the marks that enclose all of it, and without one at an edge whose other one lies elsewhere."""
    matched, lonely = _marks(body, start, end)
    last = end - 1
    if start < last and (matched.get(start) == last or (body[start] in SINGLE and _pair(body, start, last))):
        return start + 1, last
    first_goes = start in lonely or body[start] in LEADING or (body[start] in SINGLE and _pair(body, start, end))
    last_goes = last in lonely or (body[last] in SINGLE and _pair(body, start - 1, last))
    return start + first_goes, end - last_goes


def _with_marks(body, start, end):
    """With the mark before or behind it whose other one lies inside, and with what stands between."""
    opening, closing = _past(body, start - 1, OPENING, -1), _past(body, end, TRAILING, 1)
    if _is_double(body, opening) and start < _marks(body, opening, end)[0].get(opening, 0) < end - 1:
        return opening, end
    if _is_double(body, closing):
        partner = {close: open_ for open_, close in _marks(body, start, closing + 1)[0].items()}.get(closing)
        if partner is not None and start < partner:
            return start, closing + 1
    return start, end


def _up_to_marks(body, start, end):
    """With the full stop, or what else stands between the words and the marks round them."""
    opening, closing = _past(body, start - 1, OPENING, -1), _past(body, end, TRAILING, 1)
    if not _pair(body, opening, closing):
        return start, end
    if body[opening] not in SINGLE and _marks(body, opening, closing + 1)[0].get(opening) != closing:
        return start, end
    return _without_space(body, opening + 1, closing)


def _past(body, at, signs, step):
    """The first position from here, in one direction, with another sign; outside the body where there is none."""
    while 0 <= at < len(body) and body[at] in signs:
        at += step
    return at


def _is_double(body, at):
    return 0 <= at < len(body) and body[at] in MARKS and body[at] not in SINGLE


def _pair(body, opening, closing):
    """Whether a mark opens here, and one of its kind closes there."""
    if not 0 <= opening < closing < len(body):
        return False
    return body[closing] in PAIRS.get(body[opening], "") and _opens(body, opening)


def _marks(body, start, end):
    """Which marks in body[start:end] belong together, {opening: closing}, and which stand alone, a set."""
    matched, waiting, lonely = {}, [], set()
    for at in range(max(0, start), end):
        if not _is_double(body, at) or is_inside(body, at):
            continue
        partner = next((n for n in reversed(range(len(waiting))) if body[at] in PAIRS[body[waiting[n]]]), None)
        if partner is not None:
            matched[waiting[partner]] = at
            lonely.update(waiting[partner + 1 :])
            del waiting[partner:]
        elif body[at] in PAIRS and _opens(body, at):
            waiting.append(at)
        else:
            lonely.add(at)
    return matched, lonely | set(waiting)


def _opens(body, at):
    """Whether a mark opens, not closes: a word follows, and none touches it from before where it may do either."""
    after = body[at + 1 : at + 2]
    if not after or not (_kind(after) or after in MARKS or after in OPENING):
        return False
    before = body[at - 1] if at else " "
    return body[at] not in EITHER or not (_kind(before) or before in HARD_SPACES)

"""Where words that were lost stand in a new text, most likely. Plain Python; what is proposed, an editor decides.

Both texts are compared word by word: what stands now between the words that stayed before and behind is the likeliest
place. Where nothing there is like the words, they are looked for in the whole text. Costs with the length of the texts.
"""

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile

from desk.spans import snap, words_in
from people.naming import fold

MOST_WORDS = 400  # of a statement that are compared
MOST_CHANGED = 1_000  # words between the first change and the last that are compared one by one
OFTEN = 40  # places of one word that are looked at
TRIED = 5  # places that are compared word by word
LIKE, LIKE_IN_PLACE = 0.45, 0.3  # share of words in common, from 0 to 1: anywhere, and where the words stood


class Words:
    """The words of a text, folded, and where they stand."""

    def __init__(self, body):
        self.body = body
        self.places = words_in(body, 0, len(body))
        self.folded = [fold(body[start:end]) for start, end in self.places]

    def within(self, start, end):
        """The numbers of the words that begin between two positions: (first, stop)."""
        return tuple(bisect_left(self.places, (position,)) for position in (start, end))

    def stretch(self, first, stop):
        return snap(self.body, self.places[first][0], self.places[stop - 1][1])


def likeliest_place(body, former, start, end):
    """Where the words of former[start:end] stand in a body, most likely: (start, end), snapped; None for nowhere."""
    old, new = Words(former), Words(body)
    first, stop = old.within(start, end)
    asked = old.folded[first : min(stop, first + MOST_WORDS)]
    found = _in_place(old.folded, new.folded, first, first + len(asked)) or _anywhere(asked, new.folded)
    return new.stretch(*found) if found else None


def _in_place(old, new, first, stop):
    """The words that took the place of old[first:stop], if they are like them: (first, stop)."""
    same = list(_same(old, new))
    if not same or first == stop:
        return None
    begin = max((n + 1 if o < first else n for o, n in same if o <= first), default=0)
    after = min((n if o >= stop else n + 1 for o, n in same if o >= stop - 1), default=len(new))
    return (begin, after) if begin < after and _likeness(old[first:stop], new[begin:after]) >= LIKE_IN_PLACE else None


def _same(old, new):
    """Yield the numbers of the words that stand in both texts, in order: (old, new)."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    turned = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], turned))
    yield from ((n, n) for n in range(head))
    changed = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(map(len, changed)) <= MOST_CHANGED:
        for block in SequenceMatcher(None, *changed, autojunk=False).get_matching_blocks():
            yield from ((head + block.a + n, head + block.b + n) for n in range(block.size))
    yield from ((len(old) - n, len(new) - n) for n in range(tail, 0, -1))


def _anywhere(asked, printed):
    """The stretch of a text that is most like these words: (first, stop); None where nothing is."""
    tried = [_compared(asked, printed, first) for first in _beginnings(asked, printed)]
    likeness, *found = max(tried, default=(0, 0, 0))
    return found if likeness >= LIKE else None


def _beginnings(asked, printed):
    """Where the words would begin in the text, so that most of them meet their like; rare words count for more."""
    where, votes = {}, Counter()
    for place, word in enumerate(printed):
        where.setdefault(word, []).append(place)
    for number, word in enumerate(asked):
        places = where.get(word, [])
        for place in places[:OFTEN]:
            votes[max(0, place - number) // 4] += 1 / len(places)
    best = sorted(votes, key=lambda bucket: (-votes[bucket] - votes.get(bucket + 1, 0), bucket))
    return [max(0, bucket * 4 - 2) for bucket in best[:TRIED]]


def _compared(asked, printed, first):
    """(likeness, first, stop) of the stretch near a place that is most like the words."""
    window = printed[first : first + len(asked) + max(8, len(asked) // 2)]
    blocks = [b for b in SequenceMatcher(None, asked, window, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return 0, 0, 0
    begin = max(0, blocks[0].b - blocks[0].a)
    stop = min(len(window), blocks[-1].b + len(asked) - blocks[-1].a)
    return _likeness(asked, window[begin:stop]), first + begin, first + stop


def _likeness(one, other):
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

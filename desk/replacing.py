"""Where words that were lost stand in a new text, most likely. Plain Python; what is proposed, an editor decides.

The words are laid over the new text where most of them meet their like; then the two are compared word by word. Costs
with the length of the text, not with its square.
"""

from collections import Counter
from difflib import SequenceMatcher

from people.naming import fold

from .spans import snap, words_in

MOST_WORDS = 400  # of a statement that are compared
OFTEN = 40  # places of one word that are looked at
TRIED = 5  # places that are compared word by word
LIKE = 0.45  # share of words that two stretches have in common, from 0 to 1


def likeliest_place(body, words):
    """The stretch of a body that is most like these words, snapped: (start, end, likeness); None where nothing is."""
    asked = _folded(words)[:MOST_WORDS]
    places = words_in(body, 0, len(body))
    printed = [fold(body[start:end]) for start, end in places]
    tried = [_compared(asked, printed, first) for first in _beginnings(asked, printed)]
    likeness, first, last = max(tried, default=(0, 0, 0))
    if likeness < LIKE:
        return None
    return *snap(body, places[first][0], places[last][1]), likeness


def _folded(text):
    return [fold(text[start:end]) for start, end in words_in(text, 0, len(text))]


def _beginnings(asked, printed):
    """Where the words would begin in the text, so that most of them meet their like; rare words count for more."""
    where = {}
    for place, word in enumerate(printed):
        where.setdefault(word, []).append(place)
    votes = Counter()
    for number, word in enumerate(asked):
        places = where.get(word, [])
        for place in places[:OFTEN]:
            votes[max(0, place - number) // 4] += 1 / len(places)
    best = sorted(votes, key=lambda bucket: (-votes[bucket] - votes.get(bucket + 1, 0), bucket))
    return [max(0, bucket * 4 - 2) for bucket in best[:TRIED]]


def _compared(asked, printed, first):
    """(likeness, first word, last word) of the stretch near a place that is most like the words."""
    window = printed[first : first + len(asked) + max(8, len(asked) // 2)]
    blocks = [
        block for block in SequenceMatcher(None, asked, window, autojunk=False).get_matching_blocks() if block.size
    ]
    if not blocks:
        return 0, 0, 0
    begin, end = _ends(asked, window, blocks)
    stretch = window[begin : end + 1]
    return SequenceMatcher(None, asked, stretch, autojunk=False).ratio(), first + begin, first + end


def _ends(asked, window, blocks):
    """The stretch with as many words before the first match and behind the last as the words have there."""
    head, tail = blocks[0], blocks[-1]
    behind = len(asked) - (tail.a + tail.size)
    return max(0, head.b - head.a), min(len(window) - 1, tail.b + tail.size - 1 + behind)

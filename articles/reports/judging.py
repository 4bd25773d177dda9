"""Whether two statements report one utterance: all thresholds, and the reasons in an editor's words. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .words import differing_words, is_part_of, share_in_common

SHORT, LONG = 5, 12  # words: fewer than SHORT are said every day by everybody; LONG are not found twice by chance
UNNAMED = 8  # words by which a report that names nobody may be told
SAME_DAY, FEW_DAYS, WEEK = 0, 2, 7
SURE, LIKELY = 0.9, 0.6  # share of words in common
# A word that turns a sentence round, in the languages that are read: what differs in one is never grouped unasked.
TURNING = frozenset(
    [
        *["no", "not", "never", "none", "nor", "without", "neither", "cannot", "t", "kein", "keine", "keinen", "nicht"],
        *["nie", "niemals", "ohne", "ne", "pas", "jamais", "aucun", "sans", "nunca", "jamas", "sin", "ningun", "non"],
        *["mai", "senza", "не", "нет", "ни", "никогда", "без", "لا", "لم", "لن", "ليس", "ليست", "غير", "دون"],
    ]
)


@dataclass(slots=True)
class Said:
    """What is compared of a statement. day: an ordinal, None where it is not known; who and called as in Wording.

    joined: its words, with a space between two; of most statements no other is near, and they are never parted.
    utterance: the group it is in. printed: when its article was, in minutes since 1970. samples: of the words.
    """

    statement: int
    article: int
    day: int | None
    who: int
    called: int
    whole: int
    joined: str = field(repr=False)
    utterance: int | None = None
    printed: int = 0
    samples: Sequence[int | None] = field(default=(), repr=False)

    @property
    def words(self) -> list[str]:
        return self.joined.split()

    @property
    def length(self) -> int:
        """In words."""
        return self.joined.count(" ") + 1 if self.joined else 0


@dataclass(frozen=True)
class Verdict:
    """Whether two statements are grouped unasked, or else proposed; and why."""

    is_sure: bool
    reason: str
    alike: float = 1.0


def days_between(length: int) -> int:
    """How many days may lie between two reports of equal words, this many, by one speaker."""
    if length < SHORT:
        return SAME_DAY
    return FEW_DAYS if length < LONG else WEEK


def judge(one: Said, other: Said) -> Verdict | None:
    """What the machine thinks of two statements; None: nothing, or nothing that is worth an editor's time."""
    length = min(one.length, other.length)
    if one.day is None or other.day is None or abs(one.day - other.day) > days_between(length):
        return None
    if one.whole == other.whole:
        return _of_equal_words(one, other, length)
    if one.article == other.article or length < UNNAMED or not _may_be_one(one, other):
        return None
    return _of_like_words(one, other, length)


def _of_equal_words(one: Said, other: Said, length: int) -> Verdict | None:
    if one.who == other.who and (one.who or length >= UNNAMED):
        return Verdict(True, "the same words of the same speaker")
    if length >= LONG and _are_two(one, other) and abs(one.day - other.day) <= FEW_DAYS:
        return Verdict(False, "the same words of two speakers, within days")
    if length >= LONG and min(one.who, other.who) < 0 and one.called and other.called and one.called != other.called:
        return Verdict(False, "the same words; the speaker is described in other words")
    return None  # of a report that names nobody unnamed.py decides


def _of_like_words(one: Said, other: Said, length: int) -> Verdict | None:
    short, long = sorted([one.words, other.words], key=len)
    alike = 2 * len(short) / (len(short) + len(long))
    if is_part_of(short, long):
        reason = "one has all words of the other, and more"
        return Verdict(_is_sure_who(one, other) and not TURNING & (set(long) - set(short)), reason, alike)
    if _words_in_common(short, long) < LIKELY:
        return None
    alike = share_in_common(short, long)
    if alike < LIKELY:
        return None
    differing = differing_words(short, long)
    turns = bool(TURNING & differing) or any(word.isdigit() for word in differing)
    is_sure = alike >= SURE and length >= LONG and _is_sure_who(one, other) and not turns
    return Verdict(is_sure, "they differ in a number or a “not”" if turns else "nearly the same words", alike)


def _words_in_common(one: Sequence[str], other: Sequence[str]) -> float:
    """About what share_in_common() is at most, at a fraction of its cost."""
    left, right = set(one), set(other)
    return 2 * len(left & right) / (len(left) + len(right))


def _is_sure_who(one: Said, other: Said) -> bool:
    return one.who == other.who != 0


def _are_two(one: Said, other: Said) -> bool:
    """Whether both speakers are identified, and are not the same."""
    return min(one.who, other.who) > 0 and one.who != other.who


def _may_be_one(one: Said, other: Said) -> bool:
    """Whether the speakers are the same, or called the same, or one of the reports names nobody."""
    if one.who == other.who or not (one.who and other.who):
        return True
    return not _are_two(one, other) and one.called == other.called != 0

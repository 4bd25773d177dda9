"""What stands behind a reporting verb: where it begins, marked or not, and where it ends."""

from .clauses import Clause
from .cues import Cue, Manner
from .language import POSSESSIVE

REACH = 18  # words between a verb and the quotation it brings
PAUSES = {",", "—", "–", "--", "-", ";"}


def said_behind(clause: Clause, cue: Cue, limit: int) -> tuple[tuple[int, int] | None, bool]:
    """What was said behind the frame, and whether its beginning is marked: by "that", a colon or a quotation."""
    if cue.manner == Manner.ACCORDING:
        return _after_according(clause, cue, limit), False
    place = _over_addressee(clause, cue, limit)
    if cue.manner in {Manner.NAMING, Manner.QUOTING}:
        return _with_object(clause, cue, place, limit)
    if not cue.inverted and _asks_to(clause, cue, place):
        return _until(clause, cue, place, limit), False
    marked = _marked_start(clause, cue, place, limit)
    if marked is not None:
        return _until(clause, cue, marked, limit), True
    if _tells_in_the_subjunctive(clause, place, limit):
        return _trimmed(clause, place + 1, limit), True
    place = _over_adverbial(clause, place, limit)
    if not cue.inverted and _begins_clause(clause, cue, place, limit):
        return _until(clause, cue, place, limit), False
    return None, False


def _asks_to(clause: Clause, cue: Cue, place: int) -> bool:
    """ "promised | to repair the plant |"."""
    return cue.lemma in clause.language.ask_to and clause.low(place) in clause.language.infinitive


def _tells_in_the_subjunctive(clause: Clause, place: int, limit: int) -> bool:
    """German: "sagte, | man habe gewartet |"."""
    moods = clause.language.moods
    return clause.low(place) == "," and any(clause.low(n) in moods for n in range(place + 1, min(limit, place + REACH)))


def _over_adverbial(clause: Clause, place: int, limit: int) -> int:
    """Over "in a written statement", where a new subject and its verb stand right behind."""
    language = clause.language
    if clause.low(place) == "," and any(
        clause.low(n) in language.moods for n in range(place + 1, min(limit, place + REACH))
    ):
        return place + 1
    if clause.low(place) not in language.prepositions:
        return place
    if clause.low(place + 1) in language.times or clause.low(place + 1)[:1].isdigit():
        return place + 2
    for at in range(place + 1, min(limit - 1, place + 9)):
        if not clause.is_word(at):
            break
        if clause.low(at) in language.pronouns and clause.is_verb(at + 1):
            return at
    return place


def _with_object(clause: Clause, cue: Cue, place: int, limit: int) -> tuple[tuple[int, int] | None, bool]:
    """What is called what: "called | the offer “a door, not a house” |"; a quotation after a pause stands alone."""
    quote = next(iter(clause.quoted_within(place, min(limit, place + REACH))), None)
    if quote is None:
        return None, False
    if any(clause.tokens[at].text in {",", ":"} for at in range(place, quote)):
        if any(_names_another(clause, at) for at in range(place, quote)):
            return None, False
        paused = clause.tokens[quote - 1].text in {",", ":"}
        return (_until(clause, cue, quote, limit), True) if paused else (None, False)
    stop = quote + 1
    while stop < limit and not _pauses(clause, stop) and not _starts_another(clause, stop):
        stop += 1
    return _trimmed(clause, place, stop), True


def _names_another(clause: Clause, comma: int) -> bool:
    """ "After Vos attacked the plan, | Reed answered, “…”": the quotation is somebody else's."""
    named = clause.beginning.get(comma + 1) is not None or clause.low(comma + 1) in clause.language.pronouns
    return named and clause.tokens[comma].text == ","


def _pauses(clause: Clause, place: int) -> bool:
    """A comma, also one that is printed within the marks before."""
    return clause.tokens[place].text in PAUSES or clause.tokens[place - 1].last in PAUSES


def _starts_another(clause: Clause, place: int) -> bool:
    """ "… and boycotted the next debate", "… and he left": another thing the same speaker did."""
    if clause.low(place) not in clause.language.coordinations or place + 2 >= len(clause.tokens):
        return False
    act = place + 1 + (clause.low(place + 1) in clause.language.persons)
    return clause.is_verb(act) or clause.low(act).endswith("ed") or act > place + 1


def _after_according(clause: Clause, cue: Cue, limit: int) -> tuple[int, int] | None:
    place = cue.stop
    if cue.first > 2 or place >= limit:
        return None
    if clause.tokens[place].text not in {",", ":"}:
        return _trimmed(clause, place, limit) if clause.is_verb(place) else None
    return _trimmed(clause, place + 1, limit)


def _over_addressee(clause: Clause, cue: Cue, limit: int) -> int:
    """Behind "told" stands who was told; behind many a verb stands when."""
    place, language = cue.stop, clause.language
    if cue.lemma in language.tell and place < limit and clause.is_word(place):
        low = clause.low(place)
        if not (low in language.that or low in language.prepositions or low in language.whether):
            place = _over_phrase(clause, place, limit)
    while place < limit and _tells_when(clause, place):
        place += 1
    return place


def _tells_when(clause: Clause, place: int) -> bool:
    """ "Thursday", "last"; or a part of the verb itself ("teilte | mit"); not the "last" of "last year's"."""
    low, language = clause.low(place), clause.language
    if low in language.separated:
        return clause.low(place + 1) in {",", ":"}
    return (low in language.times or low in language.adverbs) and clause.low(place + 2) not in POSSESSIVE


def _over_phrase(clause: Clause, place: int, limit: int) -> int:
    name, language = clause.beginning.get(place), clause.language
    if name is not None:
        return name.stop + 2 if _owns_a_work(clause, name.stop) else name.stop
    stop = place + 1
    while stop < min(limit, place + 5) and clause.is_word(stop) and not clause.is_verb(stop):
        if clause.low(stop) in language.function_words or clause.beginning.get(stop) is not None:
            break
        stop += 1
    return stop


def _owns_a_work(clause: Clause, stop: int) -> bool:
    """ "told Radio Eko's “Good Morning” | that …"."""
    return clause.low(stop) in POSSESSIVE and clause.is_quote(stop + 1) and clause.tokens[stop + 1].is_title


def _marked_start(clause: Clause, cue: Cue, place: int, limit: int) -> int | None:
    """Where "that …", ": …" or a quotation begins within reach of the cue."""
    language = clause.language
    for at in range(place, min(limit, place + REACH)):
        text, low = clause.tokens[at].text, clause.low(at)
        if clause.is_quote(at):
            return at if _may_open(clause, cue, place, at) else None
        if low in language.that:
            return at + 1 if at + 1 < limit else None
        if text == ":" and at + 1 < limit:
            return at + 1
        if cue.lemma in language.ask and low in language.whether and clause.low(at - 1) not in language.prepositions:
            return at
        if text == "," and not (clause.is_quote(at + 1) or _opens_clause(clause, cue, at + 1)):
            return None
        if low in language.conjunctions or (clause.is_verb(at) and at > place):
            return None
    return None


def _opens_clause(clause: Clause, cue: Cue, place: int) -> bool:
    """ "sagte, | dass", "fragte, | ob"."""
    language = clause.language
    asks = cue.lemma in language.ask and clause.low(place) in language.whether
    return asks or clause.low(place) in language.that


def _may_open(clause: Clause, cue: Cue, place: int, at: int) -> bool:
    """A quotation opens what was said if it follows the cue, a pause, or a verb that names or quotes."""
    if at == place or clause.tokens[at - 1].text in {",", ":"}:
        return True
    adverbial = clause.low(place) in clause.language.prepositions or clause.low(place) in clause.language.times
    return cue.manner != Manner.SPEECH or adverbial


def _begins_clause(clause: Clause, cue: Cue, place: int, limit: int) -> bool:
    """Words that follow the verb without "that": a subject first, and a verb soon after."""
    language = clause.language
    if (
        cue.manner != Manner.SPEECH
        or not (language.bare_clauses or language.moods)
        or (limit - place < 3 and not clause.quoted_within(place, limit))
        or not clause.is_word(place)
        or cue.lemma in language.needs_that
    ):
        return False
    low = clause.low(place)
    if low in language.prepositions or low in language.conjunctions or low in language.times:
        return False
    return any(_is_finite(clause, at) for at in range(place, limit))


def _is_finite(clause: Clause, place: int) -> bool:
    return clause.is_verb(place) or clause.is_quote(place) or clause.low(place).endswith(("ed", "s", "n't"))


def _until(clause: Clause, cue: Cue, first: int, limit: int) -> tuple[int, int] | None:
    """The end of what begins here: a quotation after a pause ends with its marks, a clause with the sentence."""
    if clause.is_quote(first) and (first == cue.stop or clause.tokens[first - 1].text in {",", ":"}):
        stop = first + 1
        while stop < limit and clause.is_quote(stop):
            stop += 1
        if stop >= limit or not clause.is_word(stop) or clause.tokens[first - 1].text in {",", ":"}:
            return first, stop
    return _trimmed(clause, first, _before_remark(clause, first, limit))


def _before_remark(clause: Clause, first: int, limit: int) -> int:
    """Where the article's own remark begins behind the last quotation: "…, | a swipe at", "…, | referring to"."""
    quotes = clause.quoted_within(first, limit)
    if not quotes:
        return limit
    if first == quotes[-1] and clause.low(first + 1) in clause.language.meanwhile:
        return first + 1
    for place in range(quotes[-1] + 1, limit - 1):
        if _pauses(clause, place):
            at = place + (clause.tokens[place].text in PAUSES)
            if at < limit and _remarks(clause, at):
                return place
    return limit


def _remarks(clause: Clause, place: int) -> bool:
    low, language = clause.low(place), clause.language
    return low in language.remarks or bool(language.participle and low.endswith(language.participle))


def _trimmed(clause: Clause, first: int, stop: int) -> tuple[int, int] | None:
    """Without punctuation and conjunctions at the end, and without what a comma adds after a last quotation."""
    while stop > first and not clause.is_quote(stop - 1):
        if clause.is_word(stop - 1) and clause.low(stop - 1) not in clause.language.coordinations:
            break
        stop -= 1
    while first < stop and not clause.is_quote(first) and not clause.is_word(first):
        first += 1
    return (first, stop) if first < stop else None

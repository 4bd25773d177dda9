"""What a reader may have meant: names that begin as typed, and searches with a misspelt word set right."""

import re
from dataclasses import replace

from people.naming import fold_name
from people.romanising import ARABIC, spellings_of

from . import vocabulary
from .facets import exactly
from .filters import FIELD_OF_WORDS, TEXTS, SearchFilter
from .query import NAMED, WORDS, clean
from .question import TOPICS, resolve_names
from .results import names_of
from .suggesting import LONGEST, suggest

OPERATOR = re.compile(r"[:#*=]|(^|\s)-|\bOR\b")
MOST_NAMES = 8
ENOUGH = 3  # names: then none that is only similar is looked for
MOST_WORDS = 6  # that are looked at in one search
MOST_SEARCHES = 3
MOST_SPELLINGS = 2  # in Latin letters, of what is typed in others


def suggest_names(typed, kinds):
    """The visible names of these kinds that begin so, then those that nearly do: as a program reads them."""
    folded = fold_name(clean(typed))[:LONGEST]
    found = suggest(folded, kinds, MOST_NAMES) if folded else []
    if folded and len(found) < ENOUGH:
        found += [record for record in _nearly(folded, kinds) if record not in found]
    names = names_of(found)
    return _told([names[record] for record in found if record in names][:MOST_NAMES])


def _nearly(folded, kinds):
    """The records whose names begin as typed once other letters are spelt in Latin ones or misspelt words are set
    right: the first way that finds any.
    """
    spelt = spellings_of(folded)[:MOST_SPELLINGS]
    texts = [text.split()[:MOST_WORDS] for text in (folded, *spelt[:1])]
    words = [word for text in texts for word in text]
    near = _wrong(vocabulary.nearest(words, names_only=words))
    rights = ((text, right) for text in texts for right in _ways_to_set_right({w: near[w] for w in text if w in near}))
    ways = [*spelt, *(" ".join(right.get(word, word) for word in text) for text, right in rights)]
    return next(filter(None, (suggest(way, kinds, MOST_NAMES) for way in ways)), [])


def _wrong(near):
    """{word: known words} of those that are not known themselves and have some near."""
    return {word: known for word, known in near.items() if known and known != [word]}


def _told(names):
    """Each name as a value for the field; of namesakes with the code that tells them apart."""
    folded = [fold_name(name.name) for name in names]
    alike = {name.code for name, own in zip(names, folded, strict=True) if folded.count(own) > 1}
    return [
        {
            "name": n.name,
            "kind": n.kind,
            "summary": n.summary,
            "language": n.language,
            "value": _value(n, n.code in alike),
        }
        for n in names
    ]


def _value(name, has_namesake):
    """A name as a field reads it: what could be taken for an operator stands in quotation marks."""
    plain = name.name.replace('"', "")
    return exactly(name) if has_namesake else f'"{plain}"' if OPERATOR.search(plain) else plain


def did_you_mean(asked):
    """Searches that differ from this one by misspelt words, or by words in other letters than the archive has them in:
    their filters, names found; at most three queries.
    """
    wrong = list(_unknown_words(asked.question))[:MOST_WORDS]
    spelt = {word: spellings_of(word)[:1] for word, _field in wrong}
    names = {word for word, field in wrong if field not in TOPICS}.union(*spelt.values())
    found = vocabulary.nearest([*spelt, *(other for others in spelt.values() for other in others)], names_only=names)
    near = _wrong({word: _with_spellings(word, found, others) for word, others in spelt.items()})
    meant = [_set_right(asked, right) for right in _ways_to_set_right(near)] or list(_as_speaker(asked))
    if meant:
        resolve_names([other.question for other in meant])
    return meant


def _with_spellings(word, found, spelt):
    """Known words near one in other letters: in its own first, then those near how it is spelt in Latin ones."""
    near = found.get(word, [])
    return near if near == [word] else [*near, *(known for other in spelt for known in found.get(other, ()))]


def _unknown_words(question):
    """(word, field) of what may be misspelt: words that name nobody."""
    for term in question.query.wanted:
        may_be = term.field in (WORDS, *NAMED) and not (term.code or term.is_beginning)
        if may_be and not question.named.get(term):
            yield from ((word, term.field) for word in term.words)


def _ways_to_set_right(near):
    """{word: the known one} with the nearest for each; then with the next for one of them."""
    best = {word: known[0] for word, known in near.items()}
    others = [best | {word: other} for word, known in near.items() for other in known[1:]]
    return [best, *others][:MOST_SEARCHES] if best else []


def _as_speaker(asked):
    """The same search with words in Arabic letters meant as the name of who spoke: a name is found by its sound."""
    words, said_by = asked.read[FIELD_OF_WORDS].clauses, asked.read["speaker"].clauses
    names = [clause for clause in words if _may_sound_like_a_name(clause, asked.question)]
    if names:
        rest = " ".join(str(clause) for clause in words if clause not in names)
        speaker = " ".join(clause.value for clause in (*said_by, *names))
        yield SearchFilter(asked.typed | {FIELD_OF_WORDS: rest, "speaker": speaker})


def _may_sound_like_a_name(clause, question):
    terms = () if clause.is_excluded else clause.terms
    return any(t.field == WORDS and ARABIC.search(t.text) and not question.named.get(t) for t in terms)


def _set_right(asked, right):
    """The same search with these words exchanged."""
    changes = {}
    for name in TEXTS:
        clauses = [_exchanged(clause, right) for clause in asked.read[name].clauses]
        changes[name] = " ".join(str(c) if name == FIELD_OF_WORDS else c.value for c in clauses)
    return SearchFilter(asked.typed | changes)


def _exchanged(clause, right):
    return clause if clause.is_excluded else replace(clause, terms=tuple(_spelt(term, right) for term in clause.terms))


def _spelt(term, right):
    if term.code or term.is_beginning or not right.keys() & set(term.words):
        return term
    words = tuple(right.get(word, word) for word in term.words)
    return replace(term, words=words, text=" ".join(words), is_phrase=term.is_phrase or len(words) > 1)

"""What a reader may have meant: names that begin as typed, and searches with a misspelt word set right."""

import re
from dataclasses import replace

from people.naming import fold_name

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


def suggest_names(typed, kinds):
    """The visible names of these kinds that begin so, then those that nearly do: as a program reads them."""
    folded = fold_name(clean(typed))[:LONGEST]
    found = suggest(folded, kinds, MOST_NAMES) if folded else []
    if folded and len(found) < ENOUGH:
        found += [record for record in _nearly(folded, kinds) if record not in found]
    names = names_of(found)
    return _told([names[record] for record in found if record in names][:MOST_NAMES])


def _nearly(folded, kinds):
    """The records whose names begin as typed once misspelt words are set right: the first way that finds any."""
    words = folded.split()[:MOST_WORDS]
    near = _wrong(vocabulary.nearest(words, names_only=words))
    ways = (" ".join(right.get(word, word) for word in words) for right in _ways_to_set_right(near))
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
    """Searches that differ from this one by misspelt words: their filters, names found; at most three queries."""
    wrong = list(_unknown_words(asked.question))[:MOST_WORDS]
    names = {word for word, field in wrong if field not in TOPICS}
    near = _wrong(vocabulary.nearest([word for word, _field in wrong], names_only=names))
    meant = [_set_right(asked, right) for right in _ways_to_set_right(near)]
    if meant:
        resolve_names([other.question for other in meant])
    return meant


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

"""Whom and what a reader's words name: “idrisov” is Erlan Idrissov, by any spelling that is stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from django.utils import timezone

from articles.models import Article
from people.naming import fold_name
from people.romanising import spellings_of

from . import keys
from .backends import backend
from .expressions import Facet, Phrase, all_of, any_of
from .folding import fold_text, sounds_asked
from .stemming import main_language

# The languages of articles, each found from the one before by the index: as many steps as there are languages.
SPOKEN = f"""
    SELECT -1, 0, tongue, 0 FROM (
        WITH RECURSIVE spoken (tongue) AS (
            SELECT min(language) FROM {Article._meta.db_table} WHERE language > ''
            UNION ALL
            SELECT (SELECT min(language) FROM {Article._meta.db_table} WHERE language > spoken.tongue)
            FROM spoken WHERE spoken.tongue IS NOT NULL
        ) SELECT tongue FROM spoken WHERE tongue IS NOT NULL LIMIT 200
    ) languages
"""
MOST = 30  # records that one word may name; a first name names more, and then a surname beside it decides


@dataclass
class Named:
    """The records a slot's words name: terms[term] for each of them, together for all of them, where they are several.

    called: {record: the words that name it}, of all words together; where they name nobody, of as many side by side
    as do, so that “idrissov syria” names both.
    """

    called: dict = field(default_factory=dict)
    terms: dict = field(default_factory=lambda: defaultdict(set))
    together: list = field(default_factory=list)


def find_names(slots):
    """For each slot whom it names, and the languages of the archive: one query.

    slots: (terms, kinds they may name, whether a name is meant). Names in other letters that are spelt or sound so
    answer where nothing else does.
    """
    groups = [(number, group) for number, (terms, *_rest) in enumerate(slots) for group in groups_of(terms)]
    asked = [(n, False, _naming(group, slots[number][1])) for n, (number, group) in enumerate(groups)]
    asked += [
        (n, True, other) for n, (number, group) in enumerate(groups) if (other := _elsewhere(group, *slots[number][1:]))
    ]
    questions = [(expression, *keys.ALL_NAMES) for _n, _other, expression in asked]
    rows = sorted(backend().first_matches(questions, timezone.now(), MOST, [SPOKEN]))
    languages = sorted({main_language(code) for question, _key, code, _pk in rows if question < 0})
    found = defaultdict(list)
    for question, _key, kind, pk in rows:
        if question >= 0:
            found[asked[question][:2]].append((kind, pk))
    return _by_slot(slots, groups, found), languages


def _by_slot(slots, groups, found):
    named, called, used = ([make() for _slot in slots] for make in (Named, list, set))
    for n, (number, group) in enumerate(groups):
        records = found[n, False] or found[n, True]
        for term in group:
            named[number].terms[term].update(records)
        if len(group) > 1 and group == slots[number][0]:
            named[number].together = records
        if records and used[number].isdisjoint(group):  # the longest groups come first
            used[number].update(group)
            words = tuple(word for term in group for word in term.words)
            called[number].append([(record, words) for record in records])
    for each, by_group in zip(named, called, strict=True):
        for record, words in filter(None, chain.from_iterable(zip_longest(*by_group))):
            each.called.setdefault(record, words)
    return named


def groups_of(terms):
    """All terms together, each two that stand side by side, and each alone."""
    pairs = [terms[n : n + 2] for n in range(len(terms) - 1)]
    return list(dict.fromkeys(group for group in [terms, *pairs, *((term,) for term in terms)] if group))


def _naming(group, kinds):
    """Entries with these names; a code behind a name says which of the namesakes is meant."""
    return all_of(*map(_meant, group), Facet(tuple(f"kind{kind}" for kind in kinds)))


def _meant(term):
    return Facet((f"code{term.code.lower()}",)) if term.code else _spelt(term)


def _spelt(term):
    """The words of a term; O’Brien is OBrien too."""
    joined = tuple(fold_name(term.text).split())
    return any_of(
        Phrase(term.words, ("title",)), Phrase(joined, ("title",)) if joined not in {(), term.words} else None
    )


def _elsewhere(group, kinds, is_name):
    """The same for names in other letters; None where none can be meant. One word may be meant as a word."""
    if not is_name and len(group) < 2:
        return None
    others = [_in_other_letters(term) for term in group]
    if not any(others):
        return None
    spelt = [any_of(_meant(term), other) for term, other in zip(group, others, strict=True)]
    return all_of(*spelt, Facet(tuple(f"kind{kind}" for kind in kinds)))


def _in_other_letters(term):
    """What a name in other letters says that a term may mean; None for nothing."""
    if term.code:
        return None
    spelt = [Phrase(words, ("title",)) for text in spellings_of(term.text) if (words := tuple(fold_text(text).split()))]
    sounds = [[Phrase((sound,), ("title",)) for sound in sounds_asked(word)] for word in term.words]
    heard = all_of(*(any_of(*word) for word in sounds if word)) if any(sounds) else None
    return any_of(*spelt, heard) if spelt or heard else None

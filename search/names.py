"""Whom and what a reader's words name: “idrisov” is Erlan Idrissov, by any spelling that is stored."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Article, Statement

from . import keys
from .backends import backend
from .expressions import Facet, Phrase, all_of
from .stemming import main_language

# Each next language is found by the index of languages: as many steps as there are languages.
LANGUAGES = """
    SELECT -1, 0, tongue, 0 FROM (
        WITH RECURSIVE spoken (tongue) AS (
            SELECT min(language) FROM {table} WHERE language > ''
            UNION ALL
            SELECT (SELECT min(language) FROM {table} WHERE language > '' AND language > spoken.tongue)
            FROM spoken WHERE spoken.tongue IS NOT NULL
        ) SELECT tongue FROM spoken WHERE tongue IS NOT NULL LIMIT 200
    ) languages
"""
SPOKEN = [LANGUAGES.format(table=model._meta.db_table) for model in (Article, Statement)]
MOST = 30  # records that one word may name; a first name names more, and then a surname beside it decides


@dataclass
class Named:
    """The records a slot's words name: whole for all of them together, terms[term] for each."""

    whole: list = field(default_factory=list)
    terms: dict = field(default_factory=lambda: defaultdict(set))


def find_names(slots):
    """For each slot, (its terms, kinds it may name), whom they name; and the languages of the archive: one query."""
    groups = [(number, group) for number, (terms, _kinds) in enumerate(slots) for group in groups_of(terms)]
    questions = [(_naming(group, slots[number][1]), keys.NAMES, keys.FIRST_UNDATED - 1) for number, group in groups]
    named = [Named() for _slot in slots]
    languages = set()
    for question, _key, kind, pk in sorted(backend().first_matches(questions, timezone.now(), MOST, SPOKEN)):
        if question < 0:
            languages.add(main_language(kind))
            continue
        number, group = groups[question]
        if len(group) == len(slots[number][0]):
            named[number].whole.append((kind, pk))
        for term in group:
            named[number].terms[term].add((kind, pk))
    return named, sorted(languages)


def groups_of(terms):
    """All terms together, each two that stand side by side, and each alone."""
    pairs = [terms[n : n + 2] for n in range(len(terms) - 1)]
    return list(dict.fromkeys(group for group in [terms, *pairs, *((term,) for term in terms)] if group))


def _naming(group, kinds):
    """Entries with these names; a code behind a name says which of the namesakes is meant."""
    words = [Facet((f"code{t.code.lower()}",)) if t.code else Phrase(t.words, ("title",)) for t in group]
    return all_of(*words, Facet(tuple(f"kind{kind}" for kind in kinds)))

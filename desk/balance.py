"""Whom the archive lets speak: shares of speakers and of words in a period, and who is heard for the first time.

Counted over what readers see, the latest MOST statements of the period at most; a page says so where there are more.
Words are counted between spaces.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from articles.models import Statement
from people.models import Person

MOST = 2_000  # statements
SHOWN = 10  # voices
GENDERS = {"f": "she", "m": "he", "": "not recorded"}
ORGANISATIONS, UNNAMED = "organisations", "unnamed"


@dataclass(frozen=True)
class Share:
    """A part of all that was said. voices: speakers in it that can be told apart; share: of the words, 0 to 1."""

    label: str
    statements: int
    words: int
    voices: int
    share: float
    person: Person | None = None

    @property
    def width(self):
        """Of the bar that shows it, in hundredths."""
        return round(self.share * 100, 1)


@dataclass
class Balance:
    """first, last: the days of the period. is_all: whether all its statements are counted."""

    first: date
    last: date
    statements: int = 0
    words: int = 0
    is_all: bool = True
    by_kind: list = field(default_factory=list)
    by_voice: list = field(default_factory=list)
    by_sort: list = field(default_factory=list)
    speakers: int = 0
    newcomers: list = field(default_factory=list)


def balance(first, last, publisher=None):
    """How what was said from one day to another, both included, is shared out; in four queries at most."""
    rows, is_all = _rows(first, last, publisher)
    told = Balance(first, last, len(rows), sum(words for *_, words in rows), is_all)
    people = _people({speaker for _kind, speaker, _body, _words in rows if speaker})
    told.by_kind = _shares(told, rows, lambda kind, speaker, body: Statement.Kind(kind).label)
    told.by_sort = _shares(told, rows, lambda kind, speaker, body: _sort_of(people.get(speaker), body))
    told.by_voice = _voices(told, rows, people)
    told.speakers = len(people)
    told.newcomers = _newcomers(people, first)
    return told


def _rows(first, last, publisher):
    """(kind, speaker, organisation, words) of the latest statements of the period, and whether these are all."""
    said = Statement.objects.published().filter(sorted_on__range=(first, last))
    if publisher:
        said = said.filter(article__publisher=publisher)
    found = said.order_by("-sorted_on", "-pk").values_list("kind", "speaker", "on_behalf_of", "text")[: MOST + 1]
    rows = [(kind, speaker, body, len(text.split())) for kind, speaker, body, text in found]
    return rows[:MOST], len(rows) <= MOST


def _people(keys):
    return Person.objects.only("name", "slug", "gender", "visible_from").in_bulk(keys)


def _sort_of(person, body):
    if person:
        return GENDERS[person.gender]
    return ORGANISATIONS if body else UNNAMED


def _shares(told, rows, label_of):
    """The parts of all that was said that bear the same label, the largest first."""
    statements, words, voices = Counter(), Counter(), defaultdict(set)
    for kind, speaker, body, count in rows:
        label = label_of(kind, speaker, body)
        statements[label] += 1
        words[label] += count
        voices[label].add((speaker, body))
    return [
        Share(label, statements[label], words[label], len(voices[label]), _part(words[label], told.words))
        for label, _number in words.most_common()
    ]


def _voices(told, rows, people):
    """The people who are given most words."""
    statements, words = Counter(), Counter()
    for _kind, speaker, _body, count in rows:
        if speaker:
            statements[speaker] += 1
            words[speaker] += count
    return [
        Share(people[key].name, statements[key], number, 1, _part(number, told.words), people[key])
        for key, number in words.most_common(SHOWN)
    ]


def _newcomers(people, first):
    """Those of whom nothing was heard before the period, by name."""
    earlier = Statement.objects.published().filter(speaker=OuterRef("pk"), sorted_on__lt=first)
    heard = Person.objects.filter(pk__in=people).filter(Exists(earlier)).values_list("pk", flat=True)
    return sorted((people[key] for key in people.keys() - set(heard)), key=lambda person: (person.name, person.pk))


def _part(number, of):
    return number / of if of else 0

"""Whom a person or an organisation appears with, and as what, in the latest articles that it takes part in."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from math import cos, pi, sin

from django.db.models import Exists, F, OuterRef

from . import finding
from .models import Person
from .paging import Page
from .sections import Section

LATEST = 200  # articles
SHOWN, DESCRIPTIONS = 12, 12
WIDTH, HEIGHT, ACROSS, DOWN = 640, 300, 120, 110  # of the drawing, and from its middle to the circle of names
THICKEST = 8


@dataclass
class CompanySection(Section):
    """A section without rows of its own: the view fills it with the company, once it is open."""

    unit: str = "article"
    is_aside: bool = True

    def page(self, request, year, kind, words):
        return Page([])

    def numbers(self, year, kind):
        return {}, {}


@dataclass(frozen=True)
class Companion:
    """Someone in the same articles. number: of these; x, y: where they stand in the drawing; width: of their line."""

    person: Person
    number: int
    x: int
    y: int
    width: float

    @property
    def anchor(self):
        return "start" if self.x > WIDTH / 2 + 1 else "end" if self.x < WIDTH / 2 - 1 else "middle"

    @property
    def name_x(self):
        return self.x + {"start": 12, "end": -12, "middle": 0}[self.anchor]

    @property
    def name_y(self):
        return self.y + (5 if self.anchor != "middle" else 26 if self.y > HEIGHT / 2 else -16)


@dataclass(frozen=True)
class Company:
    """people: Companions, the most frequent first; ties: which of them appear together; articles: counted over."""

    people: list
    ties: list
    descriptions: list
    articles: int
    is_all: bool
    width: int = WIDTH
    height: int = HEIGHT
    middle: tuple = field(default=(WIDTH // 2, HEIGHT // 2))


def company_of(party, articles):
    """The company of a party in the newest rows of its section of articles, in two queries."""
    keys = finding.newest(articles, LATEST)
    named, own = defaultdict(set), []
    for row in _taking_part(party, keys):
        if getattr(row, f"{party._meta.model_name}_id") == party.pk:
            own.append(row)
        elif row.person_id and row.is_public:
            named[row.person].add(row.article_id)
    ranked = sorted(named, key=lambda person: (-len(named[person]), person.sort_key))[:SHOWN]
    people = [_companion(n, len(ranked), person, named) for n, person in enumerate(ranked)]
    return Company(people, list(_ties(people, named)), _descriptions(own), len(keys), articles.tally <= len(keys))


def _taking_part(party, keys):
    public = Person.objects.published().filter(pk=OuterRef("person"))
    accepted = party.participations.model.objects.filter(article__in=keys, review="accepted")
    rows = accepted.select_related("person").annotate(is_public=Exists(public), printed_on=F("article__printed_on"))
    return rows.order_by("pk")


def _companion(position, of, person, named):
    """On a circle round the party, beginning to its right."""
    turn = 2 * pi * position / of
    most = max(map(len, named.values()))
    width = round(1 + (THICKEST - 1) * len(named[person]) / most, 1)
    x, y = round(WIDTH / 2 + ACROSS * cos(turn)), round(HEIGHT / 2 + DOWN * sin(turn))
    return Companion(person, len(named[person]), x, y, width)


def _ties(people, named):
    """(companion, companion, in how many of these articles both are), where it is more than one."""
    for one, other in combinations(people, 2):
        both = len(named[one.person] & named[other.person])
        if both > 1:
            yield one, other, both


def _descriptions(rows):
    """What these articles called the party, in order of time: [{words, first, last, number}]."""
    found = defaultdict(list)
    for row in rows:
        if row.described_as:
            found[row.described_as].append(row)
    told = [_described(words, rows) for words, rows in found.items()]
    return sorted(told, key=lambda d: (d["first"] is None, d["first"] or 0, d["words"]))[:DESCRIPTIONS]


def _described(words, rows):
    days = sorted(row.printed_on for row in rows if row.printed_on)
    number = len({row.article_id for row in rows})
    return {"words": words, "first": days[0] if days else None, "last": days[-1] if days else None, "number": number}

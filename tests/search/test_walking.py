"""What is found is what reading every line of the index one by one would find, in its order, wherever it lies."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.visibility import ALWAYS
from search.backends import backend
from search.expressions import AllOf, AnyOf, But, Facet, Phrase, loosely
from search.keys import LAST, ROOM, minute_of
from search.models import Entry

pytestmark = pytest.mark.django_db

COLUMNS = ("title", "source", "text")
WORDS = ("the", "harbour", "crane", "strike", "ends")
MANY = 6000  # in two months: more than are read a whole year at a time, behind a month that holds next to nothing
DAYS = [
    *(date(2010, 1, day) for day in (2, 3, 3)),
    *(date(2009, 11, 1) + timedelta(n * 60 // MANY) for n in range(MANY)),
    *(date(1990, 1, 5) + timedelta(150 * n) for n in range(45)),
]


@pytest.fixture(scope="module")
def written():
    """The lines by their keys: {key: {column: words, "facets": …}}."""
    choose, numbers, lines = random.Random(1987), {}, {}
    for day in DAYS:
        minute = minute_of(day)
        numbers[minute] = numbers.get(minute, -1) + 1
        line = {column: choose.choices(WORDS, k=choose.randint(0, 4)) for column in COLUMNS}
        facets = [f"year{day.year}", f"month{day:%Y%m}", f"lang{choose.choice(['en', 'de'])}"]
        lines[minute * ROOM + numbers[minute]] = line | {"facets": facets}
    return lines


@pytest.fixture
def indexed(written):
    said = {"kind": "article", "visible_from": ALWAYS, "digest": 0}
    entries = [
        Entry(key=key, minute=key // ROOM, record_id=number, facets=" ".join(line["facets"]), **said)
        for number, (key, line) in enumerate(written.items())
    ]
    Entry.objects.bulk_create(entries)
    backend().add([(entry.key, (*columns_of(written[entry.key]), entry.facets)) for entry in entries])
    return written


def columns_of(line):
    return [" ".join(line[column]) for column in COLUMNS]


def says(line, expression):
    match expression:
        case Phrase(words, columns, is_beginning):
            return any(stands_in(line[column], words, is_beginning) for column in columns)
        case Facet(names):
            return any(name in line["facets"] for name in names)
        case AllOf(parts):
            return all(says(line, part) for part in parts)
        case AnyOf(parts):
            return any(says(line, part) for part in parts)
        case But(wanted, unwanted):
            return says(line, wanted) and not says(line, unwanted)


def stands_in(words, phrase, is_beginning):
    for at in range(len(words) - len(phrase) + 1):
        *others, last = words[at : at + len(phrase)]
        if tuple(others) == phrase[:-1] and (last.startswith(phrase[-1]) if is_beginning else last == phrase[-1]):
            return True
    return False


def asked_in_every_way():
    phrase, title = Phrase(("the", "harbour")), Phrase(("crane",), ("title",))
    begun = Phrase(("the", "stri"), is_beginning=True)
    english, of_a_year = Facet(("langen",)), Facet(("year1990", "year2009"))
    yield from (Phrase(("crane",)), phrase, title, begun, AllOf((phrase, english)), AnyOf((begun, title)))
    yield But(english, phrase)
    yield But(phrase, title)
    yield But(AllOf((title, of_a_year)), Phrase(("ends",)))
    yield AllOf((AnyOf((phrase, But(of_a_year, title))), Phrase(("strike",), ("source", "text"))))


def test_each_question_finds_what_reading_line_by_line_finds(indexed):
    ordered, now, some = sorted(indexed), timezone.now(), random.Random(1987)
    for expression in asked_in_every_way():
        bounds = [(0, LAST), *(sorted(some.sample(ordered, 2)) for _ in range(3))]
        for low, high in bounds:
            right = [key for key in ordered if low <= key <= high and says(indexed[key], expression)]
            assert [row[0] for row in backend().matches(expression, now, low, high, 100_000)] == right[::-1]
            upwards = backend().matches(expression, now, low, high, 7, oldest_first=True)
            assert [row[0] for row in upwards] == right[:7]
            newest, is_whole = backend().first(expression, now, low, high, 30, 30)
            assert [row[0] for row in newest] == right[::-1][:30] and is_whole == (len(right) <= 30)
            assert backend().count([(expression, low, high)], now, 10_000) == [len(right)]


def test_what_answers_an_expression_answers_it_loosely_too(written):
    for expression in asked_in_every_way():
        loose, exact = loosely(expression), [line for line in written.values() if says(line, expression)]
        assert 0 < len(exact) < len(written) and all(says(line, loose) for line in exact)
        assert loosely(loose) == loose

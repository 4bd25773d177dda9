"""What two or more speakers said with the same words, side by side."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from people.counting import Tally

from . import results
from .answering import NOT_COUNTED, TOO_LONG, marks_of
from .backends import SearchTimeoutError, backend
from .models import Entry
from .query import Query, clean, parse
from .question import Question, resolve_names
from .throttle import throttled

MOST_SPEAKERS, MOST_READ = 4, 20
TOO_MANY_SPEAKERS = f"Only the first {MOST_SPEAKERS} speakers stand side by side."
SHOWN = 10  # statements of each


@dataclass
class Column:
    """What one speaker said. speaker: as typed; number: how many statements, None where counting took too long."""

    speaker: str
    question: Question
    label: str
    remove: str
    all_of_it: str
    person: object = None
    number: Tally | None = None
    rows: list = field(default_factory=list)
    cards: list = field(default_factory=list)
    is_given_up: bool = False

    @property
    def has_more(self):
        """Whether there is more than is shown; where nobody counted, there may be."""
        return self.is_given_up or (len(self.rows) == SHOWN and (self.number is None or self.number > SHOWN))


@throttled
def compare(request):
    """A column for each speaker, the newest statement with the words first."""
    words, speakers = clean(request.GET.get("q", "")), speakers_asked(request)
    columns = columns_of(words, speakers)
    context = {
        "words": words,
        "columns": columns,
        "may_add": len(speakers) < MOST_SPEAKERS,
        "most": MOST_SPEAKERS,
        "marks": marks_of(columns[0].question) if columns else "",
        "notices": [*[TOO_MANY_SPEAKERS] * (len(speakers_typed(request)) > MOST_SPEAKERS), *notices_of(columns)],
    }
    response = render(request, "search/compare.html", context)
    if any(column.is_given_up or column.number is None for column in columns):
        response["Cache-Control"] = "no-store"
    return response


def speakers_asked(request):
    """The speakers as typed, as many as are shown side by side."""
    return speakers_typed(request)[:MOST_SPEAKERS]


def speakers_typed(request):
    """Each speaker once, as typed; of an endless list the first."""
    typed = (clean(name) for name in request.GET.getlist("speaker")[:MOST_READ])
    return list(dict.fromkeys(name for name in typed if name))


def columns_of(words, speakers):
    """The columns, filled in with a number of queries that depends on the speakers alone."""
    asked = {speaker: parse(speaker, "speaker") for speaker in speakers}
    asked = {speaker: query for speaker, query in asked.items() if query}
    if not asked:
        return []
    columns = [_column(words, list(asked), speaker, query) for speaker, query in asked.items()]
    resolve_names([column.question for column in columns])
    _name(columns)
    _count(columns)
    for column in columns:
        _find(column)
    _fetch(columns)
    return columns


def _column(words, speakers, speaker, query):
    question = Question(parse(words) + query, kind=Entry.Kind.STATEMENT)
    label = " ".join(term.label for term in query.terms)
    others = [other for other in speakers if other != speaker]
    search = urlencode({"q": words, "speaker": speaker, "kind": "statement"})
    return Column(speaker, question, label, address(words, others), search)


def address(words, speakers):
    return f"?{urlencode([('q', words), *(('speaker', speaker) for speaker in speakers)])}"


def _name(columns):
    """Give those their person whose words name one and no other."""
    found = {number: set(column.question.meant_by("speaker")) for number, column in enumerate(columns)}
    meant = {number: records.pop() for number, records in found.items() if len(records) == 1}
    names = results.names_of(meant.values())
    for number, reference in meant.items():
        columns[number].person = names.get(reference)


def _count(columns):
    counted = results.count_each([column.question for column in columns])
    for column, number in zip(columns, counted, strict=True):
        column.number = number


def _find(column):
    question = column.question
    try:
        column.rows = backend().matches(question.expression(), timezone.now(), *question.range, SHOWN)
    except SearchTimeoutError:
        column.is_given_up = True


def _fetch(columns):
    """The cards of all columns at once; one statement may stand in several of them."""
    rows = [row for column in columns for row in column.rows]
    cards = {card.record.pk: card for card in results.cards_of(rows, columns[0].question)}
    for column in columns:
        column.cards = [cards[pk] for _key, _kind, pk, _facets in column.rows if pk in cards]


def notices_of(columns):
    """What a reader should know of the words, and what was left out."""
    said = sum((column.question.query for column in columns), Query()).notices
    return [
        *said,
        *[NOT_COUNTED] * any(column.number is None for column in columns),
        *[TOO_LONG] * any(column.is_given_up for column in columns),
    ]

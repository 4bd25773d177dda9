"""The answers of a search for programs: a table of all of them, and a feed of the newest."""

from collections import defaultdict
from itertools import chain, islice

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from articles.dates import date_for_machines
from articles.feeds import feed
from articles.models import Correction
from people.tables import table

from .backends import backend
from .lines import MODELS
from .models import Entry
from .question import REPORTED

BATCH = 500
PATIENCE = 20  # seconds for each batch of a table
IN_A_FEED = 50
COLUMNS = [
    "kind", "code", "address", "text", "speaker", "speaker_code", "described_as", "on_behalf_of", "said_on", "said_in",
    "headline", "article_code", "publisher", "printed_on", "language", "corrections",
]  # fmt: skip


def answers_as_table(request, asked):
    """Every answer, newest or oldest first, however many there are. Raises SearchTimeoutError before the first row.

    Should a later batch take too long, the answer breaks off: no table looks whole that is not.
    """
    question = asked.question
    if question.is_empty:
        return table(COLUMNS, (), "answers")
    question.resolve_names()
    rows = _rows(request, question, asked.read.get("sort") == "oldest")
    return table(COLUMNS, chain(list(islice(rows, 1)), rows), "answers")


def answers_as_feed(request, asked, form):
    """The newest answers, those that the page shows first, within its time: statements and articles, or people …"""
    question, keys = asked.question, defaultdict(list)
    if not question.is_empty:
        question.resolve_names()
        found = backend().matches(question.expression(), timezone.now(), *question.range, IN_A_FEED)
        for _key, kind, pk, _facets in found:
            keys[kind].append(pk)
    title = f"{asked.in_words} · {settings.SITE_NAME}"
    path = request.get_full_path().replace(f"feed.{form}", "", 1)
    records = {kind: MODELS[kind].objects.published().filter(pk__in=pks) for kind, pks in keys.items()}
    statements, articles = (records.pop(kind, None) for kind in REPORTED)
    return feed(request, form, title, path, statements, articles=articles, named=records.values())


def _rows(request, question, oldest_first):
    low, high = question.range
    while True:
        found = backend().matches(
            question.expression(), timezone.now(), low, high, BATCH, oldest_first=oldest_first, seconds=PATIENCE
        )
        yield from _written(request, found)
        if len(found) < BATCH:
            return
        low, high = (found[-1][0] + 1, high) if oldest_first else (low, found[-1][0] - 1)


def _written(request, found):
    """The rows of a batch, in its order: one query for each kind of record in it, and one for the corrections."""
    by_kind = {kind: [row[2] for row in found if row[1] == kind] for kind in MODELS}
    records = {kind: _fetched(kind, pks) for kind, pks in by_kind.items() if pks}
    corrected = _corrected(records)
    writers = {Entry.Kind.STATEMENT: _statement, Entry.Kind.ARTICLE: _article}
    for _key, kind, pk, _facets in found:
        if record := records[kind].get(pk):
            yield [*writers.get(kind, _named)(request, record), " ".join(corrected[kind, pk])]


def _corrected(records):
    """{(kind, primary key): what was corrected of a statement or an article, each with its day}."""
    found = Correction.objects.filter(
        Q(statement__in=records.get("statement", ())) | Q(article__in=records.get("article", ()))
    )
    told = defaultdict(list)
    for each in found:
        of = ("statement", each.statement_id) if each.statement_id else ("article", each.article_id)
        told[of].append(f"{each.get_act_display()} {each.made_at:%Y-%m-%d}: {each.what_changed}")
    return told


def _fetched(kind, pks):
    records = MODELS[kind].objects.published()
    if kind == Entry.Kind.STATEMENT:
        records = records.select_related("speaker", "on_behalf_of", "said_in", "article__publisher")
    return (records.select_related("publisher") if kind == Entry.Kind.ARTICLE else records).in_bulk(pks)


def _statement(request, said):
    article, speaker = said.article, said.speaker
    return [
        said.kind, said.code, request.build_absolute_uri(said.get_absolute_url()), said.text,
        speaker and speaker.name, speaker and speaker.code, said.described_as,
        said.on_behalf_of and said.on_behalf_of.name,
        said.said_on and date_for_machines(said.said_on, said.said_on_precision), said.said_in and said.said_in.name,
        *_printed(article), said.language or article.language,
    ]  # fmt: skip


def _printed(article):
    printed = article.printed_on and date_for_machines(article.printed_on, article.printed_on_precision)
    return [article.headline, article.code, article.publisher and article.publisher.name, printed]


def _article(request, article):
    address = request.build_absolute_uri(article.get_absolute_url())
    return ["article", article.code, address, article.lead, *[""] * 6, *_printed(article), article.language]


def _named(request, record):
    address = request.build_absolute_uri(record.get_absolute_url())
    kind = record._meta.model_name
    return [kind, record.code, address, record.name, *[""] * (len(COLUMNS) - 6), record.language]

"""What an article, statement, person, organisation, place or event says in its entry.

Every line has words in four columns: title (a headline; all names of a record), source (who said it, as
printed), text, and facets: one word for each thing a search can be narrowed by (speaker12, in9, year1987).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person, Precision
from people.prepared import prepared
from people.ranges import among

from . import facet_words, keys
from .counted import packed
from .folding import fold_all_names, fold_text, fold_with_stems
from .models import Entry

KINDS = {
    Statement: Entry.Kind.STATEMENT,
    Article: Entry.Kind.ARTICLE,
    Person: Entry.Kind.PERSON,
    Organisation: Entry.Kind.ORGANISATION,
    Place: Entry.Kind.PLACE,
    Event: Entry.Kind.EVENT,
}
MODELS = {kind: model for model, kind in KINDS.items()}
READ_OF_STATEMENTS = (
    *("pk", *facet_words.OF_STATEMENTS),
    *("visible_from", "said_at", "article__published_at", "text", "described_as"),
)
VISIBLE_FROM = READ_OF_STATEMENTS.index("visible_from")
FACETS = 2**32  # the low half of a digest


@dataclass(slots=True)
class Line:
    """An entry and its words. digest: the words' in its high half, the facets' in its low one."""

    kind: str
    record_id: int
    visible_from: datetime
    minute: int
    title: str = ""
    source: str = ""
    text: str = ""
    facets: str = ""

    @property
    def words(self):
        return self.title, self.source, self.text, self.facets

    @property
    def counted(self):
        return packed(self.facets)

    @property
    def digest(self):
        words = crc32(f"{self.title}\n{self.source}\n{self.text}".encode())
        return with_facets(words * FACETS - 2**63, self.facets)


def with_facets(digest, facets):
    """The digest of the same words with these facets."""
    return digest - digest % FACETS + crc32(facets.encode())


def lines_of(model, pks, fresh=None):
    """The lines of these records, of those that are visible or will be without anyone's doing, in the order in which
    they came: so are those of one minute listed. fresh: statements that need not be read."""
    pks = list(pks)
    if model not in REPORTED:
        return _name_lines(model, pks)
    rows_of, line_of = REPORTED[model]
    rows = _fresh_rows(model, pks, fresh) or rows_of(pks)
    facets = _facets(model, rows)
    return [line_of(row, facets[row[0]]) for row in rows]


def _visible(model, pks):
    return model.objects.filter(among("pk", pks), visible_from__isnull=False).order_by("pk")


def facets_of(model, pks):
    """{primary key: (visible_from, facets)} of those of these records that have a line."""
    rows = _rows_for_facets(model, list(pks))
    facets = _facets(model, rows)
    return {row[0]: (row[-1], facets[row[0]]) for row in rows}


@prepared
def _rows_for_facets(model, pks):
    visible = model.objects.filter(pk__in=pks, visible_from__isnull=False)
    if model is Article:
        visible = visible.filter(revisions__is_current=True)
    return visible.values_list("pk", *_read_for_facets(model), "visible_from")


def _read_for_facets(model):
    own = {Statement: facet_words.OF_STATEMENTS, Article: facet_words.OF_ARTICLES}
    return own.get(model) or facet_words.of_names(model)


def _facets(model, rows):
    reader = {Statement: facet_words.of_statements, Article: facet_words.of_articles}.get(model)
    return reader(rows) if reader else facet_words.of_named(KINDS[model], rows)


@prepared
def _rows_of_statements(pks):
    return _visible(Statement, pks).values_list(*READ_OF_STATEMENTS)


def _fresh_rows(model, pks, fresh):
    """The same of statements that were written just now; nothing where others are among them."""
    rows = fresh and model is Statement and fresh.rows(pks, READ_OF_STATEMENTS)
    return [row for row in rows or () if row[VISIBLE_FROM] is not None]


def _statement_line(row, facets):
    pk, said_on, said_precision, *_links = row
    language, printed_on, printed_precision, article_language = row[9], row[11], row[12], row[15]
    visible_from, said_at, published_at, text, described_as = row[16:]
    day, precision, instant = (
        (said_on, said_precision, said_at) if said_on else (printed_on, printed_precision, published_at)
    )
    language = language or article_language
    minute = keys.minute_of(day, instant if precision == Precision.DAY else None)
    return Line(
        Entry.Kind.STATEMENT, pk, visible_from, minute,
        source=fold_with_stems(described_as, language), text=fold_with_stems(text, language), facets=facets,
    )  # fmt: skip


@prepared
def _rows_of_articles(pks):
    words = "visible_from", "published_at", "headline", "revisions__body", "byline"
    current = _visible(Article, pks).filter(revisions__is_current=True)
    return current.values_list("pk", *facet_words.OF_ARTICLES, *words)


def _article_line(row, facets):
    pk, printed_on, precision, _publisher, _place, language, visible_from, published_at, headline, body, byline = row
    minute = keys.minute_of(printed_on, published_at if precision == Precision.DAY else None)
    return Line(
        Entry.Kind.ARTICLE, pk, visible_from, minute,
        title=fold_with_stems(headline, language), source=fold_text(byline), text=fold_with_stems(body, language),
        facets=facets,
    )  # fmt: skip


REPORTED = {Statement: (_rows_of_statements, _statement_line), Article: (_rows_of_articles, _article_line)}


def _name_lines(model, pks):
    """People, organisations, places and events: their names are their title, all in one room of keys."""
    kind, rows = KINDS[model], _rows_of_names(model, pks)
    names, facets = _other_names(model, [row[0] for row in rows]), facet_words.of_named(kind, rows)
    return [_name_line(kind, row, names[row[0]], facets[row[0]]) for row in rows]


@prepared
def _rows_of_names(model, pks):
    words = "visible_from", "name", "summary", "language"
    return _visible(model, pks).values_list("pk", *facet_words.of_names(model), *words)


def _name_line(kind, row, other_names, facets):
    pk, _code, _place, visible_from, name, summary, language = row
    return Line(
        kind, pk, visible_from, keys.NAMES,
        title=fold_all_names([name, *other_names], language), text=fold_text(summary), facets=facets,
    )  # fmt: skip


def _other_names(model, pks):
    names = defaultdict(list)
    for pk, text in _rows_of_other_names(model, pks) if model is not Event else ():
        names[pk].append(text)
    return names


@prepared
def _rows_of_other_names(model, pks):
    owner = model._meta.model_name
    rows = model._meta.get_field("names").related_model.objects.filter(**{f"{owner}__pk__in": pks})
    return rows.order_by("pk").values_list(owner, "text")

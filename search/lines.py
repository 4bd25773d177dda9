"""What an article, statement, person, organisation, place or event says in its entry.

Every line has words in four columns: title (a headline; all names of a record), source (who said it, as
printed), text, and facets: one word for each thing a search can be narrowed by (speaker12, in9, year1987).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from django.db.models import BigIntegerField, Q, Value

from articles.models import Article, Event, EventMention, Participation, Place, PlaceMention, Reference, Statement
from people.models import Organisation, Person, Precision

from . import keys
from .folding import fold_all_names, fold_text, fold_with_stems
from .models import Entry
from .places import with_ancestors

KINDS = {
    Statement: Entry.Kind.STATEMENT,
    Article: Entry.Kind.ARTICLE,
    Person: Entry.Kind.PERSON,
    Organisation: Entry.Kind.ORGANISATION,
    Place: Entry.Kind.PLACE,
    Event: Entry.Kind.EVENT,
}
MODELS = {kind: model for model, kind in KINDS.items()}
LIES_IN = {Place: "pk", Event: "place"}
NOWHERE = Value(None, output_field=BigIntegerField())
SUBJECTS = ("person", "organisation", "place", "event")
ABOUT_PLACE = "aboutplace"
SAID = "said"  # before what a statement is about, once more: few statements may stand among many articles about it
UNPLACED = "unplaced"  # it is not known where this was said: where it was written may stand in


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
    def digest(self):
        words = crc32("\n".join(self.words[:3]).encode())
        return (words << 32 | crc32(self.facets.encode())) - 2**63


def lines_of(model, pks):
    """The lines of these records, of those that are visible or will be without anyone's doing."""
    visible = model.objects.filter(pk__in=pks, visible_from__isnull=False)
    reader = {Statement: statement_lines, Article: article_lines}.get(model, name_lines)
    return reader(visible)


def statement_lines(statements):
    rows = list(
        statements.values_list(
            "pk", "visible_from", "said_on", "said_on_precision", "said_at", "text", "described_as", "kind", "speaker",
            "on_behalf_of", "said_in", "event", "event__place", "language", "article", "article__printed_on",
            "article__printed_on_precision", "article__published_at", "article__publisher", "article__dateline_place",
            "article__language",
        )
    )  # fmt: skip
    references = _references([row[0] for row in rows])
    places = {place for row in rows for place in (row[10], row[12], row[19])}
    upwards = with_ancestors(places | places_about(references.values()))
    return [_statement_line(row, references[row[0]], upwards) for row in rows]


def _statement_line(row, references, upwards):
    (pk, visible_from, said_on, said_precision, said_at, text, described_as, kind, speaker, on_behalf_of, said_in,
     event, event_place, language, article, printed_on, printed_precision, published_at, publisher, dateline,
     article_language) = row  # fmt: skip
    day, precision, instant = (
        (said_on, said_precision, said_at) if said_on else (printed_on, printed_precision, published_at)
    )
    facets = [f"kindstatement mode{kind} article{article}", *time_facets(day, precision), *references]
    facets += numbered(speaker=speaker, org=on_behalf_of, event=event, publisher=publisher)
    facets += place_facets("in", upwards.get(said_in or event_place)) or [UNPLACED]
    language = language or article_language
    facets += place_facets("written", upwards.get(dateline)) + language_facets(language)
    facets += around_facets(references, upwards) + numbered(at=said_in or event_place)
    facets += [f"{SAID}{facet}" for facet in facets if facet.startswith(("about", "around"))]
    minute = keys.minute_of(day, instant if precision == Precision.DAY else None)
    return Line(
        Entry.Kind.STATEMENT, pk, visible_from, minute,
        source=fold_with_stems(described_as, language), text=fold_with_stems(text, language), facets=" ".join(facets),
    )  # fmt: skip


def article_lines(articles):
    rows = list(
        articles.filter(revisions__is_current=True).values_list(
            "pk", "visible_from", "printed_on", "printed_on_precision", "published_at", "headline", "revisions__body",
            "byline", "publisher", "dateline_place", "language",
        )
    )  # fmt: skip
    named = _named([row[0] for row in rows])
    upwards = with_ancestors({row[9] for row in rows} | places_about(named.values()))
    return [_article_line(row, named[row[0]], upwards) for row in rows]


def _article_line(row, named, upwards):
    pk, visible_from, printed_on, precision, published_at, headline, body, byline, publisher, dateline, language = row
    facets = [
        f"kindarticle {UNPLACED} article{pk}",
        *time_facets(printed_on, precision),
        *sorted(set(named)),
        *numbered(publisher=publisher),
    ]
    facets += place_facets("written", upwards.get(dateline)) + language_facets(language)
    facets += around_facets(named, upwards) + numbered(**{"from": dateline})
    minute = keys.minute_of(printed_on, published_at if precision == Precision.DAY else None)
    return Line(
        Entry.Kind.ARTICLE, pk, visible_from, minute,
        title=fold_with_stems(headline, language), source=fold_text(byline), text=fold_with_stems(body, language),
        facets=" ".join(facets),
    )  # fmt: skip


def name_lines(records):
    """People, organisations, places and events: their names are their title, all in one room of keys."""
    model = records.model
    rows = list(
        records.values_list("pk", "visible_from", "code", "name", "summary", LIES_IN.get(model, NOWHERE), "language")
    )
    names = _other_names(model, [row[0] for row in rows])
    upwards = with_ancestors({row[5] for row in rows})
    return [_name_line(KINDS[model], row, names[row[0]], upwards) for row in rows]


def _name_line(kind, row, other_names, upwards):
    pk, visible_from, code, name, summary, place, language = row
    facets = [f"kind{kind} code{code.lower()}", *place_facets("in", upwards.get(place))]
    return Line(
        kind, pk, visible_from, keys.NAMES,
        title=fold_all_names([name, *other_names], language), text=fold_text(summary), facets=" ".join(facets),
    )  # fmt: skip


def _other_names(model, pks):
    names = defaultdict(list)
    if model is not Event:
        owner = model._meta.model_name
        rows = model._meta.get_field("names").related_model.objects.filter(**{f"{owner}__in": pks})
        for pk, text in rows.order_by("pk").values_list(owner, "text"):
            names[pk].append(text)
    return names


def _references(statements):
    """{statement: facets of whom it was said to, and whom and what it is about}."""
    facets = defaultdict(list)
    rows = Reference.objects.filter(statement__in=statements).order_by("pk")
    for statement, relation, *subjects in rows.values_list("statement", "relation", *SUBJECTS):
        facets[statement] += [f"{relation}{kind}{pk}" for kind, pk in zip(SUBJECTS, subjects, strict=True) if pk]
    return facets


def _named(articles):
    """{article: facets of who takes part in it, and which places and events it is about}. Accepted links only."""
    facets = defaultdict(list)
    accepted = Q(article__in=articles, review="accepted")
    participants = Participation.objects.filter(accepted).order_by("pk")
    for article, person, organisation in participants.values_list("article", "person", "organisation"):
        facets[article] += numbered(aboutperson=person, aboutorganisation=organisation)
    said = Statement.objects.filter(article__in=articles, visible_from__isnull=False).order_by()
    for article, speaker, organisation in said.values_list("article", "speaker", "on_behalf_of").distinct():
        facets[article] += numbered(speaker=speaker, org=organisation)
    for article, place in PlaceMention.objects.filter(accepted).order_by("pk").values_list("article", "place"):
        facets[article] += numbered(aboutplace=place)
    for article, event in EventMention.objects.filter(accepted).order_by("pk").values_list("article", "event"):
        facets[article] += numbered(event=event, aboutevent=event)
    return facets


def numbered(**links):
    return [f"{kind}{pk}" for kind, pk in links.items() if pk]


def place_facets(relation, upwards):
    return [f"{relation}{place}" for place in upwards or ()]


def places_about(named):
    """The keys of the places among lists of facets that say what something is about."""
    about = (facet for facets in named for facet in facets if facet.startswith(ABOUT_PLACE))
    return {int(facet.removeprefix(ABOUT_PLACE)) for facet in about}


def around_facets(facets, upwards):
    """What it is about lies in these places."""
    around = {place for about in places_about([facets]) for place in upwards.get(about, ())}
    return [f"around{place}" for place in sorted(around)]


def language_facets(language):
    return [f"lang{language.lower().partition('-')[0]}"] if language else []


def time_facets(day, precision):
    """The year, and the month where it is known; what is known less than to the day says so."""
    if not day:
        return []
    year = f"year{day.year}"
    if precision == Precision.YEAR:
        return [year, "toyear"]
    month = f"month{day.year}{day.month:02}"
    return [year, month, "tomonth"] if precision == Precision.MONTH else [year, month]

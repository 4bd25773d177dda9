"""The words by which a search is narrowed, of each thing that can be found: speaker12, in9, year1987.

They follow from what a record is linked with and from its dates, never from its words. Rows are given that begin with a
primary key and what is named here, whatever else they bring.
"""

from collections import defaultdict
from functools import lru_cache

from django.db.models import BigIntegerField, Q, Value

from articles.models import Event, EventMention, Participation, Place, PlaceMention, Reference, Statement
from people.models import Precision
from people.prepared import prepared
from people.ranges import among

from .models import Entry
from .wholes import with_wholes

OF_STATEMENTS = (
    "said_on", "said_on_precision", "kind", "speaker", "on_behalf_of", "said_in", "event", "event__place", "language",
    "article", "article__printed_on", "article__printed_on_precision", "article__publisher",
    "article__dateline_place", "article__language",
)  # fmt: skip
OF_ARTICLES = ("printed_on", "printed_on_precision", "publisher", "dateline_place", "language")
LIES_IN = {Place: "pk", Event: "place"}
NOWHERE = Value(None, output_field=BigIntegerField())
SUBJECTS = ("person", "organisation", "place", "event")
ABOUT = {Place: "aboutplace", Event: "aboutevent"}
SAID = "said"  # before what a statement is about, once more: few statements may stand among many articles about it
REMEMBERED = 4096  # days, and languages: the same few stand in many rows
UNPLACED = "unplaced"  # it is not known where this was said: where it was written may stand in


def of_statements(rows):
    """{statement: facets}. rows: (primary key, *OF_STATEMENTS, …)."""
    references = _references([row[0] for row in rows])
    places = {place for row in rows for place in (row[6], row[8], row[14])}
    upwards = with_wholes(Place, places | keys_about(Place, references.values()))
    events = with_wholes(Event, {row[7] for row in rows} | keys_about(Event, references.values()))
    return {row[0]: _of_statement(row, references[row[0]], upwards, events) for row in rows}


def _of_statement(row, references, upwards, events):
    (_pk, said_on, said_precision, kind, speaker, on_behalf_of, said_in, event, event_place, language, article,
     printed_on, printed_precision, publisher, dateline, article_language) = row[:16]  # fmt: skip
    day, precision = (said_on, said_precision) if said_on else (printed_on, printed_precision)
    references = references + reaching("aboutevent", above(references, events))
    facets = [f"kindstatement mode{kind} article{article}", *time_facets(day, precision), *references]
    facets += numbered(speaker=speaker, org=on_behalf_of) + reaching("event", events.get(event))
    facets += numbered(publisher=publisher)
    facets += reaching("in", upwards.get(said_in or event_place)) or [UNPLACED]
    facets += [*reaching("written", upwards.get(dateline)), *language_facets(language or article_language)]
    facets += around_facets(references, upwards) + numbered(at=said_in or event_place)
    if references:
        facets += [f"{SAID}{facet}" for facet in facets if facet.startswith(("about", "around"))]
    return " ".join(facets)


def of_articles(rows):
    """{article: facets}. rows: (primary key, *OF_ARTICLES, …)."""
    named = _named([row[0] for row in rows])
    upwards = with_wholes(Place, {row[4] for row in rows} | keys_about(Place, named.values()))
    events = with_wholes(Event, keys_about(Event, named.values()))
    return {row[0]: _of_article(row, named[row[0]], upwards, events) for row in rows}


def _of_article(row, named, upwards, events):
    pk, printed_on, precision, publisher, dateline, language = row[:6]
    wholes = above(named, events)
    named = named + reaching("event", wholes) + reaching("aboutevent", wholes)
    facets = [
        f"kindarticle {UNPLACED} article{pk}",
        *time_facets(printed_on, precision),
        *sorted(set(named)),
        *numbered(publisher=publisher),
    ]
    facets += [*reaching("written", upwards.get(dateline)), *language_facets(language)]
    facets += around_facets(named, upwards) + numbered(**{"from": dateline})
    return " ".join(facets)


def of_names(model):
    """What is read of the people, organisations, places or events whose facets are asked for."""
    return "code", LIES_IN.get(model, NOWHERE)


def of_named(kind, rows):
    """{record: facets} of people, organisations, places or events. rows: (primary key, *of_names(model), …)."""
    upwards = with_wholes(Place, {row[2] for row in rows})
    events = with_wholes(Event, {row[0] for row in rows}) if kind == Entry.Kind.EVENT else {}
    return {
        pk: " ".join(
            [f"kind{kind} code{code.lower()}", *reaching("in", upwards.get(place)), *reaching("event", events.get(pk))]
        )
        for pk, code, place, *_rest in rows
    }


def _references(statements):
    """{statement: facets of whom it was said to, and whom and what it is about}."""
    facets = defaultdict(list)
    for statement, relation, *subjects in _rows_of_references(statements):
        facets[statement] += [f"{relation}{kind}{pk}" for kind, pk in zip(SUBJECTS, subjects, strict=True) if pk]
    return facets


@prepared
def _rows_of_references(statements):
    rows = Reference.objects.filter(among("statement__pk", statements)).order_by("pk")
    return rows.values_list("statement", "relation", *SUBJECTS)


def _named(articles):
    """{article: facets of who takes part in it, and which places and events it is about}. Accepted links only."""
    facets = defaultdict(list)
    for article, person, organisation in _accepted(Participation, articles, ("person", "organisation")):
        facets[article] += numbered(aboutperson=person, aboutorganisation=organisation)
    for article, speaker, organisation in _speakers(articles):
        facets[article] += numbered(speaker=speaker, org=organisation)
    for article, place in _accepted(PlaceMention, articles, ("place",)):
        facets[article] += numbered(aboutplace=place)
    for article, event in _accepted(EventMention, articles, ("event",)):
        facets[article] += numbered(event=event, aboutevent=event)
    return facets


@prepared
def _accepted(model, articles, subjects):
    rows = model.objects.filter(among("article__pk", articles) & Q(review="accepted")).order_by("pk")
    return rows.values_list("article", *subjects)


@prepared
def _speakers(articles):
    said = Statement.objects.filter(among("article__pk", articles), visible_from__isnull=False).order_by()
    return said.values_list("article", "speaker", "on_behalf_of").distinct()


def numbered(**links):
    return [f"{kind}{pk}" for kind, pk in links.items() if pk]


def reaching(relation, upwards):
    """The facets of a relation to all of these."""
    return [f"{relation}{key}" for key in upwards or ()]


def keys_about(model, named):
    """The keys of the places or events among lists of facets that say what something is about."""
    about = (facet for facets in named for facet in facets if facet.startswith(ABOUT[model]))
    return {int(facet.removeprefix(ABOUT[model])) for facet in about}


def above(facets, events):
    """The events in which those lie that it is about, as far as it does not name them itself; in order."""
    if not (facets and events):
        return []
    about = keys_about(Event, [facets])
    return sorted({whole for event in about for whole in events[event]} - about)


def around_facets(facets, upwards):
    """What it is about lies in these places."""
    if not facets:
        return []
    around = {place for about in keys_about(Place, [facets]) for place in upwards.get(about, ())}
    return [f"around{place}" for place in sorted(around)]


@lru_cache(REMEMBERED)
def language_facets(language):
    return (f"lang{language.lower().partition('-')[0]}",) if language else ()


@lru_cache(REMEMBERED)
def time_facets(day, precision):
    """The year, and the month where it is known; what is known less than to the day says so."""
    if not day:
        return ()
    year = f"year{day.year}"
    if precision == Precision.YEAR:
        return year, "toyear"
    month = f"month{day.year}{day.month:02}"
    return (year, month, "tomonth") if precision == Precision.MONTH else (year, month)

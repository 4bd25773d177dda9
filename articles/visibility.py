"""Who may see what, and from when: the one place that decides it.

The decision is an instant, which publishing.py writes into each record's `visible_from`; `published()` compares it with
the clock. So an embargo ends by itself, and no page, count, feed, search or export has a rule of its own.

- An article is visible while it is published or corrected, from the end of its embargo if it has one; a
  scheduled one from its instant (or the end of its embargo, if that is later).
- A statement is visible with its article, once an editor or a curated source has accepted it.
- A person, organisation, place or event is visible from the first visible thing that names it; a place or an
  event also from the first of its parts that is.
- What was merged into another record is not visible: its address leads to the survivor.
"""

from collections import defaultdict
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, Min, OuterRef, Q

from people.models import Organisation, Person
from people.prepared import prepared
from people.ranges import among

from .models import Article, Event, EventMention, Participation, Place, PlaceMention, Reference, Statement, Suggestible

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
OPEN_ARTICLE = (Article.Status.PUBLISHED, Article.Status.CORRECTED)
OPEN_STATEMENT = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
ACCEPTED = Suggestible.Review.ACCEPTED
DATED_BY = ("status", "embargo_until", "scheduled_for")  # what article_instant() asks of an article

# What makes a record visible: for each kind, (model, field that names it, field with the instant, condition).
REVEALED_BY = {
    Person: [
        (Participation, "person", "article__visible_from", Q(review=ACCEPTED)),
        (Statement, "speaker", "visible_from", Q()),
        (Reference, "person", "statement__visible_from", Q()),
    ],
    Organisation: [
        (Participation, "organisation", "article__visible_from", Q(review=ACCEPTED)),
        (Statement, "on_behalf_of", "visible_from", Q()),
        (Statement, "relayed_by", "visible_from", Q()),
        (Reference, "organisation", "statement__visible_from", Q()),
        (Article, "publisher", "visible_from", Q()),
    ],
    Place: [
        (PlaceMention, "place", "article__visible_from", Q(review=ACCEPTED)),
        (Article, "dateline_place", "visible_from", Q()),
        (Statement, "said_in", "visible_from", Q()),
        (Reference, "place", "statement__visible_from", Q()),
    ],
    Event: [
        (EventMention, "event", "article__visible_from", Q(review=ACCEPTED)),
        (Statement, "event", "visible_from", Q()),
        (Reference, "event", "statement__visible_from", Q()),
    ],
}
# The whole of a visible part is visible: the country of a town, the talks of a round.
WHOLES = (Place, Event)
for whole in WHOLES:
    REVEALED_BY[whole].insert(0, (whole, "parent", "visible_from", Q()))
ARTICLE_OF = {Article: "pk", Reference: "statement__article__pk"}  # else article__pk
STATEMENT_OF = {Statement: "pk", Reference: "statement__pk"}


def article_instant(status, embargo_until, scheduled_for):
    """From when an article is visible; None for never."""
    embargo = embargo_until or ALWAYS
    if status in OPEN_ARTICLE:
        return embargo
    return max(scheduled_for, embargo) if status == Article.Status.SCHEDULED else None


def statement_instant(status, of_article):
    """From when a statement is visible in an article that is visible from an instant, or never."""
    return of_article if status in OPEN_STATEMENT else None


def named_by(articles):
    """The people, organisations, places and events that these articles name: {model: primary keys}."""
    articles = list(articles)
    return defaultdict(set, {model: set(_named_in(model, articles)) for model in REVEALED_BY if articles})


@prepared
def _named_in(model, articles):
    told = _told_by_articles(model, REVEALED_BY[model])
    return _together(
        _naming(source, field, articles=articles).values_list(field, flat=True) for source, field, *_rest in told
    )


def named_by_statements(statements):
    """The same of these statements alone, with all of whom the ledger and its followers made participants."""
    statements = list(statements)
    return {model: set(_named_in_statements(model, statements)) for model in REVEALED_BY if statements}


@prepared
def _named_in_statements(model, statements):
    own = [(source, field) for source, field, *_rest in REVEALED_BY[model] if source in STATEMENT_OF]
    return _together(
        _naming(source, field, statements=statements).values_list(field, flat=True) for source, field in own
    )


def _together(querysets):
    """The rows of several queries, asked in one."""
    first, *others = querysets
    return first.union(*others, all=True)


def _naming(source, field, *, articles=None, statements=None, keys=None):
    """The rows of a model that name somebody: in these articles or statements, or these records."""
    rows = source.objects.filter(**{f"{field}__isnull": False}).order_by()
    if articles is not None:
        rows = rows.filter(among(ARTICLE_OF.get(source, "article__pk"), articles))
    if statements is not None:
        rows = rows.filter(among(STATEMENT_OF[source], statements))
    return rows if keys is None else rows.filter(**{f"{field}__pk__in": keys})


def _told_by_articles(model, sources):
    return [source for source in sources if source[0] is not model]


def with_wholes_above(model, keys):
    """What these records are parts of, (parts, wholes) of each level; no whole twice, should somebody have closed a
    circle.
    """
    parts, seen = keys, set()
    while parts and model in WHOLES:
        wholes = set(_parents(model, list(parts))) - seen
        seen |= wholes
        if wholes:
            yield parts, wholes
        parts = wholes


@prepared
def _parents(model, parts):
    return model.objects.filter(pk__in=parts, parent__isnull=False).values_list("parent", flat=True)


def first_of_parts(model, parts):
    """{whole: first instant} over these of its parts."""
    return dict(_first_of_parts(model, list(parts)))


@prepared
def _first_of_parts(model, parts):
    dated = model.objects.filter(pk__in=parts, parent__isnull=False, visible_from__isnull=False)
    return dated.order_by().values_list("parent").annotate(Min("visible_from"))


def first_instants(model, *, articles=None, keys=None):
    """{primary key: first instant} over what names these records, or over these articles only."""
    first = {}
    for key, earliest in _first_instants(model, *(each if each is None else list(each) for each in (articles, keys))):
        first[key] = min(earliest, first.get(key, earliest))
    return first


@prepared
def _first_instants(model, articles, keys):
    sources, rows = REVEALED_BY[model], []
    for source, field, instant, condition in sources if articles is None else _told_by_articles(model, sources):
        visible = _naming(source, field, articles=articles, keys=keys).filter(
            condition, **{f"{instant}__isnull": False}
        )
        rows.append(visible.values_list(field).annotate(Min(instant)))
    return _together(rows)


def _shown(model, keys, since=ALWAYS):
    """Which of these records something names that may be seen from this instant: always, if none is given.

    If nothing can be earlier, the first such row decides, however many name the record. What is visible of each is
    asked of the row itself, by its key; a join could as well begin with everything that is visible.
    """
    return set(_keys_shown(model, list(keys), since))


@prepared
def _keys_shown(model, keys, since):
    naming = [
        Exists(_in_sight(source.objects.filter(condition, **{field: OuterRef("pk")}), instant, since))
        for source, field, instant, condition in REVEALED_BY[model]
    ]
    return model.objects.filter(reduce(or_, naming), pk__in=keys).values_list("pk", flat=True)


def _in_sight(rows, instant, since):
    """Those of these rows that may be seen from then, or whose article or statement may, to which `instant` leads."""
    carrier, _, _visible_from = instant.rpartition("__")
    if not carrier:
        return rows.filter(visible_from=since)
    carriers = rows.model._meta.get_field(carrier).related_model.objects
    since = OuterRef(since) if isinstance(since, OuterRef) else since
    return rows.filter(Exists(carriers.filter(pk=OuterRef(carrier), visible_from=since)))


def instants_of(model, keys):
    """From when these people, organisations, places or events may be seen, decided anew: {key: instant or None}."""
    always = _shown(model, keys)
    first = dict.fromkeys(always, ALWAYS) | first_instants(model, keys=set(keys) - always)
    merged = set(_merged(model, list(keys))) if hasattr(model, "merged_into") else set()
    return {key: None if key in merged else first.get(key) for key in keys}


@prepared
def _merged(model, keys):
    return model.objects.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", flat=True)


def instants_after(model, keys, articles, parts=()):
    """The same after an act that has changed in these articles alone what names the records; it costs with these alone.

    parts: of the records, that may have been dated anew by that act.

    What stood in a record was the earliest of all that named it: so nothing elsewhere is earlier. It stands if the
    articles or anything else still show it from then; all that names it is read only if nothing does.
    """
    stood = {key: since for key, since, *merged in _as_they_stood(model, list(keys)) if not any(merged)}
    known = dict.fromkeys(_shown(model, [key for key, since in stood.items() if since == ALWAYS]), ALWAYS)
    if waiting := {key: since for key, since in stood.items() if since != ALWAYS}:
        here = first_instants(model, articles=articles)  # of all: with keys, SQLite would read all that names them
        for key, since in first_of_parts(model, parts).items() if parts else ():
            here[key] = min(since, here.get(key, since))
        known |= {key: here[key] for key in here if key in waiting and here[key] <= (waiting[key] or here[key])}
        known |= {key: None for key, since in waiting.items() if since is None and key not in here}
        still = _shown(model, set(waiting) - set(known), OuterRef("visible_from"))
        known |= {key: waiting[key] for key in still}
    unknown = set(keys) - set(known)
    return known | (instants_of(model, unknown) if unknown else {})


@prepared
def _as_they_stood(model, keys):
    fields = ["pk", "visible_from", *(["merged_into"] if hasattr(model, "merged_into") else [])]
    return model.objects.filter(pk__in=keys).values_list(*fields)

"""Who may see what, and from when: the one place that decides it.

The decision is written into each record's `visible_from`; `published()` compares it with the clock. So an
embargo ends by itself at its instant, and no page, count, feed, search or export has a rule of its own.

- An article is visible while it is published or corrected, from the end of its embargo if it has one; a
  scheduled one from its instant (or the end of its embargo, if that is later).
- A statement is visible with its article, once an editor or a curated source has accepted it.
- A person, organisation, place or event is visible from the first visible thing that names it; a place or an
  event also from the first of its parts that is.
- What was merged into another record is not visible: its address leads to the survivor.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Min, Q
from django.dispatch import Signal

from people.models import Organisation, Person

from .models import Article, Event, EventMention, Participation, Place, PlaceMention, Reference, Statement, Suggestible

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
OPEN_ARTICLE = (Article.Status.PUBLISHED, Article.Status.CORRECTED)
OPEN_STATEMENT = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
ACCEPTED = Suggestible.Review.ACCEPTED
DATED_BY = ("status", "embargo_until", "scheduled_for")  # what article_instant() asks of an article

# Sent inside the transaction, with records={model: set of primary keys} whose text or visibility changed, and relinked:
# the keys of articles that name others than they did, while their own words, dates and statements are what they were.
records_changed = Signal()

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
    REVEALED_BY[whole].append((whole, "parent", "visible_from", Q()))
ARTICLE_OF = {Article: "pk", Statement: "article", Reference: "statement__article"}


_waiting = ContextVar("waiting", default=None)  # inside together(): the articles and records to decide about


@contextmanager
def together():
    """Let all that is to be refreshed in here be decided once, at the end, in one transaction with what was done.

    Until then nobody is shown more or less than before; acts on the same record do not see each other's outcome.
    """
    if _waiting.get() is not None:
        yield
        return
    with transaction.atomic():
        articles, also = set(), set()
        token = _waiting.set((articles, also))
        try:
            yield
        finally:
            _waiting.reset(token)
        if articles or also:
            refresh(articles, also=also)


@transaction.atomic
def refresh(articles, also=()):
    """Decide anew from when these articles, and all that they name, may be seen.

    articles: primary keys. also: records that an article named until now (the speaker before a
    reattribution); they may have lost what made them visible.
    """
    articles = list(articles)
    if waiting := _waiting.get():
        waiting[0].update(articles)
        waiting[1].update(also)
        return
    _date_articles(articles)
    named = named_by(articles)
    _redate_with_wholes(named, also)
    _announce(articles, named)


@transaction.atomic
def redate(records, reworded, relinked):
    """Decide anew from when these records may be seen; what names them may be seen from when it was.

    reworded: {model: primary keys} of what else says something new. relinked: articles that name others than before.
    """
    named = defaultdict(set)
    _redate_with_wholes(named, records)
    for model, keys in reworded.items():
        named[model] |= keys
    tell(named, relinked)


@transaction.atomic
def admit(articles):
    """The same for articles that are new: what they name can only become visible earlier.

    Costs with the number of new articles, however large the archive is.
    """
    articles = list(articles)
    _date_articles(articles)
    named = {}
    for model in REVEALED_BY:
        instants = _first_instants(model, articles=articles)
        named[model] = set(instants)
        _lower(model, instants)
        for wholes in _wholes_above(model, named[model]):
            _lower(model, _first_instants(model, keys=wholes, sources=REVEALED_BY[model][-1:]))
            named[model] |= wholes
    _announce(articles, named)


def tell(records, relinked=()):
    """Announce that the words of these records changed, though not who may see them: {model: keys}."""
    records = {model: set(keys) for model, keys in records.items()}
    records_changed.send(sender=None, records=records, relinked=relinked)


def article_instant(status, embargo_until, scheduled_for):
    """From when an article is visible; None for never."""
    embargo = embargo_until or ALWAYS
    if status in OPEN_ARTICLE:
        return embargo
    return max(scheduled_for, embargo) if status == Article.Status.SCHEDULED else None


def statement_instant(status, of_article):
    """From when a statement is visible in an article that is visible from an instant, or never."""
    return of_article if status in OPEN_STATEMENT else None


def _date_articles(articles):
    """Write the instants of articles and of their statements where they are others than those that stand there."""
    rows = Article.objects.filter(pk__in=articles).order_by("pk").select_for_update(no_key=True)
    by_instant, stale = defaultdict(list), set()
    for key, stored, *said in rows.values_list("pk", "visible_from", *DATED_BY):
        instant = article_instant(*said)
        by_instant[instant].append(key)
        stale |= {key} if stored != instant else set()
    for instant, keys in by_instant.items():
        if stale.intersection(keys):
            Article.objects.filter(pk__in=stale.intersection(keys)).update(visible_from=instant)
        statements = Statement.objects.filter(article__in=keys)
        for some, due in (
            (statements.filter(status__in=OPEN_STATEMENT), instant),
            (statements.exclude(status__in=OPEN_STATEMENT), None),
        ):
            some.exclude(visible_from=due).update(visible_from=due)


def named_by(articles):
    """The people, organisations, places and events that these articles name: {model: primary keys}."""
    named = defaultdict(set)
    for model, sources in REVEALED_BY.items():
        told = _told_by_articles(model, sources)
        rows = (_naming(source, field, articles=articles).values_list(field) for source, field, *_rest in told)
        named[model].update(key for (key,) in _together(rows))
    return named


def _together(querysets):
    """The rows of several queries, asked in one."""
    first, *others = querysets
    return first.union(*others, all=True)


def _naming(source, field, *, articles=None, keys=None):
    """The rows of a model that name somebody: in these articles, or these records."""
    rows = source.objects.filter(**{f"{field}__isnull": False}).order_by()
    if articles is not None:
        rows = rows.filter(**{f"{ARTICLE_OF.get(source, 'article')}__in": articles})
    return rows if keys is None else rows.filter(**{f"{field}__in": keys})


def _told_by_articles(model, sources):
    return [source for source in sources if source[0] is not model]


def _wholes_above(model, keys):
    """What these records are parts of, level by level; nothing twice, should somebody have closed a circle."""
    seen = set()
    while keys and model in WHOLES:
        parents = model.objects.filter(pk__in=keys, parent__isnull=False).values_list("parent", flat=True)
        keys = set(parents) - seen
        seen |= keys
        if keys:
            yield keys


def _first_instants(model, *, articles=None, keys=None, sources=None):
    """{primary key: first instant} over what names these records, or over these articles only."""
    sources = sources or REVEALED_BY[model]
    rows = []
    for source, field, instant, condition in sources if articles is None else _told_by_articles(model, sources):
        visible = _naming(source, field, articles=articles, keys=keys).filter(
            condition, **{f"{instant}__isnull": False}
        )
        rows.append(visible.values_list(field).annotate(Min(instant)))
    first = {}
    for key, earliest in _together(rows):
        first[key] = min(earliest, first.get(key, earliest))
    return first


def instants_of(model, keys):
    """From when these people, organisations, places or events may be seen, decided anew: {key: instant or None}."""
    first = _first_instants(model, keys=keys)
    merged = set()
    if hasattr(model, "merged_into"):
        merged.update(model.objects.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", flat=True))
    return {key: None if key in merged else first.get(key) for key in keys}


def _redate_with_wholes(named, records):
    """Date what is named, these records, and what they are parts of, which is named with them from now on."""
    for record in records:
        named[type(record)].add(record.pk)
    for model, keys in named.items():
        _redate(model, keys)
        for wholes in _wholes_above(model, keys):
            _redate(model, wholes)
            keys |= wholes


def _redate(model, keys):
    if not keys:
        return
    by_instant = defaultdict(list)
    for key, instant in instants_of(model, keys).items():
        by_instant[instant].append(key)
    for instant, dated in by_instant.items():
        model.objects.filter(pk__in=dated).update(visible_from=instant)


def _lower(model, instants):
    by_instant = defaultdict(list)
    for key, instant in instants.items():
        by_instant[instant].append(key)
    for instant, keys in by_instant.items():
        later = Q(visible_from__isnull=True) | Q(visible_from__gt=instant)
        model.objects.filter(later, pk__in=keys).update(visible_from=instant)


def _announce(articles, named):
    statements = Statement.objects.filter(article__in=articles).values_list("pk", flat=True)
    tell({Article: articles, Statement: statements, **named})

"""What acts change is dated anew, by the rules of visibility.py, and announced: inside the transaction, all at once.

Whoever changes a status, a link or a speaker says so here. Who listens to `records_changed` is not known.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Case, Q, When
from django.dispatch import Signal

from people.prepared import prepared, prepared_update
from people.ranges import among

from .fresh import Fresh
from .gathering import Changes, by_model, united, without
from .models import Article, Statement
from .visibility import (
    DATED_BY,
    OPEN_STATEMENT,
    REVEALED_BY,
    article_instant,
    first_instants,
    first_of_parts,
    instants_after,
    instants_of,
    named_by,
    named_by_statements,
    with_wholes_above,
)

# Sent inside the transaction, with records={model: set of primary keys} whose text or visibility changed, and relinked,
# the same of what may name others than it did or be seen from another instant, while its words are what they were.
# No record is told in both; relinked are articles, statements and what they name. fresh: of the statements among the
# records those that were written just now (fresh.py).
records_changed = Signal()

_waiting = ContextVar("waiting", default=None)  # inside together(): the Changes that nobody has decided about


@contextmanager
def together():
    """Let all that is to be refreshed in here be decided once, at the end, in one transaction with what was done.

    Until then nobody is shown more or less than before, and nothing is found otherwise; acts on the same record do not
    see each other's outcome.
    """
    if _waiting.get() is not None:
        yield
        return
    with transaction.atomic():
        changes = Changes()
        token = _waiting.set(changes)
        try:
            yield
        finally:
            _waiting.reset(token)
        _decide(changes)


def refresh(articles, also=()):
    """Decide anew from when these articles, and all that they name, may be seen.

    articles: primary keys. also: records that an article named until now (the speaker before a
    reattribution); they may have lost what made them visible.
    """
    _decide(Changes(set(articles), records=set(also), told=by_model(also)))


def refresh_statements(statements, also=()):
    """The same where these statements alone have another status or speaker: no word of their articles has changed."""
    keys = {statement.pk for statement in statements}
    _decide(Changes(statements=keys, records=set(also), relinked=by_model(also)))


def redate(records, reworded, relinked):
    """Decide anew from when these records may be seen; what names them may be seen from when it was.

    reworded: {model: primary keys} of what else says something new. relinked: of what names others than before.
    """
    _decide(Changes(records=set(records), told=united(by_model(records), reworded), relinked=relinked))


def tell(records):
    """Announce that the words of these records changed, though not who may see them: {model: keys}."""
    _decide(Changes(told=united(records)))


@transaction.atomic(savepoint=False)
def admit(articles, said=()):
    """The same for articles that are new: what they name can only become visible earlier.

    Costs with the number of new articles, however large the archive is. said: (statement, article) of all that stands
    in them, if that is at hand, in the order of the keys. Returns what it announced: {model: primary keys}, of all
    that they name what is seen earlier now.
    """
    articles = list(articles)
    _date_articles(articles)
    told = united({Article: articles, Statement: statements_of(articles)})
    for model in REVEALED_BY:
        instants = first_instants(model, articles=articles)
        told[model] |= _lower(model, instants)
        for parts, _wholes in with_wholes_above(model, set(instants)):
            told[model] |= _lower(model, first_of_parts(model, parts))
    records_changed.send(sender=None, records=told, relinked={}, fresh=Fresh(said))
    return told


def _decide(changes):
    """Date what has changed and whatever depends on it, and announce it; inside together() only keep it in mind."""
    if waiting := _waiting.get():
        waiting.add(changes)
        return
    with transaction.atomic(savepoint=False):
        articles, own = changes.articles, _articles_of(changes.statements)
        _date_articles(articles | own)
        named, linked = named_by(articles), named_by_statements(changes.statements)
        records = by_model(changes.records)
        reached = without(united(named, linked), records)
        _redate_with_wholes(reached, articles | own)
        _redate_with_wholes(records)
        told = united(changes.told, named, {Article: articles, Statement: statements_of([*articles])})
        relinked = united(changes.relinked, reached, records, {Article: own, Statement: changes.statements})
        records_changed.send(sender=None, records=told, relinked=without(relinked, told), fresh=Fresh())


def _articles_of(statements):
    return set(_articles_with([*statements])) if statements else set()


@prepared
def _articles_with(statements):
    return Statement.objects.filter(pk__in=statements).order_by().values_list("article", flat=True)


@prepared
def statements_of(articles):
    """The primary keys of the statements of these articles, in any order."""
    return Statement.objects.filter(among("article__pk", articles)).order_by().values_list("pk", flat=True)


def _date_articles(articles):
    """Write the instants of articles and of their statements where they are others than those that stand there."""
    if not articles:
        return
    by_instant, stale = defaultdict(list), set()
    for key, stored, *said in _locked([*articles]):
        instant = article_instant(*said)
        by_instant[instant].append(key)
        stale |= {key} if stored != instant else set()
    for instant, keys in by_instant.items():
        if stale.intersection(keys):
            _date(Article, [*stale.intersection(keys)], instant)
        _date_statements(keys, instant)


@prepared
def _locked(articles):
    rows = Article.objects.filter(among("pk", articles)).order_by("pk").select_for_update(no_key=True)
    return rows.values_list("pk", "visible_from", *DATED_BY)


@prepared_update
def _date(model, keys, instant):
    """Let these records be seen from an instant, or never, where it is not so."""
    return model.objects.filter(pk__in=keys).exclude(visible_from=instant), {"visible_from": instant}


@prepared_update
def _date_statements(articles, instant):
    """Let the statements of these articles be seen from an instant, or never, where it is not so. One query: asked for
    those that are open, SQLite would look through all such statements of the archive."""
    is_open = Q(status__in=OPEN_STATEMENT)
    stale = (is_open & ~Q(visible_from=instant)) | (~is_open & Q(visible_from__isnull=False))
    due = Case(When(is_open, then=instant)) if instant else None
    return Statement.objects.filter(among("article__pk", articles)).filter(stale), {"visible_from": due}


def _redate_with_wholes(named, articles=None):
    """Date what is named, and what it is a part of, which is named with it from now on.

    articles: where nothing else has changed that names them, primary keys.
    """
    for model, keys in named.items():
        _redate(model, keys, articles)
        for parts, wholes in with_wholes_above(model, set(keys)):
            _redate(model, wholes, articles, parts)
            keys |= wholes


def _redate(model, keys, articles=None, parts=()):
    if not keys:
        return
    instants = instants_of(model, keys) if articles is None else instants_after(model, keys, articles, parts)
    by_instant = defaultdict(list)
    for key, instant in instants.items():
        by_instant[instant].append(key)
    for instant, dated in by_instant.items():
        _date(model, dated, instant)


def _lower(model, instants):
    """Let these records be seen from an instant where that is earlier; return the keys of those for which it was."""
    by_instant, lowered = defaultdict(list), set()
    for key, instant in instants.items():
        by_instant[instant].append(key)
    for instant, keys in by_instant.items():
        later = Q(visible_from__isnull=True) | Q(visible_from__gt=instant)
        late = model.objects.filter(later, pk__is_among=keys)
        if due := set(late.values_list("pk", flat=True)):
            late.update(visible_from=instant)
            lowered |= due
    return lowered

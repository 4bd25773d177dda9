"""A batch of drafts is saved together, in one transaction; where that fails, each alone."""

from collections.abc import Iterable
from itertools import chain

from django.db import DataError, IntegrityError, OperationalError, transaction

from articles import publishing, visibility
from people.models import Person

from ..draft import Draft, Unreadable
from ..outcome import Label, Outcome
from .articles import save_articles
from .cast import cast_of
from .checking import check, digest_of
from .item import Item
from .known import find_articles, reason_to_keep, touched_by_editors, vouched_for
from .links import save_links
from .records import save_records
from .registry import Registry
from .roles import RoleBook, save_roles
from .statements import save_statements, standing_statements

ATTEMPTS = 3  # another import may make the same person or article at the same time; then theirs is found


def save_drafts(drafts: Iterable[Draft]) -> list[Outcome]:
    """Save the drafts, each whole or not at all, and say in their order what became of each.

    The same draft again changes nothing. Costs the same few queries however many drafts there are.
    """
    return save_items([examined(draft) for draft in drafts])


def save_items(items: list[Item]) -> list[Outcome]:
    """The same for drafts that are examined already."""
    outcomes: dict[int, Outcome] = {}
    waiting = list(enumerate(items))
    while waiting:
        together, waiting = first_of_each_key(waiting)
        outcomes |= zip((n for n, _ in together), save_batch([item for _, item in together]), strict=True)
    return [outcomes[n] for n in range(len(items))]


def first_of_each_key(numbered: list[tuple[int, Item]]) -> tuple[list, list]:
    """Part the drafts of which none is of the same article as another from those that must come after."""
    seen, first, later = set(), [], []
    for n, item in numbered:
        (later if item.draft.origin_key in seen else first).append((n, item))
        seen.add(item.draft.origin_key)
    return first, later


def save_batch(items: list[Item]) -> list[Outcome]:
    try:
        return save_together(items)
    except (IntegrityError, DataError, OperationalError):
        return [save_alone(item.draft) for item in items]


def save_alone(draft: Draft) -> Outcome:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return save_together([examined(draft)])[0]
        except (IntegrityError, DataError) as error:
            problem = str(error).splitlines()[0]
        except OperationalError:  # two imports waited for one another, and this one was chosen to give way
            if attempt == ATTEMPTS:
                raise
    item = Item(draft)
    item.refuse(f"the database does not take it: {problem}")
    return item.outcome()


@transaction.atomic
def save_together(items: list[Item]) -> list[Outcome]:
    recognise(items)
    registry = Registry(item.cast for item in items if item.is_open)
    for item in items:
        if item.is_open:
            admit(item, registry)
    write([item for item in items if item.is_open], registry)
    return [item.outcome() for item in items]


def examined(draft: Draft) -> Item:
    """A draft with what can be known of it before the archive is asked: it is refused, or it may be saved."""
    item = Item(draft)
    try:
        item.digest, item.cast = digest_of(draft), cast_of(draft)
        check(draft, item.cast)
    except Unreadable as problem:
        item.refuse(problem)
    return item


def recognise(items: list[Item]) -> None:
    """Tell what is new from what the archive has: unchanged, changed, or changed here by an editor."""
    articles = find_articles(item.draft.origin_key for item in items if item.is_open)
    for item in items:
        item.article = articles.get(item.draft.origin_key) if item.is_open else None
        if item.article:
            item.label = Label.UNCHANGED if item.article.origin_digest == item.digest else Label.CHANGED
    keep([item for item in items if item.label == Label.CHANGED])


def keep(changed: list[Item]) -> None:
    """Leave what an editor changed, and what somebody vouches for where the rules would only suggest."""
    touched = touched_by_editors(item.article.pk for item in changed)
    vouched = vouched_for(item.article.pk for item in changed if not item.is_asserted)
    for item in changed:
        if item.article.pk in touched:
            item.label, item.reason = Label.KEPT, reason_to_keep(touched[item.article.pk])
        elif item.article.pk in vouched:
            item.label, item.reason = Label.KEPT, "its curated record stands: what the rules find does not replace it"


def admit(item: Item, registry: Registry) -> None:
    try:
        item.scope = registry.admit(item.cast, is_asserted=item.is_asserted, is_public=item.is_public)
    except Unreadable as problem:
        item.refuse(problem)


def write(items: list[Item], registry: Registry) -> None:
    if not items:
        return
    changed = [item for item in items if item.label == Label.CHANGED]
    named = named_until_now(changed)
    filled = save_records(registry)
    book = RoleBook(chain.from_iterable(people_of(item) for item in items))
    save_roles(registry, book)
    save_articles(items)
    save_statements(items, book, standing_statements(items))
    save_links(items, book)
    new = [item for item in items if item.label == Label.NEW]
    told = publishing.admit(
        [item.article.pk for item in new], [(said, item.article) for item in new for said in item.statements]
    )
    named += [record for record in filled if record.pk not in told.get(type(record), ())]
    if changed or named:
        publishing.refresh([item.article.pk for item in changed], also=named)


def people_of(item: Item) -> list[Person]:
    return [person for person in item.scope.own[Person].values() if person]


def named_until_now(changed: list[Item]) -> list:
    """All that articles name which are about to change: some of it may lose what made it visible."""
    if not changed:
        return []
    named = visibility.named_by([item.article.pk for item in changed])
    return [record for model, keys in named.items() for record in model.objects.filter(pk__in=keys)]

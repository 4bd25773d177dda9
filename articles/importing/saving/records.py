"""The shelves are written: new records, and what the known ones did not say yet. Nothing is overwritten."""

from collections.abc import Iterator

from articles.inserting import insert
from articles.models import Event, Place
from people.models import NamedRecord, Organisation
from people.naming import slug_for

from .checking import DETAILS
from .registry import Registry, Shelf

# Fields that have a default: they are taken over with the facts that show somebody looked.
WITH_FACTS = {
    Place: (("kind",), ("latitude", "country_code", "geonames_id")),
    Event: (("status", "started_on_precision", "ended_on_precision"), ("started_on", "ended_on", "classification")),
}
# Relations to other records: field, model of the record it leads to.
RELATIONS = {
    Organisation: (("parent", Organisation),),
    Place: (("parent", Place),),
    Event: (("parent", Event), ("place", Place), ("organiser", Organisation)),
}


def save_records(registry: Registry) -> list[NamedRecord]:
    """Write what a batch made and what it adds, in a fixed number of queries; return what is known and says more."""
    filled = []
    for shelf in registry.shelves:
        leave_what_editors_changed(shelf)
    for shelf in registry.shelves:
        changed = [entry[0] for entry in shelf.described if describe(*entry)]
        known = [record for record in changed if record.pk]
        set_slugs(shelf)
        insert(shelf.model, shelf.made)
        update(shelf.model, known)
        filled += known
    for shelf in registry.shelves:
        filled += save_names(shelf)
    return filled


def describe(record: NamedRecord, part, scope) -> bool:
    """Set what is empty of a record and the part knows; true where that changed anything."""
    is_filled = fill(record, part)
    return relate(record, part, scope) or is_filled


def leave_what_editors_changed(shelf: Shelf) -> None:
    """Forget what is said of records that a person has changed: what they left empty stays empty."""
    known = {record.pk for record, part, _ in shelf.described if record.pk and says_something(part)}
    if not known:
        return
    changed = shelf.model.history.filter(id__is_among=known, history_user__isnull=False)
    theirs = set(changed.values_list("id", flat=True))
    shelf.described = [entry for entry in shelf.described if entry[0].pk not in theirs]


def says_something(part) -> bool:
    return bool(part.details) or any(vars(part).get(name) for name in ("other_names", "roles", "parent", "place"))


def fill(record: NamedRecord, part) -> bool:
    """Set each empty field that the part knows; true where that changed anything."""
    if not part.details:
        return False
    new = {name: value for name, value in part.details.items() if name != "parent" and is_new(record, name, value)}
    defaults, facts = WITH_FACTS.get(type(record), ((), ()))
    if record.pk is None or any(fact in new for fact in facts):
        new |= {name: part.details[name] for name in defaults if part.details.get(name)}
    for name, value in new.items():
        setattr(record, name, value)
    return bool(new)


def is_new(record: NamedRecord, name: str, value) -> bool:
    return value not in (None, "") and getattr(record, name) in (None, "")


def set_slugs(shelf: Shelf) -> None:
    """Give each new record an address that nobody has, in one query."""
    wanted = {id(record): record.slug or slug_for(record.name, fallback=record.code) for record in shelf.made}
    taken = set()
    if wanted:
        taken = set(shelf.model.objects.filter(slug__is_among=wanted.values()).values_list("slug", flat=True))
    for record in shelf.made:
        slug = wanted[id(record)]
        record.slug = f"{slug}-{record.code.lower()}" if slug in taken else slug
        taken.add(record.slug)
        record.prepare()


def relate(record: NamedRecord, part, scope) -> bool:
    """Set each empty relation that the part knows; true where that changed anything."""
    changed = False
    for field, model in RELATIONS.get(type(record), ()):
        name = getattr(part, field, "") or part.details.get(field, "")
        other = scope.get(model, name) if name else None
        if other and is_open(record, field) and not leads_to(other, record):
            setattr(record, field, other)
            changed = True
    return changed


def is_open(record: NamedRecord, field: str) -> bool:
    """Whether a relation is empty: it leads neither to a record of the archive nor to one that is made just now."""
    return getattr(record, f"{field}_id") is None and getattr(record, field) is None


def leads_to(record: NamedRecord, goal: NamedRecord) -> bool:
    """Whether a record is the other, or a part of it: then it cannot become its whole."""
    seen = []
    while record is not None and record not in seen:
        if record == goal:
            return True
        seen.append(record)
        record = getattr(record, "parent", None)
    return False


def update(model: type[NamedRecord], records: list[NamedRecord]) -> None:
    fields = [*DETAILS[model].split(), *(field for field, _ in RELATIONS.get(model, ()))]
    unique = list({record.pk: record for record in records}.values())
    if unique:
        for record in unique:
            record.prepare()
        model.objects.bulk_update(unique, [*fields, "sort_key"])


def save_names(shelf: Shelf) -> list[NamedRecord]:
    """Add the other names that a record does not bear yet; return what is known and bears more."""
    said = list(names_said(shelf))
    if not said:
        return []
    owners = {record.pk for record, _ in said}
    rows = shelf.name_model.objects.filter(**{f"{shelf.owner}__in": owners})
    borne = set(rows.values_list(shelf.owner, "text", "valid_from"))
    new = []
    for record, name in said:
        known = (record.pk, name.text, name.valid_from)
        if known not in borne and not (name.text == record.name and not name.valid_from):
            borne.add(known)
            new.append(shelf.name_model(**{shelf.owner: record}, **vars(name)))
    for name in new:
        name.prepare()
    shelf.name_model.objects.bulk_create(new)
    made = {record.pk for record in shelf.made}
    return [bearer for name in new if (bearer := getattr(name, shelf.owner)).pk not in made]


def names_said(shelf: Shelf) -> Iterator[tuple]:
    for record, part, _ in shelf.described:
        for name in getattr(part, "other_names", []):
            yield record, name

"""Names become the records they mean: found in the archive, or made, with a fixed number of queries a batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from articles.models import Event, Place, PlaceName
from people.models import NamedRecord, Organisation, OrganisationName, Person, PersonName
from people.naming import fold_name, slug_for

from ..draft import NameDraft, Unreadable
from .cast import Cast, names_of, own_names

# A short form or a nickname of the one may be that of another: it is found by, but makes nobody the same.
TOO_LOOSE = {"abbreviation", "nickname"}
IDENTIFIERS = ("wikidata_id", "geonames_id")
KINDS = ((Person, PersonName), (Organisation, OrganisationName), (Place, PlaceName), (Event, None))


class Shelf:
    """The records of one kind that a batch may mean, those it makes, and what it adds to those there are."""

    def __init__(self, model: type[NamedRecord], name_model) -> None:
        self.model, self.name_model = model, name_model
        self.by_slug: dict[str, NamedRecord] = {}
        self.by_name: dict[str, list[NamedRecord]] = defaultdict(list)
        self.by_identifier: dict[tuple, NamedRecord] = {}
        self.made: list[NamedRecord] = []
        self.described: list[tuple] = []  # (record, the part that describes it, its scope)
        self.records: dict[int, NamedRecord] = {}

    @property
    def owner(self) -> str:
        return self.model._meta.model_name

    def load(self, parts: list) -> None:
        """Fetch what these parts may mean: by slug, identifier, display name and any other name."""
        folded = {fold_name(name) for part in parts for name in [part.name, *loose_names(part)]}
        wanted = Q(folded_name__is_among=folded)
        if slugs := {slug_of(part) for part in parts if part.key}:
            wanted |= Q(slug__is_among=slugs)
        for identifier in IDENTIFIERS:
            values = {part.details.get(identifier) for part in parts} - {None, ""}
            if values:
                wanted |= Q(**{f"{identifier}__in": values})
        for record in self._survivors(self.model.objects.filter(wanted)):
            self.shelve(record)
        if self.name_model:
            self._load_names(folded)

    def _load_names(self, folded: set[str]) -> None:
        named = self.name_model.objects.filter(folded__is_among=folded).select_related(
            self.owner, f"{self.owner}__merged_into"
        )
        for name in named:
            self.put(name.folded, self._same(survivor_of(getattr(name, self.owner))))

    def _survivors(self, records) -> Iterator[NamedRecord]:
        """Each record under what it is called, even when another has taken it in since."""
        merged = [f.name for f in self.model._meta.fields if f.name == "merged_into"]
        for record in records.select_related(*merged) if merged else records:
            survivor = self._same(survivor_of(record))
            self.by_slug[record.slug] = survivor
            self.put(record.folded_name, survivor)
            yield survivor

    def _same(self, record: NamedRecord) -> NamedRecord:
        return self.records.setdefault(record.pk, record)

    def shelve(self, record: NamedRecord) -> None:
        if record.slug:
            self.by_slug[record.slug] = record
        self.put(fold_name(record.name), record)
        for identifier in IDENTIFIERS:
            if getattr(record, identifier, None):
                self.by_identifier[identifier, getattr(record, identifier)] = record

    def put(self, folded: str, record: NamedRecord) -> None:
        if all(record is not other for other in self.by_name[folded]):
            self.by_name[folded].append(record)

    def find(self, part) -> NamedRecord | None:
        """The record a part means; None: it is new. Raises Unreadable where it may be either of two."""
        if part.key:
            return self.by_slug.get(slug_of(part))
        for identifier in IDENTIFIERS if part.details else ():
            known = self.by_identifier.get((identifier, part.details.get(identifier)))
            if known:
                return known
        found = self._fitting(part, fold_name(part.name))
        if not found:
            others = [r for name in loose_names(part) for r in self._fitting(part, fold_name(name))]
            found = others if len({id(record) for record in others}) == 1 else []
        if len(found) > 1:
            raise Unreadable(two_of_a_name(part.name, found))
        return found[0] if found else None

    def _fitting(self, part, folded: str) -> list[NamedRecord]:
        """Records of this name that no identifier tells apart from the part."""
        return [record for record in self.by_name.get(folded, []) if not differ(record, part.details)]

    def make(self, part) -> NamedRecord:
        record = self.model(name=part.name.strip(), slug=slug_of(part) if part.key else "")
        for identifier in IDENTIFIERS:
            if part.details.get(identifier):
                setattr(record, identifier, part.details[identifier])
        self.made.append(record)
        self.shelve(record)
        return record


def differ(record: NamedRecord, details: dict) -> bool:
    if not details:
        return False
    values = [(getattr(record, name, None), details.get(name)) for name in IDENTIFIERS]
    return any(ours and theirs and ours != theirs for ours, theirs in values)


def survivor_of(record: NamedRecord) -> NamedRecord:
    while getattr(record, "merged_into", None):
        record = record.merged_into
    return record


def slug_of(part) -> str:
    return slug_for(part.key, fallback="key")


def loose_names(part) -> list[str]:
    names: list[NameDraft] = getattr(part, "other_names", [])
    return [name.text for name in names if name.kind not in TOO_LOOSE]


def two_of_a_name(name: str, found: Iterable[NamedRecord]) -> str:
    each = " or ".join(f"{record.name} (key “{record.slug or 'new in this import'}”)" for record in found)
    return f"“{name}” may be {each}: say which with a key"


@dataclass
class Scope:
    """What the names in one draft mean: its parts' own names first, then their other names. Two of one: nobody."""

    own: dict[type, dict[str, NamedRecord | None]] = field(default_factory=lambda: defaultdict(dict))
    other: dict[type, dict[str, NamedRecord | None]] = field(default_factory=lambda: defaultdict(dict))
    found: dict[tuple[type, str], NamedRecord | None] = field(default_factory=dict)

    def learn(self, part, record: NamedRecord) -> None:
        model = type(record)
        for names, known in ((own_names(part), self.own[model]), (names_of(part), self.other[model])):
            for name in names:
                known[name] = record if known.get(name, record) is record else None

    def get(self, model: type, name: str) -> NamedRecord | None:
        """Whoever or whatever of a kind has this name; asked once all parts are learnt."""
        if not name:
            return None
        if (model, name) not in self.found:
            self.found[model, name] = self._look_up(model, name)
        return self.found[model, name]

    def _look_up(self, model: type, name: str) -> NamedRecord | None:
        own = self.own[model]
        if found := own.get(name):
            return found
        folded = fold_name(name)
        return own.get(folded) if name in own or folded in own else self.other[model].get(folded)

    def find(self, name: str) -> NamedRecord | None:
        """Whoever or whatever has this name: people first, then organisations, places and events."""
        return next((found for model, _ in KINDS if (found := self.get(model, name))), None)


class Registry:
    """The four shelves of a batch."""

    def __init__(self, casts: Iterable[Cast]) -> None:
        casts = list(casts)
        self.shelves = [Shelf(model, name_model) for model, name_model in KINDS]
        for number, shelf in enumerate(self.shelves):
            parts = [part for cast in casts for part in cast.kinds()[number]]
            if parts:
                shelf.load(parts)

    def admit(self, cast: Cast, *, is_asserted: bool, is_public: bool) -> Scope:
        """Find or make all that a draft names. Raises Unreadable before anything is made.

        What a machine only suggests never makes the archive choose between two of a name: it is left open. What
        readers may not see yet adds no name, role or fact to somebody whom they see already.
        """
        chosen = list(self._choose(cast, is_asserted))
        scope = Scope()
        for shelf, part, record in chosen:
            record = record or shelf.find(part) or shelf.make(part)
            scope.learn(part, record)
            is_new = record.pk is None
            for name in loose_names(part) if is_new else []:
                shelf.put(fold_name(name), record)
            if is_new or (is_asserted and (is_public or not record.is_public)):
                shelf.described.append((record, part, scope))
        return scope

    def _choose(self, cast: Cast, is_asserted: bool) -> Iterator[tuple]:
        for shelf, parts in zip(self.shelves, cast.kinds(), strict=True):
            for part in parts:
                try:
                    yield shelf, part, shelf.find(part)
                except Unreadable:
                    if is_asserted:
                        raise

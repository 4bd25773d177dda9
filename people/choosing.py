"""Of two records that become one: where they differ, and which value the one that stays is given."""

from dataclasses import dataclass

ADDRESSES = {"slug"}  # the survivor keeps its own; the other's leads there
TOGETHER = {"name": ["language"], "latitude": ["longitude"]}  # what goes along with a field
WRITTEN_ELSEWHERE = {"code", "version", "visible_from", "merged_into", "id"}


@dataclass(frozen=True)
class Choice:
    """A field in which two records differ, with both values as an editor reads them."""

    name: str
    label: str
    one: str
    other: str

    @property
    def values(self):
        return [self.one, self.other]


def choices_between(one, other):
    """The fields of two records of a kind that hold different values, in the order of the model."""
    model = type(one)
    fields = [field for field in model._meta.concrete_fields if is_chosen(field) and _differ(field, one, other)]
    return [Choice(f.name, str(f.verbose_name), *(_shown(f, record) for record in (one, other))) for f in fields]


def is_chosen(field):
    """Whether an editor chooses the value of this field when two records are merged."""
    followers = {name for along in TOGETHER.values() for name in along}
    return field.editable and field.name not in ADDRESSES | WRITTEN_ELSEWHERE | followers


def fields_taken(model, names):
    """The fields that these choices name, with those that go along with them; no other can be chosen."""
    known = {field.name: field for field in model._meta.concrete_fields}
    chosen = [name for name in names if name in known and is_chosen(known[name])]
    return [known[name] for first in chosen for name in (first, *TOGETHER.get(first, ()))]


def _differ(field, one, other):
    """Whether two records differ in a field; one within the other is not its value."""
    mine, theirs = (getattr(record, field.attname) for record in (one, other))
    within = field.is_relation and {mine, theirs} & {one.pk, other.pk} and field.related_model is type(one)
    return (mine or None) != (theirs or None) and not within


def _shown(field, record):
    along = [getattr(record, name) for name in TOGETHER.get(field.name, ()) if field.name != "name"]
    display = getattr(record, f"get_{field.name}_display", None)
    value = display() if display else getattr(record, field.name)
    return ", ".join(str(part) for part in (value, *along) if part not in (None, ""))

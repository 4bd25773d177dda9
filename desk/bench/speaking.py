"""Who said it, as an editor says so: one of those proposed, somebody else by name, somebody new, or nobody named."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from desk.access import require
from people.admin.acts import survivor_of
from people.models import Organisation, OrganisationName, Person, PersonName
from people.naming import fold_name

from .guessing import bearing, value_of
from .selecting import number

MODELS = {"person": Person, "organisation": Organisation}
NAMES = {Person: PersonName, Organisation: OrganisationName}
NOBODY, OTHER, NEW = "nobody", "other", "new"
OFFERED = 8  # names that are offered while one types


class Unclear(ValidationError):  # noqa: N818
    """The name is not enough. records: who may be meant. may_be_new: whether somebody new may bear it too."""

    def __init__(self, sentence, records, may_be_new=False):
        super().__init__(sentence)
        self.records, self.may_be_new = records, may_be_new


def speaker_from(posted, user):
    """(person, organisation) that a form names. Somebody new is added. ValidationError where it names nobody."""
    who = posted.get("who", "")
    name = posted.get("name", "").strip()
    if who == NOBODY:
        return None, None
    if who == OTHER:
        return _as_pair(_chosen(posted.get("chosen", "")) or _by_name(name))
    if who == NEW:
        return _as_pair(_new_person(name, user, is_another=posted.get("is_another") == "on"))
    if who.startswith("new-"):
        kind, _, given = who.removeprefix("new-").partition(":")
        return _as_pair(_added_once(MODELS.get(kind, Person), given, user))
    record = _chosen(who)
    if record is None:
        raise ValidationError("Say who said it.")
    return _as_pair(record)


def of_like_beginning(typed, most=OFFERED):
    """The people and organisations one of whose names, or a later word of it, begins as typed; people first."""
    wanted = fold_name(typed)
    found = []
    for model, names in NAMES.items() if wanted else ():
        begins = Q(folded_name__startswith=wanted) | Q(folded_name__contains=f" {wanted}")
        bearers = names.objects.filter(Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted}"))
        begins |= Q(pk__in=bearers.values(model._meta.model_name))
        found += model.objects.filter(begins, merged_into=None).order_by("sort_key", "pk")[: most - len(found)]
    return found


def _as_pair(record):
    record = survivor_of(record)
    return (record, None) if isinstance(record, Person) else (None, record)


def _chosen(value):
    """The record of a value such as person-12; None where there is none."""
    kind, _, key = value.partition("-")
    return MODELS[kind].objects.filter(pk=number(key)).first() if kind in MODELS else None


def _by_name(name):
    if not name:
        raise ValidationError("Type the name of who said it.")
    found = bearing({fold_name(name)}) or of_like_beginning(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear("Several bear this name: choose one.", found)
    raise ValidationError("Nobody of this name is known. Choose “Somebody new” to add them.")


def _new_person(name, user, *, is_another):
    if not name:
        raise ValidationError("Type the name of who said it.")
    known = [] if is_another else bearing({fold_name(name)})
    if known:
        raise Unclear("The archive knows this name: choose, or say that it is another person.", known, may_be_new=True)
    return _add(Person, name, user)


def _added_once(model, name, user):
    """Somebody whom the text names: added, unless a colleague or a second click has added them meanwhile."""
    known = [record for record in bearing({fold_name(name)}) if isinstance(record, model)]
    return known[0] if len(known) == 1 else _add(model, name, user)


def _add(model, name, user):
    require(user, f"people.add_{model._meta.model_name}")
    record = model(name=name)
    record.prepare()
    record.full_clean()
    record._history_user, record._change_reason = user, "Added as a speaker, on the workbench"
    record.save()
    return record


def options(records):
    """Records as a page offers them to choose from."""
    return [{"value": value_of(record), "name": record.name, "told": record.summary} for record in records]

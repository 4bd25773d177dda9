"""Who said it, as an editor says so: one of those proposed, somebody else by name, somebody new, or nobody named."""

from django.core.exceptions import ValidationError

from desk.access import require
from desk.speakers import FOUND, NOBODY, SPEAKERS, bearing, find, party_of
from people.models import Person
from people.naming import fold_name

OTHER, NEW = "other", "new"
WHO = "Say who said it."


class Unclear(ValidationError):  # noqa: N818
    """The name is not enough. records: who may be meant. may_be_new: whether somebody new may bear it too."""

    def __init__(self, sentence, records, may_be_new=False):
        super().__init__(sentence)
        self.records, self.may_be_new = records, may_be_new


def speaker_from(posted, user):
    """The person or organisation that a form names; None where nobody is named. Somebody new is added.

    ValidationError where the form does not say who it is.
    """
    who = posted.get("who", "")
    name = posted.get("name", "").strip()
    if who == NOBODY:
        return None
    if who == OTHER:
        return party_of(posted.get("chosen", "")) or _by_name(name)
    if who == NEW:
        return _new_person(name, user, is_another=posted.get("is_another") == "on")
    if who.startswith("new-"):
        kind, _, given = who.removeprefix("new-").partition(":")
        return _added_once(_model_of(kind), given, user)
    party = party_of(who)
    if party is None:
        raise ValidationError(WHO)
    return party


def _model_of(kind):
    return next((model for model in SPEAKERS if model._meta.model_name == kind), Person)


def _by_name(name):
    if not name:
        raise ValidationError("Type the name of who said it.")
    found = _known(name) or find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear("Several have this name: choose one.", found)
    raise ValidationError("Nobody of this name is known. Choose “Somebody new” to add them.")


def _known(name):
    return bearing({fold_name(name)}, FOUND)


def _new_person(name, user, *, is_another):
    if not name:
        raise ValidationError("Type the name of who said it.")
    known = [] if is_another else _known(name)
    if known:
        raise Unclear("The archive knows this name: choose, or say that it is another person.", known, may_be_new=True)
    return _add(Person, name, user)


def _added_once(model, name, user):
    """Somebody whom the text names: added, unless a colleague or a second click has added them meanwhile."""
    known = [record for record in _known(name) if isinstance(record, model)]
    return known[0] if len(known) == 1 else _add(model, name, user)


def _add(model, name, user):
    require(user, f"people.add_{model._meta.model_name}")
    record = model(name=name)
    record.prepare()
    record.full_clean()
    record._history_user, record._change_reason = user, "Added as a speaker, on the workbench"
    record.save()
    return record

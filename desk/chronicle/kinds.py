"""What a history tells of each kind of record: its fields, its rows, and which of them only an act decides."""

from dataclasses import dataclass

from django.http import Http404

from articles.models import (
    Article,
    Event,
    EventMention,
    Participation,
    Place,
    PlaceMention,
    PlaceName,
    Reference,
    Statement,
)
from people.models import Organisation, OrganisationName, Person, PersonName, Role
from people.naming import read_code

UNTOLD = {"id", "code", "version", "position", "origin_key", "origin_digest", "first_seen_at"}
BY_EDITIONS = "It is decided by publishing, scheduling, retracting and the like."
BY_REPORTS = "It is decided among the possible same utterances."
BY_LEDGER = "The ledger says who spoke: reattribute it."
BY_WORDS = "Its words are laid on the text by hand."
BY_CHECKING = "It is decided by accepting or rejecting."
BY_MERGING = "It is decided by a merge, or by undoing one."


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record. owner: the field that names it. told_by: the fields that say which row it is."""

    label: str
    model: type
    owner: str
    told_by: tuple

    @property
    def fields(self):
        return [field for field in told_fields(self.model) if field.name != self.owner]


@dataclass(frozen=True)
class Kind:
    """decided: the fields that no form writes, each with a sentence that says what decides it."""

    name: str
    model: type
    parts: tuple
    decided: dict

    @property
    def fields(self):
        return told_fields(self.model)

    def permission(self, act):
        return f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"


def told_fields(model):
    """The fields of a model that its history keeps and an editor can read."""
    kept = {field.name for field in model.history.model.tracked_fields}
    return [field for field in model._meta.concrete_fields if field.name in kept - UNTOLD]


def names_of(model, owner):
    return Part("Name", model, owner, ("text",))


def cast_of(owner):
    return Part("Participant", Participation, owner, ("person", "organisation", "role"))


MERGED = {"merged_into": BY_MERGING}
KINDS = {
    "article": Kind(
        "article",
        Article,
        (
            cast_of("article"),
            Part("Place", PlaceMention, "article", ("place",)),
            Part("Event", EventMention, "article", ("event",)),
        ),
        dict.fromkeys(["status", "scheduled_for", "embargo_until"], BY_EDITIONS),
    ),
    "statement": Kind(
        "statement",
        Statement,
        (Part("Said to, or about", Reference, "statement", ("relation", "person", "organisation", "place", "event")),),
        dict.fromkeys(["status", "checked_at"], BY_CHECKING)
        | dict.fromkeys(["speaker", "on_behalf_of"], BY_LEDGER)
        | dict.fromkeys(["article", "revision", "text", "kind", "is_orphan", "rule", "confidence"], BY_WORDS)
        | {"utterance": BY_REPORTS},
    ),
    "person": Kind(
        "person",
        Person,
        (names_of(PersonName, "person"), Part("Role", Role, "person", ("title", "organisation"))),
        MERGED,
    ),
    "organisation": Kind("organisation", Organisation, (names_of(OrganisationName, "organisation"),), MERGED),
    "place": Kind("place", Place, (names_of(PlaceName, "place"),), MERGED),
    "event": Kind("event", Event, (cast_of("event"),), {}),
}


def find(kind, code):
    """A kind by its word, and its record of a code; 404 where there is none."""
    if kind not in KINDS:
        raise Http404
    record = KINDS[kind].model.objects.filter(code=read_code(code)).first()
    if record is None:
        raise Http404
    return KINDS[kind], record

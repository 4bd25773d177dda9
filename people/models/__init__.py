"""Person and Organisation with their names and roles, and what every public record has (record.py)."""

from .distinction import Distinction
from .done_once import DoneOnce
from .parties import Organisation, OrganisationName, Person, PersonName
from .record import FormerAddress, Merge, Name, NamedRecord, Precision, Record, RecordQuerySet
from .roles import Role

__all__ = [
    "Distinction",
    "DoneOnce",
    "FormerAddress",
    "Merge",
    "Name",
    "NamedRecord",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "Precision",
    "Record",
    "RecordQuerySet",
    "Role",
]

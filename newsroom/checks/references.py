"""No row points to a row that is not there, and the database watches over it."""

from functools import partial

from django.apps import apps
from django.db import connection
from django.db.models import Exists, IntegerField, OuterRef

from .finding import Finding
from .part import Part

UNCHECKED = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1, 2"


def find_broken_references(model, fields, within=None):
    for field in fields:
        yield from _broken(model, field, within)


def _broken(model, field, within):
    target = field.related_model._base_manager.filter(**{field.target_field.attname: OuterRef(field.attname)})
    pointing = model._base_manager.filter(**{f"{field.attname}__isnull": False})
    pointing = pointing.filter(within.of()) if within else pointing
    for pk, missing in pointing.filter(~Exists(target)).order_by("pk").values_list("pk", field.attname).iterator():
        what = f"{model._meta.label} {pk}"
        remedy = "Restore that row from a backup, or choose another in the admin."
        yield Finding(
            what, f"its {field.verbose_name} is {field.related_model._meta.label} {missing}, which is not there", remedy
        )


def find_unchecked_constraints():
    """PostgreSQL can keep a constraint that it never compared with the rows there were; SQLite cannot."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(UNCHECKED)
            for table, name in cursor.fetchall():
                remedy = f"Run: ALTER TABLE {table} VALIDATE CONSTRAINT {name}."
                yield Finding(f"constraint {name}", "the database has not checked it", remedy)


def _parts():
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if field.is_relation and field.db_constraint]
        if fields:
            is_numbered = isinstance(_key_of(model), IntegerField)
            yield Part(partial(find_broken_references, model, fields), model if is_numbered else None, 50_000)


def _key_of(model):
    """The field that holds the keys of a model, its own or those of another that it goes with."""
    key = model._meta.pk
    while key.is_relation:
        key = key.target_field
    return key


REFERENCES = [*_parts()]
CONSTRAINTS = [Part(find_unchecked_constraints)]

"""No row points to a row that is not there, and the database watches over it."""

from django.apps import apps
from django.db import connection
from django.db.models import Exists, OuterRef

from .batches import one_by_one
from .finding import Finding

UNCHECKED = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1, 2"


def find_broken_references():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.db_constraint:
                yield from _broken(model, field)


def _broken(model, field):
    target = field.related_model._base_manager.filter(**{field.target_field.attname: OuterRef(field.attname)})
    pointing = model._base_manager.filter(**{f"{field.attname}__isnull": False})
    for pk, missing in one_by_one(pointing.filter(~Exists(target)), field.attname):
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

"""Migrations have names, can be undone, and the models are what they say."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = ["people", "articles", "search", "desk"]


def ours():
    return [key for key in MigrationLoader(connection, ignore_no_migrations=True).disk_migrations if key[0] in OURS]


@pytest.mark.django_db
def test_each_migration_is_named_for_what_it_does():
    assert [name for _app, name in ours() if re.search(r"_auto_|_alter_.*_and_more$", name)] == []


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_every_migration_can_be_undone_and_done_again():
    for app in ["people", "search", "desk"]:  # with people goes all that builds on it
        call_command("migrate", app, "zero", verbosity=0)
    tables = connection.introspection.table_names()
    assert [table for table in tables if table.startswith(tuple(f"{app}_" for app in OURS))] == []
    call_command("migrate", verbosity=0)
    assert "articles_statement" in connection.introspection.table_names()

"""`python -m bench.acts`: what large acts cost in the archive of DATABASE_URL, in a transaction that is rolled back.

Of the two people with most statements one is merged into the other, and that is undone; a hundred of their statements
are split off; a hundred suggestions are accepted from the admin's list. --check looks for faults after each act,
--profile=ACT tells where one of them spends its time.
"""

import argparse
import cProfile
import os
import pstats
import time
import warnings
from contextlib import nullcontext

import django

HEADING = """| act | statements | processor s | s | queries |
|---|---|---|---|---|"""
SOME = 100  # statements that are split off, and accepted
APART = 50  # those that are accepted lie in a hundred articles
WHY = "To know what it costs."


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings
    from django.db import transaction

    asked = arguments()
    warnings.filterwarnings("ignore", "No directory at")
    settings.DEBUG = False  # or Django keeps every query
    with transaction.atomic():
        print(HEADING)
        for name, number, act in acts():
            print(row(name, number, act, is_profiled=name == asked.profile), flush=True)
            if asked.check:
                tell_faults()
        transaction.set_rollback(True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--profile", metavar="ACT")
    return parser.parse_args()


def acts():
    """(what is done, to how many statements, the act), each to what those before have left."""
    from django.contrib.auth import get_user_model
    from django.db.models import Count

    from articles.splitting import split
    from bench.desk import editor
    from people.merging import merge, unmerge
    from people.models import Merge, Person

    client = editor()
    why = {"by": get_user_model().objects.latest("pk"), "reason": WHY}
    other, one = Person.objects.annotate(number=Count("statements")).order_by("-number")[:2]
    yield "merge", one.number, lambda: merge(one, other, **why)
    yield "its undo", one.number, lambda: unmerge(Merge.objects.latest("pk"), **why)
    ticked = list(one.statements.order_by("-pk")[:SOME])
    yield "split", len(ticked), lambda: split(one, statements=ticked, parts={}, name="Somebody Else", **why)
    keys = suggested()
    yield "acceptance from the list", len(keys), lambda: accept(client, keys)


def suggested():
    """A hundred statements of as many articles, which wait now."""
    from articles import publishing
    from articles.models import Statement

    keys = list(Statement.objects.order_by("-pk").values_list("pk", flat=True)[: APART * SOME : APART])
    waiting = Statement.objects.filter(pk__in=keys)
    waiting.update(status=Statement.Status.SUGGESTED)
    publishing.refresh(waiting.values_list("article", flat=True))
    return keys


def accept(client, keys):
    """What the admin's list does when an editor has ticked these statements and said why."""
    chosen = {"action": "accept", "_selected_action": keys, "confirmed": "1", "reason": WHY}
    answer = client.post("/admin/articles/statement/", chosen)
    assert answer.status_code == 302, answer.status_code


def row(name, number, act, is_profiled):
    from django.db import connection

    from bench.timing import remember

    asked, profile = [], cProfile.Profile()
    started, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(lambda *query: remember(asked, *query)), profile if is_profiled else nullcontext():
        act()
    processor, seconds = time.process_time() - processor, time.perf_counter() - started
    if is_profiled:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    return f"| {name} | {number:,} | {processor:.1f} | {seconds:.1f} | {len(asked):,} |"


def tell_faults():
    from newsroom.checks import CHECKS

    for name in CHECKS:
        for finding in CHECKS[name]():
            print(f"{name}: {finding}")


if __name__ == "__main__":
    main()

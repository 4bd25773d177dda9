"""`python -m bench.desk`: time the pages of the desk in the archive of DATABASE_URL, a tenth of its statements waiting.

Signs in as an editor of its own and lets every tenth statement wait, all in one transaction that is rolled back. Prints
a table; a page beside its floor, as in timing.py.
"""

import os
import warnings
from uuid import uuid4

import django

HEADING = """| page | median ms | 95 % under ms | worst ms | ÷ its floor | queries |
|---|---|---|---|---|---|"""
PAGES = {
    "desk": ["/desk/"],
    "find: articles": [
        "/desk/find/articles/",
        "/desk/find/articles/?flaws=undated",
        "/desk/find/articles/?words=talks",
    ],
    "find: statements": [
        "/desk/find/statements/",
        "/desk/find/statements/?words=water",
        "/desk/find/statements/?flaws=unresolved&flaws=no-day",
        "/desk/find/statements/?speaker=smith",
    ],
    "find: people": ["/desk/find/people/", "/desk/find/people/?flaws=same-name", "/desk/find/people/?flaws=no-role"],
    "balance": ["/desk/balance/", "/desk/balance/?first=1990-01-01"],
    "account": ["/desk/account/", "/desk/security/"],
}


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings
    from django.db import transaction

    warnings.filterwarnings("ignore", "No directory at")
    settings.DEBUG = False  # or Django keeps every query
    settings.ROOT_URLCONF = "bench.addresses"
    with transaction.atomic():
        client = editor()
        print(HEADING)
        for kind, paths in pages().items():
            print(row(kind, paths, client), flush=True)
        transaction.set_rollback(True)


def pages():
    """The addresses of each kind of page, in this archive."""
    from articles.models import Statement

    Statement.objects.extra(where=["articles_statement.id % 10 = 0"]).update(status=Statement.Status.SUGGESTED)
    return PAGES


def editor():
    """A client in which somebody has signed in who may do everything."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.create_user(f"bench-{uuid4()}", is_staff=True, is_superuser=True))
    return client


def row(kind, paths, client):
    from bench.timing import measure

    told = measure(paths, client)
    figures = [f"{told[name]:.1f}" for name in ("median", "p95", "worst", "ratio")]
    return f"| {kind} | {' | '.join(figures)} | {told['queries']:g} |"


if __name__ == "__main__":
    main()

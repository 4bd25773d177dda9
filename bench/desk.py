"""`python -m bench.desk`: time the pages of the desk in the archive of DATABASE_URL, a tenth of its statements waiting.

Signs in as an editor of its own and lets every tenth statement wait, and every twentieth for a second look, all in one
transaction that is rolled back. Prints a table; a page beside its floor, as in timing.py.
"""

import os
import warnings
from uuid import uuid4

import django

HEADING = """| page | median ms | 95 % under ms | worst ms | ÷ its floor | queries |
|---|---|---|---|---|---|"""
# The same in every archive; busiest() adds the pages of its largest records.
PAGES = {
    "desk": ["/desk/"],
    "review": ["/desk/review/", "/desk/review/?sure=hardly", "/desk/review/?language=fr", "/desk/review/together/"],
    "second looks": ["/desk/review/?look=second", "/desk/review/second-looks/"],
    "doubles": ["/desk/doubles/", "/desk/doubles/person/", "/desk/doubles/place/"],
    "speakers not identified": ["/desk/unnamed/"],
    "no longer in the text": ["/desk/orphans/"],
    "paste": ["/desk/paste/"],
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
    let_look_again(Statement.objects.extra(where=["articles_statement.id % 20 = 1"]).filter(status="accepted"))
    return PAGES | busiest()


def let_look_again(statements):
    """Let somebody have accepted these, so that each waits for a second look."""
    from django.contrib.auth import get_user_model

    from desk.models import Decision, SecondLook

    first = get_user_model().objects.create_user(f"bench-{uuid4()}", is_staff=True)
    kept = {"editor": first, "act": Decision.Act.ACCEPT, "before": {"version": 1}}
    made = [Decision(statement=statement, token=uuid4().hex, **kept) for statement in statements]
    decisions = Decision.objects.bulk_create(made, batch_size=500)
    SecondLook.objects.bulk_create([SecondLook(first=decision) for decision in decisions], batch_size=500)


def busiest():
    """The pages of the article with most statements, and of the two people with most."""
    from django.db.models import Count

    from articles.models import Article
    from people.models import Person

    article = Article.objects.annotate(number=Count("statements")).latest("number")
    one, other = Person.objects.annotate(number=Count("statements")).order_by("-number")[:2]
    statement = article.statements.first()
    return {
        "workbench of the article with most statements": [f"/desk/articles/{article.code}/"],
        "check and publish, the same": [f"/desk/articles/{article.code}/publish/"],
        "correct, the same": [f"/desk/articles/{article.code}/correct/"],
        "history of the largest": [
            f"/desk/history/article/{article.code}/",
            f"/desk/history/statement/{statement.code}/",
            f"/desk/history/person/{one.code}/",
        ],
        "merge of the two with most": [f"/desk/merge/person/{one.code}/{other.code}/"],
        "split of the one with most": [f"/desk/split/person/{one.code}/"],
        "admin: the same article": [f"/admin/articles/article/{article.pk}/change/"],
        "admin: lists": ["/admin/articles/article/", "/admin/articles/statement/", "/admin/people/person/"],
        "admin: names as one types": [
            "/admin/autocomplete/?term=smi&app_label=articles&model_name=participation&field_name=person"
        ],
    }


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

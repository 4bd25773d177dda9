"""`python -m bench.desk_history DATABASE_URL`: what the pages of a history cost, and the forms that it belongs to.

The database is changed: the article with the most statements gets thirty more texts. Give it a copy. Printed are
milliseconds, the median of five, and queries of each page, for the record of each kind that has the most to tell.
"""

import argparse
import json
import os
import statistics
import time

REVISIONS = 30
ASKED = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="the address of a copy of an archive")
    os.environ["DATABASE_URL"] = parser.parse_args().database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    print(json.dumps({"load of the machine": os.getloadavg(), **measured()}, indent=1, ensure_ascii=False))


def measured():
    """{page: [milliseconds, queries]}."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    editor, _is_new = get_user_model().objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(editor)
    return {page: cost_of(client, page) for record in busiest(editor) for page in pages_of(record)}


def busiest(editor):
    """The article with the most statements, with thirty more texts; one of its statements; the most quoted; a place."""
    from django.db.models import Count

    from articles.anchoring import revise
    from articles.models import Article, Place, Statement
    from people.models import Person

    article = Article.objects.annotate(said=Count("statements")).order_by("-said").first()
    body = article.current.body
    for number in range(REVISIONS):
        revise(article, f"{body}\n\nLine {number}.", by=editor, reason=f"Text {number}.")
    said = Statement.objects.exclude(speaker=None).values("speaker").annotate(number=Count("pk")).order_by("-number")
    person = Person.objects.get(pk=said[0]["speaker"])
    return [article, article.statements.first(), person, Place.objects.order_by("pk").first()]


def pages_of(record):
    kind = record._meta.model_name
    history = f"/desk/history/{kind}/{record.code}/"
    form = f"/admin/{record._meta.app_label}/{kind}/{record.pk}/change/"
    return [history, f"{history}compare/?from=0&to=now", f"{history}restore/0/", form]


def cost_of(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _time in range(ASKED):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            status = client.get(page).status_code
        times.append((time.perf_counter() - began) * 1000)
        assert status == 200, f"{page}: {status}"
    return [round(statistics.median(times)), len(queries)]


if __name__ == "__main__":
    main()

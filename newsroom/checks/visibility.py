"""Every record may be seen from exactly the instant that publishing.py decides."""

from functools import partial

from django.db.models import F, Q

from articles import visibility
from articles.models import Article, Statement

from .finding import Finding
from .part import Part

REMEDY = "Open its article in the admin and save it: that decides anew."


def find_wrong_articles(within):
    articles = Article.objects.filter(within.of()).order_by("pk")
    for code, stored, *said in articles.values_list("code", "visible_from", *visibility.DATED_BY):
        due = visibility.article_instant(*said)
        if stored != due:
            yield _finding("article", code, stored, due)


def find_wrong_statements(within):
    is_open = Q(status__in=visibility.OPEN_STATEMENT)
    hidden = Q(visible_from__isnull=True)
    article_hidden = Q(article__visible_from__isnull=True)
    same = (hidden & (~is_open | article_hidden)) | (is_open & Q(visible_from=F("article__visible_from")))
    statements = Statement.objects.filter(within.of())
    wrong = statements.exclude(pk__in=statements.filter(same).values("pk")).order_by("pk")
    for code, stored, of_article, status in wrong.values_list(
        "code", "visible_from", "article__visible_from", "status"
    ).iterator():
        yield _finding("statement", code, stored, of_article if status in visibility.OPEN_STATEMENT else None)


def find_wrong_records(model, within):
    rows = list(model.objects.filter(within.of()).order_by("pk").values_list("pk", "code", "visible_from"))
    due = visibility.instants_of(model, [pk for pk, _code, _stored in rows])
    for pk, code, stored in rows:
        if stored != due[pk]:
            yield _finding(model._meta.verbose_name, code, stored, due[pk])


def _finding(kind, code, stored, due):
    return Finding(f"{kind} {code}", f"it may be seen {_since(stored)}, and should be {_since(due)}", REMEDY)


def _since(instant):
    return f"from {instant:%Y-%m-%d %H:%M} on" if instant else "never"


INSTANTS = [
    Part(find_wrong_articles, Article),
    Part(find_wrong_statements, Statement, 10_000),
    *(Part(partial(find_wrong_records, model), model, 500) for model in visibility.REVEALED_BY),
]

"""Every record may be seen from exactly the instant that publishing.py decides."""

from django.db.models import F, Q

from articles import visibility
from articles.models import Article, Statement

from .batches import in_batches, one_by_one
from .finding import Finding

REMEDY = "Open its article in the admin and save it: that decides anew."


def find_wrong_instants():
    yield from _wrong_articles()
    yield from _wrong_statements()
    for model in visibility.REVEALED_BY:
        yield from _wrong_records(model)


def _wrong_articles():
    for _pk, code, stored, *said in one_by_one(Article.objects.all(), "code", "visible_from", *visibility.DATED_BY):
        due = visibility.article_instant(*said)
        if stored != due:
            yield _finding("article", code, stored, due)


def _wrong_statements():
    is_open = Q(status__in=visibility.OPEN_STATEMENT)
    hidden = Q(visible_from__isnull=True)
    article_hidden = Q(article__visible_from__isnull=True)
    same = (hidden & (~is_open | article_hidden)) | (is_open & Q(visible_from=F("article__visible_from")))
    wrong = Statement.objects.exclude(pk__in=Statement.objects.filter(same).values("pk"))
    fields = "code", "visible_from", "article__visible_from", "status"
    for _pk, code, stored, of_article, status in one_by_one(wrong, *fields):
        yield _finding("statement", code, stored, of_article if status in visibility.OPEN_STATEMENT else None)


def _wrong_records(model):
    for batch in in_batches(model.objects.all(), "code", "visible_from"):
        due = visibility.instants_of(model, [pk for pk, _code, _stored in batch])
        for pk, code, stored in batch:
            if stored != due[pk]:
                yield _finding(model._meta.verbose_name, code, stored, due[pk])


def _finding(kind, code, stored, due):
    return Finding(f"{kind} {code}", f"it may be seen {_since(stored)}, and should be {_since(due)}", REMEDY)


def _since(instant):
    return f"from {instant:%Y-%m-%d %H:%M} on" if instant else "never"

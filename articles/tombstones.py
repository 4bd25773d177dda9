"""What stands at the address of something that was public and no longer is: when and why it went, and nothing else."""

from django.http import Http404
from django.shortcuts import render

from .corrections import ENDS, GONE, gone_articles
from .models import Correction, Statement
from .visibility import OPEN_STATEMENT

PAGE = "articles/tombstone.html"


def of_article(request, template=PAGE, **address):
    """The tombstone of the article at this address; Http404 where none was ever public."""
    article = gone_articles().filter(**address).first()
    correction = article and article.corrections.filter(act__in=ENDS).first()
    return _tombstone(request, correction, "article", article and GONE[article.status], template)


def of_any(request, code, template=PAGE):
    """The tombstone of the statement or the article that has this code."""
    if Statement.objects.filter(code=code).exists():
        return of_statement(request, code, template)
    return of_article(request, template, code=code)


def of_statement(request, code, template=PAGE):
    """The tombstone of a statement that was retracted, or whose article was."""
    statement = Statement.objects.select_related("article").filter(code=code).first()
    if statement and statement.status == Statement.Status.RETRACTED and statement.article.is_public:
        correction = statement.corrections.filter(act__in=ENDS).first()
        return _tombstone(request, correction, "statement", 200, template)
    correction = statement and statement.status in OPEN_STATEMENT and _end_of(statement.article_id)
    return _tombstone(request, correction, "statement", correction and GONE[statement.article.status], template)


def _end_of(article):
    gone = gone_articles().filter(pk=article)
    return Correction.objects.filter(article__in=gone, act__in=ENDS).first()


def _tombstone(request, correction, thing, status, template):
    if not correction:
        raise Http404
    return render(request, template, {"correction": correction, "thing": thing}, status=status)

"""Short addresses, and citations as files."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles import formats, tombstones
from articles.models import Article, Statement


def short_statement(request, code):
    """/s/CODE/: whatever the code, the address of the statement answers for it."""
    return redirect("articles:statement", code, permanent=True)


def short_article(request, code):
    """/a/CODE/: to the article; at the code of one that was taken back stands what became of it."""
    article = Article.objects.published().filter(code=code).first()
    return redirect(article) if article else tombstones.of_article(request, code=code)


def citation(request, code, form):
    """The citation of a statement or an article as a file."""
    record = statement_or_article(code)
    if not record:
        raise Http404
    text = formats.written(source_of(request, record), form)
    return HttpResponse(
        text,
        content_type=f"{formats.MEDIA_TYPES[form]}; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="archive-{code}.{form}"'},
    )


def statement_or_article(code):
    """The public record with this code, ready to be shown; None where there is none."""
    statement = Statement.objects.published().for_display().filter(code=code).first()
    return statement or Article.objects.published().select_related("publisher").filter(code=code).first()


def source_of(request, record):
    """What the formats cite: a statement or an article under its short address."""
    of = formats.source_of_statement if isinstance(record, Statement) else formats.source_of_article
    return of(record, request.build_absolute_uri(short_address(record)), settings.SITE_NAME)


def short_address(record):
    kind = "statement" if isinstance(record, Statement) else "article"
    return reverse(f"articles:short_{kind}", args=[record.code])

"""The log of what was corrected, updated or taken back: of everything, or of one record."""

import re

from django.http import Http404
from django.shortcuts import render

from articles import corrections
from articles.converters import CodeConverter
from articles.models import Article, Statement
from people.naming import read_code
from people.paging import page_of


def log(request):
    """Every public correction, the latest first; with ?of=CODE those of one article or statement."""
    code, record, rows = asked_for(request)
    page = page_of(rows, request, "made_at", kept={"of": code})
    return render(request, "articles/corrections.html", {"page": page, "code": code, "record": record})


def asked_for(request):
    """(code, record, corrections) of ?of=, the record None where it is gone; without one ("", None, all there are).

    Raises Http404 for a code of which readers know nothing.
    """
    typed = request.GET.get("of", "")
    if not typed:
        return "", None, corrections.public()
    if not re.fullmatch(CodeConverter.regex, typed):
        raise Http404
    code = read_code(typed)
    rows, record = corrections.of_record(code), _public_record(code)
    if not record and not rows.exists():
        raise Http404
    return code, record, rows


def _public_record(code):
    article = Article.objects.published().filter(code=code).first()
    return article or Statement.objects.published().select_related("article").filter(code=code).first()

"""A statement's own page."""

from django.shortcuts import redirect, render

from articles import tombstones
from articles.models import Statement


def statement(request, code):
    """Exactly what was said, by whom, when and where, and the sentence it was printed in."""
    found = Statement.objects.published().for_display().filter(code=code).first()
    if not found:
        return tombstones.of_statement(request, code)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return render(request, "articles/statement.html", {"statement": found})

"""The log of what was corrected, updated or taken back."""

from django.shortcuts import render

from articles import corrections
from people.paging import page_of


def log(request):
    """Every public correction, the latest first."""
    page = page_of(corrections.public(), request, "made_at")
    return render(request, "articles/corrections.html", {"page": page})

"""How a page of the desk is put together: inside the admin's frame, with the way to the other pages above it."""

from dataclasses import dataclass

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse

from . import presence
from .models import Preference


@dataclass(frozen=True)
class Section:
    """A part of the desk that stands in the bar above each page. page: its URL name."""

    label: str
    page: str
    permission: str = ""

    @property
    def address(self):
        return reverse(f"desk:{self.page}")


SECTIONS = [
    Section("Desk", "dashboard"),
    Section("Paste", "paste", "articles.add_article"),
    Section("Review", "review", "articles.accept_statement"),
    Section("No longer in the text", "orphans", "articles.accept_statement"),
    Section("Possible doubles", "doubles", "articles.accept_statement"),
    Section("Find and fix", "find_articles"),
    Section("Import", "import", "articles.publish_article"),
    Section("Balance", "balance"),
]


def render_page(request, template, context=None, *, title, about=(), status=200):
    """A page of the desk. The template extends desk/base.html.

    about: the records that are worked on here. Colleagues who have one of them open are told of each other.
    """
    for record in about:
        presence.opened(request.user, record)
    shown = admin.site.each_context(request) | {
        "title": title,
        "about": about,
        "sections": [s for s in SECTIONS if not s.permission or request.user.has_perm(s.permission)],
        "preference": Preference.objects.of(request.user),
        "is_nav_sidebar_enabled": False,
    }
    return render(request, template, shown | (context or {}), status=status)

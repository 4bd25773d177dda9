"""Each kind of record at Find and fix: how it is listed, asked for and mended."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from articles import publishing
from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person

from . import filters


@dataclass(frozen=True)
class Kind:
    """fields: those that may be set on many at once. follows: what else a changed record has to say now, as {field:
    value}. announce: called with the records and those that they named before, after they were saved.
    """

    name: str
    label: str
    model: type[Model]
    filterset: type
    fields: tuple[str, ...]
    columns: tuple[tuple[str, Callable], ...]
    related: tuple[str, ...] = ()
    announce: Callable = lambda records, before: None
    follows: Callable = lambda record: {}

    @property
    def admin_page(self):
        return f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_change"


def _articles_changed(articles, before):
    publishing.refresh([article.pk for article in articles], also=before)


def _statements_changed(statements, before):
    publishing.refresh({statement.article_id for statement in statements}, also=before)


def _named_changed(records, before):
    publishing.refresh((), also=[*records, *before])


def _day(day):
    """A day that is not broken at the end of a line."""
    return f"{day:%-d\u00a0%b\u00a0%Y}" if day else "undated"


def _day_to_sort_by(statement):
    return {"sorted_on": statement.said_on or statement.article.printed_on}


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "articles",
            "Articles",
            Article,
            filters.ArticleFilter,
            ("language", "publisher", "dateline_place", "byline", "coverage", "usage_terms"),
            (
                ("Printed", lambda article: _day(article.printed_on)),
                ("Publisher", lambda article: article.publisher or ""),
                ("State", lambda article: article.get_status_display()),
            ),
            ("publisher",),
            _articles_changed,
        ),
        Kind(
            "statements",
            "Statements",
            Statement,
            filters.StatementFilter,
            ("said_in", "event", "said_on", "channel", "relayed_by", "anonymity_reason", "language"),
            (
                ("Speaker", lambda statement: statement.speaker or statement.on_behalf_of or statement.described_as),
                ("Said", lambda statement: _day(statement.sorted_on)),
                ("State", lambda statement: statement.get_status_display()),
            ),
            ("speaker", "on_behalf_of", "article"),
            _statements_changed,
            _day_to_sort_by,
        ),
        Kind(
            "people",
            "People",
            Person,
            filters.PersonFilter,
            ("language", "gender", "summary"),
            (("Who", lambda person: person.summary), ("Wikidata", lambda person: person.wikidata_id or "")),
            announce=_named_changed,
        ),
        Kind(
            "organisations",
            "Organisations",
            Organisation,
            filters.OrganisationFilter,
            ("classification", "parent", "language", "summary"),
            (("What", lambda body: body.classification), ("Part of", lambda body: body.parent or "")),
            ("parent",),
            _named_changed,
        ),
        Kind(
            "places",
            "Places",
            Place,
            filters.PlaceFilter,
            ("kind", "country_code", "parent", "language"),
            (("Kind", lambda place: place.get_kind_display()), ("In", lambda p: p.parent or p.country_code)),
            ("parent",),
            _named_changed,
        ),
        Kind(
            "events",
            "Events",
            Event,
            filters.EventFilter,
            ("classification", "status", "place", "parent", "organiser"),
            (("When", lambda event: _day(event.started_on)), ("Where", lambda event: event.place or "")),
            ("place",),
            _named_changed,
        ),
    )
}

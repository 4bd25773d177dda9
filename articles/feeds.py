"""What is new, for programs that follow it: Atom and JSON Feed 1.1 of the newest fifty.

An item's id is the permanent address of its record and never changes; `updated` moves with every correction, every
new text of its article and every check by an editor.
"""

import json
from collections import defaultdict
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import DateTimeField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed

from people import finding
from people.dossier import sections_of_organisation, sections_of_person
from people.models import Organisation, Person

from . import corrections
from .citing import speaker_in_words
from .formats import authors_of
from .models import ArticleRevision, Correction, Event, Place, Statement
from .views.correction import asked_for
from .visibility import ALWAYS
from .wording import statement_in_words
from .xml import writable

MOST = 50
LEVELS = 5  # of places in places, and of rounds of rounds
PARENTS = ["__parent" * depth for depth in range(LEVELS)]
LATEST_FIRST = F("sorted_on").desc(nulls_last=True), "-pk"  # as the index has them
FORMS = {"atom": "application/atom+xml", "json": "application/feed+json"}


class JSONFeed(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org/version/1.1), with the same calls as Django's Atom1Feed."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{name: value for name, value in self._author().items() if value}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False))

    def _author(self):
        return {"name": self.feed["author_name"], "url": self.feed["author_link"]}

    @staticmethod
    def _item(item):
        fields = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": item["pubdate"] and item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "language": item.get("language"),
        }
        return {name: value for name, value in fields.items() if value}


class AtomFeed(Atom1Feed):
    """Django's, but without the time of the request in it: a feed of nothing is the same today and tomorrow."""

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=ALWAYS)


GENERATORS = {"atom": AtomFeed, "json": JSONFeed}


def site(request, form):
    """The newest statements of the archive, and what was corrected or taken back."""
    statements = Statement.objects.published().filter(sorted_on__isnull=False)
    return feed(request, form, settings.SITE_NAME, reverse("home"), statements, corrections.public())


def person(request, slug, form):
    person = get_object_or_404(Person.objects.published(), slug=slug)
    said, *_rest, others = sections_of_person(person)
    own = Q(speaker=person) | Q(pk__in=others.found.values("pk"))
    return _of_record(request, form, person, said.found, own)


def organisation(request, slug, form):
    """What an organisation said itself; its people have feeds of their own."""
    organisation = get_object_or_404(Organisation.objects.published(), slug=slug)
    own = sections_of_organisation(organisation)[0].found
    return _of_record(request, form, organisation, own, Q(on_behalf_of=organisation, speaker=None))


def place(request, slug, form):
    place = get_object_or_404(Place.objects.published(), slug=slug)
    said_here = finding.section("said", "Said here", "in", place)
    newest = Statement.objects.published().filter(pk__in=finding.newest(said_here, MOST))
    return _of_record(request, form, place, newest, _said_in(place))


def _said_in(place):
    """Said in a place or in one that lies in it; where that is not known, at an event there: as the index has it."""
    said = [Q(**{f"said_in{up}": place}) | Q(said_in=None, **{f"event__place{up}": place}) for up in PARENTS]
    return reduce(or_, said)


def event(request, slug, form):
    event = get_object_or_404(Event.objects.published(), slug=slug)
    said = finding.section("said", "Said at it", "event", event)
    newest = Statement.objects.published().filter(pk__in=finding.newest(said, MOST))
    return _of_record(request, form, event, newest, _said_at(event))


def _said_at(event):
    """Said at an event or at one of its rounds: as the index has it."""
    return reduce(or_, (Q(**{f"event{up}": event}) for up in PARENTS))


def corrected(request, form):
    """What was corrected or taken back; with ?of=CODE what was of one article or statement."""
    code, _record, rows = asked_for(request)
    title = f"Corrections{code and ' of '}{code} · {settings.SITE_NAME}"
    path = reverse("articles:corrections") + (f"?of={code}" if code else "")
    return feed(request, form, title, path, None, rows)


def _of_record(request, form, record, statements, said):
    """said: which statements are its own, also those that were taken back since."""
    title = f"{record} · {settings.SITE_NAME}"
    return feed(request, form, title, record.get_absolute_url(), statements, corrections.of_statements(said))


def feed(request, form, title, path, statements=None, corrected=None, articles=None, named=()):
    """The answer: the newest of these statements, articles, corrections and named records, as they stand now.

    named: querysets of people, organisations, places or events, no more than a feed holds.
    """
    generator = GENERATORS[form](
        title=writable(title),
        link=request.build_absolute_uri(path),
        description="Who said what, where and when.",
        language=settings.LANGUAGE_CODE,
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(path),
        **_author(),
    )
    items = [_of_statement(request, each) for each in _newest(statements)] if statements is not None else []
    items += [_of_article(request, each) for each in _newest_articles(articles)] if articles is not None else []
    items += [_of_named(request, each) for records in named for each in _with_last_change(records)]
    items += [_of_correction(request, c) for c in corrected.order_by("-made_at", "-pk")[:MOST]] if corrected else []
    for item in sorted(items, key=lambda item: item["updateddate"], reverse=True)[:MOST]:
        generator.add_item(**{name: writable(value) for name, value in item.items()})
    return HttpResponse(generator.writeString("utf-8"), content_type=f"{FORMS[form]}; charset=utf-8")


def _author():
    """Who answers for a feed: the author of the items that have none (RFC 4287, 4.1.1)."""
    kind = "author_link" if settings.CONTACT.startswith("http") else "author_email"
    return {"author_name": writable(settings.PUBLISHER or settings.SITE_NAME), kind: settings.CONTACT or None}


def _newest(statements):
    """The fifty said last, each with the instant at which anything of it last changed."""
    keys = [row["pk"] for row in statements.order_by(*LATEST_FIRST).values("pk")[:MOST]]
    found = Statement.objects.filter(pk__in=keys).for_display().annotate(updated_at=_last_change_of_statement())
    return _with_corrections(found.order_by(*LATEST_FIRST))


def _newest_articles(articles):
    """The fifty printed last, in the same way."""
    found = articles.select_related("publisher").annotate(updated_at=_last_change_of_article())
    return _with_corrections(found.order_by("-printed_on", "-pk")[:MOST])


def _with_corrections(records):
    """The records, each with those corrections that its own page shows, newest first: one query for all."""
    records = list(records)
    of_articles = {getattr(record, "article_id", record.pk) for record in records}
    of_statements = [record.pk for record in records if isinstance(record, Statement)]
    found = Correction.objects.filter(Q(article__in=of_articles) | Q(statement__in=of_statements))
    by_record = defaultdict(list)
    for correction in found:
        by_record[correction.article_id, correction.statement_id].append(correction)
    for record in records:
        own = by_record[None, record.pk] if isinstance(record, Statement) else []
        both = own + by_record[getattr(record, "article_id", record.pk), None]
        record.public_corrections = sorted(both, key=lambda c: (c.made_at, c.pk), reverse=True)
    return records


def _with_last_change(records):
    """Records with a name, each with the instant at which an editor last changed it, else since when it is public."""
    history = records.model.history.filter(id=OuterRef("pk"))
    return records.annotate(updated_at=_last(history, "history_date", "visible_from"))


def _last_change_of_statement():
    seen = "article__first_seen_at"
    own = _last(Correction.objects.filter(statement=OuterRef("pk")), "made_at", seen)
    return Greatest(_last_change_of_article("article", seen), own, Coalesce("checked_at", seen))


def _last_change_of_article(article="pk", seen="first_seen_at"):
    current = ArticleRevision.objects.filter(article=OuterRef(article), is_current=True)
    corrected = Correction.objects.filter(article=OuterRef(article))
    return Greatest(_last(current, "created_at", seen), _last(corrected, "made_at", seen), seen)


def _last(rows, instant, otherwise):
    """The latest instant of some rows; without any, another."""
    latest = rows.order_by(f"-{instant}").values(instant)[:1]
    return Coalesce(Subquery(latest, output_field=DateTimeField()), otherwise)


def _of_statement(request, statement):
    speaker = speaker_in_words(statement)
    words = statement_in_words(statement.pieces, statement.language or statement.article.language)
    return {
        "title": f"{speaker}: {words}"[:200],
        "link": request.build_absolute_uri(statement.get_absolute_url()),
        "unique_id": request.build_absolute_uri(statement.get_absolute_url()),
        "description": render_to_string("articles/feed_item.html", {"statement": statement, "request": request}),
        "author_name": speaker,
        "pubdate": statement.article.published_at or statement.article.first_seen_at,
        "updateddate": statement.updated_at,
        "language": statement.language or statement.article.language,
    }


def _of_article(request, article):
    address = request.build_absolute_uri(article.get_absolute_url())
    return {
        "title": article.headline,
        "link": address,
        "unique_id": request.build_absolute_uri(reverse("articles:short_article", args=[article.code])),
        "description": render_to_string("articles/feed_article.html", {"article": article}),
        "author_name": authors_of(article) or None,
        "pubdate": article.published_at or article.first_seen_at,
        "updateddate": article.updated_at,
        "language": article.language,
    }


def _of_named(request, record):
    """A person, organisation, place or event as an item. Its address may change with its name: its id is the code."""
    kind = record._meta.verbose_name
    return {
        "title": record.name,
        "link": request.build_absolute_uri(record.get_absolute_url()),
        "unique_id": f"{request.build_absolute_uri(reverse('home'))}#{record.code}",
        "description": render_to_string("articles/feed_named.html", {"record": record, "kind": kind}),
        "author_name": None,
        "pubdate": None,
        "updateddate": record.updated_at,
        "language": record.language or None,
    }


def _of_correction(request, correction):
    """A correction as an item of its own; of what is gone it tells no more than its tombstone does."""
    record = correction.statement or correction.article
    kind = "Statement" if correction.statement else "Article"
    is_seen = record.is_public
    headline = getattr(record, "headline", "") if is_seen else ""
    address = reverse(
        "articles:short_statement" if correction.statement else "articles:short_article", args=[record.code]
    )
    return {
        "title": f"{kind.capitalize()} {correction.get_act_display()}: {headline or record.code}",
        "link": request.build_absolute_uri(address),
        "unique_id": f"{request.build_absolute_uri(address)}#correction-{correction.pk}",
        "description": render_to_string(
            "components/correction.html", {"correction": correction, "on_statement": True, "is_gone": not is_seen}
        ),
        "author_name": None,
        "pubdate": correction.made_at,
        "updateddate": correction.made_at,
    }

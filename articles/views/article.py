"""An article as it stands now, and as it stood before."""

from collections import Counter
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import uri_to_iri

from articles import formats, linked_data, tombstones, versions
from articles.citing import cite_article
from articles.marking import Mark, marked_paragraphs
from articles.models import (
    Article,
    ArticleRevision,
    Correction,
    EventMention,
    Participation,
    PlaceMention,
    Statement,
    Suggestible,
)
from articles.shown import with_spans
from people.linked_data import as_script
from people.naming import fold_name
from people.prepared import prepared

from .cards import picture_of
from .citing import source_of

ACCEPTED = Suggestible.Review.ACCEPTED


def article(request, printed_on, slug):
    """One article, with its statements marked in the text and listed beside it."""
    return _page(request, printed_on=printed_on, slug=slug)


def undated_article(request, slug):
    """The same for an article whose date nobody knows."""
    return _page(request, printed_on=None, slug=slug)


def revisions(request):
    """Earlier texts are reached from their articles."""
    return redirect("articles:articles")


def latest_revision(request, code):
    return redirect(get_object_or_404(Article.objects.published(), code=code))


def revision(request, code, number):
    """The text of an article as it once stood, with a note that it no longer does."""
    article = get_object_or_404(published_articles(), code=code)
    corrections = corrections_of(article)
    kept = versions.with_one_text(article.revisions.all(), number=number)
    readable = versions.readable(article, kept, corrections)
    shown = next((r for r in readable if r.number == number), None)
    if shown is None:
        raise Http404
    if shown.is_current:
        return redirect(article)
    context = {"article": article, "revision": shown, "paragraphs": marked_paragraphs(shown.text, [])}
    return render(request, "articles/revision.html", context | {"versions": readable, "corrections": corrections})


def _page(request, **address):
    article = next(iter(_at(**address)), None)
    if not article:
        return tombstones.of_article(request, **address)
    contents = _contents(article)
    own = [correction for correction in contents["corrections"] if correction.article_id]
    contents |= shown_elsewhere(request, article, own, contents["current"])
    contents["linked_data"] = as_script(_as_linked_data(article, contents, own, request.build_absolute_uri))
    return render(request, "articles/article.html", contents | citation(request, article))


def _at(printed_on, slug):
    return _dated(printed_on, slug) if printed_on else _undated(slug)


@prepared
def _dated(printed_on, slug):
    return published_articles().filter(printed_on=printed_on, slug=slug)


@prepared
def _undated(slug):
    return published_articles().filter(printed_on=None, slug=slug)


def shown_elsewhere(request, record, corrections, revision):
    """How a link to a statement or an article looks elsewhere, and when that changed. revision: the one shown."""
    changes = [correction.made_at for correction in corrections]
    changes += [revision.created_at] if revision.number > 1 else []
    address = quote(request.build_absolute_uri(record.get_absolute_url()), safe="")
    return {
        "picture": picture_of(request, record, corrections),
        "modified_at": max(changes, default=None),
        "oembed_address": f"{request.build_absolute_uri(reverse('articles:oembed'))}?url={address}",
    }


def _as_linked_data(article, contents, corrections, absolute):
    return linked_data.of_article(
        article,
        absolute,
        modified_at=contents["modified_at"],
        picture=contents["picture"][:1],
        statements=contents["statements"],
        corrections=corrections,
        people=[row["participation"].party for row in contents["participants"]],
        places=[mention.place for mention in contents["places"]],
    )


def citation(request, record, cite=cite_article):
    """What the component cite.html needs."""
    path = record.get_absolute_url()
    source = source_of(request, record)
    return {
        "citation": cite(record, settings.SITE_NAME),
        "path": path,
        "address": uri_to_iri(request.build_absolute_uri(path)),
        "short_address": source.address,
        "citations": [
            (label, reverse(f"articles:citation_{form}", args=[record.code]), formats.written(source, form))
            for form, label in formats.LABELS.items()
        ],
    }


def published_articles():
    """Articles that readers may see, with what versions.py asks of them."""
    return versions.with_first_instants(Article.objects.published()).select_related("publisher", "dateline_place")


def corrections_of(article):
    """Those of the article and of its statements that readers can see, newest first."""
    return _corrections(article.pk)


@prepared
def _corrections(article):
    seen = Statement.objects.published().filter(article=article).values("pk")
    return Correction.objects.filter(Q(article=article) | Q(statement__in=seen)).select_related("statement")


def _contents(article):
    corrections = corrections_of(article)
    kept = _kept_texts(article.pk)
    current = next(revision for revision in kept if revision.is_current)
    statements = _statements(article)
    standing, orphans = _parted(statements, current)
    _number(standing)
    return {
        "article": article,
        "current": current,
        "dateline": _dateline(article, current.text),
        "versions": versions.readable(article, kept, corrections),
        "corrections": corrections,
        "paragraphs": marked_paragraphs(current.text, marks_of(standing)),
        "statements": standing,
        "orphans": orphans,
        "participants": _participants(article, statements),
        "places": _places(article.pk),
        "events": _events(article.pk),
    }


@prepared
def _kept_texts(article):
    return versions.with_one_text(ArticleRevision.objects.filter(article=article), is_current=True)


@prepared
def _places(article):
    return PlaceMention.objects.filter(article=article, review=ACCEPTED).select_related("place").order_by("pk")


@prepared
def _events(article):
    return EventMention.objects.filter(article=article, review=ACCEPTED).select_related("event").order_by("pk")


@prepared
def _participations(article):
    accepted = Participation.objects.filter(article=article, review=ACCEPTED)
    return accepted.select_related("person", "organisation").order_by("pk")


def _dateline(article, text):
    """The dateline, where the text does not begin with it itself."""
    dateline = fold_name(article.dateline_text)
    return "" if fold_name(text[: 2 * len(dateline) + 20]).startswith(dateline) else article.dateline_text


def _statements(article):
    """What was said in it, each with its revision, of which only number and day are fetched."""
    return with_spans(_said_in(article.pk))


@prepared
def _said_in(article):
    found = Statement.objects.published().filter(article=article).in_reading_order().for_display()
    found = found.select_related("revision").defer("revision__body", "revision__source_text")
    return found.prefetch_related(None)


def _parted(statements, current):
    """Those whose words stand in the current text, and those whose words no longer do."""
    parted = [], []
    for statement in statements:
        parted[statement.is_orphan or statement.revision_id != current.pk].append(statement)
    return parted


def _number(statements):
    """Number them as the page does in the margin and in the list."""
    for position, statement in enumerate(statements, 1):
        statement.number = position


def marks_of(statements):
    """The pieces of what was said, as marks in the text they were quoted from."""
    return [Mark(p.start, p.end, statement, p.is_verbatim) for statement in statements for p in statement.pieces]


def _participants(article, statements):
    """Who took part, speakers first, each with the number of their statements here."""
    said = Counter(s.speaker or s.on_behalf_of for s in statements)
    rows = [
        {"participation": p, "said": said.get(p.party, 0) if p.role == p.As.SPEAKER else 0}
        for p in _participations(article.pk)
    ]
    return sorted(rows, key=lambda row: -row["said"])

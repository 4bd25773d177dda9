"""Statements and articles as cards that other sites show: in a frame, as a picture, by oEmbed."""

import base64
import hashlib
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from articles import cards, tombstones
from articles.citing import facts_of_article, facts_of_statement, speaker_in_words
from articles.dates import date_in_words
from articles.models import Article, Correction, Statement
from articles.wording import statement_in_words

from .citing import short_address, statement_or_article

STYLE = (settings.BASE_DIR / "templates/articles/embed.css").read_bytes()
EMBED_STYLE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE).digest()).decode()}'"
EMBED_SIZE = {"width": 550, "height": 260}  # pixels, where the page asks for no less
ELSEWHERE = "Cross-Origin-Resource-Policy", "cross-origin"  # what other sites may show


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "style-src": [EMBED_STYLE], "script-src": ["'none'"]})
def embed(request, code):
    """A card for other sites: no script, no cookie; what was corrected since, or taken back, shows on it."""
    record = statement_or_article(code)
    response = _embedded(request, record) if record else tombstones.of_any(request, code, "articles/embed_gone.html")
    response.headers.setdefault(*ELSEWHERE)
    return response


def _embedded(request, record):
    is_statement = isinstance(record, Statement)
    article = record.article if is_statement else record
    context = {
        "statement": record if is_statement else None,
        "article": article,
        "corrections": _corrections(record),
        "address": request.build_absolute_uri(short_address(record)),
        "article_address": request.build_absolute_uri(article.get_absolute_url()),
    }
    return render(request, f"articles/embed_{record._meta.model_name}.html", context)


def _corrections(record):
    """Those of the record, and of a statement also those of its article, newest first."""
    if isinstance(record, Statement):
        return list(Correction.objects.filter(Q(statement=record) | Q(article=record.article_id)))
    return list(record.corrections.all())


def picture(request, code):
    """The card as a PNG, as the sites ask for it that show a picture of what they link to."""
    record = statement_or_article(code)
    card = record and card_of(record, _corrections(record))
    if not (card and cards.can_draw(card)):
        raise Http404
    return HttpResponse(cards.drawn(card), content_type="image/png", headers=dict([ELSEWHERE]))


def card_of(record, corrections):
    """What the card of a statement or an article says; a paraphrase wears no quotation marks there either."""
    badge = _badge(corrections[0]) if corrections else ""
    if isinstance(record, Article):
        return cards.Card(record.headline, record.byline, facts_of_article(record), badge, settings.SITE_NAME)
    words = statement_in_words(record.pieces, record.language or record.article.language)
    name = speaker_in_words(record)
    if record.kind != Statement.Kind.DIRECT:
        name = f"{name} ({record.get_kind_display()})"
    return cards.Card(words, name, facts_of_statement(record), badge, settings.SITE_NAME)


def _badge(correction):
    return f"{correction.get_act_display().capitalize()} {date_in_words(correction.made_at.date())}"


def picture_of(request, record, corrections):
    """(whole address of the picture, what it says in words) for a page's tags; () where none can be drawn."""
    card = card_of(record, corrections)
    if not cards.can_draw(card):
        return ()
    address = request.build_absolute_uri(reverse("articles:picture", args=[record.code]))
    return address, ". ".join(filter(None, [card.badge, card.words, card.name, card.facts]))[:400]


def oembed(request):
    """oEmbed (oembed.com): how another site may show the statement or the article at an address of ours."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is served here.", status=501, content_type="text/plain; charset=utf-8")
    record = _record_at(request, request.GET.get("url", ""))
    width, height = (_at_most(request.GET.get(f"max{side}"), own) for side, own in EMBED_SIZE.items())
    title = record.headline if isinstance(record, Article) else f"Statement by {speaker_in_words(record)}"
    frame = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" sandbox="allow-popups"></iframe>',
        request.build_absolute_uri(reverse("articles:embed", args=[record.code])), width, height, title,
    )  # fmt: skip
    card = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.SITE_NAME,
        "provider_url": request.build_absolute_uri(reverse("home")),
        "html": frame,
        "width": width,
        "height": height,
        "cache_age": 3600,
    }
    headers = dict([ELSEWHERE, ("Access-Control-Allow-Origin", "*")])
    return JsonResponse(card | _thumbnail(request, record), headers=headers)


def _thumbnail(request, record):
    found = picture_of(request, record, _corrections(record))
    return {
        "thumbnail_url": found[0], "thumbnail_width": cards.WIDTH, "thumbnail_height": cards.HEIGHT,
    } if found else {}  # fmt: skip


def _record_at(request, address):
    """The public statement or article at one of our addresses; Http404 for any other."""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (Resolver404, ValueError):
        raise Http404 from None
    kind = found.view_name.removeprefix("articles:").removeprefix("short_").removeprefix("undated_")
    if parts.netloc != request.get_host() or kind not in {"statement", "article"}:
        raise Http404
    if kind == "statement":
        return get_object_or_404(Statement.objects.published().for_display(), **found.kwargs)
    where = found.kwargs if "code" in found.kwargs else {"printed_on": None} | found.kwargs
    return get_object_or_404(Article.objects.published().select_related("publisher"), **where)


def _at_most(asked, own):
    """A size in pixels that a page asked for, no larger than our own; our own for what is no size."""
    is_size = asked and asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked)
    return min(own, int(asked)) if is_size else own

"""Short addresses, citations as files, and cards that other sites may show."""

import base64
import hashlib
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from articles import formats, tombstones
from articles.citing import speaker_in_words
from articles.models import Article, Correction, Statement

STYLE = (settings.BASE_DIR / "templates/articles/embed.css").read_bytes()
EMBED_STYLE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE).digest()).decode()}'"
EMBED_SIZE = {"width": 550, "height": 260}  # pixels, where the page asks for no less
MOST_CORRECTIONS = 3


def short_statement(request, code):
    """/s/CODE/: whatever the code, the address of the statement answers for it."""
    return redirect("articles:statement", code, permanent=True)


def short_article(request, code):
    """/a/CODE/: to the article; at the code of one that was taken back stands what became of it."""
    article = Article.objects.published().filter(code=code).first()
    return redirect(article) if article else tombstones.of_article(request, code=code)


def citation(request, code, form):
    """The citation of a statement or an article as a file."""
    statement = _for_citing(Statement.objects.published().for_display(), code)
    article = None if statement else _for_citing(Article.objects.published().select_related("publisher"), code)
    if not (statement or article):
        raise Http404
    text = formats.written(source_of(request, statement or article), form)
    return HttpResponse(
        text,
        content_type=f"{formats.MEDIA_TYPES[form]}; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="archive-{code}.{form}"'},
    )


def _for_citing(records, code):
    return records.filter(code=code).first()


def source_of(request, record):
    """What the formats cite: a statement or an article under its short address."""
    of = formats.source_of_statement if isinstance(record, Statement) else formats.source_of_article
    return of(record, request.build_absolute_uri(short_address(record)), settings.SITE_NAME)


def short_address(record):
    kind = "statement" if isinstance(record, Statement) else "article"
    return reverse(f"articles:short_{kind}", args=[record.code])


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "style-src": [EMBED_STYLE], "script-src": ["'none'"]})
def embed(request, code):
    """A statement as a card for other sites: no script, no cookie, and what was corrected since shows on it."""
    statement = get_object_or_404(Statement.objects.published().for_display(), code=code)
    corrections = Correction.objects.filter(statement=statement) | Correction.objects.filter(
        article=statement.article_id
    )
    context = {
        "statement": statement,
        "corrections": list(corrections),
        "address": request.build_absolute_uri(short_address(statement)),
        "article_address": request.build_absolute_uri(statement.article.get_absolute_url()),
    }
    response = render(request, "articles/embed.html", context)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cross-Origin-Embedder-Policy"] = "unsafe-none"
    return response


def oembed(request):
    """oEmbed (oembed.com): how another site may show the statement at an address of ours."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is served here.", status=501, content_type="text/plain; charset=utf-8")
    statement = get_object_or_404(
        Statement.objects.published().for_display(), code=_code_of(request, request.GET.get("url", ""))
    )
    width, height = (_at_most(request.GET.get(f"max{side}"), own) for side, own in EMBED_SIZE.items())
    title = f"Statement by {speaker_in_words(statement)}"
    address = request.build_absolute_uri(reverse("articles:embed", args=[statement.code]))
    frame = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" sandbox="allow-popups"></iframe>',
        address, width, height, title,
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
    return JsonResponse(card, headers={"Access-Control-Allow-Origin": "*"})


def _code_of(request, address):
    """The code of the statement at one of our addresses; Http404 for any other."""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (Resolver404, ValueError):
        raise Http404 from None
    if parts.netloc != request.get_host() or found.view_name not in {"articles:statement", "articles:short_statement"}:
        raise Http404
    return found.kwargs["code"]


def _at_most(asked, own):
    return min(own, int(asked)) if asked and asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 else own

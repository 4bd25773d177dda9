"""What happens to every request, whatever page it asks for."""

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import http_date

from people.models import FormerAddress

from .freshness import etag_of, state


class SecurityHeadersMiddleware:
    """The headers that Django has no setting for: nothing here is embedded by, or shared with, another site."""

    headers = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


class FreshnessMiddleware:
    """Answer 304 to whoever has what the page still says, before any of it is fetched; let caches keep the others.

    Editors get pages that no cache keeps. The lists for search engines change while nothing does: they are known by
    their own words. What a view marks itself (Cache-Control) or is not 200 stays as it is.
    """

    # Together no longer than a minute, and none beyond it where the site does not answer: so long may a cache show what
    # was retracted.
    kept = "public, max-age=30, stale-while-revalidate=30"
    not_for_readers = ("/admin/", "/desk/", "/health/")
    of_the_hour = ("/sitemap.xml", "/sitemaps/news.xml")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith(self.not_for_readers):
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if request.path in self.of_the_hour:
            return self.known_by_its_words(request)
        known, changed_at = state()
        if known is None:
            return self.get_response(request)
        etag, modified = etag_of(request, known), changed_at and int(changed_at.timestamp()) + 1
        response = get_conditional_response(request, etag=etag, last_modified=modified)
        if response is None:
            response = self.get_response(request)
        if response.status_code in {200, 304} and "Cache-Control" not in response:
            response["Cache-Control"], response["ETag"] = self.kept, etag
            if modified:
                response["Last-Modified"] = http_date(modified)
        return response

    def known_by_its_words(self, request):
        """The answer, with an ETag of what it says; 304 to whoever has just that."""
        response = self.get_response(request)
        if response.status_code != 200:
            return response
        response["Cache-Control"] = self.kept
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)


class FormerAddressMiddleware:
    """Send a reader from an address that a record once had to the one it has now, in one hop."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path:  # PostgreSQL refuses even to look for it
            raise Http404
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        address = present_address(request.path)
        return HttpResponsePermanentRedirect(address) if address else response


def present_address(path):
    """Where the public record that once stood at this path stands now; None where there is none."""
    former = FormerAddress.objects.filter(path=path[:300]).first()
    if not former:
        return None
    record = apps.get_model(former.kind).objects.published().filter(code=former.code).first()
    return record.get_absolute_url() if record else None

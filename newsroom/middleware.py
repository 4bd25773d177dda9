"""What happens to every request, whatever page it asks for."""

from django.apps import apps
from django.http import Http404, HttpResponsePermanentRedirect

from people.models import FormerAddress


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

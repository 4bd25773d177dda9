"""What robots are asked to do: in robots.txt and with each answer, by the preset in the setting ROBOTS.

These are wishes, which honest robots heed (RFC 9309; the drafts of the IETF working group AIPREF for Content-Usage;
Content-Signal as in use). What is enforced is the number of searches a minute (search/throttle.py).
"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

CLOSED = ("/admin/", "/desk/", "/search/", "/compare/", "/embed/", "/oembed/", "/cite/")
TRAINERS = ("GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended", "Bytespider",
            "Meta-ExternalAgent", "Amazonbot", "cohere-ai", "Diffbot", "omgili", "PerplexityBot")  # fmt: skip
# Whether they may index, and train on, what they read.
WISHES = {"open": (True, True), "search": (True, False), "closed": (False, False)}


def usage():
    """The preset as the header Content-Usage says it."""
    may_index, may_train = WISHES[settings.ROBOTS]
    return f"search={'ny'[may_index]}, train-ai={'ny'[may_train]}"


def signals():
    """The same as a Content-Signal."""
    may_index, may_train = WISHES[settings.ROBOTS]
    return f"search={('no', 'yes')[may_index]}, ai-train={('no', 'yes')[may_train]}"


def index_of_robots(path):
    """What the header X-Robots-Tag says of a page; empty where it may be indexed and its links followed."""
    if settings.ROBOTS == "closed":
        return "noindex, nofollow"
    return "noindex" if path.startswith(CLOSED) else ""


def robots(request):
    """What robots may visit: the records, not the searches without end."""
    wishes = f"Content-Usage: {usage()}\nContent-Signal: {signals()}\n"
    groups = [f"User-agent: *\n{wishes}{_closed_to_all()}"]
    if settings.ROBOTS == "search":
        groups.append("".join(f"User-agent: {name}\n" for name in TRAINERS) + "Disallow: /\n")
    sitemap = f"Sitemap: {request.build_absolute_uri(reverse('sitemaps'))}\n"
    return HttpResponse("\n".join([*groups, sitemap]), content_type="text/plain; charset=utf-8")


def _closed_to_all():
    closed = ["/"] if settings.ROBOTS == "closed" else CLOSED
    return "".join(f"Disallow: {path}\n" for path in closed)


class RobotsMiddleware:
    """Say with each answer what robots.txt says of all of them: an answer travels alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Usage", usage())
        tag = index_of_robots(request.path)
        if tag and response.status_code == 200:  # what is not here looks like what never was
            response.headers.setdefault("X-Robots-Tag", tag)
        return response

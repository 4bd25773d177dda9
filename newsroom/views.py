"""The front page, what the archive says of itself, and the pages for what is not there."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render

from newsroom import front_page
from newsroom.coverage import coverage


def home(request):
    """The way into the archive: a question to ask, and what is new in it."""
    statements, voices = front_page.latest_statements()
    context = {
        "statements": statements,
        "articles": front_page.latest_articles(),
        "on_this_day": front_page.on_this_day(),
        "most_quoted": voices,
        "corrections": front_page.recently_corrected(),
    }
    return render(request, "newsroom/home.html", context)


def about(request):
    """What is in the archive, what its words mean, and how it corrects itself."""
    context = {"coverage": coverage(), "publisher": settings.PUBLISHER, "contact": settings.CONTACT}
    return render(request, "newsroom/about.html", context)


def health(request):
    """Whether the site can do its work, for programs that watch over it."""
    is_reachable = database_is_reachable()
    status = {"status": "ok" if is_reachable else "unavailable", "database": is_reachable}
    return JsonResponse(status, status=200 if is_reachable else 503, headers={"Cache-Control": "no-store"})


def database_is_reachable():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    """The same answer to the letter for what never was and for what may not be seen."""
    return render(request, "404.html", status=404)

"""Pages turned round, in a real browser: what points or grows does so from right to left, and nothing sticks out."""

import pytest

from articles.models import Article
from people.models import Person
from tests.factories import make_editor, make_person

from .desk.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

TURN = "document.documentElement.dir = 'rtl'"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (320, 1280)


def sticks_out(page):
    """The widths at which a page that is turned round scrolls sideways."""
    page.evaluate(TURN)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [width] * (page.evaluate(WIDE) > 0)
    return found


def test_the_bars_of_the_years_grow_the_way_their_ends_are_written(archive, page):
    page.goto(f"{archive}/search/?q=said")
    page.evaluate(TURN)
    bars = page.evaluate("[...document.querySelectorAll('.histogram rect')].map(e => e.getBoundingClientRect().left)")
    ends = page.evaluate("[...document.querySelectorAll('.ends span')].map(e => e.getBoundingClientRect().left)")
    assert bars[0] > bars[-1] and ends[0] > ends[-1]


def test_pages_of_readers_fit_when_they_are_turned_round(archive, page):
    article, person = Article.objects.published().first(), Person.objects.published().first()
    for path in (
        "/",
        "/search/?q=said",
        article.get_absolute_url(),
        person.get_absolute_url(),
        "/articles/",
        "/places/",
    ):
        page.goto(archive + path)
        assert sticks_out(page) == [], path


def test_pages_of_the_desk_fit_when_they_are_turned_round(archive, page):
    edith = make_editor("edith")
    sign_in(page, archive, edith)
    code = Article.objects.first().code
    one, other = make_person("Ada Vos", summary="A minister."), make_person("A. Vos")
    paths = [
        "", "review/", f"articles/{code}/", f"articles/{code}/publish/", "paste/", "import/",
        f"merge/person/{one.code}/{other.code}/", f"history/article/{code}/", "find/people/", "balance/",
        f"history/article/{code}/compare/?from=0&to=now",
    ]  # fmt: skip
    for path in paths:
        page.goto(f"{archive}/desk/{path}")
        assert sticks_out(page) == [], path


def test_an_arrow_of_the_desk_points_the_way_one_reads(archive, page):
    edith = make_editor("edith")
    sign_in(page, archive, edith)
    article = Article.objects.filter(status="published").first()
    article._history_user, article.byline = edith, "By somebody else"
    article.save()
    page.goto(f"{archive}/desk/history/article/{article.code}/compare/?from=0&to=now")
    assert page.locator(".arrow").first.evaluate("e => getComputedStyle(e).transform") == "none"
    page.evaluate(TURN)
    assert page.locator(".arrow").first.evaluate("e => getComputedStyle(e).transform") == "matrix(-1, 0, 0, 1, 0, 0)"

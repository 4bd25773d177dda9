"""Each kind of page in a real browser: accessible, in both colour schemes, narrow and wide, from right to left."""

import pytest

from articles import editions
from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person
from tests import factories as make

from .accessibility import COLOURS, violations

# The same pages from either database: looking at them once is enough.
pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

# Each width with a scheme, and the scheme in which only the colours are looked at again.
LOOKS = [(360, "light", "dark"), (1280, "dark", "light")]
FIXED = [
    "/", "/about/", "/articles/", "/articles/undated/", "/statements/", "/people/", "/organisations/", "/places/",
    "/events/", "/search/", "/search/?speaker=Idrissov&about=Syria", "/search/?q=-&from=yesterday", "/search/?q=zzzz",
    "/no-such-page/", "/on-this-day/05/17/", "/compare/", "/compare/?q=&speaker=Sydykova&speaker=Tolebi",
    "/people/mairam-sydykova/?view=company", "/corrections/",
]  # fmt: skip


def one_of_each():
    """Addresses that between them show every page, kind of statement, language and state."""
    statements = Statement.objects.published()
    articles = Article.objects.published()
    records = [statements.filter(kind=kind).first() for kind in Statement.Kind.values]
    records += [articles.filter(language=language).first() for language in ["en", "fr", "de", "ru", "ar"]]
    records += [articles.filter(status="corrected").first(), articles.filter(printed_on=None).first()]
    records += [statements.filter(article__language="ar").first(), statements.filter(speaker=None).first()]
    records += [model.objects.published().first() for model in (Person, Organisation, Event)]
    records += [Person.objects.published().filter(language="ar").first(), Place.objects.published().first()]
    records += [Place.objects.published().filter(latitude=None).first()]
    records += list(Article.objects.filter(status__in=["retracted", "removed"]))
    assert None not in records
    return [*FIXED, *dict.fromkeys(record.get_absolute_url() for record in records), *about_changes()]


def about_changes():
    """What tells how articles changed: in English, and in Arabic, which is corrected here."""
    arabic = Article.objects.published().filter(language="ar").first()
    editions.correct(
        arabic, body=f"{arabic.current.body} انتهى.", what_changed="النهاية.", by=make.make_editor(), reason="سقطت."
    )
    changed = [arabic, Article.objects.published().filter(status="corrected").exclude(language="ar").first()]
    return [
        f"/{way.format(article.code)}" for article in changed for way in ("revisions/{}/compare/", "corrections/?of={}")
    ]


@pytest.mark.parametrize(("width", "scheme", "other_scheme"), LOOKS)
def test_no_page_violates_accessibility_or_scrolls_sideways(archive, page, width, scheme, other_scheme):
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in one_of_each():
        page.emulate_media(color_scheme=scheme)
        page.goto(archive + address)
        wrong = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.emulate_media(color_scheme=other_scheme)
        wrong += violations(page, COLOURS)
        if wrong or wide > 0:
            found[address] = [f"{wide} px too wide", *(f"{v['id']}: {v['nodes'][0]['html']}" for v in wrong)]
    assert found == {}
    assert [c for c in complaints if "404" not in c and "410" not in c] == []


def test_the_sentence_is_answered_from_the_search_form_on_the_front_page(archive, page):
    page.goto(archive)
    page.locator("input[name=speaker]").first.fill("Idrissov")
    page.locator("input[name=about]").first.fill("Syria")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert "The Syrian situation is global" in page.inner_text("main")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_reader_without_javascript_goes_from_a_marked_quotation_to_its_speaker_and_back(archive, page):
    astana = Article.objects.get(headline__startswith="Syrian opposition meets")
    statement = astana.statements.filter(speaker__name="Erlan Idrissov", kind="direct").first()
    page.goto(archive + astana.get_absolute_url())
    page.locator(f"article a[href*='{statement.code}']").first.click()
    page.locator(f"a[href='{statement.get_absolute_url()}']").first.click()
    assert statement.text in page.inner_text("main")
    page.locator("main a", has_text="Erlan Idrissov").first.click()
    assert page.inner_text("h1") == "Erlan Idrissov"
    page.locator(f"a[href*='{statement.code}']").first.click()
    page.locator(f"a[href='{astana.get_absolute_url()}#{statement.anchor}']").first.click()
    assert page.url.endswith(f"#{statement.anchor}")


def test_the_keyboard_alone_reaches_the_text_and_the_search(archive, page):
    page.goto(archive)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('name')"))
    assert {"speaker", "about", "place"} <= reached


def test_an_arabic_article_reads_from_right_to_left_inside_an_english_page(archive, page):
    article = Article.objects.published().filter(language="ar").first()
    page.goto(archive + article.get_absolute_url())
    direction = "e => getComputedStyle(e).direction"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("body").evaluate(direction) == "ltr"

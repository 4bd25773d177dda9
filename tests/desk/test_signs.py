"""Signs that nobody sees, in the words of quotations: editors see them named, readers read the text as it came. T80."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from articles.anchoring import revise
from people import signs
from tests.articles.admin.forms import fields_of
from tests.articles.admin.test_pages import change_page
from tests.factories import make_article, make_person, make_statement

from .suggesting import suggest

pytestmark = pytest.mark.django_db

WORDS = "We \u202ego\u202c back\u200b to\u2067 work\u2069 \x07<now>"
NAMES = [
    "right-to-left override, U+202E", "pop directional formatting, U+202C", "zero width space, U+200B",
    "right-to-left isolate, U+2067", "pop directional isolate, U+2069", "control character, U+0007",
]  # fmt: skip
SIGN = re.compile(r'<span class="sign" role="img" aria-label="([^"]*)" data-sign="[^"]*">([^<]*)</span>')


def named_in(html):
    """The names of the signs on a page, each once, in order; and the page without what names them."""
    return list(dict.fromkeys(name for name, _sign in SIGN.findall(html))), SIGN.sub(r"\2", html)


@pytest.fixture
def article():
    return make_article(body=f"“{WORDS}” she said.", status="draft")


@pytest.fixture
def suggested(article):
    return suggest(article, exact=WORDS, speaker=make_person())


@pytest.fixture
def pages(suggested, article):
    return {
        "workbench": reverse("desk:workbench", args=[article.code]),
        "queue": reverse("desk:review"),
        "queue, together": reverse("desk:together"),
        "checklist": reverse("desk:publish", args=[article.code]),
        "find and fix": reverse("desk:find", args=["statements"]),
        "split": reverse("desk:split", args=["person", suggested.speaker.code]),
        "list in the admin": reverse("admin:articles_statement_changelist"),
        "article in the admin": reverse("admin:articles_article_change", args=[article.pk]),
    }


def test_editors_see_each_of_them_where_it_stands_and_hear_its_name(edith, client, pages):
    for name, address in pages.items():
        named, words = named_in(client.get(address).content.decode())
        assert named == NAMES, name
        assert WORDS in unescape(re.sub(r"<[^>]+>", "", words)), name


def compared(client, record):
    """The names of the signs on the page that compares how a record came with how it is now."""
    history = reverse("desk:history", args=[record._meta.model_name, record.code])
    first = min(re.findall(r"from=(\d+)", client.get(history).content.decode()), key=int)
    return named_in(client.get(f"{history}compare/", {"from": first, "to": "now"}).content.decode())[0]


def test_two_versions_show_them_in_texts_and_in_fields(edith, client):
    article = make_article(body=f"“{WORDS}” she said.", status="draft")
    revise(article, "“We go,” she said.", by=edith, reason="Signs out.")
    assert set(compared(client, article)) == set(NAMES)
    ada = make_person("Ada Vos", summary="Docker\u200b.")
    form = fields_of(client.get(change_page(ada)))
    client.post(change_page(ada), form | {"summary": "Union \u202eleader.", "why": "Elected."})
    assert set(compared(client, ada)) == {NAMES[0], NAMES[2]}


def test_pages_of_people_show_them_in_their_words(edith, client, suggested):
    ada = suggested.speaker
    address = reverse("desk:merge", args=["person", ada.code, make_person("A. Vos").code])
    assert named_in(client.get(address).content.decode())[0] == NAMES
    make_statement(suggested.article, WORDS, described_as="a docker")
    group = client.get(reverse("desk:unnamed_group"), {"called": "a docker"}).content.decode()
    assert named_in(group)[0] == NAMES


def test_two_who_saved_at_once_see_them(edith, client):
    ada = make_person("Ada Vos", summary="Docker\u200b.")
    first, second = (fields_of(client.get(change_page(ada))) for _desk in range(2))
    client.post(change_page(ada), first | {"summary": "Union \u202eleader.", "why": "Elected."})
    page = client.post(change_page(ada), second | {"summary": "Reti\u2067red.", "why": "Retired."})
    assert set(named_in(page.content.decode())[0]) == {NAMES[0], NAMES[2], NAMES[3]}


def test_words_that_are_lost_show_them_too(edith, client, suggested):
    type(suggested).objects.update(is_orphan=True)
    html = client.get(reverse("desk:orphans")).content.decode()
    assert named_in(html)[0] == NAMES


def test_readers_read_the_text_as_it_came_between_marks_that_hold_its_direction(client):
    statement = make_statement(make_article(body=f"“{WORDS}” she said."), WORDS, make_person())
    for record in (statement, statement.article):
        html = client.get(record.get_absolute_url()).content.decode()
        assert 'class="sign"' not in html and WORDS in unescape(re.sub(r"<[^>]+>", "", html))
    assert re.search(r'<blockquote class="words"[^>]* dir="ltr">', html)
    assert statement.text == WORDS


@pytest.mark.parametrize("text", ["می\u200cرود", "👩\u200d👩", "🏴\U000e0067\U000e0062\U000e007f", "a\r\n\tb", "plain"])
def test_what_belongs_to_a_script_is_not_marked(text):
    assert signs.shown(text) == text


def test_what_hides_outside_a_flag_is():
    assert SIGN.findall(signs.shown("a\U000e0041\U000e0042b")) == [
        ("tag latin capital letter a, U+E0041", "\U000e0041\U000e0042")
    ]
    assert signs.shown("<b>\u202e") == signs.shown("<b>") + signs.shown("\u202e")


TOLD = re.compile(r'<span class="signs" id="([^"]*)-signs">Holds signs nobody sees: (.*?)\.</span>', re.DOTALL)


def told_in(html):
    """What is said below each field of a page, by the id of the field."""
    return {field: unescape(re.sub(r"<[^>]+>", "", words)) for field, words in TOLD.findall(html)}


def test_beside_a_field_they_are_told_in_words():
    assert told_in(signs.told(f"{WORDS}\u200b", "id_body")) == {
        "id_body": "RLO (right-to-left override) before “go back”; PDF (pop directional formatting) before “back to”; "
        "ZWSP (zero width space) before “to work” and 1 more; RLI (right-to-left isolate) before “work <now>”; "
        "PDI (pop directional isolate) before “<now>”; U+0007 before “<now>”"
    }
    assert "before “<bdi>&lt;now&gt;</bdi>”" in signs.told("\x07<now>")
    assert "ZWSP (zero width space) at the end." in signs.told("work\u200b \u200b").replace(" and 1 more", "")
    assert signs.told("می\u200cرود", "id_body") == ""


def test_each_form_of_the_admin_tells_them_below_the_field_that_holds_them(edith, client, suggested, article):
    suggested.speaker.names.create(text="Vo\u200bs")
    type(suggested.speaker).objects.update(summary="Docker\u200b.")
    type(suggested).objects.update(described_as="a docker\u200b")
    for record, field in ((article, "id_body"), (suggested, "id_described_as"), (suggested.speaker, "id_summary")):
        html = client.get(change_page(record)).content.decode()
        assert "ZWSP (zero width space)" in told_in(html)[field], field
        assert re.search(rf'aria-describedby="[^"]*\b{field}-signs" id="{field}"|id="{field}"[^>]*{field}-signs"', html)
    assert told_in(html)["id_names-0-text"] == "ZWSP (zero width space) before “s”"
    assert set(told_in(html)) == {"id_summary", "id_names-0-text"}


def test_each_form_of_the_desk_tells_them_too(edith, client, suggested, article):
    pasted = f"Cranes move\n\nThe port was quiet. {WORDS} is what he said there to them all.\n\nMore of it."
    pages = {
        "paste-text": client.post(reverse("desk:paste"), {"text": pasted}),
        "bench-typed": client.get(reverse("desk:words", args=[suggested.code])),
        "paste-words": client.get(reverse("desk:quote", args=[article.code]), {"words": f"{WORDS} gone"}),
        "import-lines": client.post(reverse("desk:import"), {"lines": '{"id": "\u200b"', "act": "try"}),
    }
    public = make_article(body=f"“{WORDS}” she said.")
    pages["correct-body"] = client.get(reverse("desk:correct", args=[public.code]))
    for field, page in pages.items():
        assert "ZWSP (zero width space)" in told_in(page.content.decode()).get(field, ""), field


BY_HAND = re.compile(r"<textarea(?![^>]*hidden)[^>]*>.*?</textarea>(.{0,12})", re.DOTALL)


def test_no_field_that_a_template_writes_is_forgotten():
    pages = Path(settings.BASE_DIR, "templates").rglob("*.html")
    forgotten = {
        page.name for page in pages for behind in BY_HAND.findall(page.read_text()) if "{% signs_in " not in behind
    }
    assert forgotten == set()

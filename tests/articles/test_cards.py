"""Cards on other sites: in a frame, as a picture, by oEmbed. They show what readers see, and what became of it."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from PIL import Image, features

from articles import cards, editions, publishing
from articles.models import Correction, Statement
from tests import factories as make

pytestmark = pytest.mark.django_db

PARAPHRASE = "that the port would stay shut"


@pytest.fixture
def said(db):
    press = make.make_organisation("Harbour Press")
    return make.make_statement(make.make_article(publisher=press), speaker=make.make_person("Ida Lund"))


@pytest.fixture
def paraphrase(said):
    return make.make_statement(said.article, PARAPHRASE, make.make_person("Cy Roe"), kind="indirect")


def correct(**record):
    at = datetime(2020, 5, 3, 12, tzinfo=UTC)
    return Correction.objects.create(what_changed="It was Ida Lund.", reason="Misheard.", made_at=at, **record)


def test_the_framed_card_needs_no_script_and_shows_corrections(client, said):
    correct(statement=said)
    for record, words in ((said, said.text), (said.article, said.article.headline)):
        response = client.get(f"/embed/{record.code}/")
        html = response.content.decode()
        assert len(response.content) < 10_000 and "<script" not in html and not response.cookies
        assert words in html and ("It was Ida Lund." in html) is (record == said)
        policy = response["Content-Security-Policy"]
        assert "frame-ancestors *" in policy and "unsafe" not in policy and "script-src 'none'" in policy
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin" and "X-Frame-Options" not in response
        assert response["Cross-Origin-Embedder-Policy"] == "require-corp"  # so that pages which ask for it may frame it
    longest = make.make_statement(make.make_article("x" * 500), "Ωμέγα " * 3000)
    assert len(client.get(f"/embed/{longest.code}/").content) < 10_000


@pytest.mark.parametrize(("act", "status", "told"), [("retract", 200, "retracted"), ("remove", 410, "removed")])
def test_a_framed_card_says_when_its_statement_was_taken_back_and_no_more(client, said, act, status, told):
    getattr(editions, act)(said.article, what_changed="All.", by=make.make_editor(), reason="It was forged.")
    for code in (said.code, said.article.code):
        response = client.get(f"/embed/{code}/")
        html = response.content.decode()
        assert response.status_code == status and f"was {told}" in html and "It was forged." in html
        assert not any(word in html for word in (said.text, "Ida Lund", "Harbour"))
        assert "frame-ancestors *" in response["Content-Security-Policy"] and "X-Frame-Options" not in response
        assert client.get(f"/card/{code}.png").status_code == 404


def test_only_the_cards_may_be_framed_by_others(client, said):
    for path in (said.get_absolute_url(), "/", "/feed.atom", f"/cite/{said.code}.bib", "/embed/00000000/"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], path
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", path


def picture(client, record):
    response = client.get(f"/card/{record.code}.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin" and not response.cookies
    return Image.open(io.BytesIO(response.content))


def test_statements_and_articles_have_a_picture_that_their_pages_name(client, said):
    for record in (said, said.article):
        assert picture(client, record).size == (1200, 630)
        html = client.get(record.get_absolute_url()).content.decode()
        assert f'property="og:image" content="http://testserver/card/{record.code}.png"' in html
        assert 'name="twitter:card" content="summary_large_image"' in html
        (text,) = re.findall(r'property="og:image:alt" content="([^"]*)"', html)
        assert ("“We go back to work on Monday,”" if record == said else "Harbour strike ends") in text
    assert client.get("/card/00000000.png").status_code == 404


def test_the_picture_says_what_the_page_says_and_no_more(said, paraphrase, monkeypatch, client):
    shown = []
    monkeypatch.setattr(cards, "drawn", lambda card: shown.append(card) or b"")
    for record in (said, paraphrase, said.article):
        client.get(f"/card/{record.code}.png")
    quoted, reported, article = shown
    assert (quoted.words, quoted.name, quoted.badge) == ("“We go back to work on Monday,”", "Ida Lund", "")
    assert quoted.facts == "Harbour strike ends · Harbour Press, 14 March 1987"
    assert (reported.words, reported.name) == (PARAPHRASE, "Cy Roe (paraphrase)")
    assert (article.words, article.facts) == ("Harbour strike ends", "Harbour Press, 14 March 1987")
    correct(article=said.article)
    client.get(f"/card/{said.code}.png")
    assert shown[-1].badge == "Corrected 3 May 2020"
    Statement.objects.filter(pk=said.pk).update(status="suggested")
    publishing.refresh([said.article_id])
    assert client.get(f"/card/{said.code}.png").status_code == 404 and len(shown) == 4


def colours(card):
    """How many pixels of each colour a card has: what is written on it changes them."""
    return Image.open(io.BytesIO(cards.drawn(card))).convert("RGB").getcolors(1 << 20)


def test_a_corrected_card_wears_a_red_badge():
    plain, corrected = cards.Card("Words"), cards.Card("Words", badge="Corrected 3 May 2020")

    def is_red(card):
        return any(red > 120 and green < 60 and blue < 60 for _n, (red, green, blue) in colours(card))

    assert is_red(corrected) and not is_red(plain)


@pytest.mark.parametrize(
    "words",
    ["“Łódź, Straße, l’œuvre”", "Ἡ εἰρήνη εἶναι ἐδῶ", "Мы вернёмся", "«الهُدنة باقية في NATO حتى 2015»", "שלום", "",
     "x" * 900, "word " * 400, "a\u200db\u202ec\n\nd"],
)  # fmt: skip
def test_whatever_was_said_in_a_script_of_the_font_is_drawn_inside_the_margins(words):
    card = cards.Card(words, "n" * 400, "f" * 400, archive="Archive")
    assert cards.can_draw(card)
    drawn = Image.open(io.BytesIO(cards.drawn(card))).convert("RGB")
    edges = [drawn.crop((0, 20, 40, 630)), drawn.crop((1160, 20, 1200, 630)), drawn.crop((0, 600, 1200, 630))]
    assert all(len(edge.getcolors()) == 1 for edge in edges)


def test_arabic_letters_are_joined_and_stand_on_the_right():
    assert features.check("raqm"), "Pillow finds no FriBiDi on this machine: install it (Debian: libfribidi0)"
    joined, apart = cards._width("سلام", 40), sum(cards._width(letter, 40) for letter in "سلام")
    assert joined < apart
    drawn = Image.open(io.BytesIO(cards.drawn(cards.Card("سلام")))).convert("RGB")
    assert len(drawn.crop((0, 20, 600, 300)).getcolors()) == 1 < len(drawn.crop((600, 20, 1200, 300)).getcolors())


def test_there_is_no_card_where_letters_would_be_missing_or_unjoined(client, monkeypatch):
    chinese = make.make_statement(exact="和平 已经 到来")
    assert client.get(f"/card/{chinese.code}.png").status_code == 404
    page = client.get(chinese.get_absolute_url()).content.decode()
    assert "og:image" not in page and 'content="summary"' in page
    monkeypatch.setattr(features, "check", lambda name: False)
    assert not cards.can_draw(cards.Card("سلام")) and cards.can_draw(cards.Card("Peace"))


def test_oembed_answers_for_our_statements_and_articles_only(client, said):
    undated = make.make_article("Undated", printed_on=None)
    addresses = {said: said.get_absolute_url(), said.article: said.article.get_absolute_url()}
    addresses |= {undated: undated.get_absolute_url()}
    for record, path in addresses.items():
        card = client.get("/oembed/", {"url": f"http://testserver{path}", "maxwidth": "300"}).json()
        assert (card["version"], card["type"], card["width"]) == ("1.0", "rich", 300)
        assert f"http://testserver/embed/{record.code}/" in card["html"] and "<script" not in card["html"]
        assert card["thumbnail_url"] == f"http://testserver/card/{record.code}.png"
        (found,) = re.findall(
            r'application/json\+oembed" href="http://testserver([^"]*)"', client.get(path).content.decode()
        )
        assert client.get(found).json()["html"].startswith("<iframe")
    for short in (f"s/{said.code}", f"a/{said.article.code}"):
        assert client.get("/oembed/", {"url": f"http://testserver/{short}/"}).status_code == 200
    others = [f"http://evil.example/statements/{said.code}/", f"http://testserver/s/{said.article.code}/",
              "http://testserver/people/ida-lund/", "nonsense", ""]  # fmt: skip
    assert {client.get("/oembed/", {"url": url}).status_code for url in others} == {404}
    assert client.get("/oembed/", {"url": "x", "format": "xml"}).status_code == 501
    ours = {"url": f"http://testserver/s/{said.code}/"}
    for size in ("0", "-1", "9" * 5000, "٣", "x", ""):
        assert client.get("/oembed/", ours | {"maxwidth": size, "maxheight": size}).json()["width"] == 550


def test_a_card_costs_the_same_few_queries_whatever_is_on_it(client, said, django_assert_max_num_queries):
    for n in range(5):
        make.make_statement(said.article, f"Another {n}", said.speaker, said_on=date(1987, 3, 1))
        correct(article=said.article)
    for path in (f"/embed/{said.code}/", f"/card/{said.code}.png", f"/embed/{said.article.code}/"):
        with django_assert_max_num_queries(4):
            client.get(path)

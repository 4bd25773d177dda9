"""A page of the web as text: what it says of itself, its paragraphs, and nothing that stands beside them."""

import json
from contextlib import suppress
from time import monotonic

import pytest

from articles.importing.draft import Unreadable
from articles.importing.html import text_of_page
from articles.importing.text import read_draft

FIRST = "The island ferry sailed again on Tuesday, a week after fog had stopped it, and the pier was full by noon."
SECOND = (
    "“Nobody will be left on the island,” Marta Olsen said at the pier, where the crews had slept on board all week."
)
ARTICLE = f"<h1>Ferry sails again</h1><p>{FIRST}</p><p>{SECOND}</p>"


def page(body=f"<article>{ARTICLE}</article>", head="", lang="en"):
    return f'<!doctype html><html lang="{lang}"><head><title>Islander</title>{head}</head><body>{body}</body></html>'


def read(markup, **known):
    return text_of_page(markup.encode(), **known)


def linked(**said):
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def test_a_page_becomes_a_draft_with_all_that_it_says_of_itself():
    author = [{"@type": "Person", "name": "Anna Kirsch"}, {"name": "Piet Vos"}]
    said = linked(
        **{"@type": "NewsArticle", "headline": "Ferry sails", "datePublished": "2026-03-14T09:30:00+01:00"},
        author=author, publisher={"name": "The Islander"}, inLanguage="en-GB",
    )  # fmt: skip
    draft = read_draft(read(page(head=said), address="https://islander.example/ferry"))
    assert (draft.headline, draft.byline, draft.publisher) == ("Ferry sails", "Anna Kirsch, Piet Vos", "The Islander")
    assert (draft.language, draft.source_url) == ("en-GB", "https://islander.example/ferry")
    assert draft.published_at.isoformat() == "2026-03-14T09:30:00+01:00"
    assert draft.body == f"{FIRST}\n\n{SECOND}"


def test_a_page_with_open_graph_alone_is_read_too():
    head = '<meta property="og:title" content="Ferry &amp; fog"><meta property="og:site_name" content="The Islander">'
    head += '<meta property="article:published_time" content="2026-03-14"><meta name="author" content="A. Kirsch">'
    draft = read_draft(read(page(head=head)))
    assert (draft.headline, draft.byline, draft.publisher) == ("Ferry & fog", "A. Kirsch", "The Islander")
    assert str(draft.printed_on) == "2026-03-14"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2026-03-14T09:30:00", "2026-03-14"),
        ("last Tuesday", None),
        ("03/04/2012", None),
        ("", None),
        ("2026-13-45", None),
    ],
)
def test_a_date_that_is_none_is_left_out_and_one_without_its_zone_is_a_day(said, date):
    draft = read_draft(read(page(head=f'<meta property="article:published_time" content="{said}">')))
    assert (draft.printed_on and str(draft.printed_on), draft.published_at) == (date, None)


def test_what_stands_beside_the_article_is_left_out():
    beside = (
        "<nav><p>Home World Sport</p></nav><aside><p>Read also</p></aside><script>var p = '<p>no</p>'</script>"
        "<ul><li><a href='/a'>Ten things about fog</a></li></ul><figure><figcaption>A ferry</figcaption></figure>"
        "<p hidden>Not to be seen</p><!-- a remark --><form><p>Sign up</p></form>"
    )
    text = read(page(f"<article>{ARTICLE}{beside}</article><footer><p>Imprint</p></footer>"))
    assert text.partition("\n\n")[2] == f"{FIRST}\n\n{SECOND}"


def test_of_several_articles_on_a_page_the_fullest_is_read():
    teaser = "<article><h2>Other news</h2><p>Short.</p></article>"
    assert "Other news" not in read(page(f"{teaser}<article>{ARTICLE}</article>{teaser}"))


def test_a_page_without_any_markup_of_paragraphs_is_read_by_its_empty_lines():
    assert read(page(f"{FIRST}<br><br>{SECOND}")).endswith(f"{FIRST}\n\n{SECOND}")


def test_a_list_that_is_part_of_the_text_stays():
    items = f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>"
    assert read(page(f"<article>{items}</article>")).endswith(f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_letters_are_read_as_the_page_says_that_they_are_written(charset):
    markup = page(head=f'<meta charset="{charset}">')
    data = markup.encode(charset)
    assert SECOND in text_of_page(data)
    assert SECOND in text_of_page(markup.encode("windows-1252"), charset="iso-8859-1")


@pytest.mark.parametrize("charset", ["utf-8", "rot13", "unicode_escape", "zip", "no such thing", "idna"])
def test_letters_that_are_not_what_the_page_says_are_refused_and_never_replaced(charset):
    with pytest.raises(Unreadable, match="its letters are not those of"):
        text_of_page(page().encode("windows-1252") + b"\x81", charset=charset)


def test_arabic_is_read_from_a_page_that_is_written_from_right_to_left():
    words = "قالت مارتا أولسن يوم الثلاثاء إن العبارة أبحرت من جديد بعد أسبوع من الضباب الكثيف. " * 4
    draft = read_draft(read(page(f"<article><h1>العبارة تبحر من جديد</h1><p>{words}</p></article>", lang="ar")))
    assert (draft.headline, draft.language, draft.body) == ("العبارة تبحر من جديد", "ar", words.strip())


@pytest.mark.parametrize("markup", ["", "<", "<html>", page("<p>Too little."), page("<article></article>"), "\x00\x01"])
def test_a_page_without_an_article_is_refused(markup):
    with pytest.raises(Unreadable):
        read(markup)


def test_a_value_of_the_page_cannot_add_a_line_to_the_header():
    head = '<meta property="og:title" content="Ferry&#10;Publisher: Somebody else&#10;&#10;Text">'
    draft = read_draft(read(page(head=head)))
    assert (draft.headline, draft.publisher) == ("Ferry Publisher: Somebody else Text", "")


def test_linked_data_that_is_broken_or_bottomless_is_passed_over():
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>' + linked(
        **{"@graph": [1, {"@type": []}, None]}
    )
    assert read(page(head=head)).startswith("Headline: Ferry sails again")


@pytest.mark.parametrize(
    "again", ["<!--", "<a ", "<a b='", "</", "<![", "&#", "<div>", "<p>", "<li><p>x", "<br>\n<br>"]
)
def test_a_hostile_page_does_not_hold_the_server(again):
    began = monotonic()
    with suppress(Unreadable):
        read(again * (500_000 // len(again)))
    assert monotonic() - began < 10

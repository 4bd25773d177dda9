"""Words are compared folded and shown as they were printed, escaped."""

import re

from hypothesis import given
from hypothesis import strategies as st

from search.highlighting import highlight, snippet
from search.query import parse
from tests.steps import steps


def marked(text, typed):
    return highlight(text, [term.marked for term in parse(typed).wanted])


def test_words_and_phrases_are_marked_whatever_their_accents():
    assert marked("We go back to work.", "work") == "We go back to <mark>work</mark>."
    assert marked("Back to work, back home.", '"back to work"') == "<mark>Back to work</mark>, back home."
    assert (
        marked("In Łódź, on Søren’s street.", "lodz søren") == "In <mark>Łódź</mark>, on <mark>Søren</mark>’s street."
    )
    assert marked("قالَ الوَزير", "الوزير") == "قالَ <mark>الوَزير</mark>"
    assert marked("Мы вернёмся", "вернемся") == "Мы <mark>вернёмся</mark>"
    assert marked("workers work", "work") == "workers <mark>work</mark>"


def test_words_that_begin_as_was_asked_are_marked_whole():
    text = "Negotiators negotiated; renegotiated negotiations. Négociations, well-negotiated, well nego"
    assert marked(text, "negotiat*") == (
        "<mark>Negotiators</mark> <mark>negotiated</mark>; renegotiated <mark>negotiations</mark>. "
        "Négociations, well-<mark>negotiated</mark>, well nego"
    )
    assert marked(text, "well-nego*").endswith("<mark>well-negotiated</mark>, <mark>well nego</mark>")
    assert marked("بالميناء والمينا الميناء", "المين*") == "بالميناء والمينا <mark>الميناء</mark>"
    assert marked("Strike, strikes", "str* strike") == "<mark>Strike</mark>, <mark>strikes</mark>"
    assert marked("At the attic", "at*") == "<mark>At</mark> the attic"  # too short: searched for as it stands


def test_nothing_in_a_text_becomes_markup():
    text = '<script>alert("work")</script> & <mark>work'
    html = marked(text, "work mark script")
    assert set(re.findall(r"<[^>]*>", html)) == {"<mark>", "</mark>"}
    assert "&lt;<mark>script</mark>&gt;" in html


def test_a_snippet_shows_the_first_hit_between_whole_words():
    text = "Before. " * 100 + "Then the strike ended. " + "After. " * 100
    words = snippet(text, [("strike",)])
    assert re.fullmatch(r"… (Before\. )+Then the <mark>strike</mark> ended\.( After\.)+ …", words)
    assert len(words) < 300
    assert snippet(text, [("football",)]) == ""


def test_the_work_grows_no_faster_than_the_text():
    def work(text):
        return steps(lambda: (snippet(text, [("a",) * 100, ("a", "b"), ("b",), ("a", "aaa*")]), parse(text)))

    for unit in ("<", " ", "(a+)+$", "a ", "a"):
        work(unit)
        assert work(unit * 8_000) < 10 * work(unit * 1_000) + 1_000


def test_a_text_is_read_no_further_than_to_its_first_hit():
    """A page looks for snippets in twenty articles; mostly the hit stands early."""

    others = {name: " ".join(f"{name}{number}" for number in range(2_000)) for name in ("first", "then", "last")}

    def work(text):
        return steps(lambda: snippet(text, [("strike",)], "en", {"strike"}))

    work(f"A strike. {others['first']}")  # the rules of the language are fetched
    assert work(f"A strike. {others['then']}") * 10 < work(f"{others['last']} A strike.")


def test_phrases_and_single_words_are_marked_where_neither_hides_the_other():
    text = "back to back to work: e-mail, e-mails"
    phrases = [("back", "to", "work"), ("back",), ("e", "mail"), ("to",)]
    assert highlight(text, phrases, "en", {"mail"}) == (
        "<mark>back</mark> <mark>to</mark> <mark>back to work</mark>: <mark>e-mail</mark>, e-<mark>mails</mark>"
    )


@given(st.text(), st.text())
def test_taking_the_marks_away_gives_back_the_text(text, typed):
    html = marked(text, typed)
    plain = html.replace("<mark>", "").replace("</mark>", "")
    assert plain == highlight(text, [])


def test_a_form_of_a_word_is_marked_in_a_text_of_its_language():
    text = "Two strikes and a strike. Striking!"
    marks = "Two <mark>strikes</mark> and a <mark>strike</mark>. <mark>Striking</mark>!"
    assert highlight(text, [("strike",)], "en", {"strike"}) == marks
    assert highlight(text, [("strike",)], "fr", {"strike"}) == "Two strikes and a <mark>strike</mark>. Striking!"


def test_letters_beyond_the_first_plane_move_no_mark():
    """Positions are code points: an emoji before the word is one."""
    assert marked("😀 𝔄 The strike 👩‍👩‍👧 ended", "strike ended") == (
        "😀 𝔄 The <mark>strike</mark> 👩‍👩‍👧 <mark>ended</mark>"
    )

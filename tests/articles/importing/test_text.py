"""Text files as people have them: with a header block, without one, copied from a web page, or broken."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.dates import recognise_date
from articles.importing.decoding import LARGEST, decode, read_text
from articles.importing.draft import Unreadable
from articles.importing.text import read_draft, read_file

TEXT = "Dockers went back to work on Friday.\n\nThe cranes stood still until noon."
HEADER = """Headline: Harbour strike ends after nine days
Byline: Ines Maar
Publisher: The Harbour Courier
Date: 2024-05-17
Language: en
Source: https://courier.example/2024/05/17/strike
Dateline: Port Sorrel
Licence: CC BY 4.0
"""


def test_a_header_block_says_what_it_says_and_the_text_stays_as_it_is():
    draft = read_draft(f"{HEADER}\n{TEXT}\n")
    assert (draft.headline, draft.body) == ("Harbour strike ends after nine days", TEXT)
    assert (draft.byline, draft.publisher, draft.language) == ("Ines Maar", "The Harbour Courier", "en")
    assert (draft.printed_on, draft.dateline_text, draft.usage_terms) == (date(2024, 5, 17), "Port Sorrel", "CC BY 4.0")
    assert draft.origin_key == "text:https://courier.example/2024/05/17/strike"


@pytest.mark.parametrize(
    ("written", "on", "precision", "at"),
    [
        ("2024", date(2024, 1, 1), "year", None),
        ("2024-05", date(2024, 5, 1), "month", None),
        ("2024-05-17", date(2024, 5, 17), "day", None),
        ("2024-05-17T18:00+02:00", date(2024, 5, 17), "day", datetime(2024, 5, 17, 16, tzinfo=UTC)),
        ("9999-12-31", date(9999, 12, 31), "day", None),
    ],
)
def test_a_date_is_kept_with_as_much_of_it_as_is_known(written, on, precision, at):
    draft = read_draft(f"Headline: Strike\nDate: {written}\n\n{TEXT}")
    assert (draft.printed_on, draft.printed_on_precision, draft.published_at) == (on, precision, at)


@pytest.mark.parametrize(
    "written",
    [
        "0000",
        "2024-02-31",
        "2024-13",
        "00/00",
        "12/3/24",
        "1445-09-01 AH",
        "2024-05-17T18:00",
        "2016-12-31T23:59:60Z",
        "soon",
        "10000-01-01",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00",
    ],
)
def test_a_date_that_is_none_is_refused_and_never_becomes_today(written):
    with pytest.raises(Unreadable, match=r"Date: .*(is not a date|has no time zone)"):
        read_draft(f"Headline: Strike\nDate: {written}\n\n{TEXT}")


def test_what_the_file_does_not_say_stays_empty():
    draft = read_draft(f"Strike ends\n\n{TEXT}")
    assert (draft.printed_on, draft.published_at, draft.byline, draft.publisher) == (None, None, "", "")
    assert (draft.status, draft.headline, draft.body) == ("in_review", "Strike ends", TEXT)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Headline: Strike\nPublsher: Courier\n", "line 2: a header has no “Publsher”: do you mean “Publisher”?"),
        ("Headline: Strike\nDate: 2024\nDate: 2025\n", "line 3: “Date” stands in the header twice"),
        ("Headline: Strike\nDockers went back.\n", "line 2 of the header is not “Name: value”"),
    ],
)
def test_a_broken_header_is_refused_with_its_line(header, reason):
    with pytest.raises(Unreadable, match="^" + reason.replace("?", r"\?")):
        read_draft(f"{header}\n{TEXT}")


def test_a_headline_with_a_colon_is_no_header():
    assert read_draft(f"Harbour: strike ends\n\n{TEXT}").headline == "Harbour: strike ends"


PASTED = {
    "navigation line": "Home World Ports Harbour strike ends after nine days\n\nHarbour strike ends after nine days",
    "twice": "Harbour strike ends after nine days\n\nHarbour strike ends after nine days",
    "navigation and twice": "Home > Ports > Harbour strike ends after nine days\n\n"
    "Harbour strike ends after nine days\n\nHarbour strike ends after nine days",
    "menu above": "Home\n\nPorts\n\n"
    "Home | Ports | Harbour strike ends after nine days\n\nHarbour strike ends after nine days",
}  # fmt: skip


@pytest.mark.parametrize("top", PASTED.values(), ids=PASTED)
def test_a_pasted_page_has_its_headline_once_and_keeps_all_that_came(top):
    page = f"{top}\n\n{TEXT}"
    draft = read_draft(page)
    assert (draft.headline, draft.body, draft.source_text) == ("Harbour strike ends after nine days", TEXT, page)


def test_words_that_come_again_in_the_text_are_not_taken_for_navigation():
    page = "Strike ends\n\nIt was long. The port said: the strike ends\n\nstrike ends\n\nSo it was."
    assert read_draft(page).headline == "Strike ends"
    assert read_draft(page).body.startswith("It was long.")


@pytest.mark.parametrize(
    ("under", "byline", "printed_on"),
    [
        ("By Ines Maar\n\n17 May 2024", "Ines Maar", date(2024, 5, 17)),
        ("By Ines Maar and Jan de Wit\nFriday, May 17, 2024", "Ines Maar and Jan de Wit", date(2024, 5, 17)),
        ("Par Inès Maar\n\nle 17 mai 2024", "Inès Maar", None),
        ("Von Jürgen Groß\n\n17. Mai 2024", "Jürgen Groß", date(2024, 5, 17)),
        ("17 мая 2024 г.", "", date(2024, 5, 17)),
        ("Published: 2024-05-17T18:00Z", "", date(2024, 5, 17)),
    ],
)
def test_byline_and_date_under_the_headline_are_taken_where_unmistakable(under, byline, printed_on):
    draft = read_draft(f"Strike ends\n\n{under}\n\n{TEXT}")
    assert (draft.byline, draft.printed_on) == (byline, printed_on)


@pytest.mark.parametrize(
    "line", ["03/04/2012", "31 February 2024", "By the sea, life goes on", "May 2024 be better", "12:30"]
)
def test_a_line_that_may_be_something_else_stays_in_the_text(line):
    draft = read_draft(f"Strike ends\n\n{line}\n\n{TEXT}")
    assert (draft.byline, draft.printed_on, draft.body) == ("", None, f"{line}\n\n{TEXT}")


@pytest.mark.parametrize(
    ("first", "dateline", "place"),
    [
        ("Astana : Talks began.", "Astana", "Astana"),
        ("PARIS — Talks began.", "PARIS", "Paris"),
        ("BERLIN (Reuters) - Talks began.", "BERLIN", "Berlin"),
        ("ROTTERDAM, May 3 — Talks began.", "ROTTERDAM", "Rotterdam"),
        ("Idrissov: talks have begun.", "", ""),
        ("Talks began — at last.", "", ""),
    ],
)
def test_the_dateline_is_known_and_stays_in_the_text(first, dateline, place):
    draft = read_draft(f"Talks begin\n\n{first}\n\n{TEXT}")
    assert (draft.dateline_text, draft.dateline_place) == (dateline, place)
    assert draft.body.startswith(first)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "nothing in it but space"),
        ("\u00a0\u200b\ufeff\n".encode(), "nothing in it but space"),
        (b"Strike\n\nDockers\x00", "U+0000"),
        (b"%PDF-1.7\n\x07\xe2\xe3", "is 0xe2"),
        (b"\x89PNG\r\n\x1a\n", "byte 0 \\(line 1\\) is 0x89"),
        ("Grève\n\nLe port est fermé".encode("cp1252"), "byte 2 \\(line 1\\) is 0xe8"),
        (b"\xef\xbb\xbfStrike\n\nDock\xe8rs", "byte 15 \\(line 3\\) is 0xe8"),
        ("إضراب".encode("cp1256"), "byte 0"),
        (b"Strike\n\n\xed\xa0\x80", "byte 8 \\(line 3\\) is 0xed"),
        (b"\xff\xfeS\x00t", "breaks off at byte 4"),
        ("Strike\n\nDock\ufffdrs".encode(), "line 3, column 5"),
        (b"Strike\n\nDockers\x1b[31m", "U+001B"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data, reason):
    with pytest.raises(Unreadable, match=reason.replace("+", r"\+")):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_in_any_unicode_is_read_to_the_letter(encoding):
    assert decode("Забастовка\r\n“конец” 🚢".encode(encoding)) == "Забастовка\n“конец” 🚢"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        draft = read_draft(decode(data))
    except Unreadable as problem:
        assert str(problem)
    else:
        assert draft.headline.strip() and draft.body.strip()
        assert "\ufffd" not in draft.headline + draft.body


@given(st.text(max_size=300))
def test_any_text_keeps_its_words(text):
    try:
        draft = read_draft(decode(text.encode("utf-8", "surrogatepass")))
    except Unreadable:
        return
    assert draft.body in text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(max_size=40))
def test_any_line_is_a_date_or_none(line):
    printed = recognise_date(line)
    assert printed is None or printed.on.year


def test_a_file_too_large_a_folder_or_none_is_refused(tmp_path):
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * (LARGEST + 1))
    for path, reason in [(large, "larger than 5 MB"), (tmp_path, "folder"), (tmp_path / "none.txt", "no such file")]:
        with pytest.raises(Unreadable, match=reason):
            read_text(path)


def test_a_text_of_one_paragraph_has_no_headline(tmp_path):
    (tmp_path / "a.txt").write_text("Dockers went back to work on Friday.")
    with pytest.raises(Unreadable, match="no headline: put it on a line of its own"):
        read_file(tmp_path / "a.txt")


def test_the_key_of_a_text_is_its_address_or_its_words():
    assert (
        read_draft(f"Strike\n\n{TEXT}").origin_key
        == read_draft(f"Strike\r\n\r\n{TEXT}\r\n\r\n".replace("\r\n", "\n")).origin_key
    )
    assert read_draft(f"Strike\n\n{TEXT}").origin_key != read_draft(f"Strikes\n\n{TEXT}").origin_key
    assert len(read_draft(f"Headline: S\nSource: https://a.example/{'x' * 400}\n\n{TEXT}").origin_key) <= 200

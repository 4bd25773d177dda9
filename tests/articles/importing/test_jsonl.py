"""JSON Lines: what a record says is taken over to the letter, and what is wrong is refused with its reason."""

import gzip
import json
from datetime import UTC, date, datetime

import pytest

from articles.importing.draft import Unreadable
from articles.importing.jsonl import draft_from
from articles.importing.lines import LONGEST_LINE, open_lines
from articles.importing.records import read_record

BODY = (
    "The strike is over.\n\n“We go back on Monday,” Ada Vos said. A clerk called the offer “a door, not a house”. "
    "The cranes would not move before Monday, two officials said."
)


def record(**fields):
    return {"id": "a-1", "title": "Harbour strike ends", "body": BODY} | fields


def statement(quote, kind="direct", **fields):
    start = BODY.index(quote)
    return {"speaker": "Ada Vos", "quote": quote, "kind": kind, "start": start, "end": start + len(quote)} | fields


def read(raw):
    return draft_from(read_record(raw))


def draft_of(**fields):
    return read(json.dumps(record(**fields)).encode())


def pieces_of(draft, number=0):
    return [(draft.body[p.start : p.end], p.is_verbatim) for p in draft.statements[number].spans]


def lines_of(path):
    with open_lines(path) as (lines, _position):
        return list(lines)


def test_a_direct_quotation_is_kept_without_its_marks():
    draft = draft_of(people=[{"name": "Ada Vos"}], statements=[statement("“We go back on Monday,”")])
    assert pieces_of(draft) == [("We go back on Monday,", True)]
    assert (draft.statements[0].kind, draft.statements[0].speaker) == ("direct", "Ada Vos")


def test_it_makes_no_difference_whether_the_quote_was_delivered_with_its_marks():
    bare, marked = (
        draft_of(statements=[statement("We go back on Monday,")]),
        draft_of(statements=[statement("“We go back on Monday,”")]),
    )
    assert bare.statements[0].spans == marked.statements[0].spans


def test_a_mixed_statement_is_cut_at_its_marks():
    draft = draft_of(statements=[statement("the offer “a door, not a house”", "mixed")])
    assert pieces_of(draft) == [("the offer", False), ("a door, not a house", True)]


def test_words_in_no_marks_are_never_verbatim_whatever_the_record_says():
    draft = draft_of(statements=[statement("The cranes would not move before Monday", "direct")])
    assert draft.statements[0].kind == "indirect"
    assert pieces_of(draft) == [("The cranes would not move before Monday", False)]


def test_marks_that_do_not_belong_together_still_enclose_a_quotation():
    body = 'He said: "We never left the port.”'
    quote = '"We never left the port.”'
    draft = draft_of(body=body, statements=[{"quote": quote, "kind": "direct", "start": 9, "end": 9 + len(quote)}])
    assert pieces_of(draft) == [("We never left the port.", True)]


def test_a_paraphrase_is_indirect():
    draft = draft_of(statements=[statement("The cranes would not move before Monday", "paraphrase")])
    assert draft.statements[0].kind == "indirect"


def test_a_speaker_who_is_not_among_the_people_is_an_unnamed_source():
    draft = draft_of(
        people=[{"name": "Ada Vos", "role": "union leader"}],
        statements=[statement("The cranes would not move before Monday", "indirect", speaker="two officials")],
    )
    assert (draft.statements[0].speaker, draft.statements[0].described_as) == ("", "two officials")
    assert [(p.name, p.role, p.described_as) for p in draft.parties] == [("Ada Vos", "subject", "union leader")]


def test_people_who_speak_take_part_as_speakers():
    draft = draft_of(people=[{"name": "Ada Vos", "role": None}], statements=[statement("We go back on Monday,")])
    assert [(p.name, p.role) for p in draft.parties] == [("Ada Vos", "speaker")]


def test_a_known_place_has_coordinates_and_an_unknown_one_has_none():
    known, unknown = draft_of(places=["Rotterdam", "Port Sorrel", "Rotterdam"]).places
    assert (known.name, known.details["country_code"], round(known.details["latitude"])) == ("Rotterdam", "NL", 52)
    assert (unknown.name, unknown.details) == ("Port Sorrel", {})


def test_two_names_of_one_place_are_one_place():
    (place,) = draft_of(places=["Czech Republic", "Czechia"]).places
    assert place.as_printed == "Czech Republic"


def test_a_record_may_say_where_to_whom_and_about_what_was_spoken():
    said = statement("We go back on Monday,", said_in="Czech Republic", event="Harbour talks", to=["Ines Maar"])
    draft = draft_of(
        dateline="Port Sorrel",
        people=[{"name": "Ada Vos"}, {"name": "Ines Maar"}],
        organisations=[{"name": "Dockers’ Union", "role": "union"}],
        places=["Czech Republic"],
        events=[{"name": "Harbour talks", "place": "Port Sorrel"}],
        statements=[said | {"about": ["Dockers’ Union", "Czech Republic"]}],
    )
    assert (draft.dateline_place, draft.reported_events) == ("Port Sorrel", ["Harbour talks"])
    assert [(event.name, event.place) for event in draft.events] == [("Harbour talks", "Port Sorrel")]
    assert [party.name for party in draft.parties if party.is_organisation] == ["Dockers’ Union"]
    (told,) = draft.statements
    assert (told.said_in, told.event, told.to) == (draft.places[0].name, "Harbour talks", ["Ines Maar"])
    assert told.about == ["Dockers’ Union", draft.places[0].name]


@pytest.mark.parametrize(
    ("written", "day", "precision", "instant"),
    [
        ("1987-03-14T06:30:00+02:00", date(1987, 3, 14), "day", datetime(1987, 3, 14, 4, 30, tzinfo=UTC)),
        ("1987-03-14T06:30:00", date(1987, 3, 14), "day", None),
        ("1987-03-14", date(1987, 3, 14), "day", None),
        ("1987-03", date(1987, 3, 1), "month", None),
        ("1987", date(1987, 1, 1), "year", None),
        (None, None, "day", None),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_is_known(written, day, precision, instant):
    draft = draft_of(published_at=written)
    assert (draft.printed_on, draft.printed_on_precision, draft.published_at) == (day, precision, instant)
    assert draft.status == "published"


def test_two_sources_may_number_their_articles_alike():
    keys = {draft_of(source=source).origin_key for source in ("The Courier", "The Gazette", "The Courier")}
    assert len(keys) == 2
    assert len(draft_of(source="x" * 300).origin_key) <= 200


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None}, "no id"),
        ({"id": 1.5}, "id is not text"),
        ({"title": "  "}, "no title"),
        ({"title": ["Harbour"]}, "title is not text"),
        ({"title": "x" * 501}, "title is longer than 500 characters"),
        ({"body": ""}, "no body"),
        ({"body": "a\0b"}, "body holds a NUL character"),
        ({"byline": "Ada \ud800"}, "byline holds half a character (a lone surrogate) at 5"),
        ({"language": "English!"}, "language “English!” is not a language tag"),
        ({"published_at": "1987-02-31"}, "published_at “1987-02-31” is not a date"),
        ({"published_at": "0000"}, "published_at “0000” is not a date"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, "published_at “0001-01-01T00:00:00+14:00” is not a date"),
        ({"published_at": 1987}, "published_at is not text"),
        ({"people": ["Ada Vos"]}, "people is not a list of objects"),
        ({"people": [{"role": "mayor"}]}, "no name"),
        ({"organisations": [{"role": "union"}]}, "no name"),
        ({"events": ["Harbour talks"]}, "events is not a list of objects"),
        ({"statements": [statement("We go back", about="Ada Vos")]}, "statement 1: about is not a list of names"),
        ({"statements": [statement("We go back", said_in=["Paris"])]}, "statement 1: said_in is not text"),
        ({"places": [{"name": "Paris"}]}, "places is not a list of names"),
        ({"statements": [{}] * 5001}, "more than 5000 statements"),
        ({"statements": [statement("We go back", kind="shouted")]}, "statement 1: unknown kind “shouted”"),
        ({"statements": [statement("We go back", kind=["direct"])]}, "statement 1: unknown kind"),
        (
            {"statements": [statement("We go back") | {"quote": "We went back"}]},
            "statement 1: the text at 22 reads “We go",
        ),
        ({"statements": [statement("We go back") | {"quote": None}]}, "statement 1: no quote"),
        ({"statements": [statement("We go back", start=-3)]}, "statement 1: start and end are no stretch"),
        ({"statements": [statement("We go back", end=10**9)]}, "statement 1: start and end are no stretch"),
        ({"statements": [statement("We go back", start=True)]}, "statement 1: start and end are no stretch"),
        ({"statements": [statement("We go back"), statement(",”")]}, "statement 2: its quote holds no word"),
    ],
)
def test_a_field_that_is_wrong_is_named(fields, reason):
    with pytest.raises(Unreadable) as refusal:
        draft_of(**fields)
    assert str(refusal.value).startswith(reason)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"id": 1, "title"', "not JSON at character 18 of the line"),
        (b'{"id": "\xff"}', "not UTF-8 at byte 9 of the line"),
        (b"[1, 2]", "not an object with id, title and body"),
        (b'{"id": NaN}', "NaN is not JSON"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
        (b'{"id": ' + b"9" * 5000 + b"}", "a number with thousands of digits"),
        (b'{"id": "a", "title": "A", "title": "B"}', "title stands there twice"),
    ],
)
def test_a_line_that_is_no_record_is_refused_with_the_place_where_it_fails(raw, reason):
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert str(refusal.value).startswith(reason)


def test_a_packed_file_is_known_by_its_content(tmp_path):
    plain, packed = tmp_path / "packed.txt", tmp_path / "plain.gz"
    plain.write_bytes(b'\xef\xbb\xbf{"id": 1}\r\n\n{"id": 2}')
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert lines_of(plain) == lines_of(packed)
    assert [(line.number, json.loads(line.raw)["id"]) for line in lines_of(plain)] == [(1, 1), (3, 2)]


def test_a_line_without_end_is_refused_and_the_next_one_is_read(tmp_path):
    file = tmp_path / "long.jsonl"
    file.write_bytes(b"[" + b" " * LONGEST_LINE + b"]\n{}\n")
    long, next_one = lines_of(file)
    assert (long.number, long.problem, len(long.raw)) == (1, "longer than 8 megabytes", 1000)
    assert (next_one.number, next_one.raw) == (2, b"{}\n")


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path):
    file = tmp_path / "cut.jsonl.gz"
    lines = b"".join(b'{"id": %d, "body": "%x"}\n' % (n, n * 2654435761 % 2**32) for n in range(20_000))
    packed = gzip.compress(lines)
    file.write_bytes(packed[: len(packed) // 2])
    *read_before, last = lines_of(file)
    assert len(read_before) > 1000
    assert last.problem.startswith("the file breaks off or is damaged here")
    assert last.number == read_before[-1].number + 1


def test_a_file_in_utf_16_is_refused_as_a_whole(tmp_path):
    file = tmp_path / "wide.jsonl"
    file.write_text('{"id": 1}', encoding="utf-16")
    with pytest.raises(Unreadable, match="UTF-16"):
        lines_of(file)

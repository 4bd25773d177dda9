"""The record beside a text: quoted to the letter, or refused with the key and what to do."""

from datetime import UTC, date, datetime

import pytest

from articles.importing.curated import add_record
from articles.importing.draft import Draft, Unreadable

BODY = (
    "PORT SORREL — Dockers went back on Friday.\n\n“We go back,” Vos said, “and we go back together.”\n\n"
    "A ministry official said the offer was “a door, not a house”. We go back, wrote the paper. "
    "She repeated: “We go back, all of us.” The so-called “door” stayed shut, she said."
)
RECORD = """
[article]
status = "published"
coverage = "all"
embargo_until = 2031-01-01T06:00:00Z
events = ["Harbour talks"]

[[people]]
name = "Ada Vos"
role = "speaker"
described_as = "leader"
sort_name = "Vos, Ada"
gender = "f"
other_names = [{ text = "Ада Вос", kind = "transliteration", language = "ru", script = "Cyrl", from = 2001-01-01 }]
roles = [{ title = "Leader", organisation = "Dockers’ Union", from = 2019-05-01, to = 2024-06-30 }]

[[organisations]]
name = "Dockers’ Union"
classification = "union"
parent = "Trades Congress"

[[places]]
name = "Port Sorrel"
about = false
latitude = 41
longitude = -8.7
parent = "Portugal"

[[events]]
name = "Harbour talks"
started_on = 2024-05-14
participants = [{ person = "Ada Vos", described_as = "union leader" }, { organisation = "Port Authority" }]

[[statements]]
kind = "direct"
content = ["We go back,", "and we go back together."]
cue = "said"
source = "Vos"
speaker = "Ada Vos"
to = ["Dockers’ Union"]
occurrence = 1

[[statements]]
kind = "mixed"
content = ["the offer was “a door, not a house”"]
source = "A ministry official"
anonymity_reason = "not allowed to speak in public"
said_on = 2024-05-16

[[corrections]]
made_on = 2024-05-19
what_changed = "Nine days, not eight."
reason = "Miscounted."
earlier_text = "The second text."

[[corrections]]
act = "update"
made_on = 2024-05-18
what_changed = "The offer was added."
reason = "It came late."
statement = "the offer was"
earlier_text = "The first text."
"""


def read(tmp_path, record):
    path = tmp_path / "strike.toml"
    path.write_text(record, encoding="utf-8")
    return add_record(Draft("text:1", "Strike ends", BODY), path)


def words(draft, statement, part="content"):
    return [draft.body[s.start : s.end] for s in statement.spans if s.part == part]


def test_a_record_says_all_that_a_draft_can_hold(tmp_path):
    draft = read(tmp_path, RECORD)
    assert (draft.status, draft.coverage, draft.reported_events) == ("published", "all", ["Harbour talks"])
    assert draft.embargo_until == datetime(2031, 1, 1, 6, tzinfo=UTC)
    ada, union = draft.parties
    assert (ada.details, ada.described_as) == ({"sort_name": "Vos, Ada", "gender": "f"}, "leader")
    assert (ada.other_names[0].script, ada.other_names[0].valid_from) == ("Cyrl", date(2001, 1, 1))
    assert (ada.roles[0].organisation, ada.roles[0].ended_on) == ("Dockers’ Union", date(2024, 6, 30))
    assert (union.is_organisation, union.details["parent"]) == (True, "Trades Congress")
    assert (draft.places[0].is_about, draft.places[0].parent) == (False, "Portugal")
    assert [party.is_organisation for party in draft.events[0].participants] == [False, True]
    assert draft.earlier_bodies == ["The first text.", "The second text."]
    assert [correction.statement for correction in draft.corrections] == [None, 1]


def test_statements_stand_where_their_words_stand(tmp_path):
    direct, mixed = read(tmp_path, RECORD).statements
    draft = Draft("", "", BODY)
    assert words(draft, direct) == ["We go back,", "and we go back together."]
    assert direct.spans[0].start == BODY.index("We go back")
    assert (words(draft, direct, "cue"), words(draft, direct, "source")) == (["said"], ["Vos"])
    assert [s.start for s in direct.spans if s.part == "cue"] == [BODY.index("said")]
    assert [(w, s.is_verbatim) for w, s in zip(words(draft, mixed), mixed.spans, strict=False)] == [
        ("the offer was", False),
        ("a door, not a house", True),
    ]


def statement(**keys):
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return f"[[statements]]\n{lines}\n"


TWO = '["and we go back together.", "We go back, all"]'
CORRECTION = '[[corrections]]\nwhat_changed = "x"\nmade_on = 2024-01-01\n'


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("[article\n", "it is not TOML: .*line 1"),
        ('[artcle]\nstatus = "draft"', "the record has no “artcle”: do you mean “article”?"),
        ('[article]\nstats = "draft"', "[article] has no “stats”: do you mean “status”?"),
        ('[[people]]\nname = "A"\nrole_then = "x"', "[[people]] number 1 has no “role_then”: do you mean “role"),
        ('[[people]]\nrole = "speaker"', "[[people]] number 1 needs “name”"),
        ("[[people]]\nname = 7", "[[people]] number 1.name: write it as text between quotation marks, not “7”"),
        ('[people]\nname = "A"', "the record.people: write tables, each in [[double brackets]]"),
        ('[article]\nembargo_until = 2031-01-01', "write an instant with its zone"),
        ('[article]\nembargo_until = 2031-01-01T06:00:00', "write an instant with its zone"),
        ('[[events]]\nname = "T"\nstarted_on = "May"', "[[events]] number 1.started_on: write a day as 2024-05-17"),
        ('[[events]]\nname = "T"\nparticipants = [{ role = "present" }]', "either a person or an organisation"),
        ('[[places]]\nname = "P"\nlatitude = "41"', "[[places]] number 1.latitude: write a number"),
        ('[[places]]\nname = "P"\nabout = 1', "[[places]] number 1.about: write true or false"),
        (statement(kind='"direct"'), "[[statements]] number 1 needs “content”"),
        (statement(kind='"direct"', content="[]"), "[[statements]] number 1.content: write the words between"),
        (statement(kind='"direct"', content='[" "]'), "write the words between quotation marks"),
        (statement(kind='"spoken"', content='["We go back, all of us."]'), "kind is “spoken”: write direct"),
        (statement(kind='"direct"', content='["We stay"]'), "“We stay” does not stand in the text, to the letter"),
        (statement(kind='"direct"', content='["we go back, all of us."]'), "it has “We go back, all of us.”"),
        (statement(kind='"indirect"', content='["We go back"]'), "“We go back” stands 3 times in the text: say which"),
        (statement(kind='"direct"', content='["We go back,"]'), "stands 2 times in the text: say which with"),
        (statement(kind='"direct"', content='["We go back,"]', occurrence=9), "occurrence: “We go back,” stands"),
        (statement(kind='"direct"', content='["We go back,"]', occurrence=2), "does not stand in quotation marks"),
        (statement(kind='"direct"', content='["wrote the paper"]'), "in quotation marks, so it is not direct"),
        (statement(kind='"indirect"', content='["offer was “a door, not a house”"]'), "so it is direct or mixed"),
        (statement(kind='"mixed"', content='["“a door, not a house”"]'), "as a whole: it is direct"),
        (statement(kind='"mixed"', content='["wrote the paper"]'), "it has no words in quotation marks"),
        (statement(kind='"direct"', content=TWO, cue='"shouted"'), "“shouted” does not stand in the text"),
        (statement(kind='"direct"', content='["We go back, all of us.", "and we go"]'), "does not stand after"),
        (CORRECTION, "[[corrections]] number 1 needs “reason”"),
        (CORRECTION + 'reason = "y"\nstatement = "We"', "0 statements begin"),
    ],
)  # fmt: skip
def test_a_wrong_record_is_refused_with_the_key_and_what_to_do(tmp_path, record, reason):
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, record)
    assert str(refused.value).startswith("strike.toml: ")
    assert reason.replace(".*", "") in str(refused.value) or reason.split(".*")[0] in str(refused.value)


def test_words_far_from_what_was_said_name_nobody(tmp_path):
    body = BODY + "\n\n" + "The port was quiet. " * 40 + "Maar listened."
    path = tmp_path / "a.toml"
    path.write_text(statement(kind='"direct"', content='["We go back, all of us."]', source='"Maar"'))
    with pytest.raises(Unreadable, match="source: “Maar” does not stand near what was said"):
        add_record(Draft("text:1", "Strike ends", body), path)

"""python -m extraction, as a person and as a scorer call it."""

import gzip
import json
import subprocess
import sys

import pytest

from extraction import header
from extraction.__main__ import SEEDS, main

BODY = "“We waited,” Ada Vos said on Friday."
RECORD = """
[article]
coverage = "all"
[[statements]]
kind = "direct"
content = ["We waited,"]
speaker = "Ada Vos"
[[statements]]
kind = "indirect"
content = ["on Friday"]
speaker = "Tom Reed"
"""


def test_a_file_is_told_to_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    assert main([str(tmp_path / "a.txt")]) == 0
    told = capsys.readouterr().out
    assert "direct   Ada Vos as 'Ada Vos' (95%): “We waited,”" in told
    assert "name before the cue “said” in the same sentence" in told


def test_a_file_is_told_as_json(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    main([str(tmp_path / "a.txt"), "--json"])
    assert json.loads(capsys.readouterr().out)["quotations"][0]["speaker"] == "Ada Vos"


def test_json_tells_by_what_each_was_found(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("“We waited,” Ada Vos said at the talks in Geneva.", encoding="utf-8")
    main([str(tmp_path / "a.txt"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["quotations"][0]["explanation"] == "name before the cue “said” in the same sentence"
    assert [event["rule"] for event in found["events"]] == ["a word for an event (talks) beside Geneva"]


def test_titles_above_the_dateline_are_no_part_of_what_was_said(capsys):
    assert main([str(SEEDS / "astana-talks.txt"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["dateline"]["exact"], found["dateline_place"]) == ("Astana", "Astana")
    assert found["quotations"][0]["pieces"][0]["exact"].startswith("A majority of Syrian opposition negotiators")
    assert len(found["quotations"]) == 9


def test_a_header_is_read_and_left_out(tmp_path, capsys):
    text = "Headline: Le port\nDate: 2015-05-28\nLanguage: fr\n\nPARIS – « Non », a déclaré mardi Ada Vos."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    main([str(tmp_path / "a.txt"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["language"], found["dateline_place"], found["dateline"]["start"]) == ("fr", "Paris", 0)
    assert (found["quotations"][0]["said_on"], found["parties"][0]["name"]) == ("2015-05-26", "Ada Vos")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Vos: “We waited.”\nTom Reed: “So did we.”\n\nThey left.",
        "Headline: Mill",
        "\n\nThe mill stands still.",
        "",
    ],
)
def test_a_text_without_a_header_is_read_whole(text):
    assert header.part(text) == (header.Told(), text)


@pytest.mark.parametrize("printed", ["2015", "2015-05", "", "in May"])
def test_a_day_is_told_only_where_a_header_names_one(printed):
    told, body = header.part(f"Headline: Mill: the end\nDate: {printed}\n\nIt stands still.")
    assert (told.printed_on, body) == (None, "It stands still.")


def test_whoever_reads_the_first_lines_only_sees_no_error(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps({"id": 1, "text": BODY})] * 5000), encoding="utf-8")
    command = [sys.executable, "-m", "extraction", "predict", str(tmp_path / "a.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=SEEDS.parent) as program:
        assert program.stdout.readline().startswith(b'{"id": 1')
        program.stdout.close()
        assert program.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments", [["{}/no.txt"], ["predict", "{}/no.jsonl"], ["predict", "{}/no.jsonl.gz"], ["{}"]]
)
def test_a_file_that_cannot_be_opened_is_named(tmp_path, capsys, arguments):
    assert main([argument.format(tmp_path) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith(str(tmp_path)) and told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "holds", "reason"),
    [
        ("a.txt", b"\xff\xfe", "not a text in UTF-8"),
        ("a.txt", b"Date: 2015-02-30\n\nIt stands still.", "day is out of range"),
        ("a.jsonl", b"\xff\xfe", "can't decode"),
        ("a.jsonl.gz", b"no gzip", "Not a gzipped file"),
        ("a.jsonl.gz", gzip.compress(b"{}" * 999, mtime=0)[:-9], "ended before"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(tmp_path, capsys, name, holds, reason):
    (tmp_path / name).write_bytes(holds)
    assert main([*(["predict"] if "jsonl" in name else []), str(tmp_path / name)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(str(tmp_path / name)) and reason in told


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_predictions_come_line_by_line_and_a_bad_line_keeps_none_back(tmp_path, capsys, name):
    lines = [json.dumps({"id": 1, "text": BODY}), "{not json", '{"id": 2}', json.dumps({"id": 3, "text": BODY})]
    with (gzip.open if name.endswith("gz") else open)(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    assert main(["predict", str(tmp_path / name)]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == [1, 3]
    assert "line 2:" in told.err and "line 3:" in told.err
    assert json.loads(told.out.splitlines()[0])["statements"] == [
        {
            "spans": [[1, 11]],
            "speaker": "Ada Vos",
            "speaker_start": 13,
            "speaker_end": 20,
            "resolved": "Ada Vos",
            "kind": "direct",
        }
    ]


def test_it_is_measured_against_the_records_beside_the_texts(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Headline: Mill\nLanguage: en\n\n" + BODY, encoding="utf-8")
    (tmp_path / "a.toml").write_text(RECORD, encoding="utf-8")
    assert main(["measure", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["articles"] == 1
    assert told["shares"] == [
        {"language": "en", "kind": "direct", "written": 1, "found": 1, "matched": 1, "right": 1},
        {"language": "en", "kind": "indirect", "written": 1, "found": 0, "matched": 0, "right": 0},
    ]
    assert told["sureness"] == {"0.9": {"all": 1, "right": 1}}


def test_the_measure_is_a_table_to_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.toml").write_text(RECORD, encoding="utf-8")
    main(["measure", str(tmp_path)])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["all", "2", "1", "66.7", "100.0", "50.0", "100.0"] in rows


def test_a_folder_without_records_cannot_be_measured(tmp_path, capsys):
    assert main(["measure", str(tmp_path)]) == 1
    assert "no article" in capsys.readouterr().err


def test_an_engine_that_is_not_there_says_so(capsys):
    with pytest.raises(SystemExit):
        main(["measure", "--engine", "magic"])
    assert "magic" in capsys.readouterr().err


def test_options_stand_before_the_file_and_behind_it(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": BODY}), encoding="utf-8")
    assert main(["predict", "--engine", "rules", str(tmp_path / "a.jsonl")]) == 0
    before = capsys.readouterr().out
    assert main(["predict", str(tmp_path / "a.jsonl"), "--engine", "rules"]) == 0
    assert capsys.readouterr().out == before != ""

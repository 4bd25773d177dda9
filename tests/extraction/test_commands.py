"""python -m extraction, as a person and as a scorer call it."""

import gzip
import json

import pytest

from extraction.__main__ import main

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

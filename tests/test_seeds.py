"""The seeds are a labelled set: each record quotes its text to the letter; together they show what the archive can."""

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from extraction.quotations import find_stretches

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = sorted(SEEDS.glob("*.txt"))
HEADER = ["Headline", "Byline", "Publisher", "Date", "Language", "Source", "Dateline", "Licence"]
MARKS = re.compile("[“”„«»]")
NAME = "text kind language script from to"
LANGUAGES = ["en", "fr", "de", "ru", "ar"]
KEYS = {
    "": "article people organisations places events statements corrections",
    "article": "status coverage slugline embargo_until scheduled_for dateline_place events",
    "people": "name key role described_as sort_name gender language summary other_names roles",
    "organisations": "name key role described_as sort_name classification parent language summary other_names",
    "places": "name key about kind latitude longitude country_code parent language summary other_names",
    "events": "name key parent classification place started_on ended_on organiser participants summary",
    "statements": "kind content cue cue_lemma source speaker named_how anonymity_reason organisation to about said_on "
    "said_in event channel relayed_by utterance status occurrence",
    "corrections": "act made_on what_changed reason statement earlier_text",
    "other_names": NAME,
    "roles": "title organisation from to",
    "participants": "person organisation described_as",
}
CHOICES = {
    ("article", "status"): "draft in_review scheduled published corrected retracted removed",
    ("article", "coverage"): "none some all_direct all",
    ("people", "role"): "speaker subject present addressee author",
    ("people", "gender"): "f m",
    ("organisations", "role"): "speaker subject present addressee author",
    ("places", "kind"): "point city country region",
    ("other_names", "kind"): "official transliteration spelling abbreviation nickname former misspelling",
    ("statements", "kind"): "direct indirect mixed",
    ("statements", "named_how"): "explicit anaphoric implicit",
    ("statements", "status"): "suggested accepted rejected corrected retracted",
    ("corrections", "act"): "correction update retraction withheld_name removal",
}


@dataclass(frozen=True)
class Seed:
    """A text with the record beside it."""

    path: Path

    @cached_property
    def record(self):
        return tomllib.loads(self.path.with_suffix(".toml").read_text(encoding="utf-8"))

    @cached_property
    def header(self):
        block, _, _ = self.path.read_text(encoding="utf-8").partition("\n\n")
        lines = [line.partition(": ") for line in block.splitlines()]
        return {name: value for name, _, value in lines} if all(name in HEADER for name, _, _ in lines) else {}

    @cached_property
    def body(self):
        text = self.path.read_text(encoding="utf-8")
        return text.partition("\n\n")[2] if self.header else text

    @property
    def language(self):
        return self.header.get("Language", "en")

    @property
    def statements(self):
        return self.record.get("statements", [])

    def declared(self, *kinds):
        """All that the record's lists of these kinds may be called."""
        return {name for kind in kinds for entry in self.record.get(kind, []) for name in names_of(entry)}


ALL = [Seed(path) for path in TEXTS]
each_seed = pytest.mark.parametrize("seed", ALL, ids=lambda seed: seed.path.stem)


def names_of(entry):
    """The key, the display name and the other names of a person, organisation, place or event."""
    return {entry.get("key", entry["name"]), entry["name"]} | {name["text"] for name in entry.get("other_names", [])}


def everything(kind):
    return [entry for seed in ALL for entry in seed.record.get(kind, [])]


def statements_where(**values):
    wanted = values.items()
    return [s for s in everything("statements") if all(s.get(name) == value for name, value in wanted)]


def tables_in(table, kind=""):
    """Yield (kind, table) for a table and all tables inside it."""
    yield kind, table
    for name, value in table.items():
        for inner in [value] if isinstance(value, dict) else value if isinstance(value, list) else []:
            if isinstance(inner, dict):
                yield from tables_in(inner, name)


def is_between_marks(body, words):
    """Whether these words stand somewhere inside quotation marks, from the first to the last."""
    stretches = find_stretches(body)
    found = [m.span() for m in re.finditer(re.escape(words), body)]
    return any(s.start <= start and end <= s.end for start, end in found for s in stretches)


# ---- Each seed by itself


def test_every_text_has_its_record_and_every_record_its_text():
    assert TEXTS
    assert {path.stem for path in TEXTS} == {path.stem for path in SEEDS.glob("*.toml")}


@each_seed
def test_a_record_has_only_the_keys_and_choices_of_the_format(seed):
    for kind, table in tables_in(seed.record):
        assert not set(table) - set(KEYS[kind].split()), kind
        for name, value in table.items():
            allowed = CHOICES.get((kind, name))
            assert not allowed or value in allowed.split(), f"{kind}.{name} = {value}"


@each_seed
def test_whatever_a_record_quotes_stands_in_the_text_to_the_letter(seed):
    for statement in seed.statements:
        quoted = [*statement["content"], statement.get("cue"), statement.get("source")]
        for words in filter(None, quoted):
            assert words in seed.body, words


@each_seed
def test_the_words_of_a_statement_stand_there_once_or_it_says_which(seed):
    for statement in seed.statements:
        first = statement["content"][0]
        assert seed.body.count(first) == 1 or 1 <= statement.get("occurrence", 0) <= seed.body.count(first), first


@each_seed
def test_the_pieces_of_a_statement_come_in_the_order_of_the_text(seed):
    for statement in seed.statements:
        places = [seed.body.find(piece) for piece in statement["content"]]
        if "occurrence" not in statement:
            assert places == sorted(places), statement["content"]


@each_seed
def test_kinds_agree_with_the_quotation_marks(seed):
    for statement in seed.statements:
        words = " ".join(statement["content"])
        if statement["kind"] == "direct":
            assert all(is_between_marks(seed.body, piece) for piece in statement["content"]), words
        elif statement["kind"] == "mixed":
            assert MARKS.search(words), words
        else:
            assert not MARKS.search(words), words


@each_seed
def test_descriptions_stand_in_the_text(seed):
    for kind in ("people", "organisations"):
        for party in seed.record.get(kind, []):
            assert party.get("described_as", "") in seed.body, party


@each_seed
def test_whoever_is_named_is_declared(seed):
    people, organisations = seed.declared("people"), seed.declared("organisations")
    known = people | organisations | seed.declared("places", "events") | {*seed.record["article"].get("events", [])}
    elsewhere = {name for other in ALL for name in other.declared("organisations", "places", "events")}
    for statement in seed.statements:
        assert statement.get("speaker") is None or statement["speaker"] in people, statement
        assert {*statement.get("to", []), *statement.get("about", [])} <= known, statement
        named = {statement.get(name) for name in ("organisation", "said_in", "event", "relayed_by")} - {None}
        assert named <= elsewhere, named - elsewhere


@each_seed
def test_events_and_places_that_a_record_leans_on_are_declared_in_some_seed(seed):
    places = {name for other in ALL for name in other.declared("places")}
    events = {name for other in ALL for name in other.declared("events")}
    article = seed.record["article"]
    leaning = {place.get("parent") for place in seed.record.get("places", [])} | {article.get("dateline_place")}
    leaning |= {event.get("place") for event in seed.record.get("events", [])}
    assert leaning - {None} <= places
    parents = {event.get("parent") for event in seed.record.get("events", [])} - {None}
    assert parents | set(article.get("events", [])) <= events


@each_seed
def test_speakers_take_part_as_speakers(seed):
    speakers = {
        name for p in seed.record.get("people", []) if p.get("role") == "speaker" for name in (p["name"], p.get("key"))
    }
    assert {s["speaker"] for s in seed.statements if "speaker" in s} <= speakers


@each_seed
def test_a_seed_is_a_short_news_piece(seed):
    assert not seed.header or 120 <= len(seed.body.split()) <= 350


@each_seed
def test_a_statement_without_a_speaker_has_an_organisation_a_reason_or_words_that_name_someone(seed):
    for statement in seed.statements:
        assert any(statement.get(name) for name in ("speaker", "organisation", "source")), statement


# ---- All of them together


def test_there_are_enough_articles_of_each_language():
    languages = Counter(seed.language for seed in ALL)
    assert len(ALL) >= 27
    assert languages["en"] >= 10
    assert all(languages[language] >= 4 for language in LANGUAGES)


def test_there_are_enough_statements_people_organisations_places_and_events():
    counts = {kind: len({e.get("key", e["name"]) for e in everything(kind)}) for kind in list(KEYS)[2:6]}
    assert len(everything("statements")) >= 110
    assert counts["people"] >= 35
    assert counts["organisations"] >= 12
    assert counts["places"] >= 15
    assert counts["events"] >= 8


def test_every_language_has_statements_of_every_kind():
    kinds = {(seed.language, s["kind"]) for seed in ALL for s in seed.statements}
    assert kinds >= {(lang, kind) for lang in LANGUAGES for kind in ("direct", "indirect", "mixed")}


def test_every_status_and_every_coverage_is_there():
    statuses = {seed.record["article"]["status"] for seed in ALL}
    assert statuses == set(CHOICES["article", "status"].split())
    assert {seed.record["article"]["coverage"] for seed in ALL} == set(CHOICES["article", "coverage"].split())
    assert any(seed.record["article"].get("embargo_until") for seed in ALL)
    assert {s.get("status", "accepted") for s in everything("statements")} >= {"accepted", "corrected", "retracted"}


def test_corrected_retracted_and_removed_articles_say_why():
    acts = {"corrected": "correction", "retracted": "retraction", "removed": "removal"}
    for seed in ALL:
        act = acts.get(seed.record["article"]["status"])
        assert act is None or act in {c["act"] for c in seed.record["corrections"]}, seed.path
    assert all(correction["reason"] and correction["what_changed"] for correction in everything("corrections"))
    assert any(correction.get("earlier_text") for correction in everything("corrections"))
    assert any(correction.get("statement") for correction in everything("corrections"))


def test_dates_are_of_every_precision_and_spread_over_the_years():
    dates = [seed.header.get("Date", "") for seed in ALL]
    days = [date[:10] for date in dates if len(date) >= 10]
    assert dates.count("") >= 2
    assert {len(date) for date in dates} >= {4, 7, 10}
    assert any("T" in date for date in dates)
    assert len({day[:4] for day in days}) >= 8
    assert max(Counter(days).values()) >= 3
    assert {"1987", "1999", "2014"} <= {date[:4] for date in dates}


def test_two_people_share_a_surname_in_one_article_and_two_a_full_name():
    keys, same_surname = defaultdict(set), False
    for seed in ALL:
        speakers = {s["speaker"] for s in seed.statements if "speaker" in s}
        surnames = Counter(name.split()[-1] for name in speakers if " " in name)
        same_surname |= max(surnames.values(), default=0) >= 2
        for person in seed.record.get("people", []):
            keys[person["name"]].add(person.get("key"))
    assert same_surname
    assert any(len(both - {None}) >= 2 and None not in both for both in keys.values())


def test_one_person_stands_under_four_spellings_and_two_scripts():
    spellings, scripts = defaultdict(set), defaultdict(set)
    for person in everything("people"):
        spellings[person["name"]] |= names_of(person)
        scripts[person["name"]] |= {name.get("script") for name in person.get("other_names", [])} - {None}
    assert any(len(spellings[name]) >= 5 and len(scripts[name]) >= 3 for name in spellings)


def test_one_speaker_changed_roles_and_is_described_otherwise():
    described = defaultdict(set)
    for person in everything("people"):
        described[person["name"]].add(person.get("described_as"))
    changed = [p["name"] for p in everything("people") if len([r for r in p.get("roles", []) if "from" in r]) >= 2]
    assert any(len(described[name]) >= 2 for name in changed)


def test_quotations_are_split_run_over_paragraphs_or_hold_scare_quotes_beside_them():
    split, long = 0, 0
    for seed in ALL:
        for statement in seed.statements:
            if statement["kind"] == "direct" and len(statement["content"]) > 1:
                between = seed.body[seed.body.find(statement["content"][0]) : seed.body.find(statement["content"][-1])]
                long, split = long + ("\n\n" in between), split + ("\n\n" not in between)
    assert split >= 4
    assert long >= 2
    assert any(scare_quotes(seed) for seed in ALL)


def scare_quotes(seed):
    """Quoted words that no statement of a fully recorded article holds."""
    said = " ".join(words for statement in seed.statements for words in statement["content"])
    quoted = re.findall("“([^“”]+)”", seed.body) if seed.record["article"]["coverage"] == "all" else []
    return [words for words in quoted if words not in said]


def test_sources_are_named_in_every_way():
    statements = everything("statements")
    assert len([s for s in statements if s.get("anonymity_reason")]) >= 5
    assert len([s for s in statements if s.get("organisation") and not s.get("speaker")]) >= 5
    assert len([s for s in statements if s.get("organisation") and s.get("speaker")]) >= 2
    assert {s["named_how"] for s in statements} == {"explicit", "anaphoric", "implicit"}
    assert all(any(s.get(name) for s in statements) for name in ("to", "about", "relayed_by", "channel"))
    assert len({s["channel"] for s in statements if "channel" in s} & {"letter", "post", "statement"}) == 3


def test_an_utterance_is_reported_twice_in_other_words():
    reports = defaultdict(set)
    for statement in everything("statements"):
        if "utterance" in statement:
            reports[statement["utterance"]].add(tuple(statement["content"]))
    assert any(len(words) >= 2 for words in reports.values())


def test_something_was_said_elsewhere_and_on_another_day_than_it_was_printed():
    said = [(seed, s) for seed in ALL for s in seed.statements]
    printed = [(seed.header.get("Date", ""), s["said_on"]) for seed, s in said if "said_on" in s]
    assert any(len(date) >= 10 and date[:10] != str(day) for date, day in printed)
    assert any("said_in" in s and s["said_in"] != seed.record["article"].get("dateline_place") for seed, s in said)


def test_an_event_has_three_rounds_over_several_articles():
    rounds, reported = defaultdict(set), defaultdict(set)
    for seed in ALL:
        for event in seed.record.get("events", []):
            rounds[event.get("parent")].add(event["name"])
            reported[event["name"]].add(seed.path)
    chains = [names for parent, names in rounds.items() if parent and len(names) >= 3]
    assert any(len(set().union(*(reported[name] for name in names))) >= 3 for names in chains)


def test_places_lie_on_several_continents_have_parents_and_former_names():
    places = everything("places")
    assert len({p["country_code"] for p in places if "country_code" in p}) >= 10
    assert any(p.get("longitude", 0) < -30 for p in places)
    assert any(p.get("latitude", 0) < -20 for p in places)
    assert sum("parent" in p for p in places) >= 10
    assert any("from" in name and "to" in name for p in places for name in p.get("other_names", []))


def test_texts_hold_what_is_hard_to_show():
    arabic = [seed.body for seed in ALL if seed.language == "ar"]
    assert any(re.search("[\u064b-\u0652]", body) for body in arabic)
    assert any(re.search("[A-Za-z]{4}", body) for body in arabic)
    assert any(MARKS.search(seed.header.get("Headline", "")) for seed in ALL)
    assert any(len(person["name"]) >= 40 for person in everything("people"))
    assert any(not seed.statements and seed.record["article"]["coverage"] == "all" for seed in ALL)


def test_the_sample_article_keeps_its_nine_statements():
    sample = next(seed for seed in ALL if seed.path.stem == "astana-talks")
    kinds = [(s["speaker"].split()[-1], s["kind"]) for s in sample.statements]
    assert kinds == [
        ("Hameed", "indirect"),
        ("Hameed", "direct"),
        ("Nabi", "mixed"),
        ("Idrissov", "mixed"),
        ("Idrissov", "direct"),
        ("Idrissov", "direct"),
        ("Satpayev", "mixed"),
        ("Satpayev", "direct"),
        ("Satpayev", "direct"),
    ]

"""What answers are counted by stands in their entries as numbers, and says what their facets say."""

from collections import Counter
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from articles.models import Statement
from people.merging import merge
from search import counted, facets, index, upkeep
from search.models import Entry
from tests import factories as make


@pytest.fixture
def said(db):
    port = make.make_place("Port", parent=make.make_place("Country"))
    ada, union = make.make_person("Ada Vos"), make.make_organisation("Dockers’ Union")
    article = make.make_article(
        "Harbour", dateline_place=port, publisher=make.make_organisation("Press"), language="nl"
    )
    make.make_statement(article, "The harbour opens", ada, on_behalf_of=union, about=[port, union], to=[ada])
    make.make_statement(article, "The harbour shuts", ada, said_in=port, kind="indirect")
    return ada


def test_a_number_is_a_facet_word_and_its_value_and_back():
    words = ["article7", "speaker12", "org1", "publisher3", "aboutperson4", "aboutplace268435455", "in9", "year1987"]
    for word in (*words, "langen", "langtlh", "modeindirect"):
        number = counted.number_of(word)
        place, value = counted.value_of(number)
        assert f"{counted.FACETS[place]}{value}" == word and 0 <= number < 2**32
    numbers = [counted.number_of(word) for word in words]
    assert len(set(numbers)) == len(words)


def test_each_way_of_reporting_has_a_number():
    assert set(counted.MODES) == set(Statement.Kind.values)


@pytest.mark.parametrize(
    "word",
    ["kindstatement", "month198703", "written9", "toperson7", "saidaboutperson3", "unplaced", "in", "year", "modeloud",
     "code7k3qx9td", "in268435456", "langabcdefgh", "lang", 'langa"', "langën", "langa1", "event5", "tomonth", "at9"],
)  # fmt: skip
def test_what_is_not_counted_or_has_no_room_has_no_number(word):
    assert counted.number_of(word) is None


def test_a_statement_counts_what_it_says_and_an_article_not_who_speaks_in_it():
    common = "article3 year1987 month198703 aboutperson4 speaker12 org5 publisher7"
    words = {
        f"kindstatement modedirect {common} in9 in8 written6 langen around2 at9": "in9 in8 modedirect speaker12 org5",
        f"kindstatement modedirect {common} unplaced written6 langen": "in6 modedirect speaker12 org5",
        f"kindarticle unplaced {common} written6 langen around2 from6": "in6",
    }
    for line, own in words.items():
        told = [counted.value_of(number) for number in counted.numbers_of([counted.packed(line)])]
        due = {*own.split(), "article3", "year1987", "aboutperson4", "publisher7", "langen"}
        assert sorted(f"{counted.FACETS[place]}{value}" for place, value in told) == sorted(due)


def test_values_are_counted_over_all_rows_and_the_most_frequent_come_first():
    lines = [f"kindstatement modedirect article{n} year{1980 + n % 3} speaker{n % 12} langen" for n in range(60)]
    lines += ["kindstatement modemixed article99 speaker3 langnl"]
    rows = [(n, "statement", n, counted.packed(line)) for n, line in enumerate(lines)]
    found = facets.count(rows)
    assert [(v.word, v.number) for v in found["lang"]] == [("en", 60), ("nl", 1)]
    assert [(v.word, v.number) for v in found["kind"]] == [("direct", 60), ("mixed", 1)]
    assert [(v.word, v.number) for v in found["year"]] == [(1980, 20), (1981, 20), (1982, 20)]
    assert found["speaker"][0] == facets.Value(3, 6, ("person", 3)) and len(found["speaker"]) == facets.MOST_VALUES
    assert not found["place"] and "article" not in found


def test_each_entry_keeps_the_numbers_of_its_facets_also_where_only_they_changed(said):
    other = make.make_person("A. Vos")
    make.make_statement(make.make_article("Strike"), "No", other)
    merge(other, said, by=make.make_editor(), reason="One and the same.")
    entries = list(Entry.objects.all())
    assert len(entries) > 6 and any(entry.counted for entry in entries)
    assert [entry.key for entry in entries if bytes(entry.counted) != counted.packed(entry.facets)] == []
    spoken = Counter(counted.numbers_of(bytes(e.counted) for e in entries if e.kind == "statement"))
    assert spoken[counted.SPEAKER << counted.BITS | said.pk] == Statement.objects.count() == 3


def test_numbers_that_are_not_those_of_the_facets_are_found_and_put_right(said):
    assert list(upkeep.differences()) == []
    Entry.objects.filter(kind="statement").update(counted=b"")
    assert len(list(upkeep.differences())) == 2
    index.rebuild()
    assert list(upkeep.differences()) == []


def test_the_migration_fills_what_earlier_releases_did_not_keep(said, monkeypatch):
    migration = import_module("search.migrations.0007_entries_say_what_is_counted")
    due = dict(Entry.objects.values_list("key", "counted"))
    Entry.objects.update(counted=b"")
    monkeypatch.setattr(migration, "ROWS", 2)
    migration.fill(None, SimpleNamespace(connection=connection))
    assert dict(Entry.objects.values_list("key", "counted")) == due

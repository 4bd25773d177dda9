"""The index holds what is or will be visible, under keys in order of time, and nothing else."""

import random
import zlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration
from django.utils import timezone

from articles import curation, publishing, visibility
from articles.importing.draft import Draft, NameDraft, PartyDraft
from articles.importing.jsonl import draft_from
from articles.importing.saving import save_drafts
from articles.models import Article, Place, PlaceMention, Statement
from people.models import Person, PersonName
from search import keys, lines, upkeep, vocabulary
from search import sections as sections_of_index
from search.backends import backend, exchanging, weighing
from search.expressions import AllOf, But, Facet, Phrase, all_of, any_of, for_ranking
from search.models import Entry, Frequency, Spelling, Trigram, Word
from tests import factories as make
from tests.invented import invented_article

pytestmark = pytest.mark.django_db


def found(expression, low=0, high=keys.LAST, **options):
    """What the index finds, as (kind, primary key), the newest first."""
    rows = backend().matches(expression, timezone.now(), low, high, 100, **options)
    return [(kind, pk) for _key, kind, pk, _facets in rows]


def of(*records):
    return [(record._meta.model_name, record.pk) for record in records]


def right():
    return list(upkeep.differences()) == []


def test_a_new_statement_is_found_by_its_words_its_source_and_its_facets():
    ada, rotterdam = make.make_person("Ada Vos"), make.make_place("Rotterdam")
    said = make.make_statement(exact="The cranes stand still", speaker=ada, about=[rotterdam], said_in=rotterdam)
    for expression in [
        Phrase(("cranes", "stand")),
        Phrase(("ada",), ("source",)),
        Facet((f"speaker{ada.pk}",)),
        all_of(Facet((f"in{rotterdam.pk}",)), Facet((f"aboutplace{rotterdam.pk}",)), Facet(("year1987",))),
    ]:
        assert of(said)[0] in found(all_of(expression, Facet(("kindstatement",))))
    assert found(Phrase(("kindstatement",))) == []
    assert found(all_of(Phrase(("cranes", "still")), Facet(("kindstatement",)))) == []
    assert found(But(Facet(("kindstatement",)), Phrase(("cranes",)))) == []
    assert found(any_of(Facet(()))) == []
    assert right()


def test_whom_new_articles_name_again_keeps_the_entry_until_an_import_says_something_new_of_them():
    def draft(number, role="subject", **party):
        ada = PartyDraft("Ada Vos", role=role, **party)
        return Draft(str(number), f"Headline {number}", "The harbour.", status="published", parties=[ada])

    save_drafts([draft(1)])
    first = Entry.objects.get(kind="person")
    save_drafts([draft(2), draft(3)])
    assert Entry.objects.get(kind="person").digest == first.digest
    save_drafts([draft(4, other_names=[NameDraft("Ada Kettler")])])
    assert found(Phrase(("kettler",), ("title",))) == of(Person.objects.get())
    save_drafts([draft(5, details={"summary": "Docker"})])
    assert found(Phrase(("docker",), ("text",))) == of(Person.objects.get())
    save_drafts([draft(6, role="", other_names=[NameDraft("Ada Noe")])])
    assert found(Phrase(("noe",), ("title",))) == of(Person.objects.get())
    assert right()


@pytest.fixture(params=[None, 1], ids=["counted", "too many to count"])
def _costly(request, monkeypatch):
    """On SQLite, the best are found as among few entries, and as among millions."""
    if request.param is not None:
        monkeypatch.setattr(weighing, "COSTLY", request.param)


@pytest.mark.usefixtures("_costly")
def test_the_best_are_the_newest_in_another_order_whatever_was_asked():
    ada = make.make_person("Ada Vos")
    longest = make.make_statement(exact=f"The strike goes on {'and on ' * 30}", speaker=ada)
    shortest = make.make_statement(exact="A strike", speaker=ada, language="fr")
    article = make.make_article("Strike", body=f"The strike of the cranes. {'Other words. ' * 30}")
    strike, in_english = Phrase(("strike",)), Facet(("langen",))
    is_article, of_ada = Facet(("kindarticle",)), Facet((f"speaker{ada.pk}",))
    asked = [
        (strike, {article, shortest, longest}),
        (all_of(strike, Facet(("kindstatement", "kindarticle"))), {article, shortest, longest}),
        (all_of(strike, in_english), {article, longest}),
        (any_of(all_of(strike, in_english), Phrase(("a", "strike"))), {article, shortest, longest}),
        (But(all_of(strike, Facet(("kindstatement", "modedirect"))), is_article), {shortest, longest}),
        (But(strike, of_ada), {article}),
        (all_of(of_ada, in_english), {longest}),
        (But(Facet(("kindstatement",)), in_english), {shortest}),
    ]
    for expression, expected in asked:
        rows = backend().best(expression, timezone.now(), 0, keys.LAST, 100)
        answers = [(kind, pk) for _key, kind, pk, _counted in rows]
        assert {record for record in (article, shortest, longest) if of(record)[0] in answers} == expected, expression
        newest = backend().matches(expression, timezone.now(), 0, keys.LAST, 100)
        assert sorted(row[:3] for row in rows) == sorted(row[:3] for row in newest)
        if {shortest, longest} < expected:
            assert answers.index(*of(shortest)) < answers.index(*of(longest)), expression
    assert len(backend().best(strike, timezone.now(), 0, keys.LAST, 2)) == 2


@pytest.mark.only_on("sqlite")
def test_a_word_that_most_entries_say_is_not_counted_through(monkeypatch):
    """bm25 counts all that have a word: in an archive of millions, that took it a fifth of a second."""
    article = make.make_article(body="\n".join(f"“Strike number {n}”" for n in range(30)))
    for n in range(30):
        make.make_statement(article, f"Strike number {n}")
    common, rare, weighed, in_order = Phrase(("strike",)), Phrase(("7",)), [], weighing.in_order
    monkeypatch.setattr(weighing, "SEEN", 5)
    monkeypatch.setattr(weighing, "in_order", lambda *rows: weighed.append(rows) or in_order(*rows))
    for costly, expression, is_weighed in ((1000, common, False), (25, common, True), (25, rare, False)):
        monkeypatch.setattr(weighing, "COSTLY", costly)
        weighed.clear()
        assert len(backend().best(expression, timezone.now(), 0, keys.LAST, 10)) == (2 if expression == rare else 10)
        assert bool(weighed) is is_weighed, (costly, expression)


def test_what_most_entries_say_does_not_rank_them():
    """A database may read each of a million entries for it."""
    strike, of_ada = Phrase(("strike",)), Facet(("speaker12",))
    common = [Facet(("langen",)), Facet(("modedirect", "kinddirect")), Facet(("kindstatement",))]
    assert for_ranking(all_of(strike, of_ada, *common)) == AllOf((strike, of_ada))
    assert for_ranking(any_of(strike, all_of(Phrase(("walkout",)), common[0]))) == any_of(strike, Phrase(("walkout",)))
    assert for_ranking(But(all_of(strike, any_of(of_ada, common[1])), Phrase(("football",)))) == strike
    assert for_ranking(all_of(*common)) is None


def test_what_is_said_about_a_place_is_found_without_what_was_only_printed_about_it():
    """A place may have a hundred thousand articles about it and no statement: none of them may be looked at."""
    syria = make.make_place("Syria", kind="country")
    aleppo = make.make_place("Aleppo", parent=syria)
    article = make.make_article("Aleppo")
    make.mention(article, aleppo)
    said = make.make_statement(article, "The city is calm", about=[aleppo])
    assert found(Facet((f"aboutplace{aleppo.pk}",))) == of(said, article)
    for place, relation in ((aleppo, "about"), (aleppo, "around"), (syria, "around")):
        sections = [
            sections_of_index.section("key", "Label", relation, place, unit) for unit in ("statement", "article")
        ]
        sections_of_index.count(sections)
        assert [section.tally for section in sections] == [1, 1]
        facet = Facet(sections[0].facets)
        assert found(facet) == of(said) and facet in leaves(sections[0].expression())


def leaves(expression):
    parts = [getattr(expression, name) for name in ("wanted", "unwanted") if hasattr(expression, name)]
    parts += getattr(expression, "parts", ())
    return [leaf for part in parts for leaf in leaves(part)] or [expression]


def test_entries_that_a_migration_marks_as_stale_are_written_anew_after_it():
    """So that what entries say can change without the whole index being made again."""
    said = make.make_statement(exact="Calm", about=[make.make_place("Aleppo")])
    Entry.objects.filter(kind="statement").update(digest=upkeep.STALE, facets="kindstatement", counted=b"")
    upkeep.after_migrating(plan=[(Migration("0001", "people"), False)])
    assert not right()
    upkeep.after_migrating(plan=[(Migration("0004", "search"), False)])
    assert right() and of(said)[0] in found(Facet(("langen",)))


def test_a_phrase_does_not_cross_from_one_name_or_column_into_the_next():
    ada = make.make_person("Ada Vos")
    PersonName.objects.create(person=ada, text="Ada de Vos")
    article = make.make_article("Strike ends", body="Soon the port was open.")
    make.make_statement(article, "We go back", ada)
    assert of(ada)[0] in found(Phrase(("ada", "vos"), ("title",)))
    assert found(Phrase(("vos", "ada"), ("title",))) == []
    assert found(Phrase(("ends", "soon"))) == []


def test_keys_are_the_order_of_time_and_the_undated_come_last():
    dated = [make.make_article(str(day), printed_on=date(1987, 3, day)) for day in (14, 2, 30)]
    late = make.make_article(
        "late", printed_on=date(1987, 3, 14), published_at=datetime(1987, 3, 14, 18, 5, tzinfo=UTC)
    )
    undated = make.make_article("undated", printed_on=None)
    oldest = make.make_article("oldest", printed_on=date(1, 1, 1))
    in_order = of(dated[2], late, dated[0], dated[1], oldest, undated)
    assert found(Facet(("kindarticle",))) == in_order
    assert found(Facet(("kindarticle",)), oldest_first=True) == in_order[::-1]
    low, high = keys.keys_between(date(1987, 3, 2), date(1987, 3, 14))
    assert found(Facet(("kindarticle",)), low, high) == of(late, dated[0], dated[1])


def test_a_full_minute_goes_on_in_the_next_and_no_key_is_given_twice(monkeypatch):
    monkeypatch.setattr(keys, "ROOM", 4)
    monkeypatch.setattr(keys, "FIRST_UNDATED", keys.UNDATED * 4)
    monkeypatch.setattr(keys, "FIRST_DATED", keys.DATED * 4)
    minute = keys.minute_of(date(1987, 3, 14))
    given = keys.free_keys({minute: 6, minute + 1: 4, keys.UNDATED: 9})
    assert given[minute][0] == minute * 4
    assert len(given[keys.UNDATED]) == 9
    everything = [key for some in given.values() for key in some]
    assert len(everything) == len(set(everything)) == 19
    assert given[minute] == sorted(given[minute])
    assert max(given[minute] + given[minute + 1]) < (minute + 4) * 4


def test_an_embargoed_article_is_in_the_index_and_is_found_from_its_instant(monkeypatch):
    until = timezone.now() + timedelta(days=1)
    article = make.make_article("Secret harbour plan", embargo_until=until)
    assert right() and Entry.objects.filter(kind="article", record_id=article.pk).exists()
    assert found(Phrase(("secret",))) == []
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert found(Phrase(("secret",))) == of(article)


def test_what_is_withdrawn_leaves_the_index():
    statement = make.make_statement(exact="It was all forged")
    Article.objects.filter(pk=statement.article_id).update(status=Article.Status.RETRACTED)
    publishing.refresh([statement.article_id])
    assert Entry.objects.count() == 0
    assert found(Phrase(("forged",))) == [] and right()


def test_another_speaker_other_words_and_another_day_are_found_at_once():
    ada, bea = make.make_person("Ada Vos"), make.make_person("Bea Holt")
    statement = make.make_statement(exact="We go back", speaker=ada)
    Statement.objects.filter(pk=statement.pk).update(speaker=bea, text="We stay away", sorted_on=date(1990, 1, 1))
    Article.objects.filter(pk=statement.article_id).update(printed_on=date(1990, 1, 1))
    publishing.refresh([statement.article_id], also=[ada])
    assert found(Facet((f"speaker{ada.pk}",))) == []
    assert of(statement)[0] in found(Facet((f"speaker{bea.pk}",)))
    assert of(statement)[0] in found(all_of(Phrase(("stay", "away")), Facet(("month199001",))))
    assert right()


def test_a_new_name_is_found_and_the_old_one_is_not():
    ada = make.make_person("Ada Vos")
    statement = make.make_statement(speaker=ada)
    ada.refresh_from_db()
    ada.name = "Ada Holt"
    ada.save()
    assert "does not say" in next(upkeep.differences())
    publishing.tell({Person: [ada.pk]})
    assert found(Phrase(("holt",), ("title",))) == of(ada)
    assert found(Phrase(("ada", "vos"), ("title",))) == []
    assert of(statement)[0] in found(Facet((f"speaker{ada.pk}",))) and right()


def test_where_a_place_lies_is_said_by_all_that_was_said_in_it():
    netherlands, rotterdam = make.make_place("Netherlands"), make.make_place("Rotterdam")
    port = make.make_place("Maasvlakte", parent=rotterdam)
    statement = make.make_statement(said_in=port)
    make.make_statement(make.make_article("Elsewhere"), "In the Netherlands", about=[netherlands])
    assert of(statement)[0] not in found(Facet((f"in{netherlands.pk}",)))
    Place.objects.filter(pk=rotterdam.pk).update(parent=netherlands)
    make.make_statement(make.make_article("Rotterdam again"), "In Rotterdam", said_in=rotterdam)
    assert of(statement)[0] in found(Facet((f"in{netherlands.pk}",)))
    assert right()


def test_an_event_lends_its_place_and_both_can_move():
    rotterdam, delft = make.make_place("Rotterdam"), make.make_place("Delft")
    talks = make.make_event("Harbour talks", place=rotterdam)
    statement = make.make_statement(event=talks)
    assert of(statement)[0] in found(Facet((f"in{rotterdam.pk}",)))
    talks.refresh_from_db()
    talks.place = delft
    talks.save()
    publishing.tell({type(talks): [talks.pk]})
    assert of(statement)[0] in found(Facet((f"in{delft.pk}",))) and right()


def test_saying_nothing_new_writes_nothing(django_assert_max_num_queries):
    ada = make.make_person()
    statement = make.make_statement(speaker=ada)
    with django_assert_max_num_queries(30) as asked:
        publishing.tell({Statement: [statement.pk], Article: [statement.article_id], Person: [ada.pk]})
    assert [q["sql"] for q in asked if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


def test_the_check_names_what_is_missing_stale_and_superfluous():
    statement = make.make_statement(exact="We go back")
    article = make.make_article("Another")
    entry = Entry.objects.get(kind="article", record_id=article.pk)
    backend().remove([entry.key])
    Statement.objects.filter(pk=statement.pk).update(text="We stay")
    Article.objects.filter(pk=statement.article_id).update(visible_from=None)
    sentences = sorted(upkeep.differences())
    assert len(sentences) == 4
    assert "the word “another” is known and stands in nothing" in " ".join(sentences)
    assert f"entry of statement {statement.pk} does not say" in " ".join(sentences)
    assert f"key {entry.key}" in " ".join(sentences)
    assert f"article {statement.article_id} has an entry" in " ".join(sentences)


def test_rebuilding_repairs_whatever_was_wrong(capsys):
    statement = make.make_statement(exact="We go back")
    Statement.objects.filter(pk=statement.pk).update(text="We stay away")
    Entry.objects.create(key=5, minute=0, kind="person", record_id=99, visible_from=visibility.ALWAYS, digest=1)
    backend().add([(5, ("nobody", "", "", "kindperson"))])
    call_command("rebuild_search")
    assert right()
    assert of(statement)[0] in found(Phrase(("stay", "away")))
    call_command("rebuild_search", from_nothing=True)
    assert right()
    assert "statement" in capsys.readouterr().out


SPOILT = {
    "a name that is not suggested": lambda ada: Spelling.objects.filter(record_id=ada.pk).first().delete(),
    "a name that she has no more": lambda ada: Spelling.objects.filter(record_id=ada.pk).update(spelling="bea"),
    "a name in another place": lambda ada: Spelling.objects.filter(record_id=ada.pk).update(weight=99),
    "a name at another instant": lambda ada: Spelling.objects.filter(record_id=ada.pk).update(visible_from=LATER),
    "a name of nobody": lambda ada: Spelling.objects.filter(record_id=ada.pk, kind="person").update(record_id=999),
    "quoted too often": lambda ada: Frequency.objects.filter(word=f"speaker{ada.pk}").update(number=99),
    "quoted never": lambda ada: Frequency.objects.filter(word=f"speaker{ada.pk}").delete(),
    "quoted and not there": lambda ada: Frequency.objects.create(word="speaker999", number=1),
    "a word of a name that is not known": lambda ada: Word.objects.filter(word="ada").delete(),
    "a word of a text that is not known": lambda ada: Word.objects.filter(word="harbour").delete(),
    "a word without one of its letters": lambda ada: Trigram.objects.filter(trigram="ada").delete(),
    "letters of no word": lambda ada: Trigram.objects.create(trigram="xyz", length=3, word_id=999_999),
}
LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_kept_beside_the_index_is_compared_and_mended(capsys, spoil):
    ada = make.make_person("Ada Vos")
    make.make_statement(exact="We go back", speaker=ada)

    def kept():
        return [
            set(Spelling.objects.values_list("kind", "record_id", "start", "spelling", "weight", "visible_from")),
            set(Frequency.objects.exclude(number=0).values_list("word", "number")),
            set(Word.objects.values_list("word", "is_name")),
            sorted(Trigram.objects.values_list("trigram", "length", "word__word")),
        ]

    before = kept()
    assert right()
    spoil(ada)
    assert not right()
    call_command("rebuild_search")
    assert right()
    assert kept() == before


def test_what_is_known_of_texts_is_not_missed_where_there_is_no_room_for_it(monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_WORDS", Word.objects.filter(is_name=False).count())
    make.make_article("Quagmire of xylophones")
    assert right()


@pytest.mark.parametrize("number", [1, -1])
def test_an_embargo_that_is_lifted_or_set_is_counted(number):
    ada, tomorrow = make.make_person(), timezone.now() + timedelta(days=1)
    article = make.make_article(embargo_until=tomorrow if number > 0 else None)
    make.make_statement(article, "We go back", ada)
    make.make_statement(exact="We stay", speaker=ada)
    Article.objects.filter(pk=article.pk).update(embargo_until=None if number > 0 else tomorrow)
    publishing.refresh([article.pk])
    assert Frequency.objects.get(word=f"speaker{ada.pk}").number == (2 if number > 0 else 1)
    assert right()


def test_making_the_index_twice_changes_nothing_and_a_lost_one_is_rebuilt():
    statement = make.make_statement(exact="We go back")
    assert backend().create_index() is False
    call_command("migrate", verbosity=0)
    assert right()
    backend().drop_index()
    upkeep.after_migrating()
    assert of(statement)[0] in found(Phrase(("go", "back"))) and right()


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_index_equals_the_visible_records(seed):
    dice = random.Random(seed)
    people = [make.make_person(f"Person {n}") for n in range(3)]
    places = [make.make_place(f"Place {n}") for n in range(3)]
    articles = [make.make_article(f"Article {n}", body="Body.", status="draft") for n in range(3)]
    for n in range(25):
        act = dice.choice([edit_status, edit_speaker, add_statement, edit_parent, edit_date])
        act(dice, n, people, places, articles)
    assert list(upkeep.differences()) == []


def edit_status(dice, _n, _people, _places, articles):
    article = dice.choice(articles)
    status = dice.choice(["draft", "published", "corrected", "retracted"])
    Article.objects.filter(pk=article.pk).update(status=status)
    publishing.refresh([article.pk])


def edit_speaker(dice, _n, people, _places, articles):
    statement = dice.choice(articles).statements.first()
    if statement:
        before, statement.speaker = statement.speaker, dice.choice(people)
        statement.save()
        publishing.refresh([statement.article_id], also=[before] if before else [])


def add_statement(dice, n, people, places, articles):
    make.make_statement(
        dice.choice(articles), f"Words number {n}", dice.choice(people), said_in=dice.choice(places),
        about=[dice.choice(places)],
    )  # fmt: skip


def edit_parent(dice, _n, _people, places, _articles):
    place, other = dice.sample(places, 2)
    place.refresh_from_db()
    place.parent = other
    place.save()
    publishing.tell({Place: [place.pk]})


def edit_date(dice, _n, _people, _places, articles):
    article = dice.choice(articles)
    Article.objects.filter(pk=article.pk).update(printed_on=date(1990, 1, dice.randint(1, 28)))
    for statement in Statement.objects.filter(article=article):
        statement.save()
    publishing.refresh([article.pk])


@pytest.mark.only_on("sqlite")  # PostgreSQL has no such setting
def test_an_index_made_earlier_lets_as_many_words_wait_as_a_new_one():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 1048576)")
        backend().create_index()
        cursor.execute("SELECT v FROM search_words_config WHERE k = 'hashsize'")
        assert cursor.fetchone() == (backend().WAITING,)


@pytest.mark.only_on("sqlite")  # PostgreSQL forgets words by their key
@pytest.mark.parametrize("length", [3, 900])
@pytest.mark.parametrize("with_facets", [False, True], ids=["kept now", "kept by earlier releases"])
def test_words_are_forgotten_however_they_were_kept(length, with_facets):
    article = make.make_article(body="cranes " * length)
    entry = Entry.objects.get(kind="article")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM search_indexed WHERE key = %s", [entry.key])
        words = backend().columns_of(cursor.fetchone()[0], entry.facets)
        assert words[3] == entry.facets
        if with_facets:
            packed = zlib.compress("\n".join(words).encode())
            cursor.execute("UPDATE search_indexed SET words = %s WHERE key = %s", [packed, entry.key])
        PlaceMention.objects.create(article=article, place=make.make_place())
        publishing.redate([], {}, {Article: {article.pk}})
        assert right()
        Article.objects.filter(pk=article.pk).update(status="draft")
        publishing.refresh([article.pk])
        cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH 'cranes OR kindarticle'")
        assert cursor.fetchone()[0] == 0
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('integrity-check')")


@pytest.mark.only_on("sqlite")  # PostgreSQL writes no segments
def test_what_comes_together_goes_into_the_full_text_index_as_one_segment():
    draft = draft_from(invented_article(1))
    with connection.cursor() as cursor, transaction.atomic(savepoint=False):
        save_drafts([draft])
        cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH 'kindarticle AND kindstatement'")
        cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx")
        assert cursor.fetchone() == (1,)
    assert Entry.objects.values("kind").distinct().count() > 2
    assert right()


@pytest.mark.only_on("sqlite")
def test_the_words_of_what_was_removed_are_not_kept_aside():
    statement = make.make_statement(exact="It was all forged")
    Article.objects.filter(pk=statement.article_id).update(status=Article.Status.REMOVED)
    publishing.refresh([statement.article_id])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_indexed")
        assert cursor.fetchone() == (0,)


def test_what_is_linked_otherwise_is_found_so_and_nothing_of_its_words_is_read_again(monkeypatch):
    ada, bea, rotterdam = make.make_person("Ada Vos"), make.make_person("Bea Lund"), make.make_place("Rotterdam")
    statement = make.make_statement(exact="Back to work", speaker=ada, about=[rotterdam], said_in=rotterdam)
    with monkeypatch.context() as patched:
        patched.setattr(lines, "fold_with_stems", None)
        curation.reattribute([statement], person=bea, editor=make.make_editor(), reason="It was Bea.")
    said, article, of_bea = of(statement), of(statement.article), Facet((f"speaker{bea.pk}",))
    assert found(Facet((f"speaker{ada.pk}",))) == []
    assert sorted(found(of_bea)) == sorted([*said, *article])
    assert found(all_of(Phrase(("back", "to", "work")), of_bea, Facet((f"in{rotterdam.pk}",)))) == said
    assert right()


@pytest.fixture(params=["counts are open", pytest.param("counts are closed", marks=pytest.mark.only_on("sqlite"))])
def _counts(request, monkeypatch):
    if request.param == "counts are closed":
        monkeypatch.setattr(exchanging, "may_resize", lambda _cursor: False)


@pytest.mark.usefixtures("_counts")
@pytest.mark.parametrize("words", ["cranes", "cranes unplaced", "cranes aboutplace{place}"])
@pytest.mark.parametrize("length", [1, 300])
def test_what_is_linked_otherwise_is_kept_as_if_it_were_written_anew(words, length):
    """Also where a facet is a word of the text, and where the number of words takes two bytes."""
    place, other = make.make_place(), make.make_place("Delft")
    article = make.make_article(body=f"{words.format(place=place.pk)} " * length)
    for link in (article, make.make_article("Another")):
        make.mention(link, other)
        PlaceMention.objects.create(article=link, place=place)
        publishing.redate([], {}, {Article: {link.pk}})
    PlaceMention.objects.filter(place=other).delete()
    publishing.redate([], {}, {Article: set(Article.objects.values_list("pk", flat=True))})
    as_exchanged = kept_words()
    upkeep.start_anew()
    assert right() and kept_words() == as_exchanged


def kept_words():
    """All that the database keeps of the words that are indexed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT key, vector::text FROM search_words ORDER BY key")
            return cursor.fetchall()
        cursor.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words_kept USING fts5vocab(search_words, instance)")
        kept = []
        for asked in (
            "SELECT doc, term, col, offset FROM words_kept ORDER BY doc, col, offset, term",
            "SELECT id, sz FROM search_words_docsize ORDER BY id",
            "SELECT key, words FROM search_indexed ORDER BY key",
            "SELECT block FROM search_words_data WHERE id = 1",  # the sums over all rows
        ):
            cursor.execute(asked)
            kept.append(cursor.fetchall())
        return kept

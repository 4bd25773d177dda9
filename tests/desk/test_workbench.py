"""Words of a text become statements, and statements are decided, on one page."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import curation
from articles.anchoring import revise
from articles.models import Attribution, Statement, StatementSpan
from newsroom.checks.texts import find_wrong_statements
from people.merging import merge
from people.models import Organisation, Person
from people.ranges import EVERY
from tests.articles.admin.forms import fields_of
from tests.desk.nasty import BODIES
from tests.factories import make_article, make_editor, make_person, make_place, make_statement, mention

pytestmark = pytest.mark.django_db

BODY = (
    "ROTTERDAM, March 14 - The strike ended on Friday. “We go back to work on Monday,” Ada Vos said.\n\n"
    "Ben Lind, the mayor of Rotterdam, said the port would open. “It is over,” he said, “for good.”\n\n"
    "“We go back to work on Monday,” the dockers sang."
)
JSON = {"Accept": "application/json"}


@pytest.fixture
def article():
    return make_article(body=BODY)


def at(article, words, occurrence=1, **fields):
    """What the page posts for selected words."""
    body, start = article.current.body, -1
    for _ in range(occurrence):
        start = body.index(words, start + 1)
    where = {"start": start, "end": start + len(words), "exact": words, "revision": article.current.number}
    return where | fields


def address(name, record):
    return reverse(f"desk:{name}", args=[record.code])


def guessed(client, article, words, **asked):
    answer = client.get(address("guess", article), at(article, words, **asked), headers=JSON)
    assert answer.status_code == 200, answer.content
    return answer.json()


def quote(client, article, words, who="new-person:Ada Vos", occurrence=1, **fields):
    posted = at(article, words, occurrence, who=who, **fields)
    return client.post(address("quote", article), posted, headers=JSON)


def first(guess):
    return guess["candidates"][0]


def test_whoever_the_text_names_is_guessed_first_and_known_by_their_record(edith, client, article):
    ada = make_person("Ada Vos", summary="Docker")
    found = guessed(client, article, "We go back to work on Monday,")
    known = {"value": f"person-{ada.pk}", "name": "Ada Vos", "told": "Docker", "is_known": True}
    assert known.items() <= first(found).items()
    assert f'value="person-{ada.pk}" checked' in found["form"]


def test_somebody_whom_the_archive_does_not_know_is_guessed_as_new(edith, client, article):
    assert first(guessed(client, article, "the port would open"))["value"] == "new-person:Ben Lind"


def test_of_namesakes_whoever_takes_part_in_the_article_comes_first(edith, client, article):
    make_person("Ada Vos", summary="Another")
    ada = make_person("Ada Vos", slug="ada-vos-2")
    make_statement(article, "the port would open", ada, kind="indirect")
    found = guessed(client, article, "We go back to work on Monday,")
    assert first(found)["value"] == f"person-{ada.pk}"
    assert len(found["candidates"]) == 3


def test_a_selection_that_holds_two_speakers_is_warned_of(edith, client, article):
    assert guessed(client, article, "We go back to work on Monday,")["warnings"] == []
    both = "We go back to work on Monday,” Ada Vos said.\n\nBen Lind, the mayor of Rotterdam, said the port would open"
    assert "Ada Vos, Ben Lind" in guessed(client, article, both)["warnings"][0]
    assert "Careful" in guessed(client, article, both)["form"]


def test_a_cue_of_another_statement_in_the_selection_is_warned_of(edith, client, article):
    warnings = guessed(client, article, "The strike ended on Friday. “We go back to work on Monday,” Ada Vos said")[
        "warnings"
    ]
    assert warnings == []
    assert guessed(client, article, "Ada Vos said.\n\nBen Lind")["warnings"]


def test_quotation_marks_decide_the_kind_and_offer_another_where_it_makes_sense(edith, client, article):
    def kinds(words):
        return [kind for kind, _label in guessed(client, article, words)["kinds"]]

    assert kinds("We go back to work on Monday,") == ["direct"]
    assert kinds("the port would open") == ["indirect"]
    assert kinds("“It is over,” he said, “for good.”") == ["direct", "mixed"]
    assert kinds("The strike ended on Friday. “We go back to work on Monday,”") == ["mixed", "direct"]


def test_a_place_that_the_article_does_not_name_is_typed_by_name_or_code(edith, client, article):
    named, astana = make_place(), make_place("Astana")
    mention(article, named)
    quote(client, article, "We go back to work on Monday,", said_in=named.pk, place="astana")
    assert Statement.objects.get().said_in == astana
    quote(client, article, "the port would open", who="nobody", place=astana.code.lower())
    assert Statement.objects.latest("pk").said_in == astana


def test_a_place_that_is_not_known_or_not_alone_of_its_name_is_asked_for_again(edith, client, article):
    two = [make_place("Port Sorrel"), make_place("Port Sorrel")]
    for typed, words in [("Nowhere", "Nothing here is called “Nowhere”."), ("Port Sorrel", two[1].code)]:
        answer = quote(client, article, "We go back to work on Monday,", place=typed)
        page = answer.json()["form"]
        assert words in page and f'value="{typed}"' in page
    assert not Statement.objects.exists()


def test_words_are_quoted_with_their_speaker_place_and_day_and_accepted_at_once(edith, client, article):
    rotterdam = make_place()
    mention(article, rotterdam)
    answer = quote(client, article, "We go back to work on Monday,", said_in=rotterdam.pk, said_on="1987-03-13")
    statement = Statement.objects.get()
    assert answer.json()["told"] == "Quoted: Ada Vos."
    assert answer.json()["statement"] == statement.code
    assert statement.code in answer.json()["bench"]
    assert (statement.kind, statement.status, statement.is_checked) == ("direct", "accepted", True)
    assert (str(statement.speaker), statement.said_in, str(statement.said_on)) == ("Ada Vos", rotterdam, "1987-03-13")
    assert (statement.cue.exact, statement.source.exact) == ("said", "Ada Vos")
    assert statement.is_public
    assert list(find_wrong_statements(EVERY)) == []


def test_a_split_quotation_is_quoted_in_its_pieces_or_whole_as_a_paraphrase(edith, client, article):
    words = "“It is over,” he said, “for good.”"
    quote(client, article, words, "new-person:Ben Lind")
    assert [piece.exact for piece in Statement.objects.get().pieces] == ["It is over,", "for good."]
    Statement.objects.all().delete()
    quote(client, article, words, "new-person:Ben Lind", kind="mixed")
    assert Statement.objects.get().kind == "mixed"
    assert list(find_wrong_statements(EVERY)) == []


def test_a_kind_that_the_marks_forbid_is_refused(edith, client, article):
    answer = quote(client, article, "the port would open", kind="direct")
    assert answer.status_code == 400
    assert "quotation marks" in answer.json()["error"]
    assert not Statement.objects.exists() and not Person.objects.exists()


def test_the_same_words_sent_twice_are_quoted_once(edith, client, article):
    for told in ("Quoted: Ada Vos.", "These words are quoted already."):
        assert quote(client, article, "We go back to work on Monday,").json()["told"] == told
    assert (Statement.objects.count(), Person.objects.count()) == (1, 1)


def test_quoting_words_that_are_suggested_accepts_the_suggestion_with_the_speaker_that_was_said(edith, client, article):
    ada, ben = make_person("Ada Vos"), make_person("Ben Lind")
    suggested = make_statement(article, "We go back to work on Monday,", ben, status="suggested")
    quote(client, article, "We go back to work on Monday,", f"person-{ada.pk}")
    suggested.refresh_from_db()
    assert (suggested.status, suggested.speaker) == ("accepted", ada)


def test_words_that_are_quoted_of_somebody_else_are_not_quoted_again(edith, client, article):
    make_statement(article, "We go back to work on Monday,", make_person("Ben Lind"), checked_at="1987-03-14T12:00Z")
    answer = quote(client, article, "We go back to work on Monday,")
    assert (answer.status_code, Statement.objects.count()) == (400, 1)
    assert "Ben Lind" in answer.json()["error"]


def test_a_reporter_suggests_and_an_editor_decides(client, article):
    client.force_login(make_editor("rita", group="reporter"))
    quote(client, article, "We go back to work on Monday,")
    statement = Statement.objects.get()
    assert (statement.status, str(statement.speaker), statement.is_public) == ("suggested", "Ada Vos", False)
    editor = Client()
    editor.force_login(make_editor("amal", group="editor"))
    editor.post(address("decide_statement", statement), {"act": "accept", "version": statement.version})
    statement.refresh_from_db()
    assert statement.status == "accepted"


def test_words_in_a_text_that_changed_meanwhile_are_refused_and_kept(edith, client, article):
    posted = at(article, "We go back to work on Monday,", who="new-person:Ada Vos")
    revise(article, BODY.replace("ended", "ended early"), reason="More exactly.")
    answer = client.post(address("quote", article), posted, headers=JSON)
    assert (answer.status_code, answer.json()["words"]) == (409, "We go back to work on Monday,")
    assert "ended early" in answer.json()["bench"]
    page = client.post(address("quote", article), posted)
    assert page.status_code == 409
    assert "We go back to work on Monday,</textarea>" in page.content.decode()
    assert not Statement.objects.exists() and not Person.objects.exists()


def test_words_that_do_not_stand_where_the_page_says_are_refused(edith, client, article):
    posted = at(article, "We go back to work on Monday,", who="new-person:Ada Vos")
    huge = "9" * 5_000
    for wrong in (
        {"start": posted["start"] + 1},
        {"exact": "something else"},
        {"end": huge},
        {"start": "x"},
        {"end": 0},
    ):
        assert client.post(address("quote", article), posted | wrong, headers=JSON).status_code in (400, 409)
    assert not Statement.objects.exists()


@pytest.mark.parametrize("body", BODIES)
def test_positions_count_code_points_in_any_script_and_line_breaks_may_be_a_browsers(edith, client, body):
    article = make_article(body=body)
    exact = body.replace("\r\n", "\n").replace("\n", "\r\n")
    posted = {"start": 0, "end": len(body), "exact": exact, "revision": 1, "who": "nobody"}
    answer = client.post(address("quote", article), posted, headers=JSON)
    assert answer.status_code == 200, answer.content
    assert list(find_wrong_statements(EVERY)) == []


def test_a_name_that_is_typed_finds_its_person_and_several_are_asked_about(edith, client, article):
    ada = make_person("Ada Vos")
    assert quote(client, article, "the port would open", "other", name="ada vos").status_code == 200
    assert Statement.objects.get().speaker == ada
    make_person("Ada Vos", slug="another")
    answer = quote(client, article, "for good.", "other", name="Ada Vos")
    assert answer.status_code == 400
    assert answer.json()["form"].count("has this name") == 2


def test_a_new_person_of_a_known_name_has_to_be_meant(edith, client, article):
    make_person("Ada Vos")
    assert quote(client, article, "the port would open", "new", name="Ada Vos").status_code == 400
    answer = quote(client, article, "the port would open", "new", name="Ada Vos", is_another="on")
    assert (answer.status_code, Person.objects.count()) == (200, 2)


def test_a_person_who_was_merged_meanwhile_is_meant_as_the_one_they_were_merged_into(edith, client, article):
    ada, double = make_person("Ada Vos"), make_person("A. Vos")
    merge(double, ada, by=edith, reason="The same.")
    assert quote(client, article, "for good.", f"person-{double.pk}").json()["told"] == "Quoted: Ada Vos."
    assert Statement.objects.get().speaker == ada


def test_a_name_that_only_an_organisation_bears_is_theirs_whatever_the_text_seems_to_say(edith, client, article):
    body = Organisation.objects.create(name="Ada Vos")
    assert first(guessed(client, article, "We go back to work on Monday,"))["value"] == f"organisation-{body.pk}"


def test_the_archive_is_sound_after_all_that_is_done_on_the_workbench(edith, client, article):
    quote(client, article, "We go back to work on Monday,")
    quote(client, article, "“It is over,” he said, “for good.”", "new-person:Ben Lind")
    quote(client, article, "the port would open", "nobody", described_as="the mayor")
    one, other = Statement.objects.in_reading_order()[:2]
    client.post(address("speaker", one), {"who": "new-person:Cleo Rossi", "version": one.version})
    posted = at(article, "It is over,", version=Statement.objects.get(pk=other.pk).version, what_changed="Shorter.")
    client.post(address("words", other), posted)
    call_command("archive_check", verbosity=0)


def test_an_organisation_speaks_and_nobody_who_is_named_may(edith, client, article):
    quote(client, article, "the port would open", "new-organisation:Port Authority")
    quote(client, article, "for good.", "nobody", described_as="the mayor")
    union, nobody = Statement.objects.in_reading_order()
    assert union.on_behalf_of == Organisation.objects.get()
    assert (nobody.speaker, nobody.described_as, nobody.status) == (None, "the mayor", "accepted")


def test_a_statement_is_accepted_once_and_rejected_once_however_often_it_is_asked_for(edith, client, article):
    one = make_statement(article, "the port would open", make_person("Ben Lind"), status="suggested", kind="indirect")
    other = make_statement(article, "for good.", status="suggested")
    for statement, act, status in ((one, "accept", "accepted"), (other, "reject", "rejected")):
        posted = {"act": act, "version": statement.version}
        told = [client.post(address("decide_statement", statement), posted, headers=JSON).json()["told"] for _ in "ab"]
        statement.refresh_from_db()
        assert statement.status == status
        assert told[1].endswith("already.")
    assert Attribution.objects.filter(statement=one).count() == 1


def test_a_suggestion_that_a_colleague_changed_meanwhile_is_shown_anew_and_not_accepted(edith, client, article):
    statement = make_statement(article, "for good.", make_person("Ben Lind"), status="suggested")
    seen = statement.version
    amal = make_editor("amal")
    curation.reattribute([statement], person=make_person("Ada Vos"), editor=amal, reason="She said it.")
    answer = client.post(address("decide_statement", statement), {"act": "accept", "version": seen}, headers=JSON)
    assert answer.status_code == 409 and "colleague" in answer.json()["error"] and "Ada Vos" in answer.json()["bench"]
    statement.refresh_from_db()
    assert statement.status == "suggested"


def test_what_a_changed_text_lost_cannot_be_accepted(edith, client, article):
    statement = make_statement(article, "for good.", status="suggested")
    revise(article, BODY.replace("for good", "for now"), reason="He said so.")
    statement.refresh_from_db()
    answer = client.post(
        address("decide_statement", statement), {"act": "accept", "version": statement.version}, headers=JSON
    )
    assert answer.status_code == 409
    statement.refresh_from_db()
    assert (statement.status, statement.is_orphan) == ("suggested", True)


def test_the_speaker_is_changed_and_readers_who_saw_another_are_told(edith, client, article):
    ben = make_person("Ben Lind")
    statement = make_statement(article, "We go back to work on Monday,", ben)
    posted = {"who": "new-person:Ada Vos", "version": statement.version}
    answer = client.post(address("speaker", statement), posted, headers=JSON)
    statement.refresh_from_db()
    assert (answer.json()["told"], str(statement.speaker)) == ("Said by: Ada Vos.", "Ada Vos")
    assert "Ben Lind" in statement.corrections.get().what_changed


def test_words_are_changed_by_selection_or_by_typing_and_readers_are_told(edith, client, article):
    statement = make_statement(article, "the port would open", kind="indirect", status="suggested")
    posted = at(article, "said the port would open", version=statement.version)
    assert client.post(address("words", statement), posted, headers=JSON).status_code == 200
    statement.refresh_from_db()
    assert statement.text == "said the port would open"
    typed = {"words": "“It is over,”\n“for good.”", "version": statement.version}
    assert client.post(address("words", statement), typed).status_code == 302
    statement.refresh_from_db()
    assert [piece.exact for piece in statement.pieces] == ["It is over,", "for good."]
    public = make_statement(article, "We go back to work on Monday,")
    posted = at(article, "We go back to work", version=public.version)
    assert client.post(address("words", public), posted, headers=JSON).status_code == 400
    answer = client.post(address("words", public), posted | {"what_changed": "“on Monday” was not said."}, headers=JSON)
    assert answer.status_code == 200
    public.refresh_from_db()
    assert (public.status, public.text) == ("corrected", "We go back to work")
    assert list(find_wrong_statements(EVERY)) == []


def test_without_a_script_pasted_words_are_found_and_asked_about_where_they_stand_twice(edith, client, article):
    once = client.get(address("quote", article), {"words": "“It is over,”"}).content.decode()
    assert "It is over,</blockquote>" in once and "new-person:Ben Lind" in once
    twice = client.get(address("quote", article), {"words": "We go back to work on Monday"}).content.decode()
    assert "2 times" in twice and twice.count("This one") == 2 and "dockers sang" in twice
    nowhere = client.get(address("quote", article), {"words": "We will never go back"})
    assert nowhere.status_code == 409
    assert "does not stand in the text" in nowhere.content.decode()
    assert "We will never go back</textarea>" in nowhere.content.decode()
    start = BODY.rindex("We go back")
    chosen = client.get(address("quote", article), {"start": start, "end": start + 29, "revision": 1})
    assert f'name="start" value="{start}"' in chosen.content.decode()


def test_the_form_posted_without_a_script_leads_back_to_the_statement(edith, client, article):
    answer = client.post(address("quote", article), at(article, "for good.", who="new-person:Ben Lind"))
    statement = Statement.objects.get()
    assert answer.url == f"{address('workbench', article)}#{statement.anchor}"
    refused = client.post(address("quote", article), at(article, "It is over,", who="other", name="Nobody Known"))
    assert refused.status_code == 400
    assert "Nobody of this name" in refused.content.decode() and 'value="Nobody Known"' in refused.content.decode()


@pytest.mark.parametrize(
    "forged",
    [{"who": "person-" + "9" * 40}, {"who": "person-x"}, {"who": "nobody", "said_in": "9" * 40}, {"who": ""}],
)
def test_what_no_page_posts_is_refused_in_words(edith, client, article, forged):
    answer = quote(client, article, "for good.", **forged)
    assert answer.status_code == 400 and answer.json()["error"]
    assert not Statement.objects.exists()


def test_a_refusal_keeps_what_was_typed_and_selected(edith, client, article):
    public = make_statement(article, "We go back to work on Monday,")
    posted = at(article, "We go back to work", version=public.version, what_changed="")
    form = client.post(address("words", public), posted, headers=JSON).json()["form"]
    assert f'name="end" value="{posted["end"]}"' in form and "We go back to work</textarea>" in form


def test_names_are_offered_by_the_beginning_of_any_word_also_of_those_readers_do_not_see(edith, client):
    make_person("Ada Vos")
    Organisation.objects.create(name="Vos Shipping")
    names = client.get(reverse("desk:names"), {"q": "vo"}).json()["names"]
    assert [name["name"] for name in names] == ["Ada Vos", "Vos Shipping"]


def test_the_page_shows_suggestions_apart_from_what_is_accepted(edith, client, article):
    make_statement(article, "for good.", status="suggested")
    make_statement(article, "It is over,")
    make_statement(article, "the port would open", status="rejected", kind="indirect")
    page = client.get(address("workbench", article)).content.decode()
    assert 'class="bench-mark is-suggested"' in page and 'class="bench-mark is-accepted"' in page
    assert "1 to check" in page and "Accept after all" in page


def test_pages_take_the_same_queries_however_many_statements_there_are(edith, client):
    asked = {"workbench": [], "guess": []}
    for count in (1, 12):
        sentences = "\n\n".join(f"“This is number {n},” Person {chr(65 + n)}son said." for n in range(count))
        article = make_article(f"Article of {count}", sentences)
        for n in range(count):
            make_statement(article, f"This is number {n},", make_person(f"Person {chr(65 + n)}son {count}"))
        for name in asked:
            client.get(address(name, article), at(article, "This is number 0,"))
            with CaptureQueriesContext(connection) as queries:
                client.get(address(name, article), at(article, "This is number 0,"))
            asked[name].append(len(queries))
    assert {name: len(set(counts)) for name, counts in asked.items()} == {"workbench": 1, "guess": 1}


def test_a_split_quotation_is_shown_in_its_pieces_where_it_is_asked_who_said_it(edith, client, article):
    statement = make_statement(article, "It is over,", speaker=make_person("Ben Lind"))
    start = BODY.index("for good.")
    StatementSpan.objects.create(statement=statement, start=start, end=start + 9, exact="for good.", is_verbatim=True)
    page = client.get(address("speaker", statement)).content.decode()
    assert "“It is over,” … “for good.”" in page and "he said, “for good" not in page


def test_what_was_answered_of_words_is_kept_where_the_text_changed_meanwhile(edith, client, article):
    answers = {
        "who": "other",
        "name": "Ben Lind",
        "described_as": "a mayor",
        "place": "Rotterdam",
        "said_on": "1987-03-14",
    }
    sung = "We go back to work on Monday,"
    revise(article, BODY.replace("ended", "has ended"), reason="More exactly.")
    posted = at(article, sung, **answers) | {"revision": 1}
    page = client.post(address("quote", article), posted)
    for asked in ({"words": sung}, {}):  # found twice; then the one that was meant
        fields = fields_of(page) | asked
        assert {name: fields[name] for name in answers} == answers
        page = client.get(address("quote", article), fields)
    form = fields_of(page)
    assert {name: form[name] for name in answers} == answers
    told = client.post(address("quote", article), posted, headers=JSON).json()
    assert (told["words"], told["answers"]) == (sung, answers)
    assert not Statement.objects.exists()


def change_the_text(article, statement):
    revise(article, BODY.replace("ended", "has ended"), reason="More exactly.")


def change_the_statement(article, statement):
    curation.correct_statement(
        statement, what_changed="The day.", by=make_editor("amal"), reason="Asked again.", described_as="a docker"
    )


@pytest.mark.parametrize("change", [change_the_text, change_the_statement])
def test_a_note_for_readers_is_kept_with_its_words_where_something_changed_meanwhile(edith, client, article, change):
    statement = make_statement(article, "It is over,")
    note = {"what_changed": "A comma was not said."}
    posted = at(article, "It is over", version=statement.version, **note)
    change(article, Statement.objects.get(pk=statement.pk))
    answer = client.post(address("words", statement), posted, headers=JSON)
    assert answer.status_code == 409
    assert {"error", "form", "bench"} <= answer.json().keys()
    assert note["what_changed"] in answer.json()["form"] and "It is over</textarea>" in answer.json()["form"]
    page = client.post(address("words", statement), posted)
    assert page.status_code == 409
    statement.refresh_from_db()
    form = fields_of(page)
    assert (form["words"].strip(), form["what_changed"].strip()) == ("It is over", note["what_changed"])
    assert statement.text == "It is over,"
    assert client.post(address("words", statement), form).status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.corrections.latest("pk").what_changed) == ("It is over", *note.values())

"""From a pasted text to a saved draft: what is found, what the editor puts right, and that nothing is lost."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Participation, Statement
from desk.intake import pasting
from desk.models import FailedImport
from people.models import Person
from tests.articles.admin.forms import fields_of
from tests.factories import make_editor, make_person

from .articles import SAID, pasted

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(client):
    """A reporter: she may paste and save drafts."""
    reporter = make_editor("rita", group="reporter")
    client.force_login(reporter)
    return reporter


def look(client, text, **fields):
    return client.post("/desk/paste/", {"text": text, "act": "look", **fields})


def chips(page):
    return re.findall(r'name="keep" value="([^"]+)" checked', page.content.decode())


def save(client, text, act="save", without=(), **changes):
    """Look at a text, change what was found, and save it: two acts."""
    page = look(client, text)
    kept = [key for key in chips(page) if key not in without]
    return client.post("/desk/paste/", fields_of(page) | {"keep": kept, "shown": chips(page), "act": act} | changes)


def test_a_pasted_text_is_saved_in_two_acts_with_what_was_found_in_it(client, rita):
    answer = save(client, pasted())
    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("desk:workbench", args=[article.code]))
    assert (article.headline, article.byline, article.status) == (
        "Ferry sails again after a week",
        "Anna Kirsch",
        "draft",
    )
    assert (article.printed_on, article.dateline_text) == (date(2026, 3, 14), "ROTTERDAM")
    assert article.current.source_text.startswith("Ferry sails again")
    said = Statement.objects.in_reading_order()
    assert [one.text for one in said] == [words[:-1] + "," for words in SAID]
    assert {one.status for one in said} == {"suggested"}
    assert {str(one.speaker) for one in said} == {"Marta Olsen", "Piet Halloran"}


def test_it_is_saved_in_the_name_of_who_pasted_it(client, rita):
    save(client, pasted())
    article = Article.objects.get()
    entry = article.history.first()
    assert (entry.history_user, entry.history_change_reason) == (rita, "Pasted")
    assert article.current.created_by == rita
    history = client.get(f"/desk/history/article/{article.code}/").content.decode()
    assert history.count('name="from"') == 1 and "Imported" not in history
    assert b"Ferry sails again after a week" in client.get("/desk/").content


def test_what_was_found_is_shown_and_what_the_editor_corrects_is_saved(client, rita):
    page = look(client, pasted()).content.decode()
    for found in ("Anna Kirsch", "2026-03-14", "ROTTERDAM", "Marta Olsen", "10 quotations found", "in English"):
        assert found in page
    save(client, pasted(), headline="Ferry sails", printed_on="13 March 2026", publisher="The Islander", byline="")
    article = Article.objects.get()
    assert (article.headline, article.byline, str(article.publisher)) == ("Ferry sails", "", "The Islander")
    assert article.printed_on == date(2026, 3, 13)
    said = article.history.first().history_change_reason
    assert said == "Pasted; corrected: headline, byline, printed on, publisher"


def test_a_date_that_is_taken_away_leaves_the_article_undated(client, rita):
    save(client, pasted(), printed_on="")
    assert Article.objects.get().printed_on is None


def test_a_text_without_a_date_stays_undated(client, rita):
    save(client, pasted().replace("14 March 2026\n\n", ""))
    assert Article.objects.get().printed_on is None


def test_a_month_is_kept_as_a_month(client, rita):
    save(client, pasted(), printed_on="1987-03")
    article = Article.objects.get()
    assert (article.printed_on, article.printed_on_precision) == (date(1987, 3, 1), "month")


@pytest.mark.parametrize(
    ("field", "typed"), [("printed_on", "03/04/2012"), ("language", "Klingonish"), ("headline", " ")]
)
def test_a_correction_that_makes_no_sense_is_refused_and_stays_in_its_field(client, rita, field, typed):
    page = save(client, pasted(), **{field: typed})
    assert page.status_code == 200 and b"paste-error" in page.content
    assert fields_of(page)[field].strip() == typed.strip()
    assert not Article.objects.exists()


def test_whoever_is_unticked_speaks_no_more_and_is_not_made(client, rita):
    save(client, pasted(), without={"person:Marta Olsen"})
    assert not Person.objects.filter(name="Marta Olsen").exists()
    assert Statement.objects.filter(speaker=None).count() == 5
    assert not Participation.objects.filter(person__name="Marta Olsen").exists()
    assert set(Statement.objects.filter(speaker=None).values_list("described_as", flat=True)) == {"Marta Olsen"}
    assert Article.objects.get().history.first().history_change_reason == "Pasted; taken away: Marta Olsen"


def test_a_place_that_is_unticked_is_not_even_the_place_of_the_dateline(client, rita):
    save(client, pasted(), without={"place:Rotterdam"})
    article = Article.objects.get()
    assert (article.dateline_text, article.dateline_place, article.about_places.count()) == ("ROTTERDAM", None, 0)


def test_a_name_that_the_archive_does_not_know_yet_says_so(client, rita):
    make_person("Marta Olsen")
    page = look(client, pasted()).content.decode()
    marta, piet = (
        page.split(f'value="person:{name}"')[1].split("</label>")[0] for name in ("Marta Olsen", "Piet Halloran")
    )
    assert ("new" in marta, "new" in piet) == (False, True)


def test_another_language_is_read_by_its_own_rules(client, rita):
    save(client, pasted(), language="French")
    assert Article.objects.get().language == "fr"


def test_what_was_corrected_stays_when_the_text_is_looked_at_again(client, rita):
    page = look(client, pasted())
    again = fields_of(page) | {"text": pasted(headline="Another headline"), "byline": "A. Kirsch", "act": "look"}
    fields = fields_of(client.post("/desk/paste/", again))
    assert (fields["headline"], fields["byline"]) == ("Another headline", "A. Kirsch")


def test_only_what_was_looked_at_is_saved(client, rita):
    page = look(client, pasted())
    answer = client.post("/desk/paste/", fields_of(page) | {"text": pasted() + " More.", "act": "save"})
    assert answer.status_code == 200 and b"This is what will be saved" in answer.content
    assert client.post("/desk/paste/", {"text": pasted(), "act": "save"}).status_code == 200
    assert not Article.objects.exists()


def test_sent_twice_it_is_one_article_and_the_second_leads_to_it(client, rita):
    first, second = save(client, pasted()), save(client, pasted())
    assert (first.url, Article.objects.count()) == (second.url, 1)
    assert client.get("/desk/").content.decode().count("nothing was saved twice") == 1


def test_the_same_text_from_a_colleague_leaves_what_was_made_of_it(client, rita):
    save(client, pasted(), headline="Mine")
    Article.objects.update(status="published")
    client.force_login(make_editor("amal"))
    assert "This is in the archive already" in look(client, pasted()).content.decode()
    save(client, pasted(), headline="Theirs")
    assert Article.objects.values_list("headline", "status").get() == ("Mine", "published")


def test_the_same_address_is_the_same_article_also_with_other_words(client, rita):
    source = "Source: https://islander.example/ferry\n\n"
    save(client, source + pasted())
    save(client, source + pasted(SAID[:4]))
    assert Article.objects.count() == 1


def test_line_breaks_of_a_browser_do_not_make_another_article(client, rita):
    save(client, pasted())
    save(client, pasted().replace("\n", "\r\n"))
    assert Article.objects.count() == 1
    assert "\r" not in Article.objects.get().current.body


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Only a headline", "it has no headline"),
        ("x" * 300, "it has no headline"),
        (pasted() + "\x07", "control character"),
        (pasted() + "\ufffd", "U+FFFD"),
        ("Headline: A\nDate: 03/04/2012\n\nText.", "is not a date"),
        ("a b " * 60_000, "more than 200,000 characters"),
        ("a b " * 900_000, "more than 200,000 characters"),
    ],
)
def test_what_cannot_be_read_comes_back_with_the_reason_and_is_kept(client, rita, text, reason):
    page = look(client, text)
    shown = page.content.decode()
    assert page.status_code == 400 and reason in shown and "Nothing is lost" in shown
    kept = FailedImport.objects.get()
    assert (kept.made_by, kept.text) == (rita, pasting.storable(text))
    assert reason in kept.reason
    look(client, text)
    assert FailedImport.objects.count() == 1


def test_a_failed_import_is_put_right_and_leaves_the_queue(client, rita):
    look(client, "Only a headline")
    failed = FailedImport.objects.get()
    assert "Failed imports" in client.get("/desk/").content.decode()
    assert f"?retry={failed.pk}" in client.get("/desk/paste/failed/").content.decode()
    fields = fields_of(client.get(f"/desk/paste/?retry={failed.pk}"))
    assert (fields["text"].strip(), fields["failed"]) == ("Only a headline", str(failed.pk))
    save(client, pasted(), failed=failed.pk)
    failed.refresh_from_db()
    assert failed.settled_at and failed.article == Article.objects.get()
    assert not FailedImport.objects.waiting()


def test_a_failed_import_that_fails_again_waits_as_it_is_now_and_stays_as_it_was(client, rita):
    look(client, "Only a headline")
    former = FailedImport.objects.get()
    for text in ("Another headline", "Another headline"):
        look(client, text, failed=FailedImport.objects.waiting().get().pk)
    assert FailedImport.objects.waiting().get().text == "Another headline"
    page = client.get(f"/desk/paste/failed/{former.pk}/").content.decode()
    assert "Only a headline" in page and f'href="/desk/paste/failed/{FailedImport.objects.waiting().get().pk}/"' in page


def test_a_failed_import_is_laid_aside_once(client, rita):
    look(client, "Only a headline")
    failed = FailedImport.objects.get()
    for _again in range(2):
        assert client.post("/desk/paste/failed/", {"failed": failed.pk}).status_code == 302
    failed.refresh_from_db()
    assert failed.settled_at and failed.article is None


def test_a_file_of_text_is_read(client, rita):
    file = SimpleUploadedFile("ferry.txt", ("\ufeff" + pasted()).encode())
    fields = fields_of(look(client, "", file=file))
    assert fields["headline"] == "Ferry sails again after a week"
    assert fields["text"].strip() == pasted()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("ferry.txt", pasted().encode("cp1252"), "it is not UTF-8"),
        ("ferry.txt", b"", "the file is empty"),
        ("ferry.pdf", b"%PDF-1.7", "a .pdf file is not read yet"),
        ("ferry.jsonl", b"{}", "import_articles"),
        ("ferry.html", b"<p>Little.", "no article is found"),
        ("ferry.txt", b"a " * 3_000_000, "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_kept_by_its_name(client, rita, name, data, reason):
    page = look(client, "", file=SimpleUploadedFile(name, data))
    assert page.status_code == 400 and reason in page.content.decode()
    assert reason in FailedImport.objects.get(came_from=name).reason
    if reason == "it is not UTF-8":
        assert "\\x93The first ferry sails" in fields_of(page)["text"]


def test_an_address_is_fetched_and_stands_in_the_field_as_text(client, rita, monkeypatch):
    monkeypatch.setattr("desk.views.paste.fetch", lambda address: f"Headline: Ferry\nSource: {address}\n\n{SAID[0]}")
    fields = fields_of(look(client, "", address="https://islander.example/ferry"))
    assert (fields["headline"], fields["source_url"]) == ("Ferry", "https://islander.example/ferry")


def test_an_address_that_cannot_be_fetched_comes_back_with_the_reason(client, rita, settings):
    settings.FETCH_ADDRESSES = False
    page = look(client, "", address="https://islander.example/ferry", act="fetch")
    assert page.status_code == 400 and "pages are not fetched here" in page.content.decode()
    assert fields_of(page)["address"] == "https://islander.example/ferry"
    failed = FailedImport.objects.get()
    assert failed.came_from == "https://islander.example/ferry"
    assert fields_of(client.get(f"/desk/paste/?retry={failed.pk}"))["address"] == failed.came_from


def test_a_script_is_given_the_preview_and_nothing_is_kept(client, rita):
    asked = {"headers": {"Accept": "application/json"}}
    told = client.post("/desk/paste/", {"text": pasted(), "act": "save"}, **asked).json()
    assert "10 quotations found" in told["preview"] and told["told"].startswith("Read: 10 quotations")
    refused = client.post("/desk/paste/", {"text": "Half a"}, **asked).json()
    assert refused["reason"].startswith("it has no headline")
    assert not Article.objects.exists() and not FailedImport.objects.exists()


def test_names_in_a_pasted_text_are_never_markup(client, rita):
    page = look(client, pasted(headline="<script>alert(1)</script> & <b>Ferry</b>")).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_an_article_may_name_any_number_of_people(client, rita):
    names = [f"{first}{last}" for first in ("Ann", "Bo", "Cy", "Di", "Ed") for last in ("o", "a", "i")]
    people = [f"{name.title()} {other.title()}son" for name in names for other in names]
    text = "A long list\n\n" + "\n\n".join(f"“It is so,” {person} said on Tuesday." for person in people)
    assert len(chips(look(client, text))) > 200
    save(client, text)
    assert Person.objects.count() > 200


def test_a_paste_takes_the_same_queries_however_much_is_said_in_it(client, rita):
    asked = []
    for said in (SAID[:2], SAID):
        with CaptureQueriesContext(connection) as queries:
            assert look(client, pasted(said)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]

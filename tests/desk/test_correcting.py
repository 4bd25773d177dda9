"""What readers have seen is put right: what changes is shown first, and a slip needs no note."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles import editions
from articles.models import Article, Correction
from articles.typos import exact_differences, why_no_slip
from desk.editions.correcting import change
from tests.articles.admin.forms import fields_of
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


@pytest.fixture
def article():
    article = make_article()
    make_statement(article, speaker=make_person())
    return article


def page_of(article):
    return f"/desk/articles/{article.code}/correct/"


def correct(client, article, act, **typed):
    """Open the page, type, look at what changes, and do it."""
    fields = fields_of(client.get(page_of(article))) | typed
    looked = client.post(page_of(article), fields | {"act": "look"})
    return client.post(page_of(article), fields_of(looked) | {"act": act})


def test_what_changes_is_shown_word_by_word_with_the_statements_it_touches(client, edith, article):
    body = f"Last week. {BODY}".replace("quiet", "empty")
    page = client.post(page_of(article), {"act": "look", "headline": article.headline, "body": body}).content.decode()
    assert "left out: </span>quiet</del>" in page and "added: </span>empty</ins>" in page
    assert "1 moves along, word for word" in page
    page = client.post(page_of(article), {"act": "look", "headline": "x", "body": BODY.replace("We go", "We come")})
    assert "No longer in the text:" in page.content.decode()


def test_an_act_on_words_that_were_not_looked_at_shows_what_changes_and_says_that_nothing_is_saved(
    client, edith, article
):
    fields = fields_of(client.get(page_of(article))) | {"body": BODY.replace("quiet", "empty"), "act": "slip"}
    page = client.post(page_of(article), fields | {"reason": "A slip."}).content.decode()
    assert "Nothing is saved yet. Look at what changes" in page and "added: </span>empty</ins>" in page
    unchanged = client.post(page_of(article), fields | {"body": BODY}).content.decode()
    assert "Nothing is saved yet" not in unchanged and "Nothing changes yet." in unchanged


def test_the_dry_run_says_what_the_correction_then_does(edith, article):
    orphan = make_statement(article, "The port was quiet.", speaker=make_person("Piet"))
    body = f"Last week. {BODY.replace('quiet', 'empty')}"
    found = change(article, article.headline, body)
    moving = [article.statements.exclude(pk=orphan.pk).get()]
    assert (found.moving, found.orphaned, found.returning) == (moving, [orphan], [])
    editions.correct(article, what_changed="It.", by=edith, reason="Wrong.", body=body)
    assert set(article.statements.filter(is_orphan=True)) == set(found.orphaned)
    back = change(article, article.headline, BODY)
    assert back.returning == [orphan]


def test_a_correction_carries_its_note(client, edith, article):
    note = {"what_changed": "The port was empty, not quiet.", "reason": "A reader wrote in."}
    assert correct(client, article, "correct", body=BODY.replace("quiet", "empty"), **note).status_code == 302
    article.refresh_from_db()
    made = Correction.objects.get()
    assert (made.act, made.what_changed, made.reason, made.made_by) == ("correction", *note.values(), edith)
    assert (article.status, article.current.number) == ("corrected", 2)
    assert "empty" in article.current.body


def test_an_update_is_no_correction(client, edith, article):
    note = {"what_changed": "What the union says.", "reason": "It answered."}
    correct(client, article, "update", body=f"{BODY} The union agreed.", **note)
    article.refresh_from_db()
    assert (Correction.objects.get().act, article.status) == ("update", "published")


@pytest.mark.parametrize(("headline", "reason"), [(" ", "needs a headline"), ("x" * 501, "at most 500")])
def test_a_headline_is_neither_taken_away_nor_too_long(client, edith, article, headline, reason):
    page = correct(client, article, "correct", headline=headline, what_changed="It.", reason="Wrong.")
    assert page.status_code == 400 and reason in page.content.decode()
    article.refresh_from_db()
    assert article.headline == "Harbour strike ends"


@pytest.mark.parametrize("act", ["correct", "update"])
def test_no_correction_without_its_note_and_nothing_typed_is_lost(client, edith, article, act):
    page = correct(client, article, act, body=BODY.replace("quiet", "empty"), reason="Wrong.")
    assert page.status_code == 400 and "Tell readers what has changed" in page.content.decode()
    assert "empty" in fields_of(page)["body"] and fields_of(page)["reason"] == "Wrong."
    assert not Correction.objects.exists() and article.revisions.count() == 1


def test_only_what_was_looked_at_is_saved(client, edith, article):
    fields = fields_of(client.get(page_of(article))) | {"what_changed": "It.", "reason": "Wrong."}
    page = client.post(page_of(article), fields | {"body": f"{BODY} More.", "act": "correct"})
    assert page.status_code == 200 and "added: </span>" in page.content.decode()
    assert article.revisions.count() == 1


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(client, edith, article):
    fields = fields_of(client.get(page_of(article)))
    looked = client.post(page_of(article), fields | {"act": "look", "body": f"{BODY} Mine."})
    editions.correct(article, what_changed="It.", by=edith, reason="Wrong.", body=f"{BODY} Theirs.")
    page = client.post(page_of(article), fields_of(looked) | {"act": "correct", "what_changed": "x", "reason": "y"})
    shown = page.content.decode()
    assert page.status_code == 400 and "A colleague changed it" in shown
    assert "Mine." in fields_of(page)["body"] and "left out: </span>Theirs" in shown
    assert article.current.body.endswith("Theirs.")


def test_sent_twice_it_is_corrected_once(client, edith, article):
    fields = fields_of(client.get(page_of(article))) | {"what_changed": "It.", "reason": "Wrong."}
    looked = fields_of(client.post(page_of(article), fields | {"act": "look", "body": f"{BODY} More."}))
    first, second = (client.post(page_of(article), looked | {"act": "correct"}) for _again in range(2))
    assert (first.status_code, second.status_code) == (302, 400)
    assert (Correction.objects.count(), article.revisions.count()) == (1, 2)


def test_a_slip_is_put_right_without_a_note_and_history_tells_of_it(client, edith, article):
    assert (
        correct(client, article, "slip", body=BODY.replace("quiet", "quiett"), reason="Typed too fast.").status_code
        == 302
    )
    article.refresh_from_db()
    assert not Correction.objects.exists()
    assert (article.status, article.current.number) == ("published", 2)
    entry = article.history.first()
    assert (entry.history_user, entry.history_change_reason) == (edith, "Typed too fast.")
    assert article.statements.get().revision == article.current


def test_the_former_text_stays_readable_after_a_slip(client, edith, article):
    editions.fix_slip(article, by=edith, reason="Typed too fast.", body=BODY.replace("quiet", "quite"))
    article.refresh_from_db()
    assert BODY.split("\n")[0] in client.get(f"/revisions/{article.code}/1/").content.decode()
    assert article.revisions.get(number=1).body == BODY


@pytest.mark.parametrize(
    ("body", "reason"),
    {
        BODY.replace("on Friday", "on Thursday"): "by more than 3 letters",
        BODY.replace("We go back", "We went back"): "words that somebody said",
        BODY.replace("Monday,”", "Monday”"): "words that somebody said",
        BODY.replace("Ada Vos said", "Ada Vos did not say"): "not",
        BODY + " 5": "A number changes",
        BODY + " And then the harbour master spoke for an hour.": "letters",
        BODY: "Nothing in the text",
    }.items(),
)
def test_what_is_more_than_a_slip_is_refused_without_a_note(edith, article, body, reason):
    with pytest.raises(ValidationError, match=reason):
        editions.fix_slip(article, by=edith, reason="Typed too fast.", body=body)
    assert article.revisions.count() == 1


def test_nothing_that_readers_have_not_seen_is_corrected(client, edith):
    draft = make_article(status="draft")
    assert "there is nothing to correct" in client.get(page_of(draft)).content.decode()
    client.post(page_of(draft), {"act": "correct", "body": "x", "headline": "y"})
    assert Article.objects.get().current.body == BODY


@pytest.mark.parametrize(
    ("former", "text", "is_slip"),
    [
        ("The harbor was quiet", "The harbour was quiet", True),
        ("It was teh end", "It was the end", True),
        ("End .", "End.", True),
        ("“End”", "«End»", True),
        ("They can go", "They cannot go", False),
        ("He did go", "He didn’t go", False),
        ("It cost 12 euros", "It cost 21 euros", False),
        ("The minister resigned", "The ministry resigned", True),
        ("The minister resigned", "The king resigned", False),
        ("ne va pas", "va", False),
        ("لن يعود", "يعود", False),
        ("", "", True),
    ],
)
def test_a_slip_is_a_few_letters_and_nothing_to_argue_about(former, text, is_slip):
    assert (why_no_slip(former, text) == "") == is_slip


@given(st.text(max_size=80), st.text(max_size=80))
def test_differences_make_up_both_texts_to_the_letter(former, text):
    stretches = exact_differences(former, text)
    assert "".join(s.text for s in stretches if s.act != "left") == text
    assert "".join(s.text for s in stretches if s.act != "added") == former


def test_many_small_slips_are_no_slip():
    former = " ".join(f"wordd and{n}" for n in "abcdefgh")
    assert "more than 5 places" in why_no_slip(former, former.replace("wordd", "word"))

"""An article’s page: its text to the letter, what was said in it, and where it comes from."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, ArticleRevision, Correction, Participation, Statement
from tests import factories as make

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script> & “Bob’s” "x" {{ site_name }}'


def page(client, article):
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    """What a reader reads of a page, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def body_of(html):
    return re.search(r'<div class="body".*?</div>', html, re.S)[0]


def replace_text(article, body, *, after=None, **fields):
    """Give an article a new revision; its statements keep pointing at the old one, as orphans."""
    old = article.current
    old.is_current = False
    old.save()
    article.statements.update(is_orphan=True)
    fields = {"created_at": after or timezone.now()} | fields
    return ArticleRevision.objects.create(
        article=article, number=old.number + 1, headline=article.headline, body=body, **fields
    )


def test_an_article_says_what_it_is_and_where_it_comes_from(client):
    article = make.make_article(
        byline="Ines Maar",
        publisher=make.make_organisation("The Harbour Courier"),
        dateline_text="Rotterdam",
        source_url="https://courier.example/strike",
        usage_terms="CC BY 4.0",
        published_at=datetime(1987, 3, 14, 6, 30, tzinfo=UTC),
    )
    text = text_of(page(client, article))
    for words in [
        "Harbour strike ends", "Ines Maar", "The Harbour Courier", "14 March 1987", "14 March 1987, 06:30 UTC",
        "https://courier.example/strike", "CC BY 4.0", "The strike ended on Friday.", "The port was quiet.",
        article.code,
    ]:  # fmt: skip
        assert words in text
    assert '<h1 lang="en">Harbour strike ends</h1>' in page(client, article)


def test_each_statement_is_marked_in_the_text_and_leads_to_its_page(client):
    ada = make.make_person()
    statement = make.make_statement(speaker=ada)
    html = page(client, statement.article)
    marked = f'id="{statement.anchor}" data-by="quote by Ada Vos:" data-number="1">'
    assert f'{marked}<a href="{statement.get_absolute_url()}">{make.WORDS}</a></mark>' in body_of(html)
    assert html.count(f'id="{statement.anchor}"') == 1
    assert f"“{make.WORDS}”" in text_of(html.split('class="beside"')[1])


def test_whose_words_are_marked_is_said_once_of_each_statement(client):
    article = make.make_article(body="“We go back,” she said, “together.” The port will open.")
    said = make.make_statement(article, "We go back,", described_as="a <docker>")
    start = article.current.body.index("together.")
    said.spans.create(start=start, end=start + 9, exact="together.", is_verbatim=True)
    union = make.make_organisation()
    make.make_statement(article, "The port will open", on_behalf_of=union, kind="indirect")
    said_by = re.findall(r'data-by="([^"]*)"', body_of(page(client, article)))
    assert said_by == ["quote by a &lt;docker&gt;:", "paraphrase of Dockers’ Union:"]


def test_the_text_stands_to_the_letter_under_its_marks(client):
    body = "One <b> & “two” 🙂.\n\n“Three,” she said, “four.”\n\nخمسة «ستة»"
    article = make.make_article(body=body)
    for words in ["two", "Three,", "four.", "ستة", "Three,” she said, “four."]:
        make.make_statement(article, words)
    paragraphs = re.findall(r"<p>(.*?)</p>", body_of(page(client, article)), re.S)
    assert [unescape(re.sub(r"<[^>]+>", "", p)) for p in paragraphs] == body.split("\n\n")


def test_an_undated_article_says_so_and_names_no_day(client):
    article = make.make_article(printed_on=None)
    html = page(client, article)
    assert article.get_absolute_url().startswith("/articles/undated/")
    assert "undated" in text_of(html)
    assert str(timezone.localdate().year) not in re.sub(r"Version 1.*?</li>", "", html, flags=re.S)


@pytest.mark.parametrize(("precision", "expected"), [("month", "March 1987"), ("year", "1987")])
def test_a_date_is_shown_as_exactly_as_it_is_known(client, precision, expected):
    article = make.make_article(printed_on=date(1987, 3, 1), printed_on_precision=precision)
    assert f'datetime="{"1987-03" if precision == "month" else "1987"}">{expected}</time>' in page(client, article)
    assert "1 March 1987" not in text_of(page(client, article))


def test_corrections_stand_above_the_text(client):
    article = make.make_article(status="corrected")
    Correction.objects.create(article=article, what_changed="It said Thursday.", reason="A slip.")
    html = page(client, article)
    assert html.index("It said Thursday.") < html.index("The strike ended on Friday.")
    assert "Why: A slip." in text_of(html)


def test_who_takes_part_is_listed_as_printed_with_the_number_of_statements(client):
    article, ada = make.make_article(), make.make_person()
    make.make_statement(article, speaker=ada)
    make.make_statement(article, "Together.", ada)
    Participation.objects.filter(person=ada).update(described_as="leader of the dockers")
    Participation.objects.create(article=article, person=make.make_person("Bea Lund"), review="suggested")
    text = text_of(page(client, article))
    assert "Ada Vos speaker, 2 statements “leader of the dockers”" in text
    assert "Bea Lund" not in text


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        ("none", "Nothing that was said in this article has been recorded yet."),
        ("all_direct", "paraphrases may be missing"),
        ("all", "Every statement in this article is recorded."),
    ],
)
def test_how_much_is_recorded_is_said_honestly(client, coverage, sentence):
    assert sentence in text_of(page(client, make.make_article(coverage=coverage)))


def test_what_no_longer_stands_in_the_text_is_listed_with_the_version_it_comes_from(client):
    statement = make.make_statement(speaker=make.make_person())
    replace_text(statement.article, "All is quiet.")
    html = page(client, statement.article)
    assert make.WORDS not in body_of(html)
    assert "From earlier versions 1" in text_of(html)
    assert "Quoted from version 1" in text_of(html)
    assert f'id="{statement.anchor}"' in html


@pytest.mark.parametrize("status", ["suggested", "rejected", "retracted"])
def test_what_no_reader_may_see_is_neither_marked_nor_counted(client, status):
    statement = make.make_statement(status=status, speaker=make.make_person("Zyx"))
    Participation.objects.all().delete()
    html = page(client, statement.article)
    assert statement.code not in html
    assert "Statements 0" in text_of(html)


def test_an_article_in_arabic_runs_from_right_to_left(client):
    article = make.make_article("الميناء يعود", body="قال: «نعود» اليوم.", language="ar")
    make.make_statement(article, "نعود")
    html = page(client, article)
    assert '<article class="article" dir="rtl">' in html
    assert '<h1 lang="ar">' in html
    assert "«نعود»" in html.split('class="beside"')[1]


def test_hostile_words_are_shown_and_never_run(client):
    article = make.make_article(
        HOSTILE,
        body=HOSTILE,
        byline=HOSTILE,
        publisher=make.make_organisation(HOSTILE),
        source_url="javascript:alert(1)",
        usage_terms=HOSTILE,
        language='a" onload=b',
    )
    make.make_statement(article, "Bob’s", make.make_person(HOSTILE), described_as=HOSTILE)
    html = page(client, article)
    html = re.sub(r'<script type="application/ld.json">.*?</script>', "", html)  # data: tests/articles/test_citing.py
    html = re.sub(r'<script src="/static/js/(copy|keys).js" [^>]*></script>', "", html)
    assert "<script" not in html
    assert "javascript:" not in html
    assert '" onload' not in html
    assert html.count("&lt;script&gt;alert(1)") >= 6


def test_the_queries_do_not_grow_with_what_is_said(client, django_assert_max_num_queries):
    article = make.make_article(publisher=make.make_organisation(), dateline_place=make.make_place())
    with django_assert_max_num_queries(9) as few:  # one of them asks whether the reader has it already
        page(client, article)
    for n in range(10):
        speaker = make.make_person(f"Speaker {n}")
        make.make_statement(article, f"Line {n}", speaker, said_in=make.make_place(f"Town {n}"))
        make.mention(article, make.make_event(f"Event {n}"))
        make.mention(article, make.make_place(f"City {n}"))
    with django_assert_max_num_queries(9) as many:
        html = page(client, article)
    assert "Line 9" in html
    assert len(many) - len(few) <= 1  # the pieces, which an article without statements does not have


def test_a_long_article_stays_within_its_budget(client):
    body = "\n\n".join(f"Paragraph {n} tells of the harbour. “Line {n} of many.”" for n in range(40))
    article = make.make_article(body=body)
    with publishing.together():
        for n in range(40):
            make.make_statement(article, f"Line {n} of", make.make_person(f"Speaker {n}"))
    assert len(gzip.compress(page(client, article).encode())) < 40 * 1024


def test_an_earlier_text_can_be_read_with_a_note(client):
    article = make.make_article()
    replace_text(article, "All is quiet.", reason="It had ended.")
    html = page(client, article)
    address = f"/revisions/{article.code}/1/"
    assert f'href="{address}"' in html
    earlier = client.get(address).content.decode()
    assert "The strike ended on Friday." in earlier
    assert "An earlier version." in earlier
    assert "noindex" in earlier
    assert client.get(f"/revisions/{article.code}/2/").headers["Location"] == article.get_absolute_url()
    assert client.get(f"/revisions/{article.code}/3/").status_code == 404


@pytest.mark.parametrize("address", ["/revisions/", "/revisions/{code}/"])
def test_a_cut_off_address_of_a_version_leads_on(client, address):
    article = make.make_article()
    assert client.get(address.format(code=article.code), follow=True).redirect_chain[-1][1] == 302


@pytest.mark.parametrize("status", ["draft", "scheduled", "retracted", "removed"])
def test_no_version_of_an_unpublished_article_can_be_read(client, status):
    article = make.make_article(status=status, scheduled_for=timezone.now() + timedelta(days=1))
    replace_text(article, "All is quiet.")
    assert {client.get(f"/revisions/{article.code}/{n}/").status_code for n in (1, 2)} == {404}
    assert client.get(f"/revisions/{article.code}/").status_code == 404


def test_what_a_draft_said_before_it_was_published_is_never_shown(client):
    article = make.make_article(status="draft")
    replace_text(article, "All is quiet.")
    article.status = Article.Status.PUBLISHED
    article.save()
    make.publishing.refresh([article.pk])
    assert client.get(f"/revisions/{article.code}/1/").status_code == 404
    assert "Version 1" not in page(client, article)


def test_a_text_that_was_replaced_under_embargo_is_never_shown(client, monkeypatch):
    until = timezone.now() + timedelta(hours=2)
    article = make.make_article(embargo_until=until)
    replace_text(article, "All is quiet.", after=until - timedelta(hours=1))
    replace_text(article, "All was quiet.", after=until + timedelta(hours=1))
    monkeypatch.setattr(timezone, "now", lambda: until + timedelta(hours=2))
    assert client.get(f"/revisions/{article.code}/1/").status_code == 404
    assert client.get(f"/revisions/{article.code}/2/").status_code == 200


def test_versions_from_before_a_name_was_withheld_cannot_be_read(client):
    statement = make.make_statement()
    article = statement.article
    replace_text(article, "All is quiet.")
    Correction.objects.create(article=article, act="withheld_name", what_changed="A name.", reason="Safety.")
    assert client.get(f"/revisions/{article.code}/1/").status_code == 404
    assert "Version 1" not in page(client, article)
    assert "The port was quiet" not in client.get(statement.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("status", "act", "code"), [("retracted", "retraction", 200), ("removed", "removal", 410)])
def test_a_tombstone_says_when_and_why_and_nothing_of_the_article(client, status, act, code):
    article = make.make_article("Zyxwort in the harbour", body="Zyxwort.", status=status)
    statement = make.make_statement(article, "Zyxwort")
    Correction.objects.create(
        article=article,
        act=act,
        what_changed="Zyxwort.",
        reason="It was forged.",
        made_at=datetime(2024, 5, 1, tzinfo=UTC),
    )
    for address in [article.get_absolute_url(), statement.get_absolute_url()]:
        response = client.get(address)
        assert response.status_code == code
        text = response.content.decode()
        assert "It was forged." in text
        assert "1 May 2024" in text
        assert "zyxwort" not in text.lower()


def test_a_retracted_article_that_was_still_under_embargo_has_no_tombstone(client):
    article = make.make_article(status="retracted", embargo_until=timezone.now() + timedelta(days=1))
    Correction.objects.create(article=article, act="retraction", what_changed="All.", reason="Forged.")
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_statement_nobody_accepted_has_no_tombstone_in_a_retracted_article(client):
    statement = make.make_statement(status="suggested")
    Article.objects.update(status="retracted")
    make.publishing.refresh([statement.article_id])
    Correction.objects.create(article=statement.article, act="retraction", what_changed="All.", reason="Forged.")
    assert client.get(statement.get_absolute_url()).status_code == 404


def test_a_retracted_statement_has_a_tombstone_of_its_own(client):
    statement = make.make_statement(status=Statement.Status.RETRACTED)
    Correction.objects.create(statement=statement, act="retraction", what_changed="It.", reason="She never said so.")
    text = client.get(statement.get_absolute_url()).content.decode()
    assert "This statement was retracted" in text
    assert "She never said so." in text
    assert make.WORDS not in text


@pytest.mark.parametrize(("body", "times"), [("ROTTERDAM — It rained.", 0), ("It rained.", 1)])
def test_a_dateline_is_put_before_a_text_that_does_not_begin_with_it(client, body, times):
    html = page(client, make.make_article(body=body, dateline_text="Rotterdam"))
    assert html.count('class="dateline"') == times


@pytest.mark.parametrize(
    ("printed", "naming", "expected"),
    [
        ("Vos", "explicit", "Ada Vos printed"),
        ("she", "anaphoric", "Ada Vos printed"),
        ("the dockers’ leader, Ada Vos", "explicit", "Ada Vos, the dockers’ leader printed"),
    ],
)
def test_a_speaker_is_described_in_print_beyond_the_name(client, printed, naming, expected):
    statement = make.make_statement(speaker=make.make_person(), described_as=printed, named_how=naming)
    assert expected in text_of(page(client, statement.article))


def test_a_name_inside_the_words_of_the_article_is_left_there(client):
    club = make.make_organisation("Weißer Turm")
    statement = make.make_statement(on_behalf_of=club, described_as="der Klub „Weißer Turm“")
    assert "Weißer Turm, der Klub „Weißer Turm“" in text_of(page(client, statement.article))

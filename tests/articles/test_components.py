"""The components drawn in Python: what every list of statements and articles shows."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from articles.models import Article, Statement
from tests import factories as make

pytestmark = pytest.mark.django_db
NASTY = '<b>"O\'Brien" & sons</b>'
ESCAPED = "&lt;b&gt;&quot;O&#x27;Brien&quot; &amp; sons&lt;/b&gt;"


def drawn(tag, record, **context):
    return Template(f"{{% load components %}}{{% {tag} %}}").render(Context(context | {"record": record}))


def card_of(statement, tag="statement_card record", **context):
    return drawn(tag, Statement.objects.for_display().get(pk=statement.pk), **context)


def test_a_statement_card_says_what_who_when_and_where_it_stands():
    statement = make.make_statement(speaker=make.make_person(), said_in=make.make_place(), said_on=date(1987, 3, 13))
    html = card_of(statement)
    assert f'<figure class="statement" id="statement-{statement.code}">' in html
    assert f'<blockquote class="words" lang="en" dir="ltr"><p>“{make.WORDS}”</p></blockquote>' in html
    assert '<p class="speaker"><a class="party" href="/people/ada-vos/"><bdi>Ada Vos</bdi></a></p>' in html
    assert f'href="/statements/{statement.code}/"><time datetime="1987-03-13">13 March 1987</time></a>' in html
    assert '<span>in <a class="place" href="/places/rotterdam/"><bdi>Rotterdam</bdi></a></span>' in html
    assert '<span class="kind">word for word</span>' in html
    assert f'In <a href="/articles/1987/03/14/harbour-strike-ends/#statement-{statement.code}">' in html


def test_what_was_not_said_on_a_known_day_was_printed_on_one():
    assert ">printed <time datetime=" in card_of(make.make_statement())
    assert ">undated</a>" in card_of(make.make_statement(make.make_article(printed_on=None)))


def test_the_day_of_the_article_is_told_where_it_is_another():
    said = {"said_on": date(1987, 3, 13)}
    html = card_of(make.make_statement(make.make_article(publisher=make.make_organisation("Press")), **said))
    assert '<bdi>Press</bdi></a>, printed <time datetime="1987-03-14">14 March 1987</time></p>' in html
    assert ", printed" not in card_of(make.make_statement())
    assert ", printed" not in card_of(make.make_statement(said_on=date(1987, 3, 14)))
    assert ", printed" in card_of(make.make_statement(said_on=date(1987, 3, 14), said_on_precision="month"))
    assert ", printed" not in card_of(make.make_statement(make.make_article(printed_on=None), **said))


def test_the_role_then_is_told_where_the_article_calls_the_speaker_nothing(django_assert_num_queries):
    ada = make.make_person()
    role = ada.roles.create(title="<Mayor>")
    then = '<span class="described">, <bdi>&lt;Mayor&gt;</bdi></span>'
    assert then in card_of(make.make_statement(speaker=ada, speaker_role=role))
    assert then in card_of(
        make.make_statement(speaker=ada, speaker_role=role, described_as="he", named_how="anaphoric")
    )
    printed = card_of(make.make_statement(speaker=ada, speaker_role=role, described_as="Ada Vos, the chair"))
    assert "<bdi>the chair</bdi>" in printed and "Mayor" not in printed
    assert "Mayor" not in card_of(make.make_statement(speaker_role=role))
    with django_assert_num_queries(2):
        for statement in Statement.objects.for_display():
            drawn("statement_card record", statement)


def test_a_paraphrase_is_no_quotation():
    html = card_of(make.make_statement(kind="indirect"))
    assert '<p class="words paraphrase" lang="en" dir="ltr">' in html
    assert "<blockquote" not in html
    assert '<span class="kind">paraphrase</span>' in html


def test_whatever_a_record_says_is_escaped():
    article = make.make_article(NASTY, publisher=make.make_organisation(NASTY))
    statement = make.make_statement(
        article, NASTY, make.make_person(NASTY), described_as="<i>the elder</i>", said_in=make.make_place(NASTY)
    )
    html = card_of(statement)
    assert "<b>" not in html
    assert html.count(ESCAPED) == 5  # the words, the speaker, the place, the headline, the publisher
    assert '<span class="described">, <bdi>&lt;i&gt;the elder&lt;/i&gt;</bdi></span>' in html
    assert drawn("article_card record", article).count(ESCAPED) == 2
    assert card_of(make.make_statement(described_as=NASTY)).count(ESCAPED) == 1


def test_marked_words_and_the_marks_for_the_links_are_taken_over():
    statement = make.make_statement()
    marked = {"words": mark_safe("back to <mark>work</mark>"), "marks": "?mark=a&b"}
    html = card_of(statement, "statement_card record words marks", **marked)
    assert "<p>back to <mark>work</mark></p>" in html
    assert html.count("?mark=a&amp;b") == 2
    html = drawn("article_card record words marks", statement.article, **marked)
    assert '<p class="lead" lang="en" dir="ltr">back to <mark>work</mark></p>' in html
    assert 'harbour-strike-ends/?mark=a&amp;b">' in html
    assert "&lt;mark&gt;" in card_of(statement, "statement_card record words", words="<mark>")


def test_on_its_articles_page_a_statement_names_no_article_and_leaves_its_anchor_to_the_text():
    html = card_of(make.make_statement(), "statement_card record is_marked=True without_article=True")
    assert '<figure class="statement">' in html
    assert "printed-in" not in html


def test_the_unnamed_are_called_what_the_article_calls_them():
    assert '<bdi class="unnamed">a senior official</bdi>' in card_of(
        make.make_statement(described_as="a senior official")
    )
    assert '<bdi class="unnamed">Speaker not named</bdi>' in card_of(make.make_statement(described_as=""))


def test_who_speaks_for_somebody_says_for_whom():
    union = make.make_organisation("Dockers")
    html = card_of(make.make_statement(speaker=make.make_person(), on_behalf_of=union))
    assert (
        ' <span class="behalf">for <a class="party" href="/organisations/dockers/"><bdi>Dockers</bdi></a></span>'
        in html
    )
    html = card_of(make.make_statement(on_behalf_of=union, described_as=""))
    assert '<p class="speaker"><a class="party" href="/organisations/dockers/"><bdi>Dockers</bdi></a></p>' in html


def test_who_has_no_public_page_is_no_link():
    hidden = make.make_person("Hidden", language="fr")
    type(hidden).objects.filter(pk=hidden.pk).update(visible_from=None)
    assert drawn("party record", type(hidden).objects.get(pk=hidden.pk)) == '<bdi class="party">Hidden</bdi>'
    place = make.make_place("Nowhere")
    type(place).objects.filter(pk=place.pk).update(visible_from=None)
    assert drawn("place record", type(place).objects.get(pk=place.pk)) == '<bdi class="place">Nowhere</bdi>'


def test_states_stand_on_the_cards_in_words():
    statement = make.make_statement()
    Statement.objects.filter(pk=statement.pk).update(status="corrected", is_orphan=True)
    html = card_of(statement)
    assert '<span class="badge badge-corrected">corrected</span>' in html
    assert '<span class="badge">from an earlier version</span>' in html
    article = make.make_article(status=Article.Status.CORRECTED)
    assert '<span class="badge badge-corrected">corrected</span>' in drawn("article_card record", article)


def test_an_article_card_has_its_level_and_its_first_words_or_none():
    article = make.make_article()
    article.lead = "The strike ended on Friday."
    html = drawn("article_card record level=4", article)
    assert '<h4 class="card-headline" lang="en" dir="ltr"><a href="/articles/1987/03/14/harbour-strike-ends/">' in html
    assert '<p class="lead" lang="en" dir="ltr">The strike ended on Friday.</p>' in html
    assert "lead" not in drawn("article_card record is_short=True", article)

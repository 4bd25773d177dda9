"""Sitemaps, JSON Feed, Open Graph and Wikipedia's citation, as programs of other people understand them."""

from html import unescape
from urllib.parse import unquote

import fastfeedparser
import mwparserfromhell
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from linkpreview import Link, LinkPreview
from usp.objects.sitemap import IndexXMLSitemap, PagesXMLSitemap
from usp.tree import sitemap_from_str

from articles.formats import Source, written
from tests import factories as make

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
HARD = "Strike & “more”: <50 % off>"


@pytest.fixture
def said(db):
    now = timezone.now()
    press = make.make_organisation("Harbour Press & Sons")
    article = make.make_article(HARD, published_at=now, printed_on=now.date(), publisher=press, language="en")
    return make.make_statement(article, "We go & <b>stay</b>", make.make_person("Ada Vos"), said_in=make.make_place())


def sitemap(client, address):
    return sitemap_from_str(client.get(address).content.decode())


def test_the_index_of_sitemaps_leads_to_every_public_record(client, said):
    index = sitemap(client, "/sitemap.xml")
    assert isinstance(index, IndexXMLSitemap)
    parts = [sitemap(client, part.url.removeprefix(HERE)) for part in index.sub_sitemaps]
    assert {type(part) for part in parts} == {PagesXMLSitemap}
    listed = {unquote(page.url) for part in parts for page in part.all_pages()}
    assert {HERE + record.get_absolute_url() for record in (said.article, said.speaker, said.said_in)} <= listed


def test_the_sitemap_of_news_tells_the_name_the_language_the_headline_and_when(client, said):
    (page,) = sitemap(client, "/sitemaps/news.xml").all_pages()
    story, article = page.news_story, said.article
    assert unquote(page.url) == HERE + article.get_absolute_url()
    assert (story.title, story.publication_language) == (HARD, "en")
    assert story.publication_name == "The Newsroom Archive"
    assert abs(story.publish_date - article.published_at).total_seconds() < 1


def test_a_json_feed_is_read(client, said):
    read = fastfeedparser.parse(client.get("/people/ada-vos/feed.json").content.decode())
    assert read.feed.title == "Ada Vos · The Newsroom Archive" and read.feed.author == "The Newsroom Archive"
    (item,) = read.entries
    address = HERE + said.get_absolute_url()
    assert (item.id, item.link, item.author) == (address, address, "Ada Vos")
    assert "We go &amp; &lt;b&gt;stay&lt;/b&gt;" in item.content[0]["value"]
    assert item.title == "Ada Vos: “We go & <b>stay</b>”" and item.updated


def previewed(client, record):
    """What a site shows of a link to a record, by Open Graph alone."""
    address = HERE + record.get_absolute_url()
    return LinkPreview(Link(address, client.get(record.get_absolute_url()).content.decode())).opengraph


def test_a_link_elsewhere_shows_the_title_the_words_and_the_picture(client, said):
    statement, article, person = (previewed(client, record) for record in (said, said.article, said.speaker))
    assert statement.title == "“We go & <b>stay</b>”" and article.title == HARD and person.title == "Ada Vos"
    assert {shown.site_name for shown in (statement, article, person)} == {"The Newsroom Archive"}
    assert statement.image == f"{HERE}/card/{said.code}.png" and article.image == f"{HERE}/card/{said.article.code}.png"
    assert person.image is None and (said.article.lead or HARD) == article.description


def parameters(wikitext):
    """The fields of the one template that a citation is, as a reader of Wikipedia sees them."""
    (template,) = mwparserfromhell.parse(wikitext).filter_templates()
    assert str(template) == wikitext.strip() and template.name.strip() == "cite news"
    return {str(each.name): unescape(str(each.value)).strip() for each in template.params}


def test_the_citation_for_wikipedia_is_one_template(client, said):
    fields = parameters(client.get(f"/cite/{said.code}.txt").content.decode())
    assert fields["title"] == HARD and fields["work"] == "Harbour Press & Sons"
    assert fields["quote"] == "We go & <b>stay</b>" and fields["url"] == f"{HERE}/s/{said.code}/"


@given(st.text(alphabet=st.sampled_from("ab {}[]|='~_<>&;#/*\n“é"), max_size=40))
@settings(max_examples=100)
def test_no_words_become_a_part_of_the_template(words):
    words = f"x{words}x".replace("&", "")  # what an "&amp;" of a text means is the wiki's own affair
    source = Source("7K3QX9TD", words, "", words, "1987", "en", f"{HERE}/s/7K3QX9TD/", "Archive", words, words)
    fields = parameters(written(source, "txt"))
    assert set(fields) == {"date", "title", "work", "language", "quote", "via", "url"}
    assert fields["title"] == fields["quote"] == " ".join(words.split())
    (template,) = mwparserfromhell.parse(written(source, "txt")).filter_templates()
    assert {type(node).__name__ for each in template.params for node in each.value.nodes} <= {
        "Text",
        "HTMLEntity",
        "ExternalLink",
    }

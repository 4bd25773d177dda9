"""A quotation worth citing: read back by other people's parsers, and never a paraphrase as a quotation."""

import json
import re
from datetime import date

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from articles.citing import address_in_original
from articles.formats import Source, written
from articles.models import Correction
from tests import factories as make

pytestmark = pytest.mark.django_db

HARD = "Strike {50 % off} & “more” | [x]\\ #1 _a_ ~ ^ <b>"


@pytest.fixture
def said(db):
    press = make.make_organisation("Harbour Press & Sons")
    article = make.make_article(
        HARD, byline="By Ada Vos and Tom Reed", publisher=press, source_url="https://press.example/a?b=1#top",
        printed_on=date(1987, 3, 1), printed_on_precision="month",
    )  # fmt: skip
    return make.make_statement(article, "We go back | to work, all {of} us", make.make_person("Ida Lund"))


@pytest.fixture
def paraphrase(said):
    return make.make_statement(
        said.article, "that the port would stay shut", make.make_person("Cy Roe"), kind="indirect", about=[said.speaker]
    )


def cited(client, record, form):
    response = client.get(f"/cite/{record.code}.{form}")
    assert response.status_code == 200
    return response.content.decode()


def test_bibtex_is_read_back(client, said):
    library = bibtexparser.parse_string(cited(client, said, "bib"))
    (entry,) = library.entries
    assert not library.failed_blocks
    fields = {name: re.sub(r"\\([&%$#_{}])", r"\1", field.value) for name, field in entry.fields_dict.items()}
    assert fields["author"] == "{Ada Vos and Tom Reed}" and fields["date"] == "1987-03" and fields["year"] == "1987"
    assert fields["journal"] == "Harbour Press & Sons" and fields["url"] == f"http://testserver/s/{said.code}/"
    assert "Ida Lund: “We go back | to work, all {of} us”" in fields["note"]


def test_ris_is_read_back(client, said):
    (entry,) = rispy.loads(cited(client, said, "ris"))
    assert entry["title"] == HARD and entry["type_of_reference"] == "NEWS" and entry["year"] == "1987"
    assert entry["urls"] == [f"http://testserver/s/{said.code}/"]


def test_csl_json_is_read_and_set_by_a_processor(client, said):
    source = CiteProcJSON(json.loads(cited(client, said, "json")))
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
    )
    bibliography.register(Citation([CitationItem(said.code.lower())]))
    (line,) = map(str, bibliography.bibliography())
    assert "1987" in line and "Harbour Press & Sons" in line


def test_the_template_of_wikipedia_cannot_be_broken_out_of(client, said, paraphrase):
    text = cited(client, said, "txt")
    assert text.startswith(
        "{{cite news |author=Ada Vos and Tom Reed |date=1987-03 |title=Strike {50 % off} & “more” {{!}}"
    )
    assert "|quote=We go back {{!}} to work, all {of} us |url=" in text
    assert "<" not in text and "[" not in text
    assert "quote=" not in cited(client, paraphrase, "txt")


def test_an_article_is_cited_by_its_own_code(client, said):
    assert rispy.loads(cited(client, said.article, "ris"))[0]["urls"] == [f"http://testserver/a/{said.article.code}/"]
    assert client.get(f"/a/{said.article.code}/").url == said.article.get_absolute_url()
    assert client.get(f"/s/{said.code}/").url == f"/statements/{said.code}/"
    assert client.get("/a/00000000/").status_code == 404
    assert client.get("/cite/00000000.bib").status_code == 404


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_format(headline, quote):
    source = Source(
        "7K3QX9TD", headline, "", quote, "1987", "en", "https://a.example/s/7K3QX9TD/", "Archive", quote, quote
    )
    library = bibtexparser.parse_string(written(source, "bib"))
    assert len(library.entries) == 1 and not library.failed_blocks
    assert len(rispy.loads(written(source, "ris"))) == 1
    assert json.loads(written(source, "json"))[0]["id"] == "7K3QX9TD"
    assert "\n" not in written(source, "txt").rstrip("\n")


# What schema.org knows of these types, as far as we use it.
TERMS = {
    "NewsArticle": {"headline", "url", "identifier", "inLanguage", "datePublished", "dateModified", "author",
                    "publisher", "isBasedOn", "contentLocation", "mentions", "about", "correction", "hasPart"},
    "Quotation": {"identifier", "text", "inLanguage", "creator", "dateCreated", "about", "isBasedOn"},
    "Claim": {"identifier", "text", "inLanguage", "creator", "dateCreated", "about", "isBasedOn", "hasPart"},
    "Person": {"name", "url", "identifier", "description", "alternateName", "sameAs", "memberOf"},
    "Organization": {"name", "url", "identifier", "description", "alternateName", "sameAs"},
    "OrganizationRole": {"roleName", "startDate", "endDate", "memberOf"},
    "Place": {"name", "url", "identifier", "description", "alternateName", "sameAs", "geo", "containedInPlace"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Event": {"name", "url", "identifier", "description", "startDate", "endDate", "location"},
    "CorrectionComment": {"text", "datePublished"},
}  # fmt: skip


def linked(client, record):
    """The linked data of a page, expanded by a processor against schema.org's vocabulary."""
    html = client.get(record.get_absolute_url()).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    (node,) = jsonld.expand({**data, "@context": {"@vocab": "https://schema.org/"}})
    check_terms(node)
    return data


def check_terms(node):
    types = [t.removeprefix("https://schema.org/") for t in node.get("@type", [])]
    for name, values in node.items():
        if not name.startswith("@"):
            assert name.removeprefix("https://schema.org/") in TERMS[types[0]], (types, name)
            for value in values:
                if "@value" not in value:
                    check_terms(value)


def test_a_quotation_is_a_quotation_and_a_paraphrase_a_claim(client, said, paraphrase):
    quotation = linked(client, said)
    assert (quotation["@type"], quotation["text"]) == ("Quotation", said.text)
    assert quotation["creator"]["name"] == "Ida Lund" and quotation["isBasedOn"]["@type"] == "NewsArticle"
    claim = linked(client, paraphrase)
    assert claim["@type"] == "Claim" and [about["name"] for about in claim["about"]] == ["Ida Lund"]
    article = linked(client, said.article)
    assert [part["@type"] for part in article["hasPart"]] == ["Quotation", "Claim"]
    assert article["datePublished"] == "1987-03" and article["headline"] == HARD


def test_every_kind_of_record_says_what_it_is(client, said):
    place = make.make_place("Rotterdam")
    event = make.make_event("Talks", place=place, started_on=date(1987, 3, 1))
    make.make_statement(said.article, "In the hall", said.speaker, said_in=place, event=event, about=[place])
    records = {said.speaker: "Person", said.article.publisher: "Organization", place: "Place", event: "Event"}
    assert {record: linked(client, record)["@type"] for record in records} == records


def test_no_headline_leaves_the_script(client):
    article = make.make_article("</script><script>alert(1)</script> \u2028 & <!--")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert linked(client, article)["headline"] == article.headline


def test_the_card_needs_no_script_and_shows_corrections(client, said):
    Correction.objects.create(statement=said, act="correction", what_changed="It was Ida Lund.", reason="Misheard.")
    response = client.get(f"/embed/{said.code}/")
    html = response.content.decode()
    assert len(response.content) < 10_000 and "<script" not in html and not response.cookies
    assert said.text.split("|")[0] in html and "It was Ida Lund." in html
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy and "unsafe" not in policy and "script-src 'none'" in policy
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin" and "X-Frame-Options" not in response
    longest = make.make_statement(make.make_article("x" * 500), "Ωμέγα " * 3000)
    assert len(client.get(f"/embed/{longest.code}/").content) < 10_000


def test_oembed_answers_for_our_statements_only(client, said):
    card = client.get("/oembed/", {"url": f"http://testserver/statements/{said.code}/", "maxwidth": "300"}).json()
    assert (card["version"], card["type"], card["width"]) == ("1.0", "rich", 300)
    assert f"http://testserver/embed/{said.code}/" in card["html"] and "<script" not in card["html"]
    assert client.get("/oembed/", {"url": f"http://testserver/s/{said.code}/"}).status_code == 200
    for url in [
        "http://evil.example/statements/" + said.code + "/",
        "http://testserver/people/ida-lund/",
        "nonsense",
        "",
    ]:
        assert client.get("/oembed/", {"url": url}).status_code == 404
    assert client.get("/oembed/", {"url": "x", "format": "xml"}).status_code == 501


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        ("We go back", "was%20once%2C%20%E2%80%9C-,We%20go%20back,-%E2%80%9D%20she%20said."),
        (
            " ".join(f"word{n}" for n in range(20)),
            "was%20once%2C%20%E2%80%9C-,word0%20word1%20word2%20word3%20word4,"
            "word15%20word16%20word17%20word18%20word19,-%E2%80%9D%20she%20said.",
        ),
        ("well-known, a & b", "was%20once%2C%20%E2%80%9C-,well%2Dknown%2C%20a%20%26%20b,-%E2%80%9D%20she%20said."),
    ],
)
def test_the_publishers_page_opens_at_the_words(exact, fragment):
    body = f"It was once, “{exact}” she said. More text stands behind it."
    article = make.make_article(body=body, source_url="https://press.example/a#top")
    assert address_in_original(make.make_statement(article, exact)) == f"https://press.example/a#:~:text={fragment}"
    assert address_in_original(make.make_statement(make.make_article(source_url="javascript:x"), "No")) == ""

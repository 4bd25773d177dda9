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

from articles.citing import address_in_original
from articles.formats import Source, written
from people.models import Role
from tests import factories as make
from tests.schemas import complaints_about_json
from tests.vocabulary import complaints_about

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


BOOK = {"id": "x", "type": "book"}


@pytest.mark.parametrize(
    "wrong", [{"id": "x"}, BOOK | {"type": "x"}, BOOK | {"ULR": "x"}, BOOK | {"author": [{"name": "x"}]}]
)
def test_the_schema_of_csl_json_does_complain(client, said, paraphrase, wrong):
    for record in (said, paraphrase, said.article):
        assert complaints_about_json(json.loads(cited(client, record, "json")), "csl_data.json") == []
    assert complaints_about_json([wrong], "csl_data.json")


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
    start = "{{cite news |author=Ada Vos and Tom Reed |date=1987-03 |title=Strike &#123;50 % off&#125; & “more” &#124;"
    assert text.startswith(start)
    assert "|quote=We go back &#124; to work, all &#123;of&#125; us |" in text
    assert "<" not in text and "[" not in text
    assert "quote=" not in cited(client, paraphrase, "txt")


def test_an_article_is_cited_by_its_own_code(client, said):
    assert rispy.loads(cited(client, said.article, "ris"))[0]["urls"] == [f"http://testserver/a/{said.article.code}/"]
    assert client.get(f"/a/{said.article.code}/").url == said.article.get_absolute_url()
    assert client.get(f"/s/{said.code}/").url == f"/statements/{said.code}/"
    assert client.get("/a/00000000/").status_code == 404
    assert client.get("/cite/00000000.bib").status_code == 404


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60)
def test_no_text_breaks_a_format(headline, quote):
    source = Source(
        "7K3QX9TD", headline, "", quote, "1987", "en", "https://a.example/s/7K3QX9TD/", "Archive", quote, quote
    )
    library = bibtexparser.parse_string(written(source, "bib"))
    assert len(library.entries) == 1 and not library.failed_blocks
    assert len(rispy.loads(written(source, "ris"))) == 1
    assert json.loads(written(source, "json"))[0]["id"] == "7K3QX9TD"
    wiki = written(source, "txt")
    assert "\n" not in wiki.rstrip("\n") and wiki.count("{") == wiki.count("}") == 2
    assert not re.search(r"''|~~~|__|\[|<", wiki)


def linked(client, record):
    """The linked data of a page, of which the vocabulary of schema.org has nothing to complain."""
    html = client.get(record.get_absolute_url()).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    assert complaints_about(data) == []
    return data


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Quotatoin"},
        {"@type": "Quotation", "headlien": "x"},
        {"@type": "Person", "headline": "x"},
        {"@type": "Quotation", "creator": {"@type": "Place"}},
        {"@type": "Quotation", "creator": "Ada Vos"},
        {"@type": "Quotation", "recordedIn": {"@type": "Event"}},
        {"@type": "NewsArticle", "hasPart": [{"@type": "Quotation", "creator": {"@type": "Person", "geo": "x"}}]},
        {"text": "x"},
    ],
)
def test_the_vocabulary_does_complain(wrong):
    assert complaints_about(wrong)


def test_a_quotation_is_a_quotation_and_a_paraphrase_a_claim(client, said, paraphrase):
    quotation = linked(client, said)
    assert (quotation["@type"], quotation["text"]) == ("Quotation", said.text)
    assert quotation["creator"]["name"] == "Ida Lund" and quotation["isBasedOn"]["@type"] == "NewsArticle"
    claim = linked(client, paraphrase)
    assert claim["@type"] == "Claim" and [about["name"] for about in claim["about"]] == ["Ida Lund"]
    article = linked(client, said.article)
    assert [part["@type"] for part in article["hasPart"]] == ["Quotation", "Claim"]
    assert article["datePublished"] == "1987-03" and article["headline"] == HARD
    assert article["image"] == [f"http://testserver/card/{said.article.code}.png"]
    assert article["author"]["name"] == "Ada Vos and Tom Reed"


def test_who_runs_the_archive_publishes_what_is_told_of_an_article_and_not_the_article(client, said, settings):
    assert "sdPublisher" not in linked(client, said)
    settings.PUBLISHER = "Archive Trust"
    for record in (said, said.article):
        assert linked(client, record)["sdPublisher"] == {"@type": "Organization", "name": "Archive Trust"}
    assert linked(client, said.article)["publisher"]["name"] == "Harbour Press & Sons"
    assert not any("sdPublisher" in part for part in linked(client, said.article)["hasPart"])


def test_every_kind_of_record_says_what_it_is(client, said):
    place = make.make_place("Rotterdam")
    event = make.make_event("Talks", place=place, started_on=date(1987, 3, 1))
    make.make_statement(said.article, "In the hall", said.speaker, said_in=place, event=event, about=[place])
    union = make.make_organisation("Union")
    Role.objects.create(person=said.speaker, title="Chair", organisation=union, started_on=date(1980, 1, 1))
    make.make_statement(said.article, "We said no", on_behalf_of=union)
    at_talks = make.make_statement(said.article, "At the talks", said.speaker, event=event)
    assert linked(client, at_talks)["recordedAt"]["name"] == "Talks"
    assert linked(client, said.speaker)["memberOf"][0]["@type"] == "OrganizationRole"
    records = {said.speaker: "Person", said.article.publisher: "Organization", place: "Place", event: "Event"}
    assert {record: linked(client, record)["@type"] for record in records} == records


def test_no_headline_leaves_the_script(client):
    article = make.make_article("</script><script>alert(1)</script> \u2028 & <!--")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert linked(client, article)["headline"] == article.headline


TWENTY = " ".join(f"word{n}" for n in range(20))


@pytest.mark.parametrize(
    ("exact", "body", "fragment"),
    [
        ("We go back", "It was once, “We go back” she said.", "We%20go%20back"),
        ("well-known, a & b", "So “well-known, a & b” it is.", "well%2Dknown%2C%20a%20%26%20b"),
        (TWENTY, f"It is “{TWENTY}” here.",
         "word0%20word1%20word2%20word3%20word4,word15%20word16%20word17%20word18%20word19"),
        ("We go\n\nback", "“We go\n\nback” she said.", "We%20go%20back,We%20go%20back"),
        ("We stay", "It was once, “We stay” she said. He: “We stay” too.",
         "was%20once%2C%20%E2%80%9C-,We%20stay,-%E2%80%9D%20she%20said."),
        ("We stay", "“We stay”\n\nShe said so and said it again later on: “We stay” too.",
         "%E2%80%9C-,We%20stay,-%E2%80%9D"),
        ("We go", "“We go” — “We go”", "%E2%80%9C-,We%20go,-%E2%80%9D%20%E2%80%94%20%E2%80%9CWe"),
    ],
)  # fmt: skip
def test_the_publishers_page_opens_at_the_words(exact, body, fragment):
    article = make.make_article(body=body, source_url="https://press.example/a#top")
    assert address_in_original(make.make_statement(article, exact)) == f"https://press.example/a#:~:text={fragment}"
    assert address_in_original(make.make_statement(make.make_article(source_url="javascript:x"), "No")) == ""

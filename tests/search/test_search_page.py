"""What a reader finds: by words in five scripts, by the four slots, by names in any spelling."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import publishing
from people.models import OrganisationName, PersonName
from search import results
from search.backends import weighing
from search.expressions import Facet
from search.filters import SearchFilter
from search.query import parse
from search.question import Question
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, **asked):
    return client.get("/search/", fields(asked))


def fields(asked):
    return {name.rstrip("_").replace("_", "-"): words for name, words in asked.items()}


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def found(client, **asked):
    """The records on the page, in their order."""
    return [card.record for card in page(client, **asked).context.get("cards", [])]


@pytest.fixture
@publishing.together()
def talks(db):
    """Three statements of the Astana talks and one from elsewhere."""
    kazakhstan = make.make_place("Kazakhstan", kind="country")
    astana = make.make_place("Astana", parent=kazakhstan)
    syria = make.make_place("Syria", kind="country")
    idrissov = make.make_person("Erlan Idrissov")
    for text in ["Yerlan Idrisov", "Ерлан Идрисов", "إرلان إدريسوف"]:
        PersonName.objects.create(person=idrissov, text=text)
    nabi = make.make_person("Sarbast Nabi")
    opposition = make.make_organisation("Syrian opposition")
    article = make.make_article("Talks open in Astana", printed_on=date(2015, 5, 28), dateline_place=astana)
    make.mention(article, kazakhstan)

    def says(exact, speaker, **fields):
        return make.make_statement(article, exact, speaker, **fields)

    return {
        "global": says("The situation there is global", idrissov, about=[syria], said_in=astana),
        "interest": says("For us the only interest is peace in Syria", idrissov, said_on=date(2015, 5, 27)),
        "theory": says("A theory of peace", nabi, about=[opposition]),
        "elsewhere": make.make_statement(make.make_article("Harbour"), "Peace in the harbour", said_in=syria),
        "idrissov": idrissov, "nabi": nabi, "astana": astana, "syria": syria, "kazakhstan": kazakhstan,
        "article": article,
    }  # fmt: skip


def test_what_did_idrissov_say_about_syria_in_any_spelling_of_his_name(client, talks):
    for who in ["Idrissov", "idrisov", "Erlan Idrissov", "ИДРИСОВ", "Идрисов Ерлан", "ادريسوف", "إِدريسوف"]:
        assert found(client, speaker=who, about="syria") == [talks["global"], talks["interest"]], who
    assert found(client, speaker="Nabi", about="syria") == []
    assert found(client, q="idrisov syria", kind="statement") == [talks["global"], talks["interest"]]


def test_a_speaker_is_also_found_by_the_words_the_article_uses(client, talks):
    quoted = make.make_statement(make.make_article("Ministry"), "No comment", described_as="a senior official")
    assert found(client, speaker="senior official") == [quoted]
    described = text_of(page(client, speaker="senior official"))
    assert "Nobody in the archive is called “senior official”: these are sources described in those words" in described
    assert "Nobody in the archive is called “nobody at all”. " in text_of(page(client, speaker="nobody at all"))
    either = text_of(page(client, speaker="nobody OR nothing"))
    assert "Nobody in the archive is called “nobody or nothing”. " in either


def test_where_includes_what_lies_in_a_place_and_falls_back_on_the_dateline(client, talks):
    in_kazakhstan = [talks["theory"], talks["global"], talks["interest"]]
    assert set(found(client, place="Kazakhstan", kind="statement")) == set(in_kazakhstan)
    assert set(found(client, place="Astana, Kazakhstan", kind="statement")) == set(in_kazakhstan)
    assert found(client, place="Syria") == [talks["elsewhere"]]
    assert "The archive knows no place called “Atlantis”" in text_of(page(client, place="Atlantis"))
    assert found(client, place="Atlantis") == []


def test_from_and_to_take_a_year_a_month_or_a_day(client, talks):
    assert found(client, q="peace", kind="statement", from_="2015") == [talks["theory"], talks["interest"]]
    assert found(client, q="peace", kind="statement", from_="2015-05-28") == [talks["theory"]]
    assert found(client, q="peace", kind="statement", to_date="2015-05-27") == [talks["interest"], talks["elsewhere"]]
    assert found(client, q="peace", kind="statement", from_="2015-05", to_date="1987") == found(
        client, q="peace", kind="statement"
    )
    assert found(client, from_="2015-05-27", to_date="2015-05-27") == [talks["interest"]]


def test_a_date_that_cannot_be_read_is_kept_and_explained(client, talks):
    response = page(client, q="peace", from_="yesterday")
    assert "“yesterday” is not a date that can be searched" in text_of(response)
    assert 'value="yesterday"' in response.content.decode()
    assert talks["theory"] in [card.record for card in response.context["cards"]]


def test_a_date_known_to_the_year_is_no_answer_to_a_month_of_it(client):
    vague = make.make_article("Vague", printed_on=date(2015, 1, 1), printed_on_precision="year")
    assert found(client, from_="2015", to_date="2015") == [vague]
    assert found(client, from_="2014", to_date="2015-01") == []
    month = make.make_article("Month", printed_on=date(2016, 3, 1), printed_on_precision="month")
    assert found(client, from_="2016-03", to_date="2016-03") == [month]
    assert found(client, to_date="2016-03-15") == [vague]


def test_phrases_minus_and_accents(client, talks):
    """T69."""
    assert found(client, q='"peace in syria"', kind="statement") == [talks["interest"]]
    assert found(client, q='"in peace syria"') == []
    assert found(client, q="peace -syria -harbour", kind="statement") == [talks["theory"]]
    assert found(client, q="-peace", kind="statement") == [talks["global"]]
    assert found(client, q="pêace THEORY", kind="statement") == [talks["theory"]]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Мы вернёмся в Łódź завтра", "вернемся lodz"),
        ("قالَ الوَزيرُ إنّ الهُدنة باقية", "الوزير ان الهدنه"),
        ("Søren ging über die Straße", "soren strasse uber"),
        ("L’été dernier, l’œuvre était prête", "ete oeuvre prete"),
        ("Η ειρήνη είναι εδώ", "ειρηνη"),
        ("和平 已经 到来", "和平"),
        ("ＦＵＬＬ width", "full"),
    ],
)
def test_five_scripts_and_more(client, printed, typed):
    statement = make.make_statement(exact=printed)
    assert found(client, q=typed, kind="statement") == [statement]
    assert found(client, about=typed) == [statement, statement.article]
    assert page(client, q=typed, kind="statement").content.decode().count("<mark>") == len(typed.split())


def test_people_and_places_come_first_under_any_name(client, talks):
    union = make.make_organisation("Islamic State")
    OrganisationName.objects.create(organisation=union, text="ISIL")
    make.make_statement(talks["article"], "They retreat", talks["nabi"], about=[union])
    response = page(client, q="isil")
    assert [name.name for name in response.context["names"]] == ["Islamic State"]
    assert response.context["cards"][0].record.text == "They retreat"
    assert [name.name for name in page(client, q="idrisov").context["names"]] == ["Erlan Idrissov"]
    assert [name.name for name in page(client, q="astana", kind="place").context["names"]] == ["Astana"]


def test_words_that_name_nobody_together_name_whom_they_name_apart(client, talks):
    def named(**asked):
        return [name.name for name in page(client, **asked).context["names"]]

    assert named(q="idrissov syria") == ["Syria", "Erlan Idrissov"]
    assert named(q="erlan idrissov syria") == ["Erlan Idrissov", "Syria"]
    assert named(q="syrian opposition talks") == ["Syrian opposition"]
    assert named(q="idrissov -syria") == ["Erlan Idrissov"]
    for n in range(9):
        make.mention(talks["article"], make.make_place(f"Syria {n}"))
    assert named(q="syria")[0] == "Syria" and len(named(q="syria")) == 8
    assert named(q="idrissov syria")[:2] == ["Syria", "Erlan Idrissov"]
    assert named(q="syria", kind="statement") == []


@pytest.mark.parametrize(
    ("since", "until", "is_found", "is_said"),
    [
        ("2015", "2015", True, True), ("2015-05", "2015-05-28", True, True), ("2013", "2017", True, True),
        ("2012", "2017", True, False), ("2015", "", True, False), ("2013", "2014", False, True),
        ("2015-06", "2015", False, True),
    ],
)  # fmt: skip
def test_of_many_things_asked_for_the_years_are_told_to_the_index_and_change_no_answer(
    client, talks, since, until, is_found, is_said
):
    things = {"speaker": "idrissov", "q": "global", "place": "astana", "from_": since, "to_date": until}
    assert found(client, **things) == [talks["global"]] * is_found
    question = SearchFilter(QueryDict(urlencode(fields(things)))).question
    question.resolve_names()
    assert ("year201" in str(question.expression().wanted)) is is_said
    assert "year201" not in str(question.without(question.query.clauses[0]).expression().wanted)


def test_a_whole_name_means_those_who_bear_all_of_it_and_who_was_printed_so(client):
    """Each of its words alone names many others, and an index asked for all of them takes long."""
    with publishing.together():
        lund, vos, ann = (make.make_person(name) for name in ("Terry Lund", "Terry Vos", "Ann Lund"))
        his = make.make_statement(make.make_article("A"), "I strike", lund)
        for person in (vos, ann):
            make.make_statement(make.make_article(f"By {person}"), f"{person} works", person)
        printed = make.make_statement(make.make_article("B"), "So do I", described_as="a docker, Terry M. Lund")
    assert set(found(client, speaker="terry lund")) == set(found(client, speaker="lund terry")) == {his, printed}
    assert len(found(client, speaker="terry")) == 3
    question = Question(parse("speaker:terry speaker:lund"))
    question.resolve_names()
    assert Facet((f"speaker{lund.pk}",)) in question.expression().wanted.parts
    assert f"speaker{vos.pk}" not in str(question.expression())


def test_people_who_are_found_are_no_reason_to_say_that_nothing_was(client, talks):
    response = page(client, q="erlan", kind="person")
    assert [name.name for name in response.context["names"]] == ["Erlan Idrissov"]
    assert "Nothing was found" not in text_of(response) and "No statement" not in text_of(response)
    assert "feed of the newest" in text_of(response)
    nobody = page(client, q="erlan zzzz", kind="person")
    assert "No person was found" in text_of(nobody) and nobody.context["offers"]


def test_the_page_says_what_was_asked_and_has_one_address_for_it(client, talks):
    html = page(client, q="peace speaker:nabi", before=str(2**60), unknown="x", sort="oldest").content.decode()
    assert 'What was found for <bdi class="asked">peace speaker:nabi</bdi></h1>' in html
    assert 'rel="canonical" href="http://testserver/search/?sort=oldest&amp;q=peace&amp;speaker=nabi"' in html
    assert '<strong aria-current="true">oldest first</strong>' in html
    assert "canonical" not in client.get("/search/").content.decode()


def test_or_between_speakers_and_topics_finds_what_either_does(client, talks):
    both = {talks["global"], talks["interest"], talks["theory"]}
    assert set(found(client, q="speaker:idrissov OR speaker:nabi")) == both
    assert set(found(client, speaker="Idrissov OR Nabi")) == both
    assert set(found(client, about="global OR theory", kind="statement")) == {talks["global"], talks["theory"]}
    assert set(found(client, q="speaker:-nabi", kind="statement")) == {
        talks["global"], talks["interest"], talks["elsewhere"],
    }  # fmt: skip


def test_what_was_left_out_is_said_where_nothing_else_was_asked(client):
    assert "“-from:2000” was left out" in text_of(page(client, q="-from:2000"))
    assert "Only one language can be given" in text_of(page(client, q="peace lang:fr lang:de"))


def test_how_many_of_each_kind(client, talks, monkeypatch):
    assert "1 person" in text_of(page(client, q="nabi"))
    assert "3 statements" in text_of(page(client, q="peace"))
    monkeypatch.setattr(results, "POOL", 2)
    monkeypatch.setattr(results, "MOST_COUNTED", 2)
    assert "over 2 statements" in text_of(page(client, q="peace"))


def test_the_list_goes_on_to_its_very_end_and_back(client):
    """T72: by key, so there is no last page that can be reached."""
    article = make.make_article(body="\n".join(f"“Peace number {n}”" for n in range(45)))
    with publishing.together():
        said = [
            make.make_statement(article, f"Peace number {n}", said_on=date(1990, 1, 1) + timedelta(n))
            for n in range(45)
        ]
    for sort, expected in [("newest", said[::-1]), ("oldest", said)]:
        address, walked = f"/search/?q=peace&kind=statement&sort={sort}", []
        while address:
            response = client.get(address)
            walked.append([card.record for card in response.context["cards"]])
            following = response.context["pages"]["next"]["address"]
            back = response.context["pages"]["previous"]["address"]
            address = following and f"/search/{following}"
        assert [len(rows) for rows in walked] == [20, 20, 5]
        assert sum(walked, []) == expected  # noqa: RUF017
        response = client.get(f"/search/{back}")
        assert [card.record for card in response.context["cards"]] == walked[1]
    ranked = client.get("/search/?q=peace&kind=statement&sort=relevance&page=3")
    assert len(ranked.context["cards"]) == 5


@pytest.mark.parametrize("costly", [weighing.COSTLY, 1])
def test_best_match_first_puts_a_headline_above_a_mention(client, monkeypatch, costly):
    monkeypatch.setattr(weighing, "COSTLY", costly)
    mention = make.make_article(
        "Harbour", body="There was a strike once. " + "Other words. " * 40, printed_on=date(2020, 1, 1)
    )
    headline = make.make_article("Strike strike", body="The strike goes on.", printed_on=date(1990, 1, 1))
    assert found(client, q="strike", sort="relevance", kind="article") == [headline, mention]
    assert found(client, q="strike", kind="article") == [mention, headline]


def test_an_embargoed_statement_is_found_and_counted_from_its_instant(client, monkeypatch):
    until = timezone.now() + timedelta(days=1)
    article = make.make_article("Secret plan", embargo_until=until)
    ada = make.make_person("Ada Vos")
    statement = make.make_statement(article, "The secret harbour", ada)
    for asked in [{"q": "secret"}, {"speaker": "vos"}, {"q": "vos"}]:
        response = page(client, **asked)
        assert response.context["cards"] == [] and response.context["names"] == []
        assert not re.search(r"[1-9] (statement|article|person)", text_of(response))
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert found(client, speaker="vos") == [statement]
    assert "1 statement" in text_of(page(client, q="secret"))


def test_hits_are_marked_in_the_original_words_and_nothing_else_is_markup(client):
    statement = make.make_statement(exact="The <b>strïke</b> & the harbour")
    html = page(client, q="strike").content.decode()
    assert "The &lt;b&gt;<mark>strïke</mark>&lt;/b&gt; &amp; the harbour" in html
    assert statement.code in html
    assert "<script" not in page(client, q="<script>alert(1)</script>").content.decode().partition("<main")[2]


def test_without_a_question_the_page_explains_itself_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # whether the reader has it already
        response = page(client, q=" - ")
    assert "How to ask" in text_of(response)
    assert 'content="noindex' in response.content.decode()


def test_how_to_ask_is_one_click_from_wherever_one_asks(client):
    for address in ("/", "/search/?q=strike"):
        assert '<a href="/search/#how">How to ask</a>' in client.get(address).content.decode()
    assert 'id="how"' in page(client).content.decode()


def test_nothing_found_says_what_helps(client, talks):
    assert "Nothing was found" in text_of(page(client, q="zzzz"))


def test_what_is_too_long_is_said(client, talks):
    """T67."""
    assert "Only the first 200 characters" in text_of(page(client, q="peace " * 100))


@pytest.mark.parametrize("asked", [
    {"q": "peace"}, {"q": "idrissov"}, {"q": "peace", "sort": "relevance"}, {"q": "peace", "sort": "oldest"},
    {"q": "peace", "group": "speaker"}, {"q": "peace", "before": 10**15}, {"q": "vos", "kind": "person"},
    {"speaker": "idrissov", "about": "syria", "place": "astana", "from_": "2015", "to_date": "2015"},
])  # fmt: skip
def test_a_search_takes_eight_queries_at_most_however_much_it_finds(
    client, talks, asked, django_assert_max_num_queries
):
    with publishing.together():
        for n in range(12):
            vos = make.make_person(f"Vos {n}")
            make.make_statement(make.make_article(f"Peace {n}"), f"Peace {n}", vos, about=[talks["syria"]])
    with django_assert_max_num_queries(8):
        page(client, **asked)


HOSTILE = [
    '"', "AND", "OR", "NOT", "NEAR(", "a-b", "col:x", "title:peace", "*", "^", "{a}", "C++", "O'Brien", "", " ", "\0",
    "a\0b", "'", "''; DROP TABLE", "\\", "\\'", "a & b | !c", "<->", ":*", "(((", "%s", "%(low)s", "{order}", "\ud800",
    "peace AND (", '"peace', "-", '-"', "=speaker1", "¦", "x" * 5000, "(a+)+$" * 1000, "w " * 500, "\u200b",
]  # fmt: skip


ALONE, SLOTS = ["q"], ["q", "speaker", "about", "place"]
CHOICES = ["from", "to", "kind", "mode", "sort", "before", "after", "page"]


def test_no_input_is_an_error(client, talks):
    """T66: each is answered, and taken for the words that it is."""
    for typed in HOSTILE:
        words = typed.encode("utf-8", "replace")
        answers = [page(client, **{"q": "peace"} | dict.fromkeys(fields, words)) for fields in (ALONE, SLOTS, CHOICES)]
        assert [answer.status_code for answer in answers] == [200, 200, 200], typed


def test_words_like_operators_are_words(client, talks):
    """T66."""
    statement = make.make_statement(make.make_article("Else"), "Neither and nor or not near")
    assert found(client, q="AND OR NOT NEAR", kind="statement") == [statement]
    assert found(client, q="title:peace") == []


def test_numbers_that_are_none_show_the_first_page_or_nothing(client, talks):
    """T71."""
    for typed in ["0", "-1", "abc", "1" * 25, "9" * 5000, "٣", "1e5", "%FF", "9223372036854775807"]:
        for field in ["page", "before", "after"]:
            assert client.get(f"/search/?q=peace&sort=relevance&{field}={typed}").status_code == 200
            assert client.get(f"/search/?q=peace&{field}={typed}").status_code == 200


def test_bytes_that_are_no_text_are_no_error(client, talks):
    """T75, on both databases."""
    for query in ["q=%FF%FE", "q=%ED%A0%80", "q=%00peace", "speaker=%C3%28", "from=%FF"]:
        assert client.get(f"/search/?{query}").status_code == 200


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(max_size=60),
    field=st.sampled_from(["q", "speaker", "about", "place", "from", "to-date", "said-in", "to", "kind", "lang"]),
)
def test_any_text_in_any_slot_is_answered(client, talks, typed, field):
    assert client.get("/search/", {field: typed.encode("utf-8", "replace")}).status_code == 200

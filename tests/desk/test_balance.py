"""Who is quoted: counted over what readers see, in a period."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Statement
from desk import balance as counting
from desk.balance import balance
from tests.factories import make_article, make_editor, make_organisation, make_person, make_statement

pytestmark = pytest.mark.django_db
MARCH = (date(1987, 3, 1), date(1987, 3, 31))


def shares(parts):
    return {part.label: (part.statements, part.words) for part in parts}


@pytest.fixture
def spoken():
    """Ada says six words word for word and two in paraphrase; Bo four; a union three; an official two."""
    article = make_article()
    ada, bo = make_person("Ada Vos", gender="f"), make_person("Bo Lind")
    make_statement(article, "We shall go back on Monday", speaker=ada)
    make_statement(article, "nothing changed", speaker=ada, kind=Statement.Kind.INDIRECT)
    make_statement(article, "Not one of us", speaker=bo)
    make_statement(article, "members will decide", on_behalf_of=make_organisation())
    make_statement(article, "perhaps so", speaker=None, described_as="an official")
    return ada, bo


def test_words_are_shared_out_by_who_speaks_and_how(spoken):
    told = balance(*MARCH)
    assert (told.statements, told.words, told.is_all) == (5, 17, True)
    assert shares(told.by_sort) == {"she": (2, 8), "not recorded": (1, 4), "organisations": (1, 3), "unnamed": (1, 2)}
    assert shares(told.by_kind) == {"word for word": (4, 15), "paraphrase": (1, 2)}
    assert shares(told.by_voice) == {"Ada Vos": (2, 8), "Bo Lind": (1, 4)}
    assert sum(part.share for part in told.by_sort) == pytest.approx(1)


def test_who_spoke_before_is_no_newcomer(spoken):
    ada, bo = spoken
    make_statement(make_article("Earlier", printed_on=date(1986, 1, 1)), "I said so before", speaker=ada)
    told = balance(*MARCH)
    assert (told.newcomers, told.speakers) == ([bo], 2)


def test_what_readers_do_not_see_is_not_counted(spoken):
    make_statement(make_article("Secret", status="draft"), "hidden words", speaker=make_person("Zed"))
    make_statement(make_article("Open"), "only suggested", speaker=make_person("Yan"), status="suggested")
    assert balance(*MARCH).words == 17


def test_a_publisher_alone_can_be_looked_at(spoken):
    courier = make_organisation("Courier")
    make_statement(make_article("Theirs", publisher=courier), "three more words", speaker=make_person("Cy"))
    assert balance(*MARCH, publisher=courier).words == 3


def test_a_long_period_is_counted_as_far_as_it_says(spoken, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    told = balance(*MARCH)
    assert (told.statements, told.is_all) == (3, False)


def test_nothing_said_is_no_error():
    told = balance(*MARCH)
    assert (told.words, told.by_voice, told.newcomers) == (0, [], [])


def test_the_page_shows_a_period_and_says_what_it_cannot_read(spoken, client):
    client.force_login(make_editor())
    page = client.get("/desk/balance/?first=1987-03-01&last=1987-03-31").content.decode()
    assert "5 statements of 2 people and of others, 17 words" in page
    assert "47 %" in page  # eight of seventeen words
    page = client.get("/desk/balance/?first=1987-04-01&last=1987-03-31").content.decode()
    assert "The period ends before it begins." in page


def test_the_dashboard_shows_what_is_given_free_soon(client):
    client.force_login(make_editor())
    soon, later = timezone.now() + timedelta(hours=47), timezone.now() + timedelta(hours=49)
    make_article("Nearly", embargo_until=soon)
    make_article("Not yet", embargo_until=later)
    page = client.get("/desk/").content.decode()
    assert "Nearly" in page and "Not yet" not in page


def test_it_takes_the_same_queries_however_much_is_said(spoken, client):
    asked = []
    for n in range(2):
        make_statement(make_article(f"Article {n}"), f"words number {n}", speaker=make_person(f"Speaker {n}"))
        with CaptureQueriesContext(connection) as queries:
            balance(*MARCH)
        asked.append(len(queries))
    assert len(set(asked)) == 1 and asked[0] <= 4

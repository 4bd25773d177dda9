"""A list of more than ten thousand answers is walked to its end. Case T72."""

from datetime import date, timedelta

import pytest

from articles.visibility import ALWAYS
from search import results
from search.backends import backend
from search.filters import SearchFilter
from search.keys import ROOM, minute_of
from search.models import Entry
from tests import factories as make

pytestmark = pytest.mark.django_db

NEWER = results.MOST_COUNTED - 20  # lines of the index alone, before what was printed earlier


@pytest.fixture
def printed(db):
    """Forty-one articles, and many more lines of the index that are newer than they."""
    articles = [
        make.make_article(f"Crane {n}", "It moved.", printed_on=date(1980, 1, 1) + timedelta(n)) for n in range(41)
    ]
    minute = minute_of(date(2000, 1, 1))
    said = {"kind": "article", "visible_from": ALWAYS, "digest": 0, "facets": "kindarticle year2000 month200001"}
    entries = [
        Entry(key=minute * ROOM + n, minute=minute + n // ROOM, record_id=1_000_000 + n, **said) for n in range(NEWER)
    ]
    Entry.objects.bulk_create(entries)
    backend().add([(entry.key, ("crane", "", "it moved", entry.facets)) for entry in entries])
    return articles


def walk(question, sort, place):
    """The keys of all answers, page after page."""
    while place is not None:
        shown, _pool = results.find(question, sort, **place)
        yield from (row[0] for row in shown.rows)
        name, following = ("before", shown.older) if sort == "newest" else ("after", shown.newer)
        place = {name: following} if following is not None else None


def test_every_one_of_ten_thousand_and_more_answers_is_reached_in_order(client, printed):
    question = SearchFilter({"q": "crane", "kind": "article"}).question
    question.resolve_names()
    keys = sorted(Entry.objects.values_list("key", flat=True))
    assert len(keys) == NEWER + len(printed) > results.MOST_COUNTED
    assert list(walk(question, "newest", {})) == keys[::-1]
    assert list(walk(question, "oldest", {})) == keys
    assert "over 10,000 articles" in client.get("/search/?q=crane&kind=article").content.decode()


def test_the_page_behind_the_ten_thousandth_is_a_page_like_any_other(client, printed):
    newest_first, walked = printed[::-1], []
    lowest = Entry.objects.filter(record_id__gte=1_000_000).order_by("key").first().key
    address = f"?q=crane&kind=article&before={lowest}"
    while address:
        response = client.get(f"/search/{address}")
        walked.append([card.record for card in response.context["cards"]])
        address, back = (response.context["pages"][way]["address"] for way in ("next", "previous"))
    assert walked == [newest_first[:20], newest_first[20:40], newest_first[40:]]
    assert [card.record for card in client.get(f"/search/{back}").context["cards"]] == newest_first[20:40]

"""Dates and instants come out of SQLite as they went in, and the same ones of many rows are one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.models import Article
from newsroom.instants import instant
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]


def test_the_day_and_the_instant_that_many_rows_share_are_read_once():
    day, moment = date(1987, 3, 14), datetime(1987, 3, 14, 6, 30, 15, 250_000, tzinfo=UTC)
    for _ in range(2):
        make.make_article(printed_on=day, published_at=moment)
    one, other = Article.objects.values_list("printed_on", "published_at", "visible_from")
    assert one[:2] == (day, moment)
    assert all(ours is theirs for ours, theirs in zip(one, other, strict=True))


def test_an_instant_with_a_zone_keeps_it_and_what_is_none_is_no_instant():
    assert instant(b"1987-03-14 06:00:00+05:00") == datetime(1987, 3, 14, 6, tzinfo=timezone(timedelta(hours=5)))
    assert instant(b"soon") is None

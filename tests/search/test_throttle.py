"""A robot that walks the links of the search is told to wait; everything else stays open."""

import pytest
from django.core.cache import cache

from search import throttle
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_a_minute(settings, monkeypatch):
    settings.SEARCHES_A_MINUTE = 5
    settings.PROXIES = 0
    monkeypatch.setattr(throttle, "time", lambda: 1_000_000_015.0)
    cache.clear()


def statuses(client, number, path="/search/?q=strike", **headers):
    return [client.get(path, headers=headers).status_code for _ in range(number)]


def test_the_sixth_search_of_a_minute_has_to_wait(client, monkeypatch):
    """T74."""
    make.make_statement(speaker=make.make_person())
    assert statuses(client, 6) == [200] * 5 + [429]
    told = client.get("/search/answers.csv?q=a")
    assert told.status_code == 429 and told["Retry-After"] == "5" and "Wait a minute" in told.content.decode()
    for path in ["/search/", "/people/ada-vos/", "/articles/1987/03/14/harbour-strike-ends/", "/", "/feed.atom"]:
        assert client.get(path).status_code == 200, path
    monkeypatch.setattr(throttle, "time", lambda: 1_000_000_021.0)
    assert statuses(client, 1) == [200]


def test_readers_are_told_apart_and_forged_addresses_are_not_believed(client, settings):
    assert statuses(client, 6, **{"X-Forwarded-For": "192.0.2.1"})[-1] == 429
    assert statuses(client, 1, **{"X-Forwarded-For": "192.0.2.2"}) == [429]
    settings.PROXIES = 1
    assert statuses(client, 6, **{"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})[-1] == 429
    assert statuses(client, 1, **{"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}) == [429]
    assert statuses(client, 1, **{"X-Forwarded-For": "203.0.113.9, 192.0.2.8"}) == [200]


def test_a_household_of_ipv6_is_one_reader(client, settings):
    settings.PROXIES = 1
    answers = [statuses(client, 1, **{"X-Forwarded-For": f"2001:db8::{n}"})[0] for n in range(1, 8)]
    assert answers == [200] * 5 + [429] * 2
    assert statuses(client, 1, **{"X-Forwarded-For": "nonsense"}) == [200]


def test_editors_search_as_often_as_they_need(client):
    client.force_login(make.make_editor())
    assert statuses(client, 8) == [200] * 8


def test_a_cache_that_forgets_the_number_lets_the_reader_in(client, monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args: None)
    assert statuses(client, 8) == [200] * 8

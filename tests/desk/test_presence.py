"""Who has which record open: told to colleagues, idle after ten minutes, forgotten after a day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk import presence
from desk.models import Presence
from newsroom.freshness import state
from tests.articles.admin.test_pages import change_page, make_all
from tests.factories import make_editor, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_person("Ada Vos")


def signed_in(name):
    client = Client()
    client.force_login(make_editor(name))
    return client


def page_of(record):
    return reverse("desk:presence", args=[record._meta.model_name, record.code])


def earlier(**ago):
    Presence.objects.update(**{name: timezone.now() - timedelta(minutes=minutes) for name, minutes in ago.items()})


def test_a_colleague_reads_who_opened_a_record_and_when_without_any_script(ada):
    amal, boris = signed_in("amal"), signed_in("boris")
    amal.get(change_page(ada))
    earlier(opened_at=4)
    page = boris.get(change_page(ada)).content.decode()
    assert "amal opened this 4 minutes ago." in page
    assert "boris opened" not in page


def test_a_page_that_is_looked_at_keeps_its_editor_there_and_says_who_else_is(ada):
    amal, boris = signed_in("amal"), signed_in("boris")
    amal.get(change_page(ada))
    earlier(opened_at=9, seen_at=9)
    amal.post(page_of(ada))
    earlier_opened = Presence.objects.get().opened_at
    assert timezone.now() - Presence.objects.get().seen_at < timedelta(minutes=1)
    assert timezone.now() - earlier_opened > timedelta(minutes=8)
    assert boris.post(page_of(ada)).json() == {"others": ["amal opened this 9 minutes ago."]}


def test_who_left_is_told_of_no_more(ada):
    amal, boris = signed_in("amal"), signed_in("boris")
    amal.get(change_page(ada))
    amal.post(page_of(ada), {"leaving": "1"})
    assert boris.post(page_of(ada)).json() == {"others": []}


def test_who_was_idle_for_ten_minutes_is_told_of_no_more_and_comes_back_anew(ada):
    amal, boris = signed_in("amal"), signed_in("boris")
    amal.get(change_page(ada))
    earlier(opened_at=30, seen_at=11)
    assert boris.post(page_of(ada)).json() == {"others": []}
    amal.post(page_of(ada))
    assert boris.post(page_of(ada)).json() == {"others": ["amal opened this just now."]}


def test_the_rows_are_few_and_leave_no_history_and_make_no_page_old(ada):
    amal = signed_in("amal")
    before = state()[0]
    for _time in range(3):
        amal.get(change_page(ada))
    assert (Presence.objects.count(), state()[0], ada.history.count()) == (1, before, 1)
    earlier(seen_at=60 * 25)
    amal.get(change_page(make_person("Bea Lund")))
    assert Presence.objects.count() == 1


def test_who_edits_what_is_known_for_all_kinds_in_a_constant_number_of_queries():
    records, asked = make_all(), []
    for name in ("amal", "boris"):
        client = signed_in(name)
        for record in records:
            client.get(change_page(record))
        with CaptureQueriesContext(connection) as queries:
            work = presence.editing_now()
        asked.append(len(queries))
    assert {(entry.user.username, entry.record) for entry in work} == {
        (n, r) for n in ("amal", "boris") for r in records
    }
    assert asked == [7, 7]

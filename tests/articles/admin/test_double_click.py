"""A form that arrives twice at the same moment, at two processes: one effect."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from people.models import DoneOnce
from tests.articles.admin.forms import fields_of
from tests.articles.admin.test_pages import change_page
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def send(client_of, address, form):
    """Post one form from several threads at the same moment; the statuses of the answers."""
    together = Barrier(AT_ONCE)

    def post(_number):
        client = client_of()
        together.wait()
        try:
            return client.post(address, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(post, range(AT_ONCE)))


def browser_of(user):
    def client_of():
        client = Client()
        client.force_login(user)
        return client

    return client_of


def test_a_correction_that_arrives_four_times_at_once_is_one():
    article, client_of = make_article(), browser_of(make_editor())
    address = change_page(article).replace("change/", "act/correct/")
    form = fields_of(client_of().get(address)) | {"body": f"{BODY} More.", "what_changed": "More.", "reason": "A slip."}
    assert 302 in send(client_of, address, form)
    assert (article.corrections.count(), article.revisions.count(), DoneOnce.objects.count()) == (1, 2, 1)


def test_a_row_of_the_ledger_that_arrives_four_times_at_once_is_one():
    statement, client_of = make_statement(status="suggested"), browser_of(make_editor())
    address = change_page(statement).replace("change/", "act/reattribute/")
    form = fields_of(client_of().get(address)) | {"person": make_person("Bea Lund").pk, "reason": "She said it."}
    assert set(send(client_of, address, form)) == {302}
    assert statement.attributions.count() == 1

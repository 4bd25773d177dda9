import pytest

from tests.factories import make_editor


@pytest.fixture
def sign_in(client):
    """Sign in as somebody of a group; returns who."""

    def sign_in(group="publisher", name="edith"):
        user = make_editor(name, group)
        client.force_login(user)
        return user

    return sign_in

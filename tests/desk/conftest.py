"""An editor who has signed in."""

import pytest

from tests.factories import make_editor


@pytest.fixture
def edith(client):
    """A publisher: she may do all that the desk offers. The client is hers."""
    editor = make_editor("edith")
    client.force_login(editor)
    return editor

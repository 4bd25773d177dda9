"""Signs that mean something to a database stand for the words they are in. Case T66."""

import pytest

from tests import factories as make

from .test_search_page import found, page, text_of

pytestmark = pytest.mark.django_db

MEANT = [  # what is typed, a text that has it, a text that has something like it
    ("C++", "They teach C++ at the harbour", "They teach D++ at the harbour"),
    ("O'Brien", "O’Brien spoke for the crew", "Brien spoke, o wonder"),
    ("a-b", "Take the a-b line", "Take the b line to a"),
    ("a - b", "Take a or b", "Take a"),
    ("{a}", "The set is {a}", "The set is {b}"),
    ("^port", "It ended at the port", "It ended at sea"),
    ("col:x", "The table has col:x in it", "The table has x before col"),
    ("title:peace", "It read title:peace", "It read peace, without a title"),
    ("NEAR(port)", "They met near port", "They met in port"),
    ("AND", "War and peace", "War, peace"),
    ("NOT", "It is not over", "It is over"),
    ("peace AND (", "Peace and quiet", "Peace, quiet"),
    ("a & b | !c", "It was a, b and c", "It was a and b"),
    ("%s", "Fill in %s here", "Fill in %d here"),
    ("%(low)s", "Between %(low)s and more", "Between %(high)s and more"),
    ("{order}", "In {order}", "In {disorder}"),
    ("''; DROP TABLE", "Drop the table of prices, drop table and all", "Drop the tables"),
    ("\\'port\\'", "It ended at the port", "It ended at sea"),
    ("=speaker1", "The room was called speaker1", "The room was called speaker2"),
    ("(port)", "It ended at the (port)", "It ended at sea"),
    ("po\0rt", "A po and an rt", "It ended at the port"),
    ('"the port', "It ended at the port", "The end of port"),
    ("a+b", "The sum a+b", "The sum b+a"),
    ("e.g.", "Cranes, e.g. this one", "Cranes, g before e"),
    ("3,000", "It cost 3,000", "It cost 000 and 3"),
    ("x\u200by", "The mark xy", "The mark x y"),
]
SAYING_NOTHING = [
    "^",
    "*",
    '"',
    "{}",
    "-",
    '-"',
    "<->",
    ":*",
    "(((",
    "'",
    "\\",
    "\\'",
    "\0",
    " ",
    "",
    "¦",
    "\u200b",
    "+",
]


@pytest.mark.parametrize(("typed", "text", "other"), MEANT)
def test_what_has_it_is_found_and_what_has_something_like_it_is_not(client, typed, text, other):
    wanted = make.make_article("One", text, language="und")
    make.make_statement(make.make_article("Two", other, language="und"), "Nothing", make.make_person("Ida Lund"))
    assert found(client, q=typed) == [wanted]
    assert found(client, about=typed) == [wanted]


@pytest.mark.parametrize("typed", SAYING_NOTHING)
def test_what_says_nothing_asks_for_nothing(client, typed):
    make.make_article()
    response = page(client, q=typed)
    assert "How to ask" in text_of(response) and "cards" not in response.context

"""How to cite an article or a statement: one line, as parts to be joined.

The parts may be of different scripts; a page isolates each from its neighbours.
"""

from .dates import date_in_words
from .wording import statement_in_words


def cite_article(article, site_name):
    """By whom, what, where and when it was printed, and the code it has here for ever."""
    printed = date_in_words(article.printed_on, article.printed_on_precision)
    parts = [article.byline, article.headline, article.publisher and article.publisher.name, printed]
    return [*_with_commas(parts), f". {site_name}, article {article.code}."]


def cite_statement(statement, site_name):
    """Who said what and when, in which article, and the code it has here for ever."""
    article = statement.article
    words = statement_in_words(statement.pieces, statement.language or article.language)
    printed = date_in_words(article.printed_on, article.printed_on_precision)
    said = statement.said_on and f"said {date_in_words(statement.said_on, statement.said_on_precision)}"
    where = [article.headline, article.publisher and article.publisher.name, printed]
    said = [said, ", in: "] if said else ["in: "]
    ending = f"). {site_name}, statement {statement.code}."
    return [speaker_in_words(statement), ": ", words, " (", *said, *_with_commas(where), ending]


def speaker_in_words(statement):
    """The speaker's name; of an unnamed one the words as printed."""
    party = statement.speaker or statement.on_behalf_of
    return party.name if party else statement.described_as or "Speaker not named"


def _with_commas(parts):
    known = [part for part in parts if part]
    return [word for part in known for word in (", ", part)][1:]

"""How to cite an article or a statement: one line, as parts to be joined.

The parts may be of different scripts; a page isolates each from its neighbours.
"""

from urllib.parse import quote, urldefrag

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


def facts_of_statement(statement):
    """When it was said or printed, and in what: one line."""
    said = statement.said_on and date_in_words(statement.said_on, statement.said_on_precision)
    article = statement.article
    return " · ".join(filter(None, [said, article.headline, "" if said else facts_of_article(article)]))


def facts_of_article(article):
    """Who printed it, and when: one line."""
    printed = article.printed_on and date_in_words(article.printed_on, article.printed_on_precision)
    return ", ".join(filter(None, [article.publisher and article.publisher.name, printed]))


def speaker_in_words(statement):
    """The speaker's name; of an unnamed one the words as printed."""
    party = statement.speaker or statement.on_behalf_of
    return party.name if party else statement.described_as or "Speaker not named"


def address_in_original(statement):
    """Where the publisher's own page says it: a text fragment (WICG) behind its address; empty where none is known.

    Long words are given by their first and last five; what stands before and after tells one place from another.
    """
    pieces = [piece for piece in statement.pieces if piece.is_verbatim] or statement.pieces
    if not (statement.article.original_address and pieces):
        return ""
    piece, words = pieces[0], pieces[0].exact.split()
    target = [" ".join(words[:5]), " ".join(words[-5:])] if len(words) > 12 else [" ".join(words)]
    before, after = piece.prefix.split()[1:][-3:], piece.suffix.split()[:-1][:3]
    parts = [_part(before) + "-,"] if before else []
    parts += [",".join(_part(text.split()) for text in target)]
    parts += [",-" + _part(after)] if after else []
    return f"{urldefrag(statement.article.original_address).url}#:~:text={''.join(parts)}"


def _part(words):
    """Words as a fragment directive takes them: its own signs - , & written as numbers."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def _with_commas(parts):
    known = [part for part in parts if part]
    return [word for part in known for word in (", ", part)][1:]

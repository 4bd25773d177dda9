"""How to cite an article or a statement: one line, as parts to be joined.

The parts may be of different scripts; a page isolates each from its neighbours.
"""

from urllib.parse import quote, urldefrag

from .anchoring import CONTEXT
from .dates import date_in_words
from .wording import statement_in_words

MOST_WORDS = 12  # of a text fragment that is given whole
ENDS = 5  # words at either end of a longer one


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

    Long words, and those in several paragraphs, are given by their first and last five. What stands before and after
    them is added only where the text has the same words twice: the page itself may set its quotation marks otherwise.
    """
    pieces = [piece for piece in statement.pieces if piece.is_verbatim] or statement.pieces
    if not (statement.article.original_address and pieces):
        return ""
    words = pieces[0].exact.split()
    is_long = len(words) > MOST_WORDS or "\n" in pieces[0].exact.strip()
    target = [" ".join(words[:ENDS]), " ".join(words[-ENDS:])] if is_long else [" ".join(words)]
    parts = [",".join(_part(text) for text in target)]
    if " ".join(statement.revision.body.split()).count(target[0]) > 1:
        before, after = _words_before(pieces[0]), _words_after(pieces[0])
        parts = [*([_part(before) + "-"] if before else []), *parts, *(["-" + _part(after)] if after else [])]
    return f"{urldefrag(statement.article.original_address).url}#:~:text={','.join(parts)}"


def _words_before(piece):
    """The last three words before a piece, of its own paragraph: the first of what is kept may be half a word."""
    kept = piece.prefix if len(piece.prefix) < CONTEXT else piece.prefix.partition(" ")[2]
    return " ".join(kept.rpartition("\n")[2].split()[-3:])


def _words_after(piece):
    kept = piece.suffix if len(piece.suffix) < CONTEXT else piece.suffix.rpartition(" ")[0]
    return " ".join(kept.partition("\n")[0].split()[:3])


def _part(text):
    """Words as a fragment directive takes them: its own signs - , & written as numbers."""
    return quote(text, safe="").replace("-", "%2D")


def _with_commas(parts):
    known = [part for part in parts if part]
    return [word for part in known for word in (", ", part)][1:]

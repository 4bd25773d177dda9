"""All that is found in an article: its statements with their circumstances, its parties, places and events."""

from datetime import date

from .article import Article
from .circumstances import Circumstances
from .drafts import Statement, as_quotation
from .events import find_events
from .findings import Findings, in_reading_order
from .parties import Register
from .places import find_places
from .reading import within_quotations


def everything(article: Article, statements: list[Statement], published_on: date | None) -> Findings:
    """The findings of an article whose statements were collected."""
    body, spoken = article.body, article.language
    register = Register(body, article.cast, spoken)
    quoted = within_quotations(article.words, article.sentences, spoken)
    register.note(article.words, article.sentences, article.names, quoted)
    register.note_speakers(statements)
    register.describe(article.collector.clauses)
    parties = register.parties()
    places = find_places(body, article.words, register.taken, spoken)
    around = Circumstances(body, parties, places, article.sentences, published_on)
    quotations = [as_quotation(s, **around.of(s, article.dateline_place, spoken)) for s in statements]
    return Findings(
        article.code,
        article.dateline,
        article.dateline_place,
        in_reading_order(quotations),
        parties,
        places.found(),
        find_events(body, places, spoken),
    )

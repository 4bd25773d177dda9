"""What was printed and what was said in it. One module per subject, each model below its queryset."""

from .article import Article, ArticleRevision, EventMention, PlaceMention, Suggestible
from .attribution import Attribution
from .correction import Correction
from .event import Event
from .former_words import FormerWords
from .likeness import Likeness, Wording
from .participation import Participation
from .place import Place, PlaceName
from .reading import Reading
from .split import Split
from .statement import Reference, Statement, StatementSpan, Utterance

__all__ = [
    "Article",
    "ArticleRevision",
    "Attribution",
    "Correction",
    "Event",
    "EventMention",
    "FormerWords",
    "Likeness",
    "Participation",
    "Place",
    "PlaceMention",
    "PlaceName",
    "Reading",
    "Reference",
    "Split",
    "Statement",
    "StatementSpan",
    "Suggestible",
    "Utterance",
    "Wording",
]

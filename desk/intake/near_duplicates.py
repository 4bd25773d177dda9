"""Whether an article is in the archive already, or one much like it: how much of its text stands in another.

Which others to compare is asked of the index of words, by the longest runs of words in each part of the text; and of
the unfinished articles, which the index does not hold, those of the same headline and the latest ones. Both are
bounded, so a paste costs the same in an archive of any size.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, ArticleRevision
from articles.reports.words import compared_words
from people.naming import slug_for
from search import keys
from search.backends import SearchTimeoutError, backend
from search.expressions import Facet, Phrase, all_of
from search.folding import fold_text

RUN = 4  # words that are compared at a time
PARTS = 8  # of the text that are asked for
FOUND = 10  # articles for each part
COMPARED, UNFINISHED = 12, 25  # articles at most, of the index and of those that it does not hold
LONGEST = 20_000  # words of a text that are compared
LEAST = 0.3  # of the text stands in the other: worth telling
SHOWN = 3
OPEN = (Article.Status.DRAFT, Article.Status.IN_REVIEW)


@dataclass(frozen=True)
class Double:
    """An article in which much of a text stands. share: 0 to 1; is_same: to the letter."""

    article: Article
    share: float
    is_same: bool = False

    @property
    def percent(self) -> int:
        """Rounded down: only what stands there whole is 100 %."""
        return int(self.share * 100)


def find_near_duplicates(body, headline=""):
    """The articles in which most of a text stands, the likest first."""
    runs = runs_of(body)
    if not runs:
        return []
    revisions = ArticleRevision.objects.filter(is_current=True, article__in=candidates(body, headline))
    found = [
        Double(r.article, share_of(runs, runs_of(r.body)), r.body == body) for r in revisions.select_related("article")
    ]
    found = [double for double in found if double.share >= LEAST]
    return sorted(found, key=lambda double: (-double.is_same, -double.share, double.article.pk))[:SHOWN]


def runs_of(text):
    """All runs of so many words in a text: what two texts are compared by. One run of all where it has fewer words."""
    words = compared_words(text)[:LONGEST]
    size = min(RUN, len(words))
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)} if words else set()


def share_of(runs, others):
    """How much of one text stands in another: 0 to 1."""
    return len(runs & others) / len(runs) if runs else 0.0


def candidates(body, headline):
    """Keys of the articles that are worth comparing."""
    return {*_in_index(body), *_unfinished(headline)}


def _in_index(body):
    """Articles that readers may see, or will, by how many of the telling runs stand in them."""
    wanted = [all_of(Facet(("kindarticle",)), Phrase(run, ("text",))) for run in telling_runs(body)]
    questions = [(expression, *keys.ANY_TIME) for expression in wanted]
    try:
        rows = backend().first_matches(questions, _for_ever(), FOUND) if questions else []
    except SearchTimeoutError:
        return []
    return [pk for pk, _often in Counter(pk for _n, _key, _kind, pk in rows).most_common(COMPARED)]


def _for_ever():
    """An instant after every embargo: the desk is warned of what readers will see later too."""
    return timezone.now().replace(year=9000, month=1, day=1)


def telling_runs(body):
    """The run with the most letters in each part of the text."""
    words = fold_text(body).split()
    starts = range(max(0, len(words) - RUN + 1))
    size = max(1, -(-len(starts) // PARTS))
    parts = [starts[begin : begin + size] for begin in range(0, len(starts), size)]
    return [tuple(words[best : best + RUN]) for part in parts for best in [max(part, key=lambda n: _letters(words, n))]]


def _letters(words, start):
    return sum(map(len, words[start : start + RUN]))


def _unfinished(headline):
    """Articles that the index does not hold: those under the same headline, and the latest."""
    slug = slug_for(headline, fallback="")
    same = Article.objects.filter(Q(slug=slug) if slug else Q(pk=None)).order_by("-pk")[:UNFINISHED]
    latest = Article.objects.filter(status__in=OPEN).order_by("-pk")[:UNFINISHED]
    return [article.pk for rows in (same.only("pk"), latest.only("pk")) for article in rows]

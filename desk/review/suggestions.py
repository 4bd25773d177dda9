"""The review queue: which suggestions wait, in which order, and where in it an editor stands.

The order is that of reading, article by article. It is walked by the place of a statement, so that what others decide
meanwhile moves nothing.
"""

from dataclasses import dataclass

import django_filters
from django.db.models import Q
from django.utils.http import urlencode

from articles import sureness
from articles.models import Article, Statement
from articles.visibility import OPEN_STATEMENT
from desk.models import Decision
from desk.queues import MOST
from desk.speakers import named
from extraction.findings import Rule
from people.counting import Tally, tally
from search.filters import LanguageFilter

from . import second_looks

SECOND = "second"  # ?look=second: the queue of second looks
CLOSED = (Statement.Status.REJECTED, Statement.Status.RETRACTED)
FOUND = 200  # articles or speakers that a filter may mean


class SuggestionFilter(django_filters.FilterSet):
    """Suggestions of an article, a speaker, a language, a band of sureness, a rule."""

    article = django_filters.CharFilter(
        label="Article", method="of_article", help_text="Its code, or a word of its headline"
    )
    speaker = django_filters.CharFilter(label="Speaker", method="of_speaker", help_text="The beginning of any name")
    language = LanguageFilter(label="Language", method="in_language", help_text="French, or fr")
    sure = django_filters.ChoiceFilter(label="How sure", choices=sureness.CHOICES, method="as_sure", empty_label="any")
    rule = django_filters.ChoiceFilter(
        label="Found by", choices=[(rule.name.lower(), str(rule)) for rule in Rule], method="by_rule", empty_label="any"
    )

    class Meta:
        model = Statement
        fields = []

    def of_article(self, statements, _name, words):
        found = Article.objects.filter(Q(code=words.strip().upper()) | Q(headline__icontains=words.strip()))
        return statements.filter(article__in=list(found.order_by("-pk").values_list("pk", flat=True)[:FOUND]))

    def of_speaker(self, statements, _name, words):
        people, organisations = (list(found) for found in named(words, FOUND))
        return statements.filter(Q(speaker__in=people) | Q(on_behalf_of__in=organisations))

    def in_language(self, statements, _name, code):
        """A statement without a language of its own has that of its article."""
        own, inherited = (Q(**{name: code}) | Q(**{f"{name}__startswith": f"{code}-"}) for name in LANGUAGES)
        return statements.filter(own | Q(language="") & inherited)

    def as_sure(self, statements, _name, band):
        return sureness.narrowed(statements, band)

    def by_rule(self, statements, _name, rule):
        return statements.filter(rule=str(Rule[rule.upper()]))

    @property
    def is_second(self):
        """Whether these are second looks."""
        return self.data.get("look") == SECOND

    @property
    def narrowed(self):
        """{field: what was typed}."""
        return {name: self.data[name] for name in self.filters if self.data.get(name)}

    @property
    def typed(self):
        """The same and which queue it is, for the addresses of the page."""
        return self.narrowed | ({"look": SECOND} if self.is_second else {})

    @property
    def address(self):
        """The filter as it stands in an address, behind a question mark; empty where nothing is narrowed."""
        return f"?{urlencode(self.typed)}" if self.typed else ""


LANGUAGES = ("language", "article__language")


@dataclass(frozen=True)
class Place:
    """Where a suggestion stands: “17 of 240”."""

    number: Tally
    total: Tally


def waiting(asked, editor):
    """The suggestions that a filter lets through, or what waits for a second look, in their order.

    asked: what the address says.
    """
    is_second = asked.get("look") == SECOND
    return SuggestionFilter(asked, second_looks.statements_for(editor) if is_second else Statement.objects.to_review())


def behind(statements, statement):
    """Those of the queue that follow a statement, whether it waits itself or not."""
    return statements.filter(_beyond(statement, "gt"))


def before(statements, statement):
    """Those that come before a statement, the nearest first."""
    return statements.filter(_beyond(statement, "lt")).order_by("-article_id", "-position", "-pk")


def place_of(statement, narrowed, editor, sitting):
    """Where a suggestion stands, counted from what this editor has decided since they signed in."""
    done = decided(narrowed, editor, sitting)
    ahead, all_of_them = tally(before(narrowed.qs, statement), MOST), tally(narrowed.qs, MOST)
    return Place(_more(ahead, done + 1), _more(all_of_them, done))


def decided(narrowed, editor, sitting):
    """How many suggestions of this filter an editor has decided since they signed in."""
    decided_here = Decision.objects.of_sitting(editor, sitting, is_second=narrowed.is_second)
    final = decided_here.filter(act__in=Decision.FINAL)
    statements = Statement.objects.filter(pk__in=final.order_by().values("statement"))
    settled = statements.filter(status__in=[*OPEN_STATEMENT, *CLOSED])
    return tally(SuggestionFilter(narrowed.data, settled).qs, MOST)


def _more(number, by):
    return Tally(number + by, None if number.is_exact else number.limit)


def _beyond(statement, step):
    """One range of the index, and in it what stands further on."""
    same_article = Q(article=statement.article_id)
    further = Q(position=statement.position, **{f"pk__{step}": statement.pk})
    inside = same_article & (Q(**{f"position__{step}": statement.position}) | further)
    return Q(**{f"article__{step}e": statement.article_id}) & (Q(**{f"article__{step}": statement.article_id}) | inside)

"""What readers see of a group: its public reports, the earliest first, and by which words they differ."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from articles.models import Statement, Wording
from articles.templatetags.archive import language_of, said
from articles.wording import MARKS
from people.counting import CountUpTo, Tally

from .words import Stretch, differences

COUNTED = 1000
SHOWN = 6


@dataclass(frozen=True)
class Report:
    """A statement of the group beside another one. stretches: its words, with what the other has instead."""

    statement: object
    stretches: list[Stretch]

    @property
    def differs(self):
        return any(stretch.act != "same" for stretch in self.stretches)


def public_reports(utterance):
    """The public reports of a group as wordings, their statements fetched; none without a group."""
    if utterance is None:
        return Wording.objects.none()
    reports = Wording.objects.filter(_is_published(), utterance=utterance)
    parties = [f"statement__{name}" for name in ("speaker", "on_behalf_of", "article__publisher")]
    return reports.select_related(*parties)


def in_order_of_print(reports):
    return reports.order_by("printed", "pk")


def number_of_reports(utterance):
    """How many public reports a group has, as a column; the counting ends at 1,000."""
    return CountUpTo(Wording.objects.filter(_is_published(), utterance=utterance), COUNTED)


def tally(number):
    return Tally(number, COUNTED)


def beside(statement, wordings):
    """The reports with what differs from the words of a statement; their spans are fetched already.

    Another language has other words for everything: there nothing is compared.
    """
    ours, language = said(statement), language_of(statement)
    return [Report(w.statement, _compared(ours, language, w.statement)) for w in wordings]


def _compared(ours, language, other):
    theirs = said(other)
    if language_of(other).partition("-")[0] != language.partition("-")[0]:
        return [Stretch("same", theirs)]
    return [_unmarked(stretch) for stretch in differences(ours, theirs)]


def _unmarked(stretch):
    """What another report has instead stands without its quotation marks: this one did not print them."""
    if stretch.act != "left":
        return stretch
    return replace(stretch, text=" ".join(word.strip(MARKS) for word in stretch.text.split(" ")))


def _is_published():
    return Exists(Statement.objects.published().filter(pk=OuterRef("pk")))

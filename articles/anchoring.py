"""Where statements stand after the text of their article was edited.

A statement moves along only if nothing has to be guessed: each piece of what was said stands in the new text
once, its reporting words and the words that name its speaker stand there once (or once with the text round
them), all in the same order. Any other statement becomes an orphan, which goes on showing the revision it was
quoted from, and comes back when a later text has its words once.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people import histories
from people.naming import in_plain_order
from people.versioning import refuse_two_texts

from . import publishing
from .importing.saving.articles import lead_of
from .models import Article, ArticleRevision, StatementSpan
from .wording import MARKS

CONTEXT = 32  # characters kept before and after each span
MOVED = ["revision", "position", "is_orphan"]


@dataclass
class Revised:
    """What became of a new text. revision: the one that stands now; the lists hold statements.

    moved: also those that came back. orphaned: those that stood in the text until now.
    """

    revision: ArticleRevision
    is_new: bool = False
    moved: list = field(default_factory=list)
    orphaned: list = field(default_factory=list)
    returned: list = field(default_factory=list)


@transaction.atomic
def revise(article, body, *, headline=None, by=None, reason, based_on=None):
    """Give an article a new text, as a new revision, and move its statements along.

    Saves the article too (its headline; the address stays). The same text and headline again change nothing.
    based_on: the number of the revision that the new text was made from. ValidationError where that is no longer
    the current one, the text is empty or no reason is given.
    """
    _check(body, reason)
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.status != Article.Status.DRAFT:
        refuse_two_texts(body)
    headline = locked.headline if headline is None else in_plain_order(headline)
    current = locked.current
    if current and based_on not in {None, current.number}:
        raise ValidationError("The text was changed while you worked on it: look at it again.", code="changed")
    if current and (current.body, current.headline) == (body, headline):
        return Revised(current)
    outcome = Revised(_add_revision(locked, current, body, headline, by, reason), is_new=True)
    _save_article(locked, headline, body, by, reason)
    for name in ("headline", "lead", "version"):
        setattr(article, name, getattr(locked, name))
    _move_statements(locked, outcome, by, reason)
    publishing.refresh([article.pk])
    return outcome


def _check(body, reason):
    if not body.strip():
        raise ValidationError("An article needs a text.", code="no_text")
    if not reason.strip():
        raise ValidationError("Say why the text is changed.", code="no_reason")


def places_in(body, statement):
    """Where each span of a statement stands in another text: {span: start}; None where that would be a guess."""
    return places_of(list(statement.spans.all()), statement.revision.body, body)


def places_of(spans, former, body):
    """Where each of these spans of one text stands in another: {span: start}; None where that would be a guess."""
    if body == former:
        return {span: span.start for span in spans}
    if any(former[span.start : span.end] != span.exact for span in spans):
        return None
    places = {span: _place_of(body, former, span, spans) for span in spans}
    return places if spans and _stands_as_before(body, former, places) else None


def stand_there_still(spans, former, body):
    """Whether each span stands in another text at its own offsets, as whole words and in marks as it did."""
    return all(
        body[span.start : span.end] == span.exact and _edges(former, span) == _edges(body, span) for span in spans
    )


def anchor(span, body, start):
    """Let a span lie on body[start:…] with its surroundings (unsaved); the words stay its own."""
    span.start, span.end = start, start + len(span.exact)
    span.prefix = body[max(0, start - CONTEXT) : start]
    span.suffix = body[span.end : span.end + CONTEXT]
    return span


def occurrences(body, words, *, begins_inside=False, ends_inside=False):
    """Each place where these words stand in a text as whole words, overlapping ones too.

    begins_inside, ends_inside: the words may begin or end in the middle of a word, as an Arabic verb after “و” does.
    """
    found, start = [], body.find(words)
    while start >= 0:
        end = start + len(words)
        if (begins_inside or not _is_inside(body, start)) and (ends_inside or not _is_inside(body, end)):
            found.append(start)
        start = body.find(words, start + 1)
    return found


def _add_revision(article, current, body, headline, by, reason):
    if current:
        article.revisions.filter(is_current=True).update(is_current=False)
    last = article.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    texts = {"body": body, "headline": headline}
    made = {"created_by": by, "created_at": timezone.now()}  # after the lock was won, as the history of the article
    return article.revisions.create(number=last + 1, reason=reason[:300], **made, **texts)


def _save_article(article, headline, body, by, reason):
    article.headline, article.lead = headline, lead_of(body)
    article.version += 1
    article._change_reason = reason
    if by:
        article._history_user = by
    article.save()


def _move_statements(article, outcome, by, reason):
    spans = []
    for statement in article.statements.select_related("article", "revision").prefetch_related("spans"):
        places = places_in(outcome.revision.body, statement)
        if places is not None:
            spans += [anchor(span, outcome.revision.body, start) for span, start in places.items()]
            _settle(statement, outcome, places)
        elif not statement.is_orphan:
            statement.is_orphan = True
            outcome.orphaned.append(statement)
    StatementSpan.objects.bulk_update(spans, ["start", "end", "prefix", "suffix"], batch_size=500)
    if changed := outcome.moved + outcome.orphaned:
        histories.save_all(changed, MOVED, by=by, reason=f"Text revised: {reason}")


def _settle(statement, outcome, places):
    outcome.moved.append(statement)
    if statement.is_orphan:
        outcome.returned.append(statement)
    content = [start for span, start in places.items() if span.part == StatementSpan.Part.CONTENT]
    statement.revision, statement.is_orphan = outcome.revision, False
    statement.position = min(content or places.values())


def _where(body, former, start, end):
    """Where the words of former[start:end] stand in another text, as whole as they were."""
    inside = {"begins_inside": _is_inside(former, start), "ends_inside": _is_inside(former, end)}
    return occurrences(body, former[start:end], **inside)


def _place_of(body, former, span, spans):
    """Where a span stands now; None where that would be a guess.

    Words said stand there once. Words inside them move with them; words that name the speaker or report stand
    there once, or once with the unchanged stretch that the spans fill, or with the text before or after them.
    """
    found = _where(body, former, span.start, span.end)
    if len(found) == 1:
        return found[0]
    outer = _outermost(span, spans)
    if outer is not span:
        place = _place_of(body, former, outer, spans)
        return None if place is None else place + span.start - outer.start
    if span.part == StatementSpan.Part.CONTENT:
        return None
    place = _place_in_stretch(body, former, span, spans)
    return _place_by_context(body, former, span, found) if place is None else place


def _outermost(span, spans):
    """The longest piece of what was said that this span lies in; itself where there is none."""
    around = [s for s in spans if s.part == StatementSpan.Part.CONTENT and s.start <= span.start and span.end <= s.end]
    return max(around, key=lambda s: s.end - s.start, default=span)


def _place_in_stretch(body, former, span, spans):
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    found = _where(body, former, start, end)
    return found[0] + span.start - start if len(found) == 1 else None


def _place_by_context(body, former, span, found):
    before = former[max(0, span.start - CONTEXT) : span.start]
    after = former[span.end : span.end + CONTEXT]
    same_before = {p for p in found if before and body[:p].endswith(before)}
    same_after = {p for p in found if after and body.startswith(after, p + len(span.exact))}
    decided = same_before & same_after or same_before | same_after
    return decided.pop() if len(decided) == 1 else None


def _stands_as_before(body, former, places):
    """Whether the spans are all found, in the order they had, and what was said still stands in its marks."""
    if None in places.values():
        return False
    in_order = sorted(places, key=lambda span: (span.start, span.end))
    if in_order != sorted(places, key=lambda span: (places[span], places[span] + len(span.exact))):
        return False
    content = [span for span in places if span.part == StatementSpan.Part.CONTENT]
    return all(
        _marks_round(former, span.start, span.end) == _marks_round(body, places[span], places[span] + len(span.exact))
        for span in content
    )


def _marks_round(body, start, end):
    """Whether a quotation mark stands right before a stretch, and right after it."""
    return body[max(0, start - 1) : start] in [*MARKS], body[end : end + 1] in [*MARKS]


def _edges(body, span):
    """What makes a span whole: the marks round it, and whether it begins or ends in the middle of a word."""
    return _marks_round(body, span.start, span.end), _is_inside(body, span.start), _is_inside(body, span.end)


def _is_inside(body, position):
    """Whether a position lies in the middle of a word."""
    return 0 < position < len(body) and body[position - 1].isalnum() and body[position].isalnum()

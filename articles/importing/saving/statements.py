"""Statements with their spans, their ledger, and whom and what they refer to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter

from django.db.models import Q

from articles.inserting import insert, insert_rows, unsaved
from articles.models import (
    Attribution,
    Event,
    Likeness,
    Place,
    Reference,
    Statement,
    StatementSpan,
    Utterance,
)
from articles.visibility import statement_instant
from people.models import Organisation, Person, Role

from ..draft import PieceDraft, StatementDraft
from .item import Item
from .quoted import CONTENT
from .roles import RoleBook

CONTEXT = 32
TO, ABOUT = Reference.Relation.TO.value, Reference.Relation.ABOUT.value
ATTRIBUTION = ["statement", "person", "organisation", "is_negative", "method", "version", "confidence", "note"]
SUBJECTS = ["person", "organisation", "place", "event"]
REFERENCE = ["statement", "relation", *SUBJECTS]
SPAN = ["statement", "part", "start", "end", "exact", "prefix", "suffix", "is_verbatim"]
AS_DRAFTED = [
    *["kind", "status", "cue_lemma", "named_how", "anonymity_reason", "said_on", "channel", "language"],
    *["rule", "confidence"],
]
as_drafted = attrgetter(*AS_DRAFTED)
# Relation, the column of its key, the model it leads to, and what of a draft names it.
RELATED = [
    ("speaker", "speaker_id", Person, "speaker"),
    ("on_behalf_of", "on_behalf_of_id", Organisation, "organisation"),
    ("said_in", "said_in_id", Place, "said_in"),
    ("event", "event_id", Event, "event"),
    ("relayed_by", "relayed_by_id", Organisation, "relayed_by"),
]
related_names = attrgetter(*(named_by for *_relation, named_by in RELATED))
UPDATED = [
    *AS_DRAFTED,
    *["described_as", "text", "position", "revision", "is_orphan", "speaker", "on_behalf_of", "speaker_role"],
    *["sorted_on", "said_in", "event", "relayed_by", "utterance"],
]


Standing = dict[tuple[int, str], list[Statement]]
"""Statements that a draft may stand for, by their article and their words."""


def save_statements(items: list[Item], book: RoleBook, standing: Standing) -> None:
    """Save what each draft says was said. A statement of the same words keeps its code and its address.

    standing: the statements that the drafts replace; what is not said again is let go.
    """
    utterances = save_utterances(items)
    new, known, changed = [], [], []
    for item in items:
        for draft, (text, described_as) in zip(item.draft.statements, item.said, strict=True):
            if queue := standing.get((item.article.id, text)):
                statement = queue.pop(0)
                former = values_of(statement)
                known.append(fill(statement, text, described_as, draft, item, book, utterances))
                changed += [statement] if values_of(statement) != former else []
            else:
                statement = unsaved(Statement, article_id=item.article.id)
                new.append(fill(statement, text, described_as, draft, item, book, utterances))
            item.statements.append(statement)
    let_go([statement for queue in standing.values() for statement in queue], items)
    insert(Statement, new)
    renew(known, changed)
    save_parts(items)


def standing_statements(items: list[Item]) -> Standing:
    """The statements that changed articles have until now."""
    articles = [item.article.pk for item in items if item.former]
    return by_words(Statement.objects.filter(article__in=articles).in_reading_order() if articles else ())


def by_words(statements: Iterable[Statement]) -> Standing:
    standing = defaultdict(list)
    for statement in statements:
        standing[statement.article_id, statement.text].append(statement)
    return standing


def fill(statement, text, described_as, draft: StatementDraft, item: Item, book: RoleBook, utterances) -> Statement:
    """Set what a draft says, as setattr() would, at a fraction of its cost."""
    article, values = item.article, vars(statement)
    values.update(zip(AS_DRAFTED, as_drafted(draft), strict=True))
    values["text"], values["position"] = text, next(span.start for span in draft.spans if span.part == CONTENT)
    values["language"] = draft.language or article.language
    values["revision_id"], values["is_orphan"] = item.revision.id, False
    values["described_as"] = described_as
    values["sorted_on"] = draft.said_on or article.printed_on
    for (name, column, model, _named_by), called in zip(RELATED, related_names(draft), strict=True):
        if called or values[column] is not None:  # most are empty and stay so
            relate(statement, name, column, item.scope.get(model, called))
    if draft.utterance:  # else it stays in the group that articles/reports/ or an editor gave it
        relate(statement, "utterance", "utterance_id", utterances[draft.utterance])
    relate(statement, "speaker_role", "speaker_role_id", role_of(statement, item, book))
    if not statement.id:
        values["visible_from"] = statement_instant(draft.status, article.visible_from)
    return statement


def relate(statement: Statement, name: str, column: str, record) -> None:
    values = vars(statement)
    if record is not None or values[column] is not None:
        values[column] = record and record.id
        statement._state.fields_cache[name] = record


def role_of(statement: Statement, item: Item, book: RoleBook) -> Role | None:
    """The role in which the speaker said it."""
    if statement.speaker_id not in book.held:
        return None
    speaker = statement.speaker
    return book.on(speaker, statement.sorted_on, f"{statement.described_as} {item.description_of(speaker)}")


def save_utterances(items: list[Item]) -> dict[str, Utterance]:
    """The utterances that the drafts name by a key, made where they are new."""
    keys = {statement.utterance for item in items for statement in item.draft.statements} - {""}
    if not keys:
        return {}
    known = {utterance.note: utterance for utterance in Utterance.objects.filter(note__in=keys)}
    new = [Utterance(note=key) for key in sorted(keys - set(known))]
    return known | {utterance.note: utterance for utterance in Utterance.objects.bulk_create(new)}


def let_go(statements: list[Statement], items: list[Item]) -> None:
    """What its origin no longer says is retracted where readers could see it, and forgotten where not.

    What an editor compared with others is not forgotten, but rejected: the decision holds should it be said again.
    """
    seen = [statement.pk for statement in statements if statement.visible_from]
    unseen = [statement.pk for statement in statements if not statement.visible_from]
    new_text = [item.article.pk for item in items if item.former and item.former is not item.revision]
    if seen:
        retracted = Statement.objects.filter(pk__in=seen)
        retracted.update(status=Statement.Status.RETRACTED)
        retracted.filter(article__in=new_text).update(is_orphan=True)
    if unseen:
        kept = decided_among(unseen)
        Statement.objects.filter(pk__in=kept).update(status=Statement.Status.REJECTED, is_orphan=True)
        Statement.objects.filter(pk__in=set(unseen) - kept).delete()


def decided_among(keys: list[int]) -> set[int]:
    """Of which of these statements an editor said that they are the same as others, or not."""
    decided = Likeness.objects.exclude(decision=Likeness.Decision.SUGGESTED).filter(Q(one__in=keys) | Q(other__in=keys))
    return {key for pair in decided.values_list("one", "other") for key in pair} & set(keys)


def values_of(statement: Statement) -> list:
    """What an import writes of a statement: keys where it refers to records."""
    return [getattr(statement, Statement._meta.get_field(name).attname) for name in UPDATED]


def renew(statements: list[Statement], changed: list[Statement]) -> None:
    """Write known statements anew; what a machine said of them, and nobody judged, gives way to what it says now."""
    if changed:
        Statement.objects.bulk_update(changed, UPDATED)
    for model in (StatementSpan, Reference, Attribution):
        model.objects.filter(statement__in=statements).delete()


def save_parts(items: list[Item]) -> None:
    said = [(item, *pair) for item in items for pair in zip(item.statements, item.draft.statements, strict=True)]
    insert_rows(StatementSpan, SPAN, (row for entry in said for row in spans_of(*entry)))
    insert_rows(Attribution, ATTRIBUTION, (row for entry in said for row in ledger_of(*entry)))
    insert_rows(Reference, REFERENCE, (row for entry in said for row in references_of(*entry)))


def spans_of(item: Item, statement: Statement, draft: StatementDraft) -> list[tuple]:
    return [span_row(statement.id, span, item.draft.body) for span in draft.spans]


def span_row(statement: int, span: PieceDraft, body: str) -> tuple:
    start, end = span.start, span.end
    around = body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
    return statement, span.part, start, end, body[start:end], *around, span.is_verbatim


def ledger_of(item: Item, statement: Statement, draft: StatementDraft) -> Iterator[tuple]:
    """Who else was considered, then who is said to have spoken: of two that are as sure, the last one counts."""
    by = False, item.draft.asserted_by, item.draft.version[:60]
    surest = 1 if draft.confidence is None else draft.confidence
    for name, confidence in draft.candidates:
        person = item.scope.get(Person, name)
        organisation = None if person else item.scope.get(Organisation, name)
        chosen = {statement.speaker, statement.on_behalf_of if not statement.speaker else None}
        if (person or organisation) and (person or organisation) not in chosen and confidence <= surest:
            yield statement.id, key_of(person), key_of(organisation), *by, confidence, ""
    if statement.speaker_id or statement.on_behalf_of_id:
        yield statement.id, statement.speaker_id, statement.on_behalf_of_id, *by, draft.confidence, ""


def references_of(item: Item, statement: Statement, draft: StatementDraft) -> Iterator[tuple]:
    for relation, names in ((TO, draft.to), (ABOUT, draft.about)):
        if not names:
            continue
        seen = set()
        for name in names:
            subject = item.scope.find(name)
            if subject and (type(subject), subject.pk) not in seen:
                seen.add((type(subject), subject.pk))
                kind = subject._meta.model_name
                yield statement.id, relation, *[subject.pk if kind == name else None for name in SUBJECTS]


def key_of(record) -> int | None:
    return record and record.pk

"""What was found against what stands: new suggestions come, stale ones go, and what an editor decided stays.

Only a suggestion that an extractor made and no person touched is ever changed. Where a decided statement stands,
accepted or rejected, nothing is suggested again.
"""

from dataclasses import dataclass

from django.db.models import Q

from articles.importing.draft import Draft, StatementDraft
from articles.importing.saving.cast import cast_of
from articles.importing.saving.checking import check
from articles.importing.saving.item import Item
from articles.importing.saving.links import links_of
from articles.importing.saving.records import save_records
from articles.importing.saving.registry import Registry
from articles.importing.saving.roles import RoleBook, save_roles
from articles.importing.saving.statements import by_words, content_of, save_statements
from articles.importing.suggesting import with_findings
from articles.inserting import insert
from articles.models import ArticleRevision, Attribution, Reading, Statement, StatementSpan, Suggestible
from extraction.findings import Findings
from people.models import Person


@dataclass(frozen=True)
class Change:
    """How many suggestions of an article are new, stay, and went."""

    added: int = 0
    kept: int = 0
    dropped: int = 0


def renew(revision: ArticleRevision, found: Findings, version: str) -> Change:
    """Let the suggestions of an article be what was found in this text of it. Raises Unreadable, and changes nothing.

    To be called in a transaction that holds the article. Readers see no suggestion, so nothing is shown anew.
    """
    suggestions = own_suggestions(revision)
    draft = undecided(draft_of(revision, found, version), decided_spans(revision, suggestions))
    item = item_of(revision, draft)
    registry = Registry([item.cast])
    item.scope = registry.admit(item.cast, is_asserted=False, is_public=False)
    save_records(registry)
    book = RoleBook(person for person in item.scope.own[Person].values() if person)
    save_roles(registry, book)
    known = {statement.pk for statement in suggestions}
    save_statements([item], book, by_words(suggestions))
    renew_links(item, book)
    Reading.objects.update_or_create(article=revision.article, defaults={"revision": revision, "version": version[:60]})
    kept = sum(statement.pk in known for statement in item.statements)
    return Change(len(item.statements) - kept, kept, len(known) - kept)


def draft_of(revision: ArticleRevision, found: Findings, version: str) -> Draft:
    article = revision.article
    draft = Draft(
        origin_key=article.origin_key or article.code,
        headline=revision.headline,
        body=revision.body,
        language=article.language,
        printed_on=article.printed_on,
        status=article.status,
        scheduled_for=article.scheduled_for,
    )
    return with_findings(draft, found, version)


def item_of(revision: ArticleRevision, draft: Draft) -> Item:
    item = Item(draft, article=revision.article, former=revision, revision=revision, cast=cast_of(draft))
    check(draft, item.cast)
    return item


def own_suggestions(revision: ArticleRevision) -> list[Statement]:
    """The suggestions that an extractor made in this article and that nobody touched since."""
    by_hand = Statement.history.filter(article=revision.article, history_user__isnull=False).values("id")
    others = Attribution.objects.filter(statement__article=revision.article)
    others = others.exclude(method=Attribution.Method.EXTRACTOR).values("statement")
    read = ~Q(rule="") | Q(attributions__method=Attribution.Method.EXTRACTOR)
    rows = Statement.objects.filter(read, article=revision.article, status=Statement.Status.SUGGESTED, checked_at=None)
    return list(rows.exclude(pk__in=by_hand).exclude(pk__in=others).in_reading_order().distinct())


def decided_spans(revision: ArticleRevision, suggestions: list[Statement]) -> list[list[tuple[int, int]]]:
    """Where the other statements of this text stand, in pieces."""
    spans = StatementSpan.objects.filter(
        statement__article=revision.article, statement__revision=revision, part=StatementSpan.Part.CONTENT
    ).exclude(statement__in=[statement.pk for statement in suggestions])
    pieces: dict[int, list[tuple[int, int]]] = {}
    for statement, start, end in spans.values_list("statement", "start", "end"):
        pieces.setdefault(statement, []).append((start, end))
    return list(pieces.values())


def undecided(draft: Draft, decided: list[list[tuple[int, int]]]) -> Draft:
    """The draft without the statements whose words stand, for the most part, in one that somebody decided on."""
    draft.statements = [
        statement for statement in draft.statements if not any(covers(pieces, statement) for pieces in decided)
    ]
    return draft


def covers(pieces: list[tuple[int, int]], statement: StatementDraft) -> bool:
    """Whether half of the shorter one, or more, is in both; in code points."""
    mine = [(piece.start, piece.end) for piece in content_of(statement)]
    shared = sum(max(0, min(end, stop) - max(start, begin)) for start, end in mine for begin, stop in pieces)
    shorter = min(sum(end - start for start, end in each) for each in (mine, pieces))
    return 2 * shared >= shorter


def renew_links(item: Item, book: RoleBook) -> None:
    """Add who takes part and what is named, where no row says so, also none that was rejected; drop what is stale."""
    for model, wanted, identity in links_of(item, book):
        rows = list(model.objects.filter(article=item.article))
        standing = {identity(row) for row in rows}
        stale = [row.pk for row in rows if row.review == Suggestible.Review.SUGGESTED and identity(row) not in wanted]
        speaking = kept_speakers(item) if stale else set()
        stale = [row.pk for row in rows if row.pk in stale and not set(identity(row)) & speaking]
        model.objects.filter(pk__in=stale).delete()
        insert(model, [row for key, row in wanted.items() if key not in standing])


def kept_speakers(item: Item) -> set:
    """Whom statements that were not suggested here name: their part in the article is not the extractor's."""
    ours = {statement.pk for statement in item.statements}
    rows = Statement.objects.filter(article=item.article).exclude(pk__in=ours)
    return {
        (name, key)
        for person, organisation in rows.values_list("speaker", "on_behalf_of")
        for name, key in (("person", person), ("organisation", organisation))
        if key
    }

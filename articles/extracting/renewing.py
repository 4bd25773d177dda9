"""What was found against what stands: new suggestions come, stale ones go, and what an editor decided stays.

Only a suggestion that an extractor made and no person touched is ever changed. Where a decided statement stands,
accepted or rejected, nothing is suggested again.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Now

from articles.importing.draft import Draft, StatementDraft
from articles.importing.saving.batch import people_of
from articles.importing.saving.cast import cast_of
from articles.importing.saving.checking import check
from articles.importing.saving.item import Item
from articles.importing.saving.links import links_of
from articles.importing.saving.quoted import content_of
from articles.importing.saving.records import save_records
from articles.importing.saving.registry import Registry
from articles.importing.saving.roles import RoleBook, save_roles
from articles.importing.saving.statements import by_words, save_statements
from articles.importing.suggesting import with_findings
from articles.inserting import insert
from articles.models import ArticleRevision, Attribution, Reading, Statement, StatementSpan, Suggestible
from extraction.findings import Findings


@dataclass(frozen=True)
class Change:
    """How many suggestions of an article are new, stay, and went."""

    added: int = 0
    kept: int = 0
    dropped: int = 0


def renew(readings: list[tuple[ArticleRevision, Findings]], version: str) -> list[Change]:
    """Let the suggestions of articles be what was found in these texts of them, with the same queries for any number.

    Raises Unreadable. To be called in a transaction that holds the articles. Readers see no suggestion, so nothing is
    shown anew.
    """
    suggestions = own_suggestions([revision.article_id for revision, _ in readings])
    decided = decided_spans([revision for revision, _ in readings], suggestions)
    items = [
        item_of(revision, undecided(draft_of(revision, found, version), decided[revision.article_id]))
        for revision, found in readings
    ]
    registry = Registry(item.cast for item in items)
    for item in items:
        item.scope = registry.admit(item.cast, is_asserted=False, is_public=False)
    save_records(registry)
    book = RoleBook(person for item in items for person in people_of(item))
    save_roles(registry, book)
    known = {statement.pk for statement in suggestions}
    were = Counter(statement.article_id for statement in suggestions)
    save_statements(items, book, by_words(suggestions))
    renew_links(items, book)
    save_readings([revision for revision, _ in readings], version)
    kept = [sum(statement.pk in known for statement in item.statements) for item in items]
    return [
        Change(len(item.statements) - stayed, stayed, were[item.article.pk] - stayed)
        for item, stayed in zip(items, kept, strict=True)
    ]


def save_readings(revisions: list[ArticleRevision], version: str) -> None:
    """Remember what was read; the next reading of an article takes the place of the one before."""
    rows = [Reading(article=each.article, revision=each, version=version[:60], read_at=Now()) for each in revisions]
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["article"], update_fields=["revision", "version", "read_at"]
    )


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


def own_suggestions(articles: list[int]) -> list[Statement]:
    """The suggestions that an extractor made in these articles and that nobody touched since, in reading order."""
    by_hand = Statement.history.filter(article__in=articles, history_user__isnull=False).values("id")
    others = Attribution.objects.filter(statement__article__in=articles)
    others = others.exclude(method=Attribution.Method.EXTRACTOR).values("statement")
    read = ~Q(rule="") | Q(attributions__method=Attribution.Method.EXTRACTOR)
    rows = Statement.objects.filter(read, article__in=articles, status=Statement.Status.SUGGESTED, checked_at=None)
    return list(rows.exclude(pk__in=by_hand).exclude(pk__in=others).in_reading_order().distinct())


def decided_spans(
    revisions: list[ArticleRevision], suggestions: list[Statement]
) -> dict[int, list[list[tuple[int, int]]]]:
    """Where the other statements of these texts stand, in pieces, by article."""
    spans = StatementSpan.objects.filter(statement__revision__in=revisions, part=StatementSpan.Part.CONTENT).exclude(
        statement__in=[statement.pk for statement in suggestions]
    )
    pieces: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for article, statement, start, end in spans.values_list("statement__article", "statement", "start", "end"):
        pieces[article, statement].append((start, end))
    decided = defaultdict(list)
    for (article, _), each in pieces.items():
        decided[article].append(each)
    return decided


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


def renew_links(items: list[Item], book: RoleBook) -> None:
    """Add who takes part and what is named, where no row says so, also none that was rejected; drop what is stale."""
    speaking = kept_speakers(items)
    for kind in zip(*(links_of(item, book) for item in items), strict=True):
        model, _, identity = kind[0]
        standing = defaultdict(list)
        for row in model.objects.filter(article__in=[item.article.pk for item in items]):
            standing[row.article_id].append(row)
        stale, new = [], []
        for item, (_, wanted, _) in zip(items, kind, strict=True):
            rows = {identity(row): row for row in standing[item.article.pk]}
            new += [row for key, row in wanted.items() if key not in rows]
            stale += [
                row.pk
                for key, row in rows.items()
                if row.review == Suggestible.Review.SUGGESTED
                and key not in wanted
                and not set(key) & speaking[item.article.pk]
            ]
        model.objects.filter(pk__in=stale).delete()
        insert(model, new)


def kept_speakers(items: list[Item]) -> dict[int, set]:
    """Whom statements that were not suggested here name: their part in an article is not the extractor's."""
    ours = {statement.pk for item in items for statement in item.statements}
    rows = Statement.objects.filter(article__in=[item.article.pk for item in items])
    speaking = defaultdict(set)
    for statement, article, person, organisation in rows.values_list("pk", "article", "speaker", "on_behalf_of"):
        if statement not in ours:
            named = (("person", person), ("organisation", organisation))
            speaking[article].update(pair for pair in named if pair[1])
    return speaking

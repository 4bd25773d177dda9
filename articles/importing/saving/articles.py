"""The article and its revisions."""

from collections.abc import Iterable

from articles.inserting import insert, unsaved
from articles.models import Article, ArticleRevision, Place
from articles.visibility import DATED_BY, article_instant
from people import histories
from people.addresses import path_of
from people.models import FormerAddress, Organisation
from people.naming import slug_for

from ..draft import Draft
from .item import Item

AS_DRAFTED = [
    *["headline", "slugline", "byline", "dateline_text", "language", "source_url", "usage_terms", "coverage"],
    *["printed_on", "printed_on_precision", "published_at", "status", "scheduled_for", "embargo_until"],
]
DERIVED = ["lead", "slug", "publisher", "dateline_place", "origin_digest"]
LEAD = 300


def save_articles(items: list[Item]) -> None:
    """Save article and text of each item; an address that changes goes on leading here."""
    new = [item for item in items if item.article is None]
    known = [item for item in items if item.article is not None]
    addresses = [(item.article, path_of(item.article)) for item in known]
    for item in items:
        item.article = filled(item.article or unsaved(Article, origin_key=item.draft.origin_key), item)
    set_slugs([item.article for item in items])
    insert(Article, [item.article for item in new])
    if known:
        Article.objects.bulk_update([item.article for item in known], [*AS_DRAFTED, *DERIVED])
        keep_addresses(addresses)
    keep_history(new, known)
    save_revisions(new, known)


def keep_history(new: list[Item], known: list[Item]) -> None:
    """Let the history of each article begin with what came in: in which state it was is known from then on.

    Nobody is named, not even who ran the import: what is in somebody's name no later import changes.
    """
    for items, kind in ((new, histories.MADE), (known, histories.CHANGED)):
        histories.keep(Article, [item.article.pk for item in items], kind, "Imported")


def filled(article: Article, item: Item) -> Article:
    for name in AS_DRAFTED:
        setattr(article, name, getattr(item.draft, name))
    if article.published_at and not article.printed_on:
        article.printed_on = article.published_at.date()
    article.lead = lead_of(item.draft.body)
    article.publisher = item.scope.get(Organisation, item.draft.publisher)
    article.dateline_place = item.scope.get(Place, item.draft.dateline_place)
    article.origin_digest = item.digest
    if not article.pk:
        article.visible_from = article_instant(*(getattr(article, name) for name in DATED_BY))
    return article


def lead_of(body: str) -> str:
    """The first words of a text, cut between two words."""
    words = " ".join(body[: 4 * LEAD].split())
    return words if len(words) <= LEAD else f"{words[: LEAD - 1].rsplit(' ', 1)[0]}…"


def set_slugs(articles: list[Article]) -> None:
    """Give each article an address of its day that no other has, in one query; one that it has it keeps if it can."""
    wanted = {id(article): article.slug or slug_for(article.headline, fallback=article.code) for article in articles}
    rows = Article.objects.filter(slug__is_among=set(wanted.values())).values_list("pk", "printed_on", "slug")
    ours = {article.pk for article in articles}
    taken = {(printed_on, slug) for pk, printed_on, slug in rows if pk not in ours}
    for article in articles:
        slug = wanted[id(article)]
        if (article.printed_on, slug) in taken:
            slug = f"{slug}-{article.code.lower()}"
        article.slug = slug
        taken.add((article.printed_on, slug))


def keep_addresses(addresses: Iterable[tuple[Article, str]]) -> None:
    moved = [
        FormerAddress(path=path, kind=Article._meta.label_lower, code=article.code)
        for article, path in addresses
        if path != path_of(article)
    ]
    FormerAddress.objects.bulk_create(moved, ignore_conflicts=True)


def save_revisions(new: list[Item], known: list[Item]) -> None:
    revisions = [revision for item in new for revision in first_revisions(item)]
    former = {r.article_id: r for r in current_of(known)}
    replaced = []
    for item in known:
        item.former = item.revision = former[item.article.pk]
        if (item.former.headline, item.former.body) != (item.draft.headline, item.draft.body):
            item.revision = next_revision(item)
            replaced.append(item.former.pk)
            revisions.append(item.revision)
    if replaced:
        ArticleRevision.objects.filter(pk__in=replaced).update(is_current=False)
    insert(ArticleRevision, revisions)


def current_of(items: list[Item]) -> Iterable[ArticleRevision]:
    articles = [item.article.pk for item in items]
    return ArticleRevision.objects.filter(article__in=articles, is_current=True) if articles else []


def first_revisions(item: Item) -> list[ArticleRevision]:
    draft: Draft = item.draft
    bodies = [*draft.earlier_bodies, draft.body]
    revisions = [
        unsaved(
            ArticleRevision, article_id=item.article.pk, number=n, is_current=False, headline=draft.headline, body=body
        )
        for n, body in enumerate(bodies, start=1)
    ]
    item.revision = revisions[-1]
    item.revision.is_current = True
    item.revision.source_text = draft.source_text
    return revisions


def next_revision(item: Item) -> ArticleRevision:
    draft = item.draft
    return ArticleRevision(
        article=item.article,
        number=item.former.number + 1,
        headline=draft.headline,
        body=draft.body,
        source_text=draft.source_text,
        reason="The text changed where it came from.",
    )

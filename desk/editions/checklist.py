"""What to look at before an article is published: each point in a line, with the way to mend it."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from articles import visibility
from articles.attribution import SILENT
from articles.languages import language_name
from articles.models import Article, Statement
from desk.models import RemovalRequest
from extraction import language
from people.models import Person

NAMED = 5  # people at most that a point names


@dataclass(frozen=True)
class Point:
    """Something to mend, or to leave knowingly. address: where; stops: it cannot be published like this.

    permission: what whoever goes there needs.
    """

    label: str
    address: str = ""
    mend: str = ""
    stops: bool = False
    permission: str = ""

    def seen_by(self, editor):
        """The same, without a way to where this editor may not go."""
        return self if not self.permission or editor.has_perm(self.permission) else replace(self, address="")


def checklist(article):
    """What is open about an article, the gravest first. The same few queries for every article."""
    form = reverse("admin:articles_article_change", args=[article.pk])
    current = article.current
    if current is None:
        return [Point("It has no text: it cannot be published.", form, "Write it", stops=True)]
    return [
        *_removal(article),
        *_of_statements(article),
        *_under_embargo(article),
        *_of_article(article, form),
        *_language(article, current.body, form),
    ]


def _removal(article):
    if RemovalRequest.objects.waiting().filter(article=article).exists():
        where = {"address": reverse("desk:removals"), "permission": "articles.remove_article"}
        yield Point("Its removal by law is asked for.", mend="Look at it", **where)


def _of_article(article, form):
    if not article.printed_on:
        yield Point("It is undated. It stays so unless somebody knows the day.", f"{form}#id_printed_on", "Date it")
    if not article.publisher_id:
        yield Point("No publisher is named.", f"{form}#id_publisher", "Name the publisher")
    elif not article.source_url:
        yield Point("It has no web address of the original.", f"{form}#id_source_url", "Give the address")


def _language(article, body, form):
    guessed = language.guess(body)
    if guessed and guessed != article.language.partition("-")[0].lower():
        said = f"The text reads like {language_name(guessed)}, and is filed as {language_name(article.language)}."
        yield Point(said, f"{form}#id_language", "Change the language")


def _of_statements(article):
    live = ~Q(status__in=SILENT)
    counts = article.statements.order_by().aggregate(
        suggested=Count("pk", filter=Q(status=Statement.Status.SUGGESTED, is_orphan=False)),
        orphans=Count("pk", filter=live & Q(is_orphan=True)),
        nameless=Count("pk", filter=live & Q(speaker=None, on_behalf_of=None, anonymity_reason="")),
    )
    bench = reverse("desk:workbench", args=[article.code])
    if counts["orphans"]:
        said = _many(counts["orphans"], "statement is no longer in the text", "statements are no longer in the text")
        yield Point(f"{said}.", bench, "Place anew")
    if counts["suggested"]:
        said = _many(counts["suggested"], "suggestion waits to be checked", "suggestions wait to be checked")
        yield Point(f"{said}; readers see none.", "#suggestions", "Check")
    if counts["nameless"]:
        said = _many(counts["nameless"], "statement has no identified speaker", "statements have no identified speaker")
        yield Point(f"{said}.", bench, "Say who")


def _many(number, one, many):
    return f"{number} {one if number == 1 else many}"


def _under_embargo(article):
    """People of this article who also take part in one that readers may not see yet."""
    people = visibility.named_by([article.pk])[Person]
    now = timezone.now()
    elsewhere = Article.objects.filter(embargo_until__gt=now, participations__person__in=people).exclude(pk=article.pk)
    rows = elsewhere.order_by("pk").values_list("participations__person__name", "headline", "code").distinct()
    for name, headline, code in rows[:NAMED]:
        bench = reverse("desk:workbench", args=[code])
        yield Point(f"{name} is also in “{headline}”, which is under an embargo.", bench, "Look at it")


def newly_public(article):
    """The people whom readers come to know of by this article."""
    keys = visibility.named_by([article.pk])[Person]
    return Person.objects.filter(pk__in=keys).exclude(visible_from__lte=timezone.now()).order_by("sort_key")

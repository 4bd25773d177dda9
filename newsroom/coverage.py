"""The archive in numbers, counted over what readers can see: as far as a reader cares, and no further."""

from collections import Counter

from django.db.models import F

from articles.models import Article, Event, Place, Statement
from people.counting import tally
from people.models import Organisation, Person

KINDS = {"people": Person, "organisations": Organisation, "places": Place, "events": Event}
LATEST = 2000  # articles, and statements, over which shares are counted


def coverage():
    """How much there is, over which years, how fully recorded, and how much of it an editor has checked."""
    articles, statements = Article.objects.published(), Statement.objects.published()
    levels = Counter(articles.newest_first().values_list("coverage", flat=True)[:LATEST])
    checked = Counter(at is not None for at in statements.newest_first().values_list("checked_at", flat=True)[:LATEST])
    dated = articles.filter(printed_on__isnull=False).values_list("printed_on", flat=True)
    return {
        "articles": {
            "all": tally(articles),
            "undated": tally(articles.filter(printed_on=None)),
            "first": dated.order_by(F("printed_on").asc(nulls_first=True)).first(),
            "last": dated.order_by(F("printed_on").desc(nulls_last=True)).first(),
        },
        "levels": [(label, levels[value]) for value, label in Article.Coverage.choices],
        "level_of": sum(levels.values()),
        "statements": {"all": tally(statements), "checked": checked[True], "checked_of": sum(checked.values())},
        **{name: tally(model.objects.published()) for name, model in KINDS.items()},
    }

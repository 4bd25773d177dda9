"""The archive in numbers, counted over what readers can see: as far as a reader cares, and no further."""

from collections import Counter

from articles.models import Article, Event, Place, Statement
from people.counting import ends, tallies
from people.models import Organisation, Person

KINDS = {"people": Person, "organisations": Organisation, "places": Place, "events": Event}
LATEST = 2000  # articles, and statements, over which shares are counted


def coverage():
    """How much there is, over which years, how fully recorded, and how much of it an editor has checked."""
    articles, statements = Article.objects.published(), Statement.objects.published()
    levels = Counter(articles.newest_first().values_list("coverage", flat=True)[:LATEST])
    checked = Counter(at is not None for at in statements.newest_first().values_list("checked_at", flat=True)[:LATEST])
    first, last = ends(articles, "printed_on")
    counted = {"articles": articles.newest_first(), "undated": articles.filter(printed_on=None)}
    counted["statements"] = statements.newest_first()
    counted |= {name: model.objects.published().order_by("letter", "sort_key", "pk") for name, model in KINDS.items()}
    return tallies(counted) | {
        "first": first,
        "last": last,
        "levels": [(label, levels[value]) for value, label in Article.Coverage.choices],
        "level_of": sum(levels.values()),
        "checked": checked[True],
        "checked_of": sum(checked.values()),
    }

"""The archive in numbers, counted over what readers can see."""

from django.db.models import Count, Max, Min, Q

from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person


def coverage():
    """How much there is, over which years, how fully recorded, and how much of it an editor has checked."""
    articles = Article.objects.published()
    levels = dict(articles.order_by().values_list("coverage").annotate(Count("pk")))
    checked = Count("pk", filter=Q(checked_at__isnull=False))
    return {
        "articles": articles.aggregate(
            all=Count("pk"),
            undated=Count("pk", filter=Q(printed_on=None)),
            first=Min("printed_on"),
            last=Max("printed_on"),
        ),
        "levels": [(label, levels.get(value, 0)) for value, label in Article.Coverage.choices],
        "statements": Statement.objects.published().aggregate(all=Count("pk"), checked=checked),
        "people": Person.objects.published().count(),
        "organisations": Organisation.objects.published().count(),
        "places": Place.objects.published().count(),
        "events": Event.objects.published().count(),
    }

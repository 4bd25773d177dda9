"""Places: what was written from, said in and said about each. The relations are never mixed."""

from django.db.models import Count, F, OuterRef
from django.shortcuts import get_object_or_404, render

from articles.linked_data import of_place
from articles.mapping import Spot, map_of
from articles.models import Article, Event, Place, PlaceMention, Reference, Statement, Suggestible
from people.alphabet import index_of
from people.linked_data import as_script
from people.models import Person
from people.paging import address
from people.sections import Section, listing

PARTS, PEOPLE, EVENTS = 60, 12, 12
COUNTED = 10_000


def places(request):
    """Every place, from A to Z in every script."""
    spoken = Statement.objects.published().filter(said_in=OuterRef("pk"))
    index = index_of(request, Place.objects.published().select_related("parent"), spoken)
    return render(request, "articles/places.html", {"index": index})


def place(request, slug):
    """Where a place lies, and what was said in it, said about it and written from it."""
    around = "parent__parent__parent__parent"
    place = get_object_or_404(Place.objects.published().select_related(around), slug=slug)
    parts = list(
        Place.objects.published().filter(pk__in=place.inside).exclude(pk=place.pk).order_by("sort_key")[:PARTS]
    )
    is_wide = bool(parts) and request.GET.get("within") != "0"
    here = place.inside if is_wide else [place.pk]
    kept = {} if is_wide or not parts else {"within": "0"}
    context = {
        "place": place,
        "names": list(place.names.all()),
        "parts": parts,
        "position": position_of(place, parts),
        "map_title": f"Map with {place.name} marked"
        if place.latitude is not None
        else f"Map of places in {place.name}",
        "map": map_of(spots_of(place, parts), country_of(place), shows_country=place.kind == Place.Kind.COUNTRY),
        "is_wide": is_wide,
        "other_width": address(request, view=request.GET.get("view", ""), within="0" if is_wide else ""),
        "listing": listing(request, place, sections_of(here), **kept),
        "people": people_in(here),
        "events": events_in(here),
    }
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_place(place, absolute, context["names"]))
    context["address"] = absolute(place.get_absolute_url())
    return render(request, "articles/place.html", context)


def sections_of(here):
    """What was said here, said about here, written from here and written about here: four things, four sections."""
    about = Reference.objects.filter(relation=Reference.Relation.ABOUT, place__in=here)
    mentions = PlaceMention.objects.filter(review=Suggestible.Review.ACCEPTED, place__in=here)
    statements, articles = Statement.objects.published(), Article.objects.published()
    return [
        Section("said", "Said here", statements.filter(said_in__in=here)),
        Section("about", "Said about here", statements.filter(pk__in=about.values("statement"))),
        Section("written", "Written from here", articles.filter(dateline_place__in=here), "article"),
        Section("articles", "Articles about here", articles.filter(pk__in=mentions.values("article")), "article"),
    ]


def people_in(here):
    """Those who spoke here, whoever said most first; of a long list the latest statements count."""
    latest = Statement.objects.published().filter(said_in__in=here, speaker__isnull=False).order_by("-sorted_on")
    speaking = Person.objects.published().filter(statements__in=latest.values("pk")[:COUNTED])
    return list(speaking.annotate(said=Count("statements")).order_by("-said", "sort_key")[:PEOPLE])


def events_in(here):
    events = Event.objects.published().filter(place__in=here)
    return list(events.order_by(F("started_on").desc(nulls_last=True), "sort_key")[:EVENTS])


def spots_of(place, parts):
    """The place and those inside it, as far as their position is known; nothing where it is known of none."""
    located = [p for p in [place, *parts] if p.latitude is not None]
    return [Spot(p.latitude, p.longitude, p.name, is_subject=p == place) for p in located]


def position_of(place, parts):
    """In words what the map shows: “51.16° N, 71.43° E, in Kazakhstan”."""
    if place.latitude is not None:
        north, east = "NS"[place.latitude < 0], "EW"[place.longitude < 0]
        position = f"{abs(place.latitude):.2f}° {north}, {abs(place.longitude):.2f}° {east}"
    elif any(part.latitude is not None for part in parts):
        position = "Too wide for a point: the map marks the places known inside it"
    else:
        position = "Its position is not recorded"
    return position + (f", in {place.parent.name}." if place.parent else ".")


def country_of(place):
    """The code of the country the place is, or lies in; empty for what is wider than a country."""
    return place.country_code or next((p.country_code for p in reversed(place.ancestors) if p.country_code), "")

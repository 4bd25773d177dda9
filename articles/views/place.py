"""Places: what was written from, said in and said about each. The relations are never mixed."""

from django.db.models import F, OuterRef
from django.shortcuts import get_object_or_404, render

from articles.linked_data import of_place
from articles.mapping import Spot, map_of
from articles.models import Event, Place, Statement
from people import finding
from people.alphabet import index_of
from people.linked_data import as_script
from people.listing import listing
from people.models import Person
from people.paging import address

PARTS, PEOPLE, EVENTS = 60, 12, 12
LOOKED_AT = 500  # parts among which those shown are chosen
LATEST = 500  # statements over which it is counted who spoke here


def places(request):
    """Every place, from A to Z in every script."""
    spoken = Statement.objects.published().filter(said_in=OuterRef("pk"))
    index = index_of(request, Place.objects.published().select_related("parent"), spoken)
    return render(request, "articles/places.html", {"index": index})


def place(request, slug):
    """Where a place lies, and what was said in it, said about it and written from it."""
    around = "parent__parent__parent__parent"
    place = get_object_or_404(Place.objects.published().select_related(around), slug=slug)
    inside = Place.objects.published().filter(pk__in=place.some_inside(LOOKED_AT))
    parts = list(inside.exclude(pk=place.pk).order_by("sort_key")[:PARTS])
    is_wide = bool(parts) and request.GET.get("within") != "0"
    kept = {} if is_wide or not parts else {"within": "0"}
    opened = listing(request, place, sections_of(place, is_wide or not parts), **kept)
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
        "listing": opened,
        "people": people_in(opened.opened) if opened.opened.key == "said" else [],
        "events": events_in(place, parts if is_wide else []),
    }
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_place(place, absolute, context["names"]))
    context["address"] = absolute(place.get_absolute_url())
    return render(request, "articles/place.html", context)


def sections_of(place, is_wide):
    """What was said here, said about here, written from here and written about here: four things, four sections.

    is_wide: with all that lies in this place, however deep.
    """
    said, about, written = ("in", "around", "written") if is_wide else ("at", "about", "from")
    return [
        finding.section("said", "Said here", said, place),
        finding.section("about", "Said about here", about, place),
        finding.section("written", "Written from here", written, place, "article"),
        finding.section("articles", "Articles about here", about, place, "article"),
    ]


def people_in(said_here):
    """Those who spoke here of late, whoever said most first."""
    said = finding.speakers_in(said_here, LATEST).most_common(PEOPLE)
    people = Person.objects.published().in_bulk([key for key, _number in said])
    for key, number in said:
        if key in people:
            people[key].said = number
    return sorted(people.values(), key=lambda person: (-person.said, person.sort_key))


def events_in(place, parts):
    """The latest events held here, or in one of these parts."""
    found = Event.objects.published().filter(place__in=[place, *parts])
    return list(found.order_by(F("started_on").desc(nulls_last=True), "-pk")[:EVENTS])


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

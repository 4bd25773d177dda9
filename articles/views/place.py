"""Places: what was written from, said in and said about each. The relations are never mixed."""

from django.db.models import F, OuterRef
from django.shortcuts import render

from articles.linked_data import of_place
from articles.mapping import Spot, map_of
from articles.models import Event, Place, PlaceName, Statement
from articles.models.place import keys_inside
from people import finding
from people.alphabet import index_of
from people.linked_data import as_script
from people.listing import listing
from people.models import Person
from people.paging import address
from people.prepared import first_or_404, prepared

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
    place = first_or_404(_of_slug(slug))
    parts = _parts(place.pk)
    has_more, parts = len(parts) > PARTS, parts[:PARTS]
    is_wide = bool(parts) and request.GET.get("within") != "0"
    kept = {} if is_wide or not parts else {"within": "0"}
    opened = listing(request, place, sections_of(place, is_wide or not parts), **kept)
    context = {
        "place": place,
        "names": _names(place.pk),
        "parts": parts,
        "has_more_parts": has_more,
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


@prepared
def _of_slug(slug):
    return Place.objects.published().select_related("parent__parent__parent__parent").filter(slug=slug)


@prepared
def _parts(place):
    inside = Place.objects.published().filter(pk__in=keys_inside(place, LOOKED_AT)).exclude(pk=place)
    return inside.order_by("sort_key")[: PARTS + 1]


@prepared
def _names(place):
    return PlaceName.objects.filter(place=place)


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
    return _latest_events([place.pk, *(part.pk for part in parts)])


@prepared
def _latest_events(places):
    found = Event.objects.published().filter(place__pk__in=places)
    return found.order_by(F("started_on").desc(nulls_last=True), "-pk")[:EVENTS]


def spots_of(place, parts):
    """The place and those inside it, as far as their position is known; nothing where it is known of none."""
    located = [p for p in [place, *parts] if p.latitude is not None]
    return [Spot(p.latitude, p.longitude, p.name, is_subject=p == place) for p in located]


def position_of(place, parts):
    """In words what the map shows: “51.16° N, 71.43° E”."""
    if place.latitude is not None:
        north, east = "NS"[place.latitude < 0], "EW"[place.longitude < 0]
        return f"{abs(place.latitude):.2f}° {north}, {abs(place.longitude):.2f}° {east}"
    if any(part.latitude is not None for part in parts):
        return "Too wide for a point: the map marks the places known inside it"
    return "Its position is not recorded"


def country_of(place):
    """The code of the country the place is, or lies in; empty for what is wider than a country."""
    return place.country_code or next((p.country_code for p in reversed(place.ancestors) if p.country_code), "")

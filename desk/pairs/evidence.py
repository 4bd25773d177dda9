"""What speaks for two records being one, and what against it, in an editor's words. It proposes; an editor decides."""

import unicodedata
from dataclasses import dataclass
from itertools import product
from math import asin, cos, radians, sin, sqrt

from articles.models import Place
from people.counting import tallies
from people.likeness import Likeness, body_likeness, likeness
from people.models import Organisation, Person
from people.naming import fold

from .kinds import namings_of

WEIGHT = dict(zip(Likeness, (90, 80, 70, 75, 60, 60, 40), strict=True))
ORDER = list(Likeness)
LIFETIME = 80  # years in which one person may hold posts
NEAR, FAR = 5, 50  # kilometres between two points of one place, and of two
SCRIPTS = {"CJK": "Chinese"}  # as Unicode names their letters
EARTH = 12_742  # kilometres across
TOGETHER = 99  # articles that name both, at most counted


@dataclass(frozen=True)
class Remark:
    """weight: above 0 it speaks for one record, below 0 for two; a conflict is what one record can hardly be."""

    words: str
    weight: int

    @property
    def is_conflict(self):
        return self.weight < 0


def fetched(model):
    """Records with all that remarks() asks of them."""
    if model is Person:
        return model.objects.prefetch_related("names", "roles__organisation")
    return model.objects.select_related("parent").prefetch_related("names")


def remarks(one, other):
    """What two records of a kind say of one another, what speaks for one first."""
    found = [*_names(one, other), *_numbers(one, other), *_OF_KIND[type(one)](one, other), *_scripts(one, other)]
    return sorted(found, key=lambda remark: -remark.weight)


def score(one, other):
    """How much speaks for two records being one: 0 and more."""
    return max(0, sum(remark.weight for remark in remarks(one, other)))


def together(pairs):
    """How many articles name both of each pair: {pair: Tally}, in one query."""
    asked = {}
    for one, other in pairs:
        theirs = namings_of(other).values("article")
        asked[one, other] = namings_of(one).filter(article__in=theirs)
    return tallies(asked, limit=TOGETHER) if asked else {}


def on_articles(count):
    """What it says that so many articles name both."""
    if not count:
        return Remark("Never in the same article", 1)
    articles = "1 article names" if count == 1 else f"{count} articles name"
    return Remark(f"{articles} both, one beside the other", -1)


def best_likeness(model, names, others):
    """The surest reason why two records of these names may be one, with the two names; None where there is none."""
    compare = likeness if model is Person else body_likeness
    found = [(reason, a, b) for a, b in product(names, others) if (reason := compare(a, b))]
    return min(found, key=lambda entry: ORDER.index(entry[0]), default=None)


def names_of(record):
    return [record.name, *(name.text for name in record.names.all())]


def _names(one, other):
    found = best_likeness(type(one), names_of(one), names_of(other))
    if found:
        reason, mine, theirs = found
        told = f"“{mine}”" if mine == theirs else f"“{mine}” and “{theirs}”"
        yield Remark(f"{reason[0].upper()}{reason[1:]}: {told}", WEIGHT[reason])


def _numbers(one, other):
    for field, label in (("wikidata_id", "Wikidata"), ("geonames_id", "GeoNames")):
        mine, theirs = getattr(one, field, None), getattr(other, field, None)
        if mine and theirs and mine != theirs:
            yield Remark(f"Different {label} numbers: {mine} and {theirs}", -60)


def _of_people(one, other):
    posts, theirs = list(one.roles.all()), list(other.roles.all())
    titles = {fold(role.title): role.title for role in posts}
    for title in sorted({titles[fold(role.title)] for role in theirs if fold(role.title) in titles}):
        yield Remark(f"The same role: {title}", 10)
    bodies = {role.organisation for role in posts} & {role.organisation for role in theirs} - {None}
    for body in sorted(bodies, key=str):
        yield Remark(f"Both at {body}", 10)
    if one.gender and other.gender and one.gender != other.gender:
        yield Remark(f"“{one.get_gender_display()}” and “{other.get_gender_display()}”", -40)
    years = [day.year for role in (*posts, *theirs) for day in (role.started_on, role.ended_on) if day]
    if years and max(years) - min(years) > LIFETIME:
        yield Remark(f"Roles {max(years) - min(years)} years apart: {min(years)} and {max(years)}", -40)


def _of_organisations(one, other):
    if one.parent_id and one.parent_id == other.parent_id:
        yield Remark(f"Both belong to {one.parent}", 10)
    if other.pk == one.parent_id or one.pk == other.parent_id:
        yield Remark("One belongs to the other", -60)
    if one.classification and fold(one.classification) == fold(other.classification):
        yield Remark(f"Both: {one.classification}", 5)
    for first, second in ((one, other), (other, one)):
        if first.dissolved_on and second.founded_on and first.dissolved_on < second.founded_on:
            yield Remark(f"One ended in {first.dissolved_on.year}, the other began in {second.founded_on.year}", -40)


def _of_places(one, other):
    if one.country_code and other.country_code:
        is_same = one.country_code == other.country_code
        yield (
            Remark(f"Both in {one.country_code}", 10)
            if is_same
            else Remark(f"In {one.country_code} and in {other.country_code}", -60)
        )
    if other.pk == one.parent_id or one.pk == other.parent_id:
        yield Remark("One is inside the other", -60)
    elif one.parent_id and one.parent_id == other.parent_id:
        yield Remark(f"Both in {one.parent}", 5)
    if one.kind != other.kind:
        yield Remark(f"{one.get_kind_display()} and {other.get_kind_display()}".capitalize(), -10)
    distance = _kilometres(one, other)
    if distance is not None and distance <= NEAR:
        yield Remark("At the same point of the map", 15)
    elif distance is not None and distance > FAR:
        yield Remark(f"{distance:,.0f} km apart", -50)


_OF_KIND = {Person: _of_people, Organisation: _of_organisations, Place: _of_places}


def _kilometres(one, other):
    points = [(place.latitude, place.longitude) for place in (one, other)]
    if None in points[0] + points[1]:
        return None
    (north, east), (north2, east2) = (tuple(map(radians, point)) for point in points)
    inner = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return EARTH * asin(sqrt(inner))


def _scripts(one, other):
    """Names in one script, other than Latin, that are not alike."""
    mine, theirs = _by_script(one), _by_script(other)
    for script in sorted(mine.keys() & theirs.keys()):
        if not best_likeness(type(one), mine[script], theirs[script]):
            letters = SCRIPTS.get(script, script.title())
            yield Remark(f"Other names in {letters} letters: {mine[script][0]} and {theirs[script][0]}", -30)


def _by_script(record):
    """The names of a record by the script they are written in, but for Latin."""
    found = {}
    for name in names_of(record):
        letter = next((letter for letter in name if letter.isalpha()), "")
        script = unicodedata.name(letter, "").partition(" ")[0] if letter else ""
        if script not in ("", "LATIN"):
            found.setdefault(script, []).append(name)
    return found

"""Places: where an article was written, where something was said, what the talk was about. Never mixed."""

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from people.likeness import body_key
from people.models import Name, NamedRecord
from people.models.history import HistoricalRecords
from people.paths import path_to

INSIDE = """
WITH RECURSIVE inside(id) AS (
    SELECT CAST(%s AS bigint)
    UNION SELECT part.id FROM articles_place part JOIN inside ON part.parent_id = inside.id
) SELECT id FROM inside LIMIT %s"""


def keys_inside(place, most):
    """The key of a place and those of all places inside it, however deep, no more than so many: for pk__in."""
    return RawSQL(INSIDE, [place, most])


class Place(NamedRecord):
    """Somewhere on the map, or a region too wide for a point."""

    class Kind(models.TextChoices):
        POINT = "point", "building or address"
        CITY = "city", "city or town"
        COUNTRY = "country", "country"
        REGION = "region", "region"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CITY)
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, −90 to 90.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, −180 to 180.")
    country_code = models.CharField(max_length=2, blank=True, help_text="ISO 3166: KZ, SY …")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    geonames_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["visible_from", "folded_name", "sort_key", "letter", "likeness_key"])

    class Meta(NamedRecord.Meta):
        constraints = [
            models.CheckConstraint(
                name="place_is_on_the_globe",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            )
        ]

    def prepare(self):
        super().prepare()
        self.likeness_key = body_key(self.name)

    def get_absolute_url(self):
        return path_to("articles:place", self.slug)

    @property
    def ancestors(self):
        """The places round this one, the widest first; without a query where they were fetched with it."""
        found, place = [], self.parent
        while place and place != self and place not in found:
            found.insert(0, place)
            place = place.parent
        return found


class PlaceName(Name):
    """Another name of a place; dated where it was its name for a time (Astana, Nur-Sultan 2019 to 2022)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["folded", "likeness_key"])

    def prepare(self):
        super().prepare()
        self.likeness_key = body_key(self.text)

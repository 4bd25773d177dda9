"""Events: talks, strikes, hearings. Those that come in rounds have a parent."""

from django.db import models
from django.db.models import F, Q

from people.models import NamedRecord, Organisation, Precision
from people.models.history import HistoricalRecords
from people.ordering import listed
from people.paths import path_to

from .place import Place


class Event(NamedRecord):
    class Status(models.TextChoices):
        PLANNED = "planned", "planned"
        HELD = "held", "held"
        CANCELLED = "cancelled", "cancelled"

    started_on = models.DateField(null=True, blank=True)
    started_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    ended_on = models.DateField(null=True, blank=True)
    ended_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rounds")
    organiser = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="events_organised")
    classification = models.CharField(max_length=60, blank=True, help_text="talks, strike, trial, press conference …")
    status = models.CharField(max_length=10, choices=Status, default=Status.HELD)
    history = HistoricalRecords(excluded_fields=["visible_from", "folded_name", "sort_key", "letter"])

    class Meta(NamedRecord.Meta):
        indexes = [
            *NamedRecord.Meta.indexes,
            listed("events_listed", "started_on"),
            listed("events_held_in", "started_on", by="place"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            )
        ]

    def get_absolute_url(self):
        return path_to("articles:event", self.slug)

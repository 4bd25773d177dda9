"""What someone was, where, and from when to when: a record apart from what an article called them."""

from django.db import models
from django.db.models import DateField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import TruncMonth, TruncYear

from .history import HistoricalRecords
from .parties import Organisation, Person
from .record import Precision, last_of_month


class RoleQuerySet(models.QuerySet):
    def on(self, day):
        """The roles held on a day (a date, or a column); an open end counts as still held.

        An end known only to its month or year is stored as the first day of it, and lasts until it is over.
        """
        day = ExpressionWrapper(day if hasattr(day, "resolve_expression") else Value(day), output_field=DateField())
        begun = Q(started_on__isnull=True) | Q(started_on__lte=day)
        lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
        lasting |= Q(ended_on_precision=Precision.MONTH, ended_on__gte=TruncMonth(day))
        lasting |= Q(ended_on_precision=Precision.YEAR, ended_on__gte=TruncYear(day))
        return self.filter(begun & lasting)

    def in_order_of_time(self):
        return self.order_by(F("started_on").asc(nulls_first=True), "pk")


class Role(models.Model):
    """A post that a person held. Both ends belong to it; an unknown end is empty."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="roles")
    started_on = models.DateField(null=True, blank=True)
    started_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    ended_on = models.DateField(null=True, blank=True)
    ended_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    source = models.CharField(max_length=300, blank=True, help_text="Where this is known from.")
    history = HistoricalRecords()

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    @property
    def last_day(self):
        """The day on which it ended, or the last on which it may have."""
        day = self.ended_on
        if day and self.ended_on_precision != Precision.DAY:
            return last_of_month(day.year, 12 if self.ended_on_precision == Precision.YEAR else day.month)
        return day

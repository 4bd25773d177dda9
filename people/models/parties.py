"""People and organisations: those who take part in the news."""

from django.db import models

from people.likeness import body_key, likeness_key
from people.paths import path_to

from .history import HistoricalRecords
from .record import Name, NamedRecord


class Person(NamedRecord):
    """Someone with a name. An unnamed official is never a Person: see Statement.described_as."""

    honorific = models.CharField(max_length=60, blank=True)
    given_name = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    patronymic = models.CharField(max_length=200, blank=True)
    gender = models.CharField(max_length=1, blank=True, choices=[("f", "she"), ("m", "he")])
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["visible_from", "folded_name", "sort_key", "letter", "likeness_key"])

    class Meta(NamedRecord.Meta):
        verbose_name_plural = "people"

    def prepare(self):
        super().prepare()
        self.likeness_key = likeness_key(self.name)

    def get_absolute_url(self):
        return path_to("people:person", self.slug)


class Organisation(NamedRecord):
    """A body that acts and speaks: a ministry, a union, a party, a paper."""

    classification = models.CharField(max_length=60, blank=True, help_text="ministry, union, news agency …")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    founded_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["visible_from", "folded_name", "sort_key", "letter", "likeness_key"])

    def prepare(self):
        super().prepare()
        self.likeness_key = body_key(self.name)

    def get_absolute_url(self):
        return path_to("people:organisation", self.slug)


class PersonName(Name):
    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["folded", "likeness_key"])

    def prepare(self):
        super().prepare()
        self.likeness_key = likeness_key(self.text)


class OrganisationName(Name):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    likeness_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    history = HistoricalRecords(excluded_fields=["folded", "likeness_key"])

    def prepare(self):
        super().prepare()
        self.likeness_key = body_key(self.text)

"""Who took part in what an article reports, or in an event, and what they were called there."""

from django.db import models
from django.db.models import Q

from people.models import Organisation, Person, Role
from people.models.history import HistoricalRecords

from .article import Article, Suggestible
from .event import Event
from .statement import exactly_one


class Participation(Suggestible):
    """A person or organisation in an article or an event. Being quoted is not being mentioned."""

    class As(models.TextChoices):
        SPEAKER = "speaker", "speaker"
        SUBJECT = "subject", "subject"
        PRESENT = "present", "present"
        ADDRESSEE = "addressee", "addressee"
        AUTHOR = "author", "author"

    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="participations")
    event = models.ForeignKey(
        Event, models.CASCADE, null=True, blank=True, related_name="participations", db_index=False
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="participations", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="participations", db_index=False
    )
    role = models.CharField(max_length=9, choices=As, default=As.SUBJECT)
    described_as = models.CharField(max_length=300, blank=True, help_text="As printed: “Kazakh Foreign Minister”.")
    role_then = models.ForeignKey(Role, models.SET_NULL, null=True, blank=True, related_name="participations")
    history = HistoricalRecords()

    class Meta:
        indexes = [
            models.Index(fields=["person", "id"], name="participations_of_person"),
            models.Index(fields=["organisation", "id"], name="participations_of_organisation"),
            models.Index(fields=["event", "id"], name="participations_at_event", condition=Q(event__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="participation_is_in_one_thing", condition=exactly_one("article", "event")),
            models.CheckConstraint(
                name="participation_is_of_one_party",
                condition=exactly_one("person", "organisation"),
            ),
            models.UniqueConstraint(
                fields=["article", "person", "role"],
                name="person_has_a_role_once_an_article",
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["article", "organisation", "role"],
                name="organisation_has_a_role_once_an_article",
                condition=Q(organisation__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.party}, {self.get_role_display()}"

    @property
    def party(self):
        return self.person or self.organisation

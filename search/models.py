"""Entry: one row for each thing that can be found, in order of time."""

from django.db import models
from django.utils import timezone

from articles.publishing import ALWAYS


class EntryQuerySet(models.QuerySet):
    def published(self):
        """The entries of what any reader may see at this moment; an embargo ends here by itself."""
        return self.filter(visible_from__lte=timezone.now())


class Entry(models.Model):
    """A line of the index. Its words stand in the database's own full-text index, under the same key.

    key is the order of time, minute × 4096 + a running number (search/keys.py), so that the newest
    matches are read from the end of the index and nothing is sorted. minute is the one the entry was filed
    under: where that was full, the key lies in a later one. digest tells whether the words are still right.
    facets are the words a search can be narrowed by (search/lines.py), to be counted among the answers.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", "statement"
        ARTICLE = "article", "article"
        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        PLACE = "place", "place"
        EVENT = "event", "event"

    key = models.BigIntegerField(primary_key=True)
    minute = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    record_id = models.BigIntegerField()
    visible_from = models.DateTimeField()
    digest = models.BigIntegerField()
    facets = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(
                fields=["visible_from"], name="entry_with_an_instant", condition=models.Q(visible_from__gt=ALWAYS)
            )
        ]
        constraints = [models.UniqueConstraint("kind", "record_id", name="each_record_has_one_entry")]

    def __str__(self):
        return f"{self.kind} {self.record_id}"

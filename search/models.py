"""Entry: one row for each thing that can be found, in order of time."""

from django.db import models


class Entry(models.Model):
    """A line of the index. The words themselves stand in the database's own full-text index, under the same key.

    key is the order of time, minute × 4096 + a running number (search/index.py), so that the newest
    matches are read from the end of the index and nothing is sorted.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", "statement"
        ARTICLE = "article", "article"
        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        PLACE = "place", "place"

    key = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    record_id = models.BigIntegerField()
    visible_from = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint("kind", "record_id", name="each_record_has_one_entry")]

    def __str__(self):
        return f"{self.kind} {self.record_id}"

"""Entry: one row for each thing that can be found, in order of time."""

from django.db import models, transaction
from django.utils import timezone

from articles.visibility import ALWAYS
from people.prepared import prepared


class OrderOfTime(models.BigIntegerField):
    """A key in whose order the rows lie. On SQLite the key of the table itself: no index stands between them."""

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class EntryQuerySet(models.QuerySet):
    def published(self):
        """The entries of what any reader may see at this moment; an embargo ends here by itself."""
        return self.filter(visible_from__lte=timezone.now())


class Entry(models.Model):
    """A line of the index. Its words stand in the database's own full-text index, under the same key.

    key is the order of time, minute × 4096 + a running number (search/keys.py), so that the newest
    matches are read from the end of the index and nothing is sorted. minute is the one the entry was filed
    under: where that was full, the key lies in a later one. digest tells whether the words are still right.
    facets are the words a search can be narrowed by (search/facet_words.py), counted those of them by which answers are
    counted, as numbers (search/counted.py).
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", "statement"
        ARTICLE = "article", "article"
        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        PLACE = "place", "place"
        EVENT = "event", "event"

    key = OrderOfTime(primary_key=True)
    minute = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    record_id = models.BigIntegerField()
    visible_from = models.DateTimeField()
    digest = models.BigIntegerField()
    facets = models.TextField()
    counted = models.BinaryField()

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


class Spelling(models.Model):
    """A way to begin the name of a record: each of its names, from each of its words on, folded.

    weight is how often the record is quoted, in steps (search/suggesting.py); start are the first two letters, so that
    the most quoted of a short beginning are read in order.
    """

    kind = models.CharField(max_length=12, choices=Entry.Kind)
    record_id = models.BigIntegerField()
    start = models.CharField(max_length=2)
    spelling = models.CharField(max_length=100)
    weight = models.SmallIntegerField(default=0)
    visible_from = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "record_id"], name="spelling_of_record"),
            models.Index(fields=["kind", "start", "-weight"], name="spelling_most_quoted"),
            models.Index(
                fields=["kind", "spelling"],
                name="spelling_in_order",
                opclasses=["text_pattern_ops", "text_pattern_ops"],
            ),
        ]

    def __str__(self):
        return self.spelling


class Frequency(models.Model):
    """How many entries of statements have this facet: speaker12 was quoted so often. For an order, not to be shown."""

    word = models.CharField(max_length=40, primary_key=True)
    number = models.IntegerField()

    class Meta:
        verbose_name_plural = "frequencies"

    def __str__(self):
        return f"{self.word}: {self.number}"


class Word(models.Model):
    """A folded word that the archive knows: of a name, or of a text. One stands here twice where two came at once."""

    word = models.CharField(max_length=40)
    is_name = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["word", "is_name"], name="word_by_itself")]

    def __str__(self):
        return self.word


class Forgetting(models.Model):
    """That known words were forgotten: how often, and whether texts had brought as many as are kept. One row, if any.

    times tells every process that remembers what is known to look again. Where texts had brought all that are kept,
    what was forgotten makes no room for others: those that came too late are not known, and are not missing.
    """

    times = models.IntegerField()
    was_full = models.BooleanField()

    def __str__(self):
        return f"{self.times} times"

    @classmethod
    def state(cls):
        """(times, was_full)."""
        return next(iter(_state()), (0, False))

    @classmethod
    @transaction.atomic
    def happened(cls, was_full):
        times, _was_full = cls.objects.select_for_update().values_list("times", "was_full").first() or (0, False)
        cls.objects.update_or_create(pk=1, defaults={"times": times + 1, "was_full": was_full})


@prepared
def _state():
    return Forgetting.objects.order_by("pk").values_list("times", "was_full")[:1]


class Trigram(models.Model):
    """Three letters that stand together in a word of so many letters: by them a misspelt word is found."""

    trigram = models.CharField(max_length=3)
    length = models.SmallIntegerField()
    word = models.ForeignKey(Word, models.CASCADE, db_index=False, db_constraint=False, related_name="trigrams")

    class Meta:
        indexes = [models.Index(fields=["trigram", "length", "word"], name="words_with_a_trigram")]

    def __str__(self):
        return self.trigram

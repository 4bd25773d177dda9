"""What every public record has: a code for ever, a readable address, and the instant it became public."""

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from people.naming import fold_name, in_plain_order, is_visible, new_code, slug_for
from people.prepared import prepared, this_moment


class Precision(models.TextChoices):
    """How much of a date is known. What is not known is stored as the first of its kind."""

    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"


def last_of_month(year, month):
    return date(year, month, monthrange(year, month)[1])


class RecordQuerySet(models.QuerySet):
    def published(self):
        """What any reader may see at this moment.

        The one question every page, list, count, feed, search and export asks. The answer stands in
        `visible_from`, which articles/visibility.py alone decides.
        """
        return self.filter(visible_from__lte=this_moment())

    def in_alphabetical_order(self):
        return self.order_by("sort_key", "pk")


class Record(models.Model):
    """A public record.

    code never changes, is unique, and goes into exports; slugs may change, and FormerAddress keeps
    the old ones. version grows with each save by a person, so that two editors never overwrite one
    another in silence.
    """

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    visible_from = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save all but `visible_from`: publishing.py writes that, and this copy of the record may be an old one."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            fields = [field.name for field in self._meta.concrete_fields if not field.primary_key]
            kwargs["update_fields"] = [name for name in fields if name != "visible_from"]
        super().save(*args, **kwargs)

    @property
    def is_public(self):
        return self.visible_from is not None and self.visible_from <= timezone.now()


@prepared
def _others_at(model, slug, pk):
    return model._default_manager.filter(slug=slug).exclude(pk=pk).order_by().values_list("pk")[:1]


def refuse_invisible(field, name):
    """A name that nobody can see is none."""
    if name and not is_visible(in_plain_order(name)):
        raise ValidationError({field: "Nothing of this name can be seen: it has only spaces or invisible signs."})


class NamedRecord(Record):
    """A record under a display name: person, organisation, place or event."""

    name = models.CharField(max_length=400)
    folded_name = models.CharField(max_length=400, editable=False, db_index=True)
    sort_name = models.CharField(max_length=400, blank=True, help_text="“Vos, Ada”. Empty: as the name is written.")
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    letter = models.CharField(max_length=1, editable=False, blank=True, help_text="The first of sort_key.")
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True, blank=True)
    language = models.CharField(max_length=12, blank=True, help_text="Language of the name: en, ar, ru …")
    summary = models.CharField(max_length=300, blank=True, help_text="One line that says who or what this is.")

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                F("letter"), F("sort_key"), F("id"), F("visible_from"),
                name="%(class)s_from_a_to_z", condition=models.Q(visible_from__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Fill what follows from the name; bulk imports call this in place of save()."""
        self.name = in_plain_order(self.name)
        self.folded_name = fold_name(self.name)[:400]
        self.sort_key = fold_name(self.sort_name or self.name)[:400]
        self.letter = self.sort_key[:1]
        self.slug = self.slug or self.free_slug()

    def clean(self):
        super().clean()
        refuse_invisible("name", self.name)

    def free_slug(self):
        slug = slug_for(self.name, fallback=self.code)
        return f"{slug}-{self.code.lower()}" if _others_at(type(self), slug, self.pk) else slug

    @property
    def initial(self):
        """The letter this record stands under in an A to Z, in its own script."""
        return self.sort_key[:1].upper()


class Name(models.Model):
    """Another name of a record, found like its display name."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "official name"
        TRANSLITERATION = "transliteration", "transliteration"
        SPELLING = "spelling", "other spelling"
        ABBREVIATION = "abbreviation", "abbreviation"
        NICKNAME = "nickname", "nickname"
        FORMER = "former", "former name"
        MISSPELLING = "misspelling", "misspelling"

    text = models.CharField(max_length=400)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.SPELLING)
    language = models.CharField(max_length=12, blank=True)
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924: Latn, Arab, Cyrl …")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        refuse_invisible("text", self.text)

    def prepare(self):
        """Fill what follows from the text; bulk imports call this in place of save()."""
        self.text = in_plain_order(self.text)
        self.folded = fold_name(self.text)[:400]


class FormerAddress(models.Model):
    """A path that once led to a record, and still does: one permanent redirect to where it is now."""

    path = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=40, help_text="The model's label, as in people.person.")
    code = models.CharField(max_length=8, db_index=True)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self):
        return self.path


class Merge(models.Model):
    """Two records that were one: what was moved to the survivor, by whom and why, so that it can be undone."""

    kind = models.CharField(max_length=40, help_text="The model's label, as in people.person.")
    survivor_code = models.CharField(max_length=8, db_index=True)
    duplicate_code = models.CharField(max_length=8, db_index=True)
    moved = models.JSONField(default=list, help_text="Each row that moved: [model label, field, primary key].")
    reason = models.CharField(max_length=300)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.duplicate_code} → {self.survivor_code}"

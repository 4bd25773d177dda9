"""Articles and their revisions: what was printed, to the letter, and what was changed later."""

from datetime import date

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.models import Organisation, Precision, Record, RecordQuerySet
from people.models.history import HistoricalRecords
from people.models.record import last_of_month
from people.naming import in_plain_order, slug_for
from people.ordering import listed
from people.paths import path_to
from people.prepared import prepared

from .event import Event
from .place import Place


class ArticleQuerySet(RecordQuerySet):
    def printed_in(self, year, month=None, day=None):
        """Articles of a year, a month or a day; only dates known that exactly belong to a month or a day."""
        if day:
            return self.filter(printed_on=date(year, month, day), printed_on_precision=Precision.DAY)
        if month:
            exact = self.exclude(printed_on_precision=Precision.YEAR)
            return exact.filter(printed_on__range=(date(year, month, 1), last_of_month(year, month)))
        return self.filter(printed_on__year=year)

    def newest_first(self):
        """By date printed, then by time; the undated last."""
        return self.order_by(F("printed_on").desc(nulls_last=True), F("published_at").desc(nulls_last=True), "-pk")


class Article(Record):
    """One printed article. Its text is kept per revision; statements point at the revision they quote."""

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        IN_REVIEW = "in_review", "in review"
        SCHEDULED = "scheduled", "scheduled"
        PUBLISHED = "published", "published"
        CORRECTED = "corrected", "corrected"
        RETRACTED = "retracted", "retracted"
        REMOVED = "removed", "legally removed"

    class Coverage(models.TextChoices):
        NONE = "none", "no statements recorded"
        SOME = "some", "some statements recorded"
        ALL_DIRECT = "all_direct", "every direct quotation recorded"
        ALL = "all", "every statement recorded"

    headline = models.CharField(max_length=500)
    slug = models.SlugField(max_length=100, allow_unicode=True, blank=True)
    slugline = models.CharField(max_length=100, blank=True)
    lead = models.CharField(max_length=300, blank=True, editable=False, help_text="The first words of the text.")
    byline = models.CharField(max_length=300, blank=True)
    dateline_text = models.CharField(max_length=200, blank=True, help_text="As printed: “Astana”.")
    dateline_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="articles_written_here"
    )
    language = models.CharField(max_length=12, default="en", help_text="BCP 47: en, fr, ar …")
    publisher = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="articles_published"
    )
    source_url = models.URLField(max_length=1000, blank=True)
    usage_terms = models.CharField(max_length=300, blank=True, help_text="Licence or terms of use.")
    printed_on = models.DateField(null=True, blank=True, help_text="Empty: undated. Never guessed.")
    printed_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    published_at = models.DateTimeField(null=True, blank=True, help_text="The instant, where it is known.")
    first_seen_at = models.DateTimeField(db_default=Now(), editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    scheduled_for = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    coverage = models.CharField(max_length=10, choices=Coverage, default=Coverage.NONE)
    is_sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text="A second editor looks again at each statement that is accepted or rejected.",
    )
    origin_key = models.CharField(max_length=200, null=True, blank=True, unique=True, editable=False)
    origin_digest = models.CharField(max_length=64, blank=True, editable=False)
    events = models.ManyToManyField(Event, through="EventMention", related_name="articles")
    about_places = models.ManyToManyField(Place, through="PlaceMention", related_name="articles_about_here")
    history = HistoricalRecords(excluded_fields=["visible_from", "lead"])

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            listed("articles_listed", "printed_on", "published_at", beside=["printed_on_precision"]),
            listed("articles_published_by", "printed_on", "published_at", by="publisher"),
            listed(
                "articles_known_to_the_year",
                "printed_on",
                beside=["printed_on_precision"],
                only=Q(printed_on_precision=Precision.YEAR),
            ),
            listed(
                "articles_known_to_the_month",
                "printed_on",
                beside=["printed_on_precision"],
                only=Q(printed_on_precision=Precision.MONTH),
            ),
            models.Index(fields=["language"], name="article_by_language"),
            models.Index(fields=["published_at"], name="articles_by_their_instant"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["printed_on", "slug"], name="article_address_is_unique"),
            models.UniqueConstraint(
                fields=["slug"],
                name="undated_article_address_is_unique",
                condition=Q(printed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="scheduled_article_has_its_instant",
                condition=~Q(status="scheduled") | Q(scheduled_for__isnull=False),
            ),
        ]

    def __str__(self):
        return self.headline

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Fill what follows from the headline; bulk imports call this in place of save()."""
        self.headline = in_plain_order(self.headline)
        self.slug = self.slug or self.free_slug()

    def free_slug(self):
        slug = slug_for(self.headline, fallback=self.code)
        return f"{slug}-{self.code.lower()}" if _others_at(self.printed_on, slug, self.pk) else slug

    def get_absolute_url(self):
        if not self.printed_on:
            return path_to("articles:undated_article", self.slug)
        return path_to("articles:article", self.printed_on, self.slug)

    @property
    def original_address(self):
        """Where the publisher printed it, if that is an address that a page may link to."""
        return self.source_url if self.source_url.lower().startswith(("http://", "https://")) else ""

    @property
    def current(self):
        """The revision that stands now; whoever has fetched it leaves it in current_revisions."""
        fetched = getattr(self, "current_revisions", None) or _current_of(self.pk)
        if not fetched:
            return None
        fetched[0].article = self
        return fetched[0]

    @property
    def direction(self):
        try:
            return Locale.parse(self.language, sep="-").text_direction.replace("_", "")
        except (UnknownLocaleError, ValueError):
            return "auto"


@prepared
def _others_at(printed_on, slug, pk):
    return Article.objects.filter(slug=slug, printed_on=printed_on).exclude(pk=pk).order_by().values_list("pk")[:1]


@prepared
def _current_of(article):
    return ArticleRevision.objects.filter(article__pk=article, is_current=True).order_by("number")[:1]


class ArticleRevision(models.Model):
    """A text of an article that readers could see. Never changed and never deleted: a new text is a new revision."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    headline = models.CharField(max_length=500)
    body = models.TextField()
    source_text = models.TextField(blank=True, help_text="What came in, where more came in than the body.")
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique"),
            models.UniqueConstraint(fields=["article"], name="one_revision_is_current", condition=Q(is_current=True)),
        ]

    def __str__(self):
        return f"{self.headline} (revision {self.number})"


class Suggestible(models.Model):
    """A link that a machine may suggest and an editor decides. Readers see accepted links only."""

    class Review(models.TextChoices):
        SUGGESTED = "suggested", "suggested"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"

    review = models.CharField(max_length=9, choices=Review, default=Review.ACCEPTED)

    class Meta:
        abstract = True


class PlaceMention(Suggestible):
    """An article is about a place: it names it. Where it was written and where words were said stand elsewhere."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="place_mentions")
    place = models.ForeignKey(Place, models.PROTECT, related_name="mentions")
    as_printed = models.CharField(max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "place"], name="place_is_mentioned_once_an_article")]

    def __str__(self):
        return f"{self.article} about {self.place}"


class EventMention(Suggestible):
    """An article reports an event, or a part of it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="event_mentions")
    event = models.ForeignKey(Event, models.PROTECT, related_name="mentions")
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "event"], name="event_is_mentioned_once_an_article")]

    def __str__(self):
        return f"{self.article} reports {self.event}"

"""Statements: what a source is reported to have communicated, in which words of which revision."""

from operator import attrgetter

from django.db import models
from django.db.models import F, OuterRef, Q

from extraction.findings import explained
from people.counting import CountUpTo, Tally
from people.models import Organisation, Person, Precision, Record, RecordQuerySet, Role
from people.models.history import HistoricalRecords
from people.ordering import listed
from people.paths import path_to

from .article import Article, ArticleRevision
from .event import Event
from .place import Place

MOST_REPORTS = 99  # that are counted of one utterance, where it stands in a list
NAMED, NAMELESS = Q(speaker__isnull=False), Q(speaker__isnull=True)  # said by somebody with a name, or not


class StatementQuerySet(RecordQuerySet):
    def in_reading_order(self):
        return self.order_by("article_id", "position", "pk")

    def newest_first(self):
        """By day said, the undated last (a statement without a day of its own has its article's)."""
        return self.order_by(F("sorted_on").desc(nulls_last=True), "-pk")

    def by(self, person):
        return self.filter(speaker=person)

    def on_behalf_of(self, organisation):
        return self.filter(on_behalf_of=organisation)

    def known_to_the_day(self):
        """Statements with an exact day: that of their own, else that on which their article was printed."""
        own = Q(said_on__isnull=False, said_on_precision=Precision.DAY)
        return self.filter(own | Q(said_on__isnull=True, article__printed_on_precision=Precision.DAY))

    def of_day(self, day):
        return self.known_to_the_day().filter(sorted_on=day)

    def orphaned(self):
        return self.filter(is_orphan=True)

    def suggested(self):
        return self.filter(status=Statement.Status.SUGGESTED)

    def to_review(self):
        """Suggestions that still stand in their text, as they are checked: article by article, as one reads."""
        return self.suggested().filter(is_orphan=False).in_reading_order()

    def unresolved(self):
        """Statements of someone nobody has identified yet, and not of an organisation either."""
        return self.filter(speaker=None, on_behalf_of=None, anonymity_reason="")

    def for_display(self):
        """Fetch all that statement_card (templatetags/components.py) shows, in one further query (the pieces).

        reports: how many public statements report the same utterance, this one too; 0 without a group.
        """
        fetched = self.select_related(
            "speaker", "on_behalf_of", "speaker_role", "said_in", "article", "article__publisher"
        )
        same = Statement.objects.published().filter(utterance=OuterRef("utterance"))
        return fetched.annotate(reports=CountUpTo(same, MOST_REPORTS)).prefetch_related(
            models.Prefetch("spans", to_attr="fetched_spans")  # without a queryset for each statement
        )


class Utterance(models.Model):
    """Something said once and reported by several articles, perhaps in different words."""

    note = models.CharField(max_length=200, blank=True)
    who = models.BigIntegerField(default=0, editable=False, help_text="The identified speaker, as in a Wording; or 0.")

    def __str__(self):
        return self.note or f"Utterance {self.pk}"


class Statement(Record):
    """Something a source is reported to have communicated: said, wrote, posted, announced."""

    class Kind(models.TextChoices):
        DIRECT = "direct", "word for word"
        INDIRECT = "indirect", "paraphrase"
        MIXED = "mixed", "paraphrase with quoted words"

    class Status(models.TextChoices):
        SUGGESTED = "suggested", "suggested"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        CORRECTED = "corrected", "corrected"
        RETRACTED = "retracted", "retracted"

    class Naming(models.TextChoices):
        EXPLICIT = "explicit", "by name"
        ANAPHORIC = "anaphoric", "by a word such as “he”"
        IMPLICIT = "implicit", "not at all"

    article = models.ForeignKey(Article, models.CASCADE, related_name="statements")
    revision = models.ForeignKey(ArticleRevision, models.PROTECT, related_name="statements")
    position = models.PositiveIntegerField(help_text="Where it begins in the text, in code points.")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(editable=False, help_text="The pieces, joined: for lists and for search.")
    status = models.CharField(max_length=9, choices=Status, default=Status.SUGGESTED)
    is_orphan = models.BooleanField(default=False, help_text="Its words no longer stand in the current revision.")
    checked_at = models.DateTimeField(null=True, blank=True, help_text="When an editor accepted or corrected it.")
    cue_lemma = models.CharField(max_length=60, blank=True, help_text="The reporting verb: say, add, stress …")
    named_how = models.CharField(max_length=9, choices=Naming, default=Naming.EXPLICIT)
    rule = models.CharField(max_length=120, blank=True, help_text="By which rule the text was read, if by a machine.")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1: how sure that rule is.")
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="statements")
    on_behalf_of = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="statements")
    described_as = models.CharField(max_length=300, blank=True, help_text="The speaker as printed.")
    anonymity_reason = models.CharField(max_length=200, blank=True)
    speaker_role = models.ForeignKey(Role, models.SET_NULL, null=True, blank=True, related_name="statements")
    said_on = models.DateField(null=True, blank=True)
    said_on_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    said_at = models.DateTimeField(null=True, blank=True)
    sorted_on = models.DateField(null=True, editable=False, help_text="said_on, or the day its article was printed.")
    said_in = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="statements")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="statements")
    channel = models.CharField(max_length=100, blank=True, help_text="press conference, interview, letter …")
    relayed_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="statements_relayed"
    )
    language = models.CharField(max_length=12, blank=True)
    translation_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="translations")
    utterance = models.ForeignKey(Utterance, models.SET_NULL, null=True, blank=True, related_name="statements")
    history = HistoricalRecords(excluded_fields=["visible_from", "sorted_on"])

    objects = StatementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["article", "position"], name="statement_in_reading_order"),
            listed("statements_listed", "sorted_on"),
            listed("statements_of_person", "sorted_on", by="speaker", beside=["kind"]),
            listed(
                "statements_of_organisation",
                "sorted_on",
                by="on_behalf_of",
                beneath="speaker",
                beside=["kind"],
                only=NAMELESS,
            ),
            listed("statements_on_its_behalf", "sorted_on", by="on_behalf_of", beside=["kind"], only=NAMED),
            models.Index(
                fields=["said_in", "visible_from"], name="statements_said_in", condition=Q(said_in__isnull=False)
            ),
            listed("statements_relayed", "sorted_on", by="relayed_by", beside=["kind"]),
            models.Index(fields=["event", "sorted_on", "article", "position", "id"], name="statements_at_event"),
            models.Index(fields=["status", "id"], name="statement_by_status"),
            models.Index(
                fields=["article", "position", "id"],
                name="suggestions_in_queue_order",
                condition=Q(status="suggested", is_orphan=False),
            ),
            models.Index(fields=["id"], name="statement_orphans", condition=Q(is_orphan=True)),
            models.Index(
                fields=["described_as", "status", "id"],
                name="statements_of_the_unnamed",
                condition=Q(speaker=None, on_behalf_of=None, anonymity_reason=""),
            ),
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def save(self, *args, **kwargs):
        self.sorted_on = self.said_on or self.article.printed_on
        super().save(*args, **kwargs)

    @property
    def times_reported(self):
        """How many public statements report the same utterance, of those that came for_display()."""
        return Tally(self.reports, MOST_REPORTS)

    def get_absolute_url(self):
        return path_to("articles:statement", self.code)

    @property
    def anchor(self):
        return f"statement-{self.code}"

    @property
    def pieces(self):
        """The content in reading order; after for_display() without a further query."""
        return self._spans(StatementSpan.Part.CONTENT)

    @property
    def cue(self):
        return next(iter(self._spans(StatementSpan.Part.CUE)), None)

    @property
    def source(self):
        return next(iter(self._spans(StatementSpan.Part.SOURCE)), None)

    @property
    def explanation(self):
        """By which rule a machine found it, with the cue as printed; empty where no machine did."""
        return explained(self.rule, self.cue.exact if self.cue else "")

    @property
    def all_spans(self):
        """Every stretch of it; after for_display() without a further query."""
        fetched = self.__dict__.get("fetched_spans")
        return self.spans.all() if fetched is None else fetched

    def _spans(self, part):
        return sorted((s for s in self.all_spans if s.part == part), key=attrgetter("start"))

    @property
    def is_checked(self):
        return self.checked_at is not None


class StatementSpan(models.Model):
    """A stretch of a revision: revision.body[start:end] == exact, always (code points, half-open).

    A verbatim piece is what stood between quotation marks, without the marks.
    """

    class Part(models.TextChoices):
        CONTENT = "content", "content"
        CUE = "cue", "reporting words"
        SOURCE = "source", "words that name the speaker"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="spans")
    part = models.CharField(max_length=7, choices=Part, default=Part.CONTENT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=32, blank=True, help_text="The 32 characters before.")
    suffix = models.CharField(max_length=32, blank=True, help_text="The 32 characters after.")
    is_verbatim = models.BooleanField(default=False)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(name="span_has_length", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="only_content_is_verbatim", condition=Q(part="content") | Q(is_verbatim=False)),
        ]

    def __str__(self):
        return self.exact


def exactly_one(*fields):
    """A condition: one of these columns is filled, and the others are empty."""
    ways = Q()
    for chosen in fields:
        ways |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return ways


class Reference(models.Model):
    """Who a statement is addressed to, or who or what it is about."""

    class Relation(models.TextChoices):
        TO = "to", "said to"
        ABOUT = "about", "about"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="references")
    relation = models.CharField(max_length=5, choices=Relation, default=Relation.ABOUT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="references")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="references")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="references")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="references")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reference_is_to_one_thing",
                condition=exactly_one("person", "organisation", "place", "event"),
            )
        ]

    def __str__(self):
        return f"{self.get_relation_display()} {self.subject}"

    @property
    def subject(self):
        return self.person or self.organisation or self.place or self.event

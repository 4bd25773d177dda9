"""Statements: the words, who said them, and the ledger of all that was asserted about it."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles import attribution, publishing, quoting, sureness, visibility
from articles.models import Attribution, Reference, Statement, StatementSpan
from extraction.findings import Rule
from people import signs
from people.admin.named import shown_from, told_alike
from people.admin.record import KeptInline, NewForm, PartInline, RecordAdmin, RecordForm, account

from .acts import OF_STATEMENTS
from .beside import records_named_by, text_beside
from .likeness import told_reports


class StatementLink:
    """The columns of a statement wherever statements are listed."""

    @admin.display(description="code")
    def link(self, statement):
        address = reverse("admin:articles_statement_change", args=[statement.pk])
        return format_html('<a href="{}">{}</a>', address, statement.code)

    @admin.display(description="words", ordering="position")
    def words(self, statement):
        return format_html('<bdi class="words">{}</bdi>', signs.shown(str(statement)))


class QuoteForm(NewForm):
    """A new statement: its words are given as they stand in the article, and found there."""

    words = forms.CharField(
        label="What was said",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text="As it stands in the text, one piece a line. In quotation marks there: word for word.",
    )
    cue = forms.CharField(label="Reporting words", required=False, help_text="“said”")
    source = forms.CharField(label="Words that name the speaker", required=False, help_text="“Vos”")
    why = forms.CharField(label="Why?", max_length=300, required=False)

    def clean(self):
        cleaned = super().clean()
        article = cleaned.get("article")
        if article and cleaned.get("words"):
            lines = [line for line in cleaned["words"].splitlines() if line.strip()]
            self.pieces = self._found(article, lines, cleaned)
        return cleaned

    def _found(self, article, lines, cleaned):
        if article.current is None:
            raise ValidationError("This article has no text yet.")
        parts = {part: cleaned.get(part, "") for part in ("cue", "source")}
        return quoting.find(article.current.body, content=lines, **parts)


class Queue(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"
    questions = {
        "suggestions": ("suggestions to check", Q(status=Statement.Status.SUGGESTED)),
        "unresolved": ("speaker not identified", Q(speaker=None, on_behalf_of=None, anonymity_reason="")),
        "orphaned": ("no longer in the text", Q(is_orphan=True)),
        "unchecked": ("accepted, never checked", Q(checked_at=None, status__in=visibility.OPEN_STATEMENT)),
    }

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _asked) in self.questions.items()]

    def queryset(self, request, queryset):
        _label, asked = self.questions.get(self.value(), ("", Q()))
        return queryset.filter(asked)


class Sureness(admin.SimpleListFilter):
    title = "how sure the rule is"
    parameter_name = "sure"

    def lookups(self, request, model_admin):
        return sureness.CHOICES

    def queryset(self, request, queryset):
        return sureness.narrowed(queryset, self.value())


class FoundBy(admin.SimpleListFilter):
    title = "rule"
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        return [(rule.name.lower(), str(rule)) for rule in Rule]

    def queryset(self, request, queryset):
        chosen = {rule.name.lower(): str(rule) for rule in Rule}.get(self.value())
        return queryset.filter(rule=chosen) if chosen else queryset


class SpanInline(KeptInline):
    model = StatementSpan
    fields = ["part", "exact", "start", "end", "is_verbatim"]
    verbose_name_plural = "words in the text"


class ReferenceInline(PartInline):
    model = Reference
    autocomplete_fields = ["person", "organisation", "place", "event"]
    ordering = ["pk"]
    verbose_name_plural = "said to, and about"


class LedgerInline(KeptInline):
    model = Attribution
    fields = [
        "method",
        "is_negative",
        "person",
        "organisation",
        "confidence",
        "version",
        "by",
        "asserted_at",
        "takes_back",
        "note",
    ]
    readonly_fields = ["by"]
    by = account("asserted_by")
    verbose_name_plural = "ledger: who says who said it"

    def get_queryset(self, request):
        named = ["person", "organisation", "asserted_by", "takes_back__person", "takes_back__organisation"]
        return super().get_queryset(request).select_related(*named)


@admin.register(Statement)
class StatementAdmin(StatementLink, RecordAdmin):
    list_display = [
        "words",
        "link",
        "speaker",
        "on_behalf_of",
        "described_as",
        "kind",
        "status",
        "sureness",
        "article",
        "from_when",
    ]
    list_display_links = ["words"]
    list_select_related = ["speaker", "on_behalf_of", "article"]
    list_filter = [Queue, Sureness, FoundBy, "kind", "status", "named_how"]
    search_fields = ["text", "=code", "speaker__folded_name__startswith", "described_as"]
    ordering = ["-pk"]
    acts = OF_STATEMENTS
    together = staticmethod(publishing.together)
    inlines = [SpanInline, ReferenceInline, LedgerInline]
    change_form_template = "admin/articles/statement/change_form.html"
    autocomplete_fields = ["article", "speaker_role", "said_in", "event", "relayed_by", "translation_of"]
    readonly_fields = [
        *[
            "code",
            "article",
            "text",
            "kind",
            "status",
            "is_orphan",
            "checked_at",
            "speaker",
            "on_behalf_of",
            "from_when",
            "why_suggested",
            "sureness",
            "candidates",
            "like_names",
            "utterance",
            "reported",
        ],
    ]
    fieldsets = [
        (None, {"fields": ["article", "text", "kind", "status", "is_orphan", "checked_at", "from_when", "code"]}),
        (
            "Who",
            {"fields": ["speaker", "on_behalf_of", "described_as", "speaker_role", "named_how", "anonymity_reason"]},
        ),
        ("Why it was suggested", {"fields": ["why_suggested", "sureness", "candidates", "like_names"]}),
        (
            "When and where",
            {"fields": [("said_on", "said_on_precision"), "said_at", "said_in", "event", "channel", "relayed_by"]},
        ),
        ("In other words", {"fields": ["cue_lemma", "language", "translation_of", "utterance", "reported"]}),
    ]
    quote_fieldsets = [
        (None, {"fields": ["article", "words", "cue", "source", "described_as"]}),
        (
            "When and where",
            {"fields": [("said_on", "said_on_precision"), "said_in", "event", "channel", "why", "new_code"]},
        ),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = RecordForm if obj else QuoteForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.quote_fieldsets

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else [ReferenceInline]

    def has_change_permission(self, request, obj=None):
        """What readers can see is changed by editors only."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_public or request.user.has_perm("articles.correct_article"))

    @admin.display(description="rule")
    def why_suggested(self, statement):
        return statement.explanation or "none: people found it"

    @admin.display(description="how sure", ordering="confidence")
    def sureness(self, statement):
        return "–" if statement.confidence is None else f"{statement.confidence:.0%}"

    @admin.display(description="who else it may be")
    def candidates(self, statement):
        """The others whom the ledger names, the surest first."""
        rows = attribution.others(statement)
        each = ((row.person or row.organisation, f"{row.confidence or 0:.0%}", row.note) for row in rows)
        return (
            format_html_join(
                ", ", "<bdi>{}</bdi> ({}{})", ((who, share, note and f": {note}") for who, share, note in each)
            )
            or "nobody else"
        )

    @admin.display(description="people of a like name")
    def like_names(self, statement):
        """Whom the archive knows under the speaker's name, or under the name in print where the speaker is open."""
        return told_alike(attribution.namesakes(statement))

    @admin.display(description="reports of the same utterance")
    def reported(self, statement):
        """The others of its group, the earliest first, with what differs."""
        return told_reports(statement)

    @admin.display(description="shown to readers", ordering="visible_from")
    def from_when(self, statement):
        return shown_from(statement)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= text_beside(obj.article, Statement.objects.filter(pk=obj.pk)) if obj else {}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        obj._named_before = records_named_by(obj.article)
        if change:
            return super().save_model(request, obj, form, change)
        why = form.cleaned_data["why"] or "Quoted by hand"
        quoting.quote(obj, form.pieces, by=request.user, reason=why)
        return None

    def show_anew(self, record):
        publishing.refresh([record.article_id], also=record._named_before)

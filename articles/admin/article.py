"""Articles: the text beside its statements, who and what it names, and the acts of publishing."""

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles import publishing
from articles.anchoring import revise
from articles.models import Article, EventMention, Participation, PlaceMention, Statement
from people.admin.named import in_words, shown_from
from people.admin.record import KeptInline, PartInline, RecordAdmin, RecordForm
from people.versioning import refuse_two_texts

from .acts import OF_ARTICLES
from .asking import with_breaks_of
from .beside import records_named_by, text_beside
from .statement import StatementLink


class ArticleForm(RecordForm):
    body = forms.CharField(
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto", "class": "vLargeTextField"}),
        help_text="A changed text is a new revision: statements move along where their words still stand once.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        current = None if self.instance._state.adding else self.instance.current
        self.fields["body"].initial = current.body if current else ""

    def clean_body(self):
        if self.instance.status != Article.Status.DRAFT:
            refuse_two_texts(self.cleaned_data["body"])
        return with_breaks_of(self.fields["body"].initial, self.cleaned_data["body"])


class StatementInline(StatementLink, KeptInline):
    model = Statement
    fields = readonly_fields = [
        "link",
        "words",
        "speaker",
        "on_behalf_of",
        "described_as",
        "kind",
        "status",
        "is_orphan",
    ]
    ordering = ["position", "pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "on_behalf_of")


class ParticipationInline(PartInline):
    model = Participation
    fields = ["person", "organisation", "role", "described_as", "role_then", "review"]
    autocomplete_fields = ["person", "organisation", "role_then"]
    ordering = ["pk"]


class PlaceMentionInline(PartInline):
    model = PlaceMention
    autocomplete_fields = ["place"]
    ordering = ["pk"]


class EventMentionInline(PartInline):
    model = EventMention
    autocomplete_fields = ["event"]
    ordering = ["pk"]


class WhenShown(admin.SimpleListFilter):
    title = "what readers see"
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [("now", "shown now"), ("later", "shown from an instant to come"), ("embargo", "under an embargo")]

    def queryset(self, request, queryset):
        now = timezone.now()
        asked = {"now": Q(visible_from__lte=now), "later": Q(visible_from__gt=now), "embargo": Q(embargo_until__gt=now)}
        return queryset.filter(asked.get(self.value(), Q()))


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    form = ArticleForm
    list_display = ["headline", "status", "from_when", "embargoed_until", "printed_on", "publisher", "suggestions"]
    list_select_related = ["publisher"]
    list_filter = ["status", WhenShown, ("printed_on", admin.EmptyFieldListFilter), "coverage", "language"]
    search_fields = ["headline", "=code", "slug__startswith"]
    ordering = ["-pk"]
    autocomplete_fields = ["publisher", "dateline_place"]
    inlines = [StatementInline, ParticipationInline, PlaceMentionInline, EventMentionInline]
    acts = OF_ARTICLES
    together = staticmethod(publishing.together)
    change_form_template = "admin/articles/article/change_form.html"
    readonly_fields = ["code", "status", "from_when", "embargoed_until"]
    fieldsets = [
        (None, {"fields": ["headline", "body", "language"]}),
        ("State", {"fields": ["status", "from_when", "embargoed_until", "coverage", "is_sensitive"]}),
        ("As printed", {"fields": ["byline", "dateline_text", "dateline_place", "publisher"]}),
        ("When printed", {"fields": [("printed_on", "printed_on_precision"), "published_at"]}),
        ("Elsewhere", {"fields": ["code", "slug", "slugline", "source_url", "usage_terms"]}),
    ]

    def get_queryset(self, request):
        articles = super().get_queryset(request)
        return articles.annotate(waiting=_number_to_check()) if _is_list(request) else articles

    def has_change_permission(self, request, obj=None):
        """What readers can see is changed by editors only."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_public or request.user.has_perm("articles.correct_article"))

    @admin.display(description="shown to readers", ordering="visible_from")
    def from_when(self, article):
        return shown_from(article)

    @admin.display(description="embargo", ordering="embargo_until")
    def embargoed_until(self, article):
        return f"until {in_words(article.embargo_until)}" if article.embargo_until else ""

    @admin.display(description="to check")
    def suggestions(self, article):
        return article.waiting or ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= text_beside(obj, obj.statements) if obj else {}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        obj._named_before = records_named_by(obj) if change else []
        super().save_model(request, obj, form, change)
        why = form.cleaned_data["why"] or "First text"
        revise(obj, form.cleaned_data["body"], by=request.user, reason=why)

    def show_anew(self, record):
        publishing.refresh([record.pk], also=record._named_before)


def _number_to_check():
    """How many statements of an article are suggested: counted for the rows that are shown, not for all there are."""
    suggested = Statement.objects.filter(article=OuterRef("pk"), status=Statement.Status.SUGGESTED).order_by()
    return Coalesce(Subquery(suggested.values("article").annotate(number=Count("pk")).values("number")), 0)


def _is_list(request):
    return request.resolver_match is not None and request.resolver_match.url_name.endswith("_changelist")

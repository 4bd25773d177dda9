"""Two statements that may report one utterance: side by side, with what differs, and decided here."""

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from simple_history.admin import SimpleHistoryAdmin

from articles.models import Likeness, Wording
from articles.reports.telling import beside, in_order_of_print
from articles.templatetags.archive import said
from people.admin.acts import ActsMixin
from people.admin.record import KeptAdmin, account

from .acts import OF_LIKENESSES

PARTS = {"same": "{}", "left": "<del>{}</del>", "added": "<ins>{}</ins>"}
SHOWN = 10
OF_STATEMENT = ("speaker", "on_behalf_of", "article__publisher")


class Undecided(admin.SimpleListFilter):
    """Proposals, unless something else is asked for."""

    title = "decision"
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [(value, label) for value, label in Likeness.Decision.choices if value != "suggested"]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "to be decided"}, *others]

    def queryset(self, request, queryset):
        return queryset.filter(decision=self.value() or Likeness.Decision.SUGGESTED)


@admin.register(Likeness)
class LikenessAdmin(ActsMixin, KeptAdmin, SimpleHistoryAdmin):
    list_display = ["pair", "why", "first", "second", "decided_by"]
    list_display_links = ["pair"]
    list_select_related = [f"{side}__{name}" for side in ("one", "other") for name in OF_STATEMENT] + ["decided_by"]
    list_filter = [Undecided]
    search_fields = ["one__code__exact", "other__code__exact"]
    ordering = ["-pk"]
    acts = OF_LIKENESSES
    change_form_template = "admin/articles/likeness/change_form.html"
    fields = ["reason", "share", "decision", "by", "decided_at", "found_at"]
    readonly_fields = fields
    by = account("decided_by")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("one__spans", "other__spans")

    @admin.display(description="statements")
    def pair(self, likeness):
        return f"{likeness.one.code} / {likeness.other.code}"

    @admin.display(description="why", ordering="alike")
    def why(self, likeness):
        return f"{likeness.reason} ({likeness.alike:.0%} of the words)"

    @admin.display(description="one")
    def first(self, likeness):
        return _told(likeness.one, said(likeness.one))

    @admin.display(description="the other, with what differs")
    def second(self, likeness):
        return _told(likeness.other, differing(likeness.one, likeness.other))

    @admin.display(description="alike", ordering="alike")
    def share(self, likeness):
        return f"{likeness.alike:.0%}"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["sides"] = [(obj.one, said(obj.one)), (obj.other, differing(obj.one, obj.other))]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_view(self, request, object_id, extra_context=None):
        """Who decided when, with names that lead nowhere: the page of an account is not for editors."""
        return super().history_view(request, object_id, {**(extra_context or {}), "admin_user_view": ""})

    def revert_disabled(self, request, obj=None):
        return True  # a decision is changed by another, and never by writing an old state back


def differing(one, other):
    """The words of a statement, marked where those of another differ."""
    [report] = beside(one, [Wording(statement=other)])
    return _marked(report.stretches)


def told_reports(statement):
    """The reports of the same utterance, the earliest first, each with what differs from a statement."""
    wordings = Wording.objects.filter(utterance=statement.utterance_id).exclude(pk=statement.pk)
    wordings = wordings.select_related(*(f"statement__{name}" for name in OF_STATEMENT))
    found = list(in_order_of_print(wordings)[:SHOWN]) if statement.utterance_id else []
    prefetch_related_objects([statement, *(wording.statement for wording in found)], "spans")
    each = ((_told(report.statement, _marked(report.stretches)),) for report in beside(statement, found))
    return format_html_join("", "<div>{}</div>", each) or "none"


def _marked(stretches):
    return format_html_join("", "{}", ((format_html(PARTS[s.act], s.text),) for s in stretches))


def _told(statement, words):
    address = reverse("admin:articles_statement_change", args=[statement.pk])
    who = statement.speaker or statement.on_behalf_of or statement.described_as or "speaker not identified"
    line = '<bdi class="words">{}</bdi><p class="quiet"><bdi>{}</bdi>, {}, <bdi>{}</bdi> <a href="{}">{}</a></p>'
    printed_on, publisher = statement.article.printed_on or "undated", statement.article.publisher or "no publisher"
    return format_html(line, words, who, printed_on, publisher, address, statement.code)

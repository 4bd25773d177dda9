"""What is kept for ever and only read here: texts, the ledger, and corrections."""

from django.contrib import admin

from articles.models import ArticleRevision, Attribution, Correction, Utterance
from people.admin.record import KeptAdmin


@admin.register(ArticleRevision)
class ArticleRevisionAdmin(KeptAdmin):
    list_display = ["headline", "number", "is_current", "reason", "created_by", "created_at"]
    list_select_related = ["created_by"]
    list_filter = ["is_current"]
    search_fields = ["headline", "article__code__exact"]
    fields = ["article", "number", "is_current", "headline", "body", "reason", "created_by", "created_at"]
    ordering = ["-pk"]


@admin.register(Attribution)
class AttributionAdmin(KeptAdmin):
    """The ledger: rows are added by the acts on statements, and never changed."""

    list_display = ["__str__", "statement", "confidence", "asserted_by", "asserted_at", "note"]
    list_select_related = ["statement", "person", "organisation", "asserted_by"]
    list_filter = ["method", "is_negative"]
    search_fields = ["statement__code__exact", "note"]
    ordering = ["-pk"]


@admin.register(Correction)
class CorrectionAdmin(KeptAdmin):
    """Public notes: the acts write them."""

    list_display = ["what_changed", "act", "article", "statement", "reason", "made_by", "made_at"]
    list_select_related = ["article", "statement", "made_by"]
    list_filter = ["act"]
    search_fields = ["what_changed", "reason"]
    ordering = ["-pk"]


@admin.register(Utterance)
class UtteranceAdmin(admin.ModelAdmin):
    """Something said once and reported several times."""

    list_display = ["__str__"]
    search_fields = ["note"]
    show_full_result_count = False
    ordering = ["-pk"]

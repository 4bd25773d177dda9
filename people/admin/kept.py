"""What is kept for ever and only read here: merges, which can be undone, and former addresses."""

from django.contrib import admin

from people.merging import records_of, unmerge
from people.models import FormerAddress, Merge

from .acts import Act, ActsMixin
from .record import KeptAdmin, account


@admin.register(Merge)
class MergeAdmin(ActsMixin, KeptAdmin):
    list_display = ["duplicate_code", "survivor_code", "kind", "reason", "merged_by", "merged_at", "undone_at"]
    list_select_related = ["merged_by"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter), "kind"]
    search_fields = ["duplicate_code", "survivor_code", "reason"]
    readonly_fields = ["names", "by"]
    fields = ["names", "kind", "reason", "by", "merged_at", "undone_at"]
    change_form_template = "admin/record/change_form.html"
    ordering = ["-pk"]
    by = account("merged_by")
    acts = [
        Act(
            name="undo",
            label="Undo this merge",
            promise="Both records will be what they were, each with all that named it.",
            permission="people.merge_records",
            do=lambda record, by, reason: unmerge(record, by=by, reason=reason),
            applies=lambda record: record.undone_at is None,
        )
    ]

    @admin.display(description="records")
    def names(self, merged):
        return " → ".join(str(record) for record in records_of(merged))


@admin.register(FormerAddress)
class FormerAddressAdmin(KeptAdmin):
    list_display = ["path", "kind", "code", "kept_at"]
    search_fields = ["path__startswith", "code"]
    ordering = ["-pk"]

"""Where a record is worked on."""

from django.urls import reverse

from articles.models import Article


def record_page(record):
    """The record's own page, in the admin."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def work_page(record):
    """The workbench of an article; the own page of any other record."""
    return reverse("desk:workbench", args=[record.code]) if isinstance(record, Article) else record_page(record)

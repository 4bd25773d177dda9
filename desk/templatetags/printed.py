"""{% load printed %}: text as it was printed, so that its positions in a page are those in the archive."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def printed(text):
    """The text to the letter: a browser makes one sign of “\\r\\n” unless the first is written as a reference."""
    return mark_safe(escape(text).replace("\r", "&#13;"))

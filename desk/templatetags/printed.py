"""{% load printed %}: text as it was printed, its positions those in the archive; signs nobody sees are named."""

from django import template
from django.utils.safestring import mark_safe

from people import signs

register = template.Library()


@register.filter
def printed(text):
    """The text to the letter: a browser makes one sign of “\\r\\n” unless the first is written as a reference."""
    return mark_safe(signs.shown(text).replace("\r", "&#13;"))

"""What templates say about dates, languages and words: {% load archive %}."""

from babel import Locale, UnknownLocaleError
from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles import wording
from people.models import Precision

register = template.Library()

FORMATS = {  # as read, as <time datetime>
    Precision.DAY: ("j F Y", "Y-m-d"),
    Precision.MONTH: ("F Y", "Y-m"),
    Precision.YEAR: ("Y", "Y"),
}
UNDATED = mark_safe('<span class="undated">undated</span>')


@register.simple_tag
def precise_date(day, precision=Precision.DAY):
    """A date as exactly as it is known: “14 March 1987”, “March 1987”, “1987” or “undated”, inside <time>."""
    if not day:
        return UNDATED
    read, machine = FORMATS[precision]
    return format_html('<time datetime="{}">{}</time>', format_date(day, machine), format_date(day, read))


@register.simple_tag
def instant(moment):
    """An instant with its zone, inside <time>."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), format_date(local, "j F Y, H:i T"))


@register.filter
def said(statement):
    """What was said, quotation marks round the words that are verbatim and round no others."""
    return wording.statement_in_words(statement.pieces, language_of(statement))


@register.filter
def language_of(statement):
    return statement.language or statement.article.language


@register.filter
def quoted(text, language="en"):
    return wording.quoted(text, language)


@register.filter
def direction(language):
    """ltr or rtl, for dir=""; auto where the language is unknown."""
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "right-to-left" else "ltr"
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


@register.filter
def language_name(language):
    """“Arabic” for ar; the tag itself where it has no name."""
    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError, TypeError):
        return language


@register.filter
def web_address(address):
    """The address where it is safe to link to (http or https); else nothing."""
    return address if str(address).lower().startswith(("http://", "https://")) else ""

"""What templates say about dates, languages and words: {% load archive %}."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles import dates, wording
from articles.languages import language_name
from people import signs
from people.models import Precision
from people.naming import fold_name

register = template.Library()

REMEMBERED = 2**13  # days, languages
UNDATED = mark_safe('<span class="undated">undated</span>')


@register.simple_tag
@lru_cache(maxsize=REMEMBERED)
def precise_date(day, precision=Precision.DAY):
    """A date as exactly as it is known: “14 March 1987”, “March 1987”, “1987” or “undated”, inside <time>."""
    if not day:
        return UNDATED
    machine = dates.date_for_machines(day, precision)
    return format_html('<time datetime="{}">{}</time>', machine, dates.date_in_words(day, precision))


@register.simple_tag
def instant(moment):
    """An instant with its zone, inside <time>."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), format_date(local, "j F Y, H:i T"))


@register.simple_tag
def day_of(moment):
    """The day of an instant, inside <time>."""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), dates.date_in_words(local.date()))


@register.filter
def said(statement):
    """What was said, quotation marks round the words that are verbatim and round no others."""
    return wording.statement_in_words(statement.pieces, language_of(statement))


@register.filter
def language_of(statement):
    return statement.language or statement.article.language


@register.filter
def description(statement):
    """What the article calls the speaker besides the name; nothing for a part of it or a word such as “he”."""
    party = statement.speaker or statement.on_behalf_of
    if not party or statement.named_how == statement.Naming.ANAPHORIC:
        return ""
    words = statement.described_as.removeprefix(party.name).removesuffix(party.name).strip(" ,;:–—")
    return "" if fold_name(words) in fold_name(party.name) else words


@register.filter
def quoted(text, language="en"):
    return wording.quoted(text, language)


@register.filter
@lru_cache(maxsize=REMEMBERED)
def direction(language):
    """ltr or rtl, for dir=""; auto where the language is unknown."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


register.filter(language_name)
register.filter("with_signs", signs.shown)


@register.filter
def field(fields, name):
    """fields["to-date"]: what stands under a name that a template cannot write with a dot; else nothing."""
    return fields.get(name, "") if fields else ""

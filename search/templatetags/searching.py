"""The words that a reader searched for, marked on the page that was opened from the answers: {% load searching %}."""

from django import template

from search.highlighting import highlight
from search.query import parse
from search.question import Question
from search.results import phrases_of

register = template.Library()


@register.simple_tag(takes_context=True)
def words_searched_for(context):
    """What the address asks to have marked (?mark=…), as phrases for the filter below; [] for most readers."""
    typed = context["request"].GET.get("mark", "")
    return phrases_of(Question(parse(typed))) if typed else []


@register.filter
def marking(text, phrases):
    """The text with each of these phrases in it marked; without any as it is."""
    return highlight(text, phrases) if phrases else text

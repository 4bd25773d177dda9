"""The words that a reader searched for, marked on the page that was opened from the answers: {% load searching %}."""

from django import template

from search.highlighting import highlight
from search.query import parse
from search.question import Question
from search.results import marked_in
from search.stemming import main_language

register = template.Library()


@register.simple_tag(takes_context=True)
def words_searched_for(context, language):
    """What the address asks to have marked (?mark=…) in a language, for the filter below; () for most readers."""
    typed = context["request"].GET.get("mark", "")
    return marked_in(Question(parse(typed), languages=(main_language(language),)), language) if typed else ()


@register.filter
def marking(text, wanted):
    """The text with all of this in it marked; without any as it is."""
    return highlight(text, *wanted) if wanted else text

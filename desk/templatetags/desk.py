"""What templates of the desk and the admin say of a record, of who works here, and of what is typed into a field."""

from django import template
from django.utils.html import format_html

from desk import presence, typed
from desk.accounts import browsers
from people import signs

register = template.Library()
register.filter("browser", browsers.in_words)


@register.simple_tag(takes_context=True)
def keep_typed(context):
    """The hidden field that marks a form whose words are kept, in the browser and on the way through a sign-in."""
    name = typed.name_for(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', typed.FIELD, name)


@register.simple_tag(takes_context=True)
def form_name(context):
    """A name for the forms of a page that carry none of their own."""
    return typed.name_for(context["request"])


@register.inclusion_tag("desk/presence.html", takes_context=True)
def who_else(context, record):
    """Who else has this record open."""
    others = presence.others(context["request"].user, record)
    return {"others": [presence.in_words(row) for row in others], "kind": record._meta.model_name, "code": record.code}


@register.simple_tag
def signs_in(text, *field_id):
    """The signs nobody sees in a field that a template writes itself (its id in parts); others: people/fields.py."""
    return signs.told(str(text or ""), "".join(field_id))

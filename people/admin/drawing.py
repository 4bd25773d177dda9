"""The widgets of a record's rows drawn in Python, to the letter as Django's templates draw them.

A form of ninety rows has a thousand widgets, and the engine of templates takes longer for them than all else together.
What is not drawn here (a text area, a date with its parts) is drawn by its template.
"""

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from people.fields import Fields

NAME, WIDGET = "\ue000", mark_safe("\ue001")  # stand for what differs between rows; no text has these signs


class Drawing(Fields):
    """A renderer for the forms of one page."""

    def __init__(self):
        self.wrappers = {}

    def write(self, template_name, context, request):
        draw = DRAWN.get(template_name)
        if draw:
            return draw(context["widget"])
        if template_name == "admin/widgets/related_widget_wrapper.html":
            return self._wrapper(template_name, context)
        if template_name == "django/forms/errors/list/ul.html" and not context["errors"]:
            return ""
        return super().write(template_name, context, request)

    def _wrapper(self, template_name, context):
        """A choice with the buttons beside it, which are the same in each row."""
        own = {"name": NAME, "rendered_widget": WIDGET}
        key = tuple((name, str(value)) for name, value in context.items() if name not in own)
        if key not in self.wrappers:
            self.wrappers[key] = super().write(template_name, context | own, None)
        drawn = self.wrappers[key].replace(NAME, conditional_escape(context["name"]))
        return drawn.replace(WIDGET, context["rendered_widget"])


def _input(widget):
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _select(widget):
    groups = "".join(_group(name, options) for name, options, _number in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name, options):
    drawn = "".join(f"\n  {_option(option)}\n" for option in options)
    return f'\n  <optgroup label="{_text(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option):
    return f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>{_text(option["label"])}</option>'


def _attributes(attrs):
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _text(value):
    return conditional_escape(value if isinstance(value, str) else str(value))


DRAWN = {
    f"django/forms/widgets/{name}.html": _input for name in ("hidden", "text", "number", "date", "checkbox", "url")
}
DRAWN["django/forms/widgets/select.html"] = _select

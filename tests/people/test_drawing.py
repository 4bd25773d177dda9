"""What is drawn in Python is, to the letter, what Django's templates draw."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from people.admin.drawing import Drawing
from people.models import Person, PersonName

ATTRS = {"id": 'id_"row"', "required": True, "disabled": False, "maxlength": 300, "data-none": None}
CHOICES = [("", "---------"), ("a", gettext_lazy("Yes")), ("b & c", "B <C>"), ("d", mark_safe("<i>D</i>"))]
VALUES = [None, "", "a", "b & c", '"<quoted>"', mark_safe("&amp;"), 7, 1234.5, True]


def both(widget, value, name="rows-0-field"):
    return [widget.render(name, value, ATTRS, renderer=renderer) for renderer in (Drawing(), DjangoTemplates())]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    "widget",
    [
        *(forms.TextInput(), forms.HiddenInput(), forms.NumberInput(), forms.DateInput(), forms.CheckboxInput()),
        *(forms.URLInput(), forms.Textarea(), forms.Select(choices=CHOICES)),
        forms.Select(choices=[("", "none"), ("Two & more", CHOICES), ("e", "E")]),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_a_widget_is_drawn_as_by_its_template(widget, value):
    drawn, rendered = both(widget, value)
    assert drawn == rendered


@pytest.mark.parametrize("may", [True, False])
def test_the_buttons_beside_a_choice_are_those_of_each_row(may):
    relation, drawing = PersonName._meta.get_field("person").remote_field, Drawing()
    assert relation.model is Person
    rights = {f"can_{act}_related": may for act in ("add", "change", "delete", "view")}
    widget = RelatedFieldWidgetWrapper(forms.Select(choices=CHOICES), relation, admin.site, **rights)
    for name in ("rows-0-person", "rows-__prefix__-person", "rows-12-person"):
        drawn = widget.render(name, "a", ATTRS, renderer=drawing)
        assert drawn == widget.render(name, "a", ATTRS, renderer=DjangoTemplates())


def test_errors_are_listed_where_there_are_some():
    class Row(forms.Form):
        number = forms.IntegerField()

    for posted in ("", "x", "1"):
        drawn, rendered = (
            str(Row({"number": posted}, renderer=renderer)["number"].errors.as_ul())
            for renderer in (Drawing(), DjangoTemplates())
        )
        assert drawn == rendered

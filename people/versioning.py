"""Two editors, one record: what each of them changed, laid side by side, so that no save overwrites another.

A form carries the version it was made from and, beside each value, the value it had then (Django's hidden
initial). When it comes back to a record that was saved meanwhile, each field is compared three ways: mine is what
was typed, theirs what stands there now, base what both started from.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from .comparing import Stretch, changed_words, merged

MINE, THEIRS, BOTH, DRAFT = "mine", "theirs", "both", "draft"
PARTING = "=====  mine above, theirs below  ====="


@dataclass
class Difference:
    """A field that both changed, to different values; the three as an editor reads them."""

    name: str
    label: str
    mine: str
    theirs: str
    base: str
    is_long: bool = False

    @property
    def my_words(self) -> list[Stretch]:
        """What was typed, with what it changed."""
        return changed_words(self.base, self.mine)

    @property
    def their_words(self) -> list[Stretch]:
        """What stands there now, with what it changed."""
        return changed_words(self.base, self.theirs)

    @property
    def both(self) -> str | None:
        """A long text with the changes of both; None where they touch the same paragraph."""
        return merged(self.base, self.mine, self.theirs) if self.is_long else None


def refuse_two_texts(text):
    """Two texts that were kept in one field are made one before anybody but their editors sees them."""
    if PARTING in text:
        raise ValidationError("Two texts stand here, one below the other: make one of them first.", code="two_texts")


def compare(form, current, data):
    """Lay what stands in the database now under a posted form.

    form: bound to data. current: the same form made from the database, unbound. data: a mutable QueryDict, in
    which each field that only they changed takes their value. Returns (differences, labels of fields taken over).
    """
    differences, taken = [], []
    for name, field in form.fields.items():
        if field.disabled or not field.show_hidden_initial:
            continue
        mine, base, theirs = _mine(form[name]), _base(form[name]), current[name].value()
        if not field.has_changed(theirs, mine):
            _put_base(data, form[name], theirs)
            continue
        if field.has_changed(theirs, base):  # they changed it too
            if field.has_changed(_python(field, base), mine):
                shown = [show(field, value) for value in (mine, theirs, base)]
                is_long = isinstance(field.widget, forms.Textarea)
                differences.append(Difference(form[name].html_name, _label(form, name), *shown, is_long=is_long))
            else:
                _put(data, field.widget, form[name].html_name, theirs)
                taken.append(_label(form, name))
        _put_base(data, form[name], theirs)
    return differences, taken


def choose(form, data, choices):
    """Take for each field what the editor chose there: {html name: "mine", "theirs", "both" or "draft"}.

    both: the text that held the changes of both, as the page brought it. draft: one text below the other.
    """
    for name, field in form.fields.items():
        posted = form[name].html_name
        choice = choices.get(posted)
        if choice == THEIRS:
            _put(data, field.widget, posted, _base(form[name]))
        elif choice == BOTH and f"both-{posted}" in data:
            data[posted] = data[f"both-{posted}"]
        elif choice == DRAFT:
            data[posted] = f"{_mine(form[name])}\n\n{PARTING}\n\n{_base(form[name])}"


def show(field, value):
    """A value as an editor reads it: the name of a record, the label of a choice, the text itself."""
    if isinstance(value, list | tuple):
        return (
            ", ".join(show(field, part) for part in value)
            if isinstance(field, forms.ModelMultipleChoiceField)
            else (" ".join(str(part) for part in value if part))
        )
    if isinstance(field, forms.ModelChoiceField) and value:
        found = field.queryset.model._base_manager.filter(**{field.to_field_name or "pk": value}).first()
        return str(found or value)
    if isinstance(field, forms.BooleanField):
        return "yes" if value in (True, "on", "True", "true") else "no"
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), "" if value is None else str(value))


def _label(form, name):
    about = getattr(form, "about", "")
    return f"{about}: {form[name].label}" if about else str(form[name].label)


def _mine(bound):
    return bound.field.widget.value_from_datadict(bound.form.data, bound.form.files, bound.html_name)


def _base(bound):
    return bound.field.hidden_widget().value_from_datadict(bound.form.data, bound.form.files, bound.html_initial_name)


def _python(field, value):
    try:
        return field.to_python(value) if not isinstance(field, forms.MultiValueField) else field.clean(value)
    except forms.ValidationError:
        return None


def _put_base(data, bound, value):
    _put(data, bound.field.hidden_widget(), bound.html_initial_name, value)


def _put(data, widget, name, value):
    """Write a value into posted data, as the widget would post it."""
    widget = getattr(widget, "widget", widget)  # the admin wraps the widgets of relations
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list | tuple) else widget.decompress(value)
        for suffix, inner, part in zip(widget.widgets_names, widget.widgets, parts, strict=True):
            _put(data, inner, name + suffix, part)
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value in (True, "on", "True", "true"):
            data[name] = "on"
    elif isinstance(value, list | tuple):
        data.setlist(name, [str(part) for part in value])
    else:
        written = widget.format_value(value)
        data[name] = (
            (written[0] if written else "") if isinstance(written, list) else "" if written is None else written
        )

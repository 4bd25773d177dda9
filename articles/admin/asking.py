"""What an editor is asked before an act on an article or a statement."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone

from articles.models import Likeness, Statement
from articles.publishing import OPEN_STATEMENT
from people.admin.acts import ActForm


class InstantForm(ActForm):
    instant = forms.DateTimeField(
        label="When", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instant"].help_text = f"In the zone {timezone.get_current_timezone_name()}."


class PublicForm(ActForm):
    """An act that readers are told of."""

    what_changed = forms.CharField(
        label="What readers are told", widget=forms.Textarea(attrs={"rows": 3}), help_text="What it said, what it says."
    )
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this too.")


class TextForm(PublicForm):
    """An act that may change the text."""

    headline = forms.CharField(max_length=500)
    body = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}), strip=False)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        current = record.current
        self.fields["headline"].initial, self.fields["body"].initial = current.headline, current.body

    def clean_body(self):
        """Line breaks as they were stored: a browser sends its own."""
        return with_breaks_of(self.record.current.body, self.cleaned_data["body"])


class RemovalForm(ActForm):
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this: “Court order”, without names.")


class WithholdForm(ActForm):
    described_as = forms.CharField(label="Described as", max_length=300, help_text="“a docker”, without the name.")
    body = forms.CharField(
        label="The article’s text, without the name",
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
        strip=False,
    )
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this, without the name.")

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["body"].initial = record.article.current.body

    def clean_body(self):
        return with_breaks_of(self.record.article.current.body, self.cleaned_data["body"])


class SpeakerForm(ActForm):
    """Who said it: a person, an organisation, or a person on its behalf; neither: nobody known."""

    person = forms.ModelChoiceField(
        Statement._meta.get_field("speaker").remote_field.model.objects.all(),
        required=False,
        widget=AutocompleteSelect(Statement._meta.get_field("speaker"), admin.site),
    )
    organisation = forms.ModelChoiceField(
        Statement._meta.get_field("on_behalf_of").remote_field.model.objects.all(),
        label="Organisation that speaks",
        required=False,
        widget=AutocompleteSelect(Statement._meta.get_field("on_behalf_of"), admin.site),
    )
    is_negative = forms.BooleanField(
        label="It was not them", required=False, help_text="No machine suggests them again."
    )


class SameForm(ActForm):
    other = forms.ModelChoiceField(
        Statement.objects.filter(status__in=OPEN_STATEMENT),
        label="Statement",
        help_text="By its code, or words of it.",
        widget=AutocompleteSelect(Likeness._meta.get_field("other"), admin.site),
    )


def with_breaks_of(stored, posted):
    """The stored text where only line breaks differ from the posted one."""
    plain = posted.replace("\r\n", "\n")
    return stored if stored.replace("\r\n", "\n") == plain else plain

"""What an editor is asked before an act on an article or a statement."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone

from articles.models import Likeness, Statement
from articles.visibility import OPEN_STATEMENT
from people.admin.acts import ActForm
from people.comparing import merged
from people.versioning import PARTING, refuse_two_texts

TOLD_MERGED = "{} changed this text while you worked on it. The changes of both stand here now: look, then go on."
TOLD_COLLISION = (
    "{} changed the same words while you worked on them. Both texts stand here now, one below the other: "
    "make one of them."
)


class InstantForm(ActForm):
    instant = forms.DateTimeField(
        label="When", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instant"].help_text = f"In the zone {timezone.get_current_timezone_name()}."


class MeetingForm(ActForm):
    """An act on a text that a colleague may have changed meanwhile: then the form comes back with the changes of both.

    Where they touch the same paragraph, both texts stand in it, and it is not done until one was made of them.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = self.article.current
        self.fields["based_on"].initial = self.current.number
        self.fields["body"].initial = self.current.body

    def clean_body(self):
        """Line breaks as they were stored: a browser sends its own."""
        mine, number = self.cleaned_data["body"], self.cleaned_data.get("based_on")
        base = self.article.revisions.filter(number=number).first() if number != self.current.number else None
        if base:
            self._meet(base, with_breaks_of(base.body, mine))
        refuse_two_texts(mine)
        return with_breaks_of(self.current.body, mine)

    def _meet(self, base, mine):
        """Put what a colleague changed into the form, for the editor to see; ValidationError says what was done."""
        both = merged(base.body, mine, self.current.body)
        self.data = self.data.copy()
        self.data["based_on"] = self.current.number
        self.data["body"] = f"{mine}\n\n{PARTING}\n\n{self.current.body}" if both is None else both
        if self.data.get("headline") == base.headline:
            self.data["headline"] = self.current.headline
        told = TOLD_COLLISION if both is None else TOLD_MERGED
        raise forms.ValidationError(told.format(self.current.created_by or "Somebody"))


class PublicForm(ActForm):
    """An act that readers are told of."""

    what_changed = forms.CharField(
        label="What readers are told", widget=forms.Textarea(attrs={"rows": 3}), help_text="What it said, what it says."
    )
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this too.")


class TextForm(MeetingForm, PublicForm):
    """An act that may change the text."""

    headline = forms.CharField(max_length=500)
    body = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}), strip=False)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["headline"].initial = self.current.headline

    @property
    def article(self):
        return self.record


class RemovalForm(ActForm):
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this: “Court order”, without names.")


class WithholdForm(MeetingForm, ActForm):
    described_as = forms.CharField(label="Described as", max_length=300, help_text="“a docker”, without the name.")
    body = forms.CharField(
        label="The article’s text, without the name",
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
        strip=False,
    )
    reason = forms.CharField(label="Why?", max_length=300, help_text="Readers see this, without the name.")

    @property
    def article(self):
        return self.record.article


class SpeakerForm(ActForm):
    """Who said it: a person, an organisation, or a person on its behalf; neither: not known."""

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
    is_negative = forms.BooleanField(label="Not them", required=False, help_text="No machine suggests them again.")


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

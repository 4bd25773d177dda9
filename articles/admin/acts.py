"""What an editor is asked before an act on an article or a statement, and what each act promises."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone

from articles import curation, editions
from articles.models import Article, Statement
from people.admin.acts import Act, ActForm

Status = Article.Status
UNPUBLISHED = {Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED}


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


def with_breaks_of(stored, posted):
    """The stored text where only line breaks differ from the posted one."""
    plain = posted.replace("\r\n", "\n")
    return stored if stored.replace("\r\n", "\n") == plain else plain


def reattribute(record, person, organisation, is_negative, by, reason):
    who = {"person": person, "organisation": organisation, "is_negative": is_negative}
    curation.reattribute([record], **who, editor=by, reason=reason)


def is_waiting(article):
    return not article.is_public and article.status not in {Status.RETRACTED, Status.REMOVED}


def was_seen(article):
    return article.is_public or article.status == Status.RETRACTED


OF_ARTICLES = [
    Act(
        "submit",
        "Hand in for review",
        "Editors find it among the articles in review. Readers do not see it.",
        "articles.change_article",
        lambda record, **asked: editions.submit(record, **asked),
        applies=lambda article: article.status == Status.DRAFT,
        on_many=True,
    ),
    Act(
        "hand-back",
        "Hand back to the reporter",
        "It is a draft again. Readers do not see it.",
        "articles.correct_article",
        lambda record, **asked: editions.hand_back(record, **asked),
        applies=lambda article: article.status == Status.IN_REVIEW,
        on_many=True,
    ),
    Act(
        "publish",
        "Publish",
        "Readers, feeds and search engines see it at once; under an embargo, from its end.",
        "articles.publish_article",
        lambda record, **asked: editions.publish(record, **asked),
        applies=lambda article: article.status in UNPUBLISHED,
        on_many=True,
    ),
    Act(
        "schedule",
        "Schedule …",
        "Readers see it from this instant, without anyone doing anything.",
        "articles.publish_article",
        lambda record, **asked: editions.schedule(record, **asked),
        InstantForm,
        applies=lambda article: article.status in UNPUBLISHED and is_waiting(article),
    ),
    Act(
        "embargo",
        "Embargo …",
        "Whatever else is decided, readers do not see it before this instant.",
        "articles.embargo_article",
        lambda record, instant, **asked: editions.embargo(record, instant, **asked),
        InstantForm,
        applies=is_waiting,
    ),
    Act(
        "lift-embargo",
        "Lift the embargo",
        "If it is published, readers see it at once.",
        "articles.embargo_article",
        lambda record, **asked: editions.lift_embargo(record, **asked),
        applies=lambda article: is_waiting(article) and article.embargo_until is not None,
    ),
    Act(
        "send-to-review",
        "Take back to review",
        "It will not be shown until somebody publishes it.",
        "articles.publish_article",
        lambda record, **asked: editions.send_to_review(record, **asked),
        applies=lambda article: is_waiting(article) and article.status not in {Status.DRAFT, Status.IN_REVIEW},
    ),
    Act(
        "correct",
        "Correct …",
        "The text changes; a dated note tells readers what was wrong. The former text stays readable.",
        "articles.correct_article",
        lambda record, **asked: editions.correct(record, **asked),
        TextForm,
        applies=lambda article: article.is_public,
    ),
    Act(
        "update",
        "Update …",
        "The text grows by what is new; a dated note says so. Nothing was wrong.",
        "articles.correct_article",
        lambda record, **asked: editions.update(record, **asked),
        TextForm,
        applies=lambda article: article.is_public,
    ),
    Act(
        "retract",
        "Retract …",
        "Readers find a note in its place that says when and why, and none of its text.",
        "articles.retract_article",
        lambda record, **asked: editions.retract(record, **asked),
        PublicForm,
        applies=lambda article: article.is_public,
    ),
    Act(
        "remove",
        "Remove by law …",
        "Its address answers that it was removed for legal reasons (410). No page, feed or search shows it.",
        "articles.remove_article",
        lambda record, **asked: editions.remove(record, **asked),
        RemovalForm,
        applies=was_seen,
    ),
]
OF_STATEMENTS = [
    Act(
        "accept",
        "Accept: quoted correctly, and of this speaker",
        "Readers see it with its article, and its speaker takes part there.",
        "articles.accept_statement",
        lambda record, by, reason: curation.accept(record, by, reason),
        applies=lambda statement: statement.checked_at is None and statement.status != Statement.Status.RETRACTED,
        on_many=True,
    ),
    Act(
        "reject",
        "Reject: this is no statement",
        "Readers do not see it. It is kept, so that no machine suggests it again.",
        "articles.accept_statement",
        lambda record, by, reason: curation.reject(record, by, reason),
        applies=lambda statement: not statement.is_public and statement.status == Statement.Status.SUGGESTED,
        on_many=True,
    ),
    Act(
        "reattribute",
        "Reattribute …",
        "The ledger keeps who said so. Where readers saw another speaker, a dated note tells them.",
        "articles.accept_statement",
        reattribute,
        SpeakerForm,
        on_many=True,
    ),
    Act(
        "retract",
        "Retract …",
        "Readers find a note in its place that says when and why, and none of its words.",
        "articles.retract_article",
        lambda record, **asked: curation.retract_statement(record, **asked),
        PublicForm,
        applies=lambda statement: statement.is_public,
    ),
    Act(
        "withhold-name",
        "Withhold the name …",
        "Readers see the description and no name; earlier texts of the article can no longer be read.",
        "articles.withhold_name",
        lambda record, **asked: curation.withhold_name(record, **asked),
        WithholdForm,
        applies=lambda statement: statement.speaker_id is not None,
    ),
]

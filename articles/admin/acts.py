"""The acts on articles and statements: what each promises, who may do it, and where its button stands."""

from articles import curation, editions
from articles.models import Article, Likeness, Statement
from articles.reports import deciding
from articles.visibility import OPEN_STATEMENT
from people.admin.acts import Act

from .asking import InstantForm, PublicForm, SameForm, SpeakerForm, TextForm, WithholdForm

Status = Article.Status
UNPUBLISHED = {Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED}


def reattribute(record, person, organisation, is_negative, by, reason):
    who = {"person": person, "organisation": organisation, "is_negative": is_negative}
    curation.reattribute([record], **who, editor=by, reason=reason)


def is_waiting(article):
    return not article.is_public and article.status not in {Status.RETRACTED, Status.REMOVED}


OF_ARTICLES = [  # removal by law, which takes two people, is added by desk/admin.py
    Act(
        "submit",
        "Hand in for review",
        "Editors find it among the articles in review. Readers do not see it.",
        "articles.change_article",
        editions.submit,
        applies=lambda article: article.status == Status.DRAFT,
        on_many=True,
    ),
    Act(
        "hand-back",
        "Hand back to the reporter",
        "It is a draft again. Readers do not see it.",
        "articles.correct_article",
        editions.hand_back,
        applies=lambda article: article.status == Status.IN_REVIEW,
        on_many=True,
    ),
    Act(
        "publish",
        "Publish",
        "Readers, feeds and search engines see it at once; under an embargo, from its end.",
        "articles.publish_article",
        editions.publish,
        applies=lambda article: article.status in UNPUBLISHED,
        on_many=True,
    ),
    Act(
        "schedule",
        "Schedule …",
        "Readers see it from this instant, without anyone doing anything.",
        "articles.publish_article",
        editions.schedule,
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
        editions.lift_embargo,
        applies=lambda article: is_waiting(article) and article.embargo_until is not None,
    ),
    Act(
        "send-to-review",
        "Take back to review",
        "It will not be shown until somebody publishes it.",
        "articles.publish_article",
        editions.send_to_review,
        applies=lambda article: is_waiting(article) and article.status not in {Status.DRAFT, Status.IN_REVIEW},
    ),
    Act(
        "correct",
        "Correct …",
        "The text changes; a dated note tells readers what was wrong. The former text stays readable.",
        "articles.correct_article",
        editions.correct,
        TextForm,
        applies=lambda article: article.is_public,
    ),
    Act(
        "update",
        "Update …",
        "The text grows by what is new; a dated note says so. Nothing was wrong.",
        "articles.correct_article",
        editions.update,
        TextForm,
        applies=lambda article: article.is_public,
    ),
    Act(
        "retract",
        "Retract …",
        "Readers find a note in its place that says when and why, and none of its text.",
        "articles.retract_article",
        editions.retract,
        PublicForm,
        applies=lambda article: article.is_public,
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
        "Reject: this is not a statement",
        "Readers do not see it. It is kept, so that no machine suggests it again.",
        "articles.accept_statement",
        lambda record, by, reason: curation.reject(record, by, reason),
        applies=lambda statement: not statement.is_public and statement.status == Statement.Status.SUGGESTED,
        on_many=True,
    ),
    Act(
        "reopen",
        "Take back the acceptance …",
        "It waits among the suggestions again. Readers do not see it; what was accepted with it stays.",
        "articles.accept_statement",
        lambda record, by, reason: curation.reopen(record, by, reason),
        applies=lambda statement: statement.status == Statement.Status.ACCEPTED and statement.checked_at is not None,
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
        curation.retract_statement,
        PublicForm,
        applies=lambda statement: statement.is_public,
    ),
    Act(
        "withhold-name",
        "Withhold the name …",
        "Readers see the description and no name; earlier texts of the article can no longer be read.",
        "articles.withhold_name",
        curation.withhold_name,
        WithholdForm,
        applies=lambda statement: statement.speaker_id is not None,
    ),
    Act(
        "same-as",
        "The same utterance as …",
        "Readers see both as reports of one utterance. No import separates them again.",
        "articles.accept_statement",
        lambda record, other, by, reason: deciding.say_same(record, other, by=by, reason=reason),
        SameForm,
        applies=lambda statement: statement.status in OPEN_STATEMENT,
    ),
    Act(
        "split-off",
        "Not the same utterance as the others",
        "It leaves its group for ever; the others stay together.",
        "articles.accept_statement",
        lambda record, by, reason: deciding.split_off(record, by=by, reason=reason),
        applies=lambda statement: statement.utterance_id is not None,
    ),
]
OF_LIKENESSES = [
    Act(
        "same",
        "The same utterance",
        "Readers see both as reports of one utterance. No import separates them again.",
        "articles.accept_statement",
        lambda record, by, reason: deciding.decide(record, Likeness.Decision.ACCEPTED, by=by, reason=reason),
        applies=lambda likeness: likeness.decision != Likeness.Decision.ACCEPTED,
        on_many=True,
    ),
    Act(
        "not-the-same",
        "Not the same",
        "They stay separate. No machine proposes or joins them again.",
        "articles.accept_statement",
        lambda record, by, reason: deciding.decide(record, Likeness.Decision.REJECTED, by=by, reason=reason),
        applies=lambda likeness: likeness.decision != Likeness.Decision.REJECTED,
        on_many=True,
    ),
]

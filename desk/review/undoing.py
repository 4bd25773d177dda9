"""How a decision is taken back: all that it changed stands as before, and the history keeps both steps.

The ledger keeps its rows: what a decision added to it is taken back by rows of its own. What others have built on it
meanwhile is not touched, and what they have changed themselves is not overwritten: then it is refused.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import publishing, visibility
from articles.attribution import SILENT, take_back
from articles.editions import keep
from articles.models import Article, Attribution, Correction, Participation, Statement, StatementSpan
from articles.rewording import former_kept
from desk.models import Decision
from people.models import Role

from . import second_looks

FIELDS = ["status", "checked_at", "kind", "text", "position", "speaker_role_id", "anonymity_reason", "described_as"]
REASON = "Taken back: {}."
Review = Participation.Review


@dataclass(frozen=True)
class Snapshot:
    """What a decision may change, as it stands at a moment: fields, words, ledger, public notes, article's speakers."""

    fields: dict
    spans: list
    ledger: set
    notes: set
    speakers: dict

    @classmethod
    def of(cls, statement):
        statement = Statement.objects.get(pk=statement.pk)
        return cls(
            {name: _stored(statement, name) for name in FIELDS},
            [_values(span) for span in statement.spans.order_by("pk")],
            set(statement.attributions.values_list("pk", flat=True)),
            set(statement.corrections.values_list("pk", flat=True)),
            dict(_speakers(statement).values_list("pk", "review")),
        )

    def changes_until(self, later):
        """What has to be known to come back here from a later moment, for JSON."""
        speakers = {str(k): [self.speakers.get(k), review] for k, review in later.speakers.items()}
        changes = {
            "fields": {name: value for name, value in self.fields.items() if value != later.fields[name]},
            "ledger": sorted(later.ledger - self.ledger),
            "notes": sorted(later.notes - self.notes),
            "speakers": {key: reviews for key, reviews in speakers.items() if reviews[0] != reviews[1]},
        }
        return changes | ({"spans": self.spans} if self.spans != later.spans else {})


@transaction.atomic
def undo(decision):
    """Take a decision back, and return it; ValidationError where somebody has changed the statement since."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    Article.objects.select_for_update().get(pk=decision.statement.article_id)
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=decision.statement_id)
    _refuse(decision.undone_at is not None, "It is taken back already.")
    _refuse(second_looks.is_had(decision), "A second editor has looked at it since.")
    if decision.before:
        _check(decision, statement)
        _restore(decision, statement)
        _hand_on(decision, statement)
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_at"])
    second_looks.reopen(decision)
    return decision


def let_stand(decision):
    """Leave a decision that cannot be taken back: it no longer stands in the way of those before it."""
    Decision.objects.filter(pk=decision.pk).update(sitting="")


def _check(decision, statement):
    """Only what still stands as it was decided is taken back."""
    _refuse(
        statement.version != decision.before["version"], "Somebody has changed it since: open it to see its history."
    )
    moved = "spans" in decision.before and statement.revision_id != decision.before["revision"]
    _refuse(moved, "The text of its article has changed since: its former words have no place in it.")


def _restore(decision, statement):
    before, by, reason = decision.before, decision.editor, REASON.format(decision.get_act_display().lower())
    standing = dict(_speakers(statement).values_list("pk", "review"))
    parties = [party for party in (statement.speaker, statement.on_behalf_of) if party]
    fields = _read(before["fields"])
    Statement.objects.filter(pk=statement.pk).update(**fields)  # first, so that the ledger finds a suggestion again
    take_back(list(Attribution.objects.filter(pk__in=before["ledger"])), by=by, note=reason)
    statement = Statement.objects.select_related("article").get(pk=statement.pk)
    for name, value in fields.items():
        setattr(statement, name, value)
    if "spans" in before:
        with former_kept(statement, by=by, reason=reason):
            _restore_words(statement, before["spans"])
    Correction.objects.filter(pk__in=before.get("notes", [])).delete()  # readers see again what it told of as wrong
    keep(statement, by, reason)
    _restore_speakers(statement, before["speakers"], standing)
    publishing.refresh([statement.article_id], also=parties)


def _read(stored):
    """The values of fields as they were stored; a role that somebody has removed since is none."""
    values = {name: Statement._meta.get_field(name).to_python(value) for name, value in stored.items()}
    role = values.get("speaker_role_id")
    return values | ({"speaker_role_id": None} if role and not Role.objects.filter(pk=role).exists() else {})


def _hand_on(decision, statement):
    """What was decided of the statement before this now stands as it was decided, and can be taken back next."""
    version = Statement.objects.values_list("version", flat=True).get(pk=statement.pk)
    earlier = statement.decisions.standing().filter(pk__lt=decision.pk).exclude(before={}).order_by("-pk").first()
    if earlier and earlier.before["version"] == decision.before["began"]:
        earlier.before["version"] = version
        earlier.save(update_fields=["before"])


def _restore_words(statement, spans):
    statement.spans.all().delete()
    statement.spans.bulk_create(StatementSpan(statement=statement, **span) for span in spans)


def _restore_speakers(statement, changed, standing):
    """Let the article's speakers be as they were, but for those who are there for another statement too."""
    for row in _speakers(statement).filter(pk__in=[int(key) for key in changed]):
        was, became = changed[str(row.pk)]
        if standing.get(row.pk) == became:
            _restore_speaker(row, was, statement)


def _restore_speaker(row, was, statement):
    said = _said_by(row, statement.article.statements)
    if was != Review.ACCEPTED and said.filter(status__in=visibility.OPEN_STATEMENT).exists():
        was = Review.ACCEPTED
    elif was is None and said.exclude(status__in=SILENT).exists():
        was = Review.SUGGESTED
    if was is None:
        row.delete()
    else:
        Participation.objects.filter(pk=row.pk).update(review=was)


def _said_by(row, statements):
    return (
        statements.filter(speaker=row.person) if row.person_id else statements.filter(on_behalf_of=row.organisation_id)
    )


def _speakers(statement):
    return Participation.objects.filter(article=statement.article_id, role=Participation.As.SPEAKER)


def _stored(statement, name):
    field = statement._meta.get_field(name.removesuffix("_id"))
    return None if getattr(statement, name) is None else field.value_to_string(statement)


def _values(span):
    return {f.attname: getattr(span, f.attname) for f in span._meta.fields if f.name != "statement"}


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)

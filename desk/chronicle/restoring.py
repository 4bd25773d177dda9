"""How a record is made to say again what it said once: by a new save, through the act that would be used by hand.

What acts decide (a status, a speaker, a merge) is left as it is, and named. The history keeps both steps.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import curation, editions, publishing
from articles.anchoring import places_in, revise
from articles.models import Article, Correction, Participation, Statement
from people.admin.acts import survivor_of
from people.telling import record_saved

from .states import Difference, State, differences, present, state_at
from .values import label_of

GONE = {Article.Status.RETRACTED: "It was retracted.", Article.Status.REMOVED: "It was removed by law."}
WITHHELD = "A name was withheld since: what it said before is not put back."
NAMING = {"described_as", "anonymity_reason", "speaker_role"}  # what may give away a name that was withheld
BY_STATEMENTS = "Who speaks in it follows from its statements."
TAKEN = "Another record bears the same address or identifier by now: put the fields back by hand."


@dataclass
class Plan:
    """What would be put back. left: the fields that stay as they are, each with a sentence that says why.

    lost: statements whose words would stand in the text no longer. back: those that would stand in it again.
    named: all that the article names now: of what it names no more, readers may see nothing afterwards.
    """

    state: State
    target: State
    fields: dict = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    lost: list[Statement] = field(default_factory=list)
    back: list[Statement] = field(default_factory=list)
    named: list = field(default_factory=list)

    @property
    def changes_text(self):
        return self.state.text != self.target.text

    @property
    def changes_rows(self):
        return self.state.rows != self.target.rows

    @property
    def is_empty(self):
        return not (self.fields or self.changes_text or self.changes_rows)

    def shown(self, kind) -> list[Difference]:
        """What would change, in words, without what is left."""
        kept = {f.attname: self.target.fields[f.attname] for f in kind.fields if f.name in self.fields}
        return differences(self.state, State(self.state.fields | kept, self.target.text, self.target.rows), kind)


def plan(record, kind, key):
    """What putting back the state of a key would do to a record as it stands now."""
    state, target = present(record, kind), _as_now(state_at(record, kind, key), kind)
    made = Plan(state, target)
    if _keep_speakers(state.rows, target.rows):
        made.left.append(("Speakers", BY_STATEMENTS))
    hidden = NAMING if kind.model is Statement and _is_withheld(record) else set()
    for f in kind.fields:
        if state.fields[f.attname] == target.fields[f.attname]:
            continue
        refusal = kind.decided.get(f.name) or (WITHHELD if f.name in hidden else "")
        if refusal:
            made.left.append((label_of(f), refusal))
        else:
            made.fields[f.name] = target.fields[f.attname]
    if made.changes_text:
        made.lost, made.back = _moved_by(record, target.text)
    return made


@transaction.atomic
def restore(record, kind, key, *, by, reason, what_changed="", based_on=None):
    """Let a record say again what it said at a key. ValidationError, in an editor's words, where that is refused."""
    editions.check_reason(reason)
    record = _locked(record, kind)
    made = plan(record, kind, key)
    made.named = _named_by(record, kind)
    _refuse(made.is_empty, "It says this already.")
    _refuse(based_on not in {None, record.version}, "Somebody saved this while you looked at it: look at it again.")
    _refuse(tells_readers(record, kind) and not what_changed.strip(), "Tell readers what has changed.")
    try:
        with transaction.atomic():
            _put_back_rows(record, made, by, reason)
            _BY_KIND.get(kind.model, _restore_named)(record, kind, made, by, reason, what_changed)
    except IntegrityError as collision:
        raise ValidationError(TAKEN) from collision


def tells_readers(record, kind):
    """Whether putting something back needs a public note: readers have seen what stands there."""
    return kind.model in {Article, Statement} and record.is_public


def _locked(record, kind):
    """The record as it stands now; of a statement, its article is locked first, as every act does."""
    if kind.model is Statement:
        Article.objects.select_for_update().get(pk=record.article_id)
    return kind.model.objects.select_for_update().get(pk=record.pk)


def _as_now(state, kind):
    """A state with the survivors of what was merged since."""
    fields = {f.attname: _surviving(f, state.fields[f.attname]) for f in kind.fields if f.name not in kind.decided}
    rows = {
        (part, pk): {f.attname: _surviving(f, values[f.attname]) for f in part.fields}
        for (part, pk), values in state.rows.items()
    }
    return State(state.fields | fields, state.text, rows)


def _keep_speakers(rows, target):
    """Let the target have the speakers that stand there now; whether it had others."""
    now, then = (
        {row: values for row, values in found.items() if _is_speaker(*row, values)} for found in (rows, target)
    )
    for row in then:
        del target[row]
    target |= now
    return now != then


def _is_speaker(part, _pk, values):
    return part.model is Participation and part.owner == "article" and values["role"] == Participation.As.SPEAKER


def _surviving(f, value):
    if value is None or not f.is_relation or not hasattr(f.related_model, "merged_into"):
        return value
    return survivor_of(f.related_model._base_manager.get(pk=value)).pk


def _is_withheld(statement):
    return statement.corrections.filter(act=Correction.Act.WITHHELD_NAME).exists()


def _moved_by(article, body):
    """The statements that would lose their words in a new text, and those that would find them again."""
    lost, back = [], []
    for statement in article.statements.select_related("revision", "speaker").prefetch_related("spans"):
        stands = places_in(body, statement) is not None
        if stands == statement.is_orphan:
            (back if stands else lost).append(statement)
    return lost, back


def _put_back_rows(record, made, by, reason):
    """Take away the rows that were not there, change the others, and add what is missing under its own key."""
    standing = {(part, row.pk): row for part in {p for p, _pk in (*made.state.rows, *made.target.rows)}
                for row in part.model._base_manager.filter(**{part.owner: record})}  # fmt: skip
    former, later = made.state.rows, made.target.rows
    changed = [row for row in {**former, **later} if former.get(row) != later.get(row)]
    for key in sorted(changed, key=lambda row: row in later):  # first those that go
        part, pk = key
        row = standing.get(key) or part.model(pk=pk, **{part.owner: record})
        row._history_user, row._change_reason = by, reason.strip()
        if key not in later:
            row.delete()
            continue
        for name, value in later[key].items():
            setattr(row, name, value)
        row.save()


def _set_fields(record, made, kind):
    for f in kind.fields:
        if f.name in made.fields:
            setattr(record, f.attname, made.fields[f.name])


def _restore_named(record, kind, made, by, reason, what_changed):
    _set_fields(record, made, kind)
    editions.keep(record, by, reason)
    record_saved.send(sender=kind.model, record=record)


def _restore_statement(statement, kind, made, by, reason, what_changed):
    if statement.is_public:
        fields = {f.attname: made.fields[f.name] for f in kind.fields if f.name in made.fields}
        curation.correct_statement(statement, what_changed=what_changed, by=by, reason=reason, **fields)
    else:
        _set_fields(statement, made, kind)
        editions.keep(statement, by, reason)
    publishing.refresh([statement.article_id], also=made.named)


def _restore_article(article, kind, made, by, reason, what_changed):
    _refuse(article.status in GONE, GONE.get(article.status))
    _refuse(made.changes_text and _has_withheld_names(article, made.target.text), WITHHELD)
    headline = made.fields.pop("headline", None)
    if made.fields:
        _set_fields(article, made, kind)
        editions.keep(article, by, reason)
    if article.is_public:
        text = {"body": made.target.text, "headline": headline}
        editions.correct(article, what_changed=what_changed, by=by, reason=reason, **text)
    elif made.changes_text or headline:
        revise(article, made.target.text, headline=headline, by=by, reason=reason)
    elif not made.fields:
        editions.keep(article, by, reason)
    publishing.refresh([article.pk], also=made.named)


def _has_withheld_names(article, text):
    """Whether a name was withheld in the article after this text had stood there."""
    withheld = Correction.objects.filter(act=Correction.Act.WITHHELD_NAME, statement__article=article)
    first = article.revisions.filter(body=text).order_by("number").first()
    return bool(first) and withheld.filter(made_at__gte=first.created_at).exists()


def _named_by(record, kind):
    article = {Article: "pk", Statement: "article_id"}.get(kind.model)
    named = publishing.named_by([getattr(record, article)]) if article else {}
    return [record for model, keys in named.items() for record in model.objects.filter(pk__in=keys)]


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)


_BY_KIND = {Statement: _restore_statement, Article: _restore_article}

"""How a record is made to say again what it said once: by a new save, through the act that would be used by hand.

What acts decide (a status, a speaker, a merge) is left as it is, and named (planning.py). The history keeps both steps.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import curation, editions, publishing, visibility
from articles.anchoring import revise
from articles.models import Article, Correction, Statement
from articles.rewording import reword
from people.telling import record_saved

from .planning import WITHHELD, plan

GONE = {Article.Status.RETRACTED: "It was retracted.", Article.Status.REMOVED: "It was removed by law."}
TAKEN = "Another record bears the same address or identifier by now: put the fields back by hand."


@transaction.atomic
def restore(record, kind, key, *, by, reason, what_changed="", based_on=None):
    """Let a record say again what it said at a key. ValidationError, in an editor's words, where that is refused."""
    editions.check_reason(reason)
    record = _locked(record, kind)
    made = plan(record, kind, key)
    made.named = _named_by(record, kind)
    _refuse(made.is_empty, made.why_empty)
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
        pieces = made.words.pieces if made.words else ()
        curation.correct_statement(statement, what_changed=what_changed, by=by, reason=reason, pieces=pieces, **fields)
    else:
        if made.words:
            reword(statement, made.words.pieces, by=by, reason=reason)
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
    named = visibility.named_by([getattr(record, article)]) if article else {}
    return [record for model, keys in named.items() for record in model.objects.filter(pk__in=keys)]


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)


_BY_KIND = {Statement: _restore_statement, Article: _restore_article}

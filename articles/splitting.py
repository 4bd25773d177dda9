"""One record that is two: what an editor has ticked passes to another identity, and can be given back.

Who said a statement is decided by the ledger (attribution.py): it is given an editor's word for the other, and one
against the former. Where readers saw the wrong one, a public correction says so. A Split keeps what passed.
"""

from itertools import groupby

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone

from people import distinctions
from people.addresses import keep_address, path_of
from people.models import Organisation, OrganisationName, Person, PersonName, Role
from people.moving import CHANGED, GONE, MOVED, announce, give_back, move_rows, relations_of

from . import publishing
from .attribution import role_then
from .curation import correct_statement, reattribute
from .editions import check_reason, keep
from .models import Article, Attribution, Participation, Place, PlaceMention, PlaceName, Reference, Split, Statement

AT_ONCE = 500  # statements of one split
SAID = {Person: "speaker", Organisation: "on_behalf_of", Place: "said_in"}  # the field of a statement that names one
# What may go along: a word for it, the model, and its field that names the record.
PARTS = {
    Person: {
        "name": (PersonName, "person"),
        "role": (Role, "person"),
        "part": (Participation, "person"),
        "reference": (Reference, "person"),
    },
    Organisation: {
        "name": (OrganisationName, "organisation"),
        "role": (Role, "organisation"),
        "part": (Participation, "organisation"),
        "reference": (Reference, "organisation"),
    },
    Place: {
        "name": (PlaceName, "place"),
        "mention": (PlaceMention, "place"),
        "dateline": (Article, "dateline_place"),
        "reference": (Reference, "place"),
    },
}


def statements_of(record):
    """What can be ticked: the statements that name a record and that nobody has rejected or retracted."""
    silent = [Statement.Status.REJECTED, Statement.Status.RETRACTED]
    return Statement.objects.filter(**{SAID[type(record)]: record}).exclude(status__in=silent)


def parts_of(record, part):
    """The rows of a sort that can be ticked. Who takes part as a speaker follows from the statements."""
    model, field = PARTS[type(record)][part]
    rows = model._base_manager.filter(**{field: record})
    return rows.exclude(role=Participation.As.SPEAKER) if part == "part" else rows


@publishing.together()
def split(record, *, statements, parts, by, reason, into=None, name="", summary=""):
    """Let statements, and rows by their sort ({sort: primary keys}), pass to another record; returns the Split.

    into: a record that is known already; without it, one of this name is made.
    """
    record = type(record).objects.select_for_update().get(pk=record.pk)
    statements = list(statements)
    _check(record, into, name, statements, parts, reason)
    other = into or _made(record, name, summary, by, reason)
    keys = [[statement.pk, statement.speaker_role_id] for statement in statements]
    kept = _pass_parts(record, other, parts, by, reason)
    _pass(statements, record, other, by, reason)
    kept += _settle_roles(record, other)
    distinctions.tell_apart(record, other, by=by, reason=reason)
    codes = {"kind": record._meta.label_lower, "old_code": record.code, "new_code": other.code, "is_new": not into}
    done = Split.objects.create(**codes, statements=keys, moved=kept, reason=reason.strip(), split_by=by)
    announce(kept, other, record)
    return done


@publishing.together()
def unsplit(done, *, by, reason):
    """Give back what still is as the split left it; whom it made, and nobody names any more, leads to the one again."""
    done = Split.objects.select_for_update().get(pk=done.pk)
    _refuse(done.undone_at is not None, "This split is undone already.")
    check_reason(reason)
    record, other = sides_of(done)
    _refuse(bool(record.merged_into_id or other.merged_into_id), "One of them was merged since: undo that first.")
    distinctions.take_back(record, other, by=by)
    kept = _take_parts_back(done, record, other, by, reason)
    roles = dict(done.statements)
    passing = list(statements_of(other).filter(pk__in=roles))
    _pass(passing, other, record, by, reason)
    for statement in passing:
        if roles[statement.pk] and record.roles.filter(pk=roles[statement.pk]).exists():
            Statement.objects.filter(pk=statement.pk).update(speaker_role=roles[statement.pk])
    if done.is_new and not _is_named(other):
        _retire(other, record, by, reason)
    announce(kept, record, other)
    done.undone_at = timezone.now()
    done.save()
    return done


def sides_of(done):
    """The record that was split, and the other."""
    model = apps.get_model(done.kind)
    return model.objects.get(code=done.old_code), model.objects.get(code=done.new_code)


def _check(record, into, name, statements, parts, reason):
    check_reason(reason)
    _refuse(record.merged_into_id is not None, f"{record} was merged into another record.")
    _refuse(not statements and not any(parts.values()), "Tick what belongs to the other.")
    _refuse(len(statements) > AT_ONCE, f"At most {AT_ONCE} statements at once.")
    _refuse(not into and not name.strip(), "Name the other, or choose who it is.")
    _refuse(into == record, "Choose a different record.")
    _refuse(bool(into and into.merged_into_id), f"{into} was merged into another record: choose that one.")
    keys = [statement.pk for statement in statements]
    gone = len(keys) - statements_of(record).filter(pk__in=keys).count()
    _refuse(gone > 0, f"{record} no longer has {gone} of these statements: they are no longer ticked.")


def _made(record, name, summary, by, reason):
    made = type(record)(name=name.strip(), summary=summary.strip(), language=record.language)
    if isinstance(record, Place):
        made.kind, made.country_code = record.kind, record.country_code
    made.full_clean(exclude=["slug", "folded_name", "sort_key"])
    made._history_user, made._change_reason = by, reason.strip()
    made.save()
    return made


def _pass_parts(record, other, parts, by, reason):
    kept = []
    for part, keys in parts.items():
        rows = parts_of(record, part).filter(pk__in=keys)
        kept += move_rows(rows, PARTS[type(record)][part][1], record, other, by, reason)
    return kept


def _take_parts_back(done, record, other, by, reason):
    """Rows that still name the other name the record again; of two that would be the same, one stays."""
    kept = []
    for (act, label, field), told in groupby(reversed(done.moved), key=lambda entry: entry[:3]):
        entries, model = list(told), apps.get_model(label)
        if act == MOVED:
            rows = model._base_manager.filter(pk__in=[entry[3] for entry in entries], **{field: other})
            kept += move_rows(rows, field, other, record, by, reason)
        elif act == GONE:
            give_back(entries, record, other, by, reason)
            kept += entries
        elif act == CHANGED:
            for _act, _label, _field, key, before, after in entries:
                model._base_manager.filter(pk=key, **{field: after}).update(**{field: before})
    return kept


def _pass(statements, former, other, by, reason):
    """Let statements name the other, and no longer the former."""
    if isinstance(other, Place):
        for statement in statements:
            _pass_place(statement, former, other, by, reason)
        return
    field = "person" if isinstance(other, Person) else "organisation"
    prefetch_related_objects(statements, "speaker", "on_behalf_of")
    for statement in statements:
        was = {"person": statement.speaker, "organisation": statement.on_behalf_of}
        reattribute([statement], **(was | {field: other}), editor=by, reason=reason)
    # Who speaks is decided by now: a word against the former changes nothing of it.
    against = {field: former, "is_negative": True, "method": Attribution.Method.EDITOR, "note": reason.strip()}
    Attribution.objects.bulk_create(Attribution(statement=s, asserted_by=by, **against) for s in statements)


def _pass_place(statement, former, other, by, reason):
    if statement.is_public:
        words = f"It was given as said in {former}; it was in {other}."
        correct_statement(statement, what_changed=words, by=by, reason=reason, said_in=other)
        return
    statement.said_in = other
    keep(statement, by, reason)
    publishing.refresh([statement.article_id], also=[former])


def _settle_roles(*people):
    """In which role somebody spoke or took part is a role of their own; returns what that changed."""
    kept = []
    for person in people if isinstance(people[0], Person) else ():
        for statement in person.statements.exclude(speaker_role=None).exclude(speaker_role__person=person):
            day = statement.said_on or statement.article.printed_on
            role = role_then(person, day, statement.described_as)
            kept.append(_set_role(statement, "speaker_role", role and role.pk))
        for row in person.participations.exclude(role_then=None).exclude(role_then__person=person):
            kept.append(_set_role(row, "role_then", None))
    return kept


def _set_role(row, field, key):
    before = getattr(row, f"{field}_id")
    type(row)._base_manager.filter(pk=row.pk).update(**{field: key})
    return [CHANGED, row._meta.label_lower, field, row.pk, before, key]


def _is_named(record):
    """Whether anything names a record, but for the ledger and what was rejected."""
    for relation in relations_of(type(record)):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
        if relation.related_model is Participation:
            rows = rows.exclude(review=Participation.Review.REJECTED)
        if relation.related_model is not Attribution and rows.exists():
            return True
    return False


def _retire(other, record, by, reason):
    """Let a record that nothing names lead to the one it was split from."""
    keep_address(path_of(other), record)
    other.merged_into = record
    keep(other, by, reason)
    publishing.refresh([], also=[other, record])


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)

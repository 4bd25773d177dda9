"""Who made a statement, derived from the ledger of all that was asserted about it.

Rows are added, never changed. The latest word of an editor counts before any machine's; whom an editor has ruled
out no machine brings back; an import counts before an extractor, then the surer row, then the later one. What was
undone is taken back by a row of its own, and counts as if nobody had said it.
"""

from django.db import transaction

from people.alike import alike, alike_to
from people.models import Person, Role
from people.naming import fold

from . import publishing
from .models import Attribution, Participation, Statement
from .visibility import OPEN_STATEMENT

EDITOR, IMPORT, EXTRACTOR = Attribution.Method.EDITOR, Attribution.Method.IMPORT, Attribution.Method.EXTRACTOR
RANK = {EXTRACTOR: 0, IMPORT: 1, EDITOR: 2}
SILENT = (Statement.Status.REJECTED, Statement.Status.RETRACTED)


@transaction.atomic
def attribute(
    statement,
    *,
    person=None,
    organisation=None,
    by=None,
    method,
    version="",
    confidence=None,
    note="",
    is_negative=False,
):
    """Add an assertion about who made a statement, decide anew who did, and return the row.

    by: the editor, for the method editor. is_negative: “not X”. Neither person nor organisation: nobody known.
    """
    row = Attribution.objects.create(
        statement=statement,
        person=person,
        organisation=organisation,
        asserted_by=by,
        method=method,
        version=version,
        confidence=confidence,
        note=note,
        is_negative=is_negative,
    )
    derive_speaker(statement, by=by, reason=note)
    return row


@transaction.atomic
def take_back(rows, *, by, note):
    """Let rows of one ledger count no more, by a row each that says so, and decide anew who spoke."""
    taken = {"asserted_by": by, "method": EDITOR, "note": note}
    Attribution.objects.bulk_create(Attribution(statement=row.statement, takes_back=row, **taken) for row in rows)
    if rows:
        derive_speaker(rows[0].statement, by=by, reason=note)


@transaction.atomic
def derive_speaker(statement, *, by=None, reason=""):
    """Let a statement's speaker be who the ledger says, and show and hide what depends on it."""
    stored = Statement.objects.select_for_update(of=("self",)).select_related("speaker", "on_behalf_of", "article")
    now = stored.get(pk=statement.pk)
    former = [now.speaker, now.on_behalf_of]
    row = decisive_row(now.attributions.select_related("person", "organisation").order_by("pk"))
    person, organisation = (row.person, row.organisation) if row else (None, None)
    if [person, organisation] != former:
        _save(now, person, organisation, by, reason)
        _settle_participations(now, former)
        publishing.refresh_statements([now], also=[party for party in former if party])
    for field in ("speaker", "on_behalf_of", "speaker_role", "version", "visible_from"):
        setattr(statement, field, getattr(now, field))


def decisive_row(rows):
    """The row of a ledger, given in its order, that says who spoke; None where nobody is left."""
    rows = standing(rows)
    candidates = [row for n, row in enumerate(rows) if not row.is_negative and not _is_ruled_out(row, n, rows)]
    ranked = enumerate(candidates)
    return max(ranked, key=lambda entry: _weight(*entry), default=(0, None))[1]


def standing(rows):
    """The rows of a ledger that nobody has taken back."""
    rows = list(rows)
    taken_back = {row.takes_back_id for row in rows} - {None}
    return [row for row in rows if row.takes_back_id is None and row.pk not in taken_back]


def others(statement):
    """The rows of a statement's ledger that name someone else than who is said to have spoken, the surest first.

    Whom an editor has ruled out is not among them.
    """
    ledger = standing(statement.attributions.select_related("person", "organisation"))
    rows = [row for n, row in enumerate(ledger) if not row.is_negative and not _is_ruled_out(row, n, ledger)]
    chosen = (statement.speaker_id, statement.on_behalf_of_id)
    rows = [row for row in rows if (row.person_id, row.organisation_id) not in {chosen, (None, None)}]
    return sorted(rows, key=lambda row: -(row.confidence or 0))


def namesakes(statement):
    """People of the speaker's name or a like one; where the speaker is open, of the name in print."""
    printed = statement.described_as
    if statement.speaker:
        return alike_to(statement.speaker, words=printed)
    return alike([" ".join(printed.split()[-count:]) for count in (2, 3, 4)], words=printed)


def _weight(number, row):
    """Of two editors' rows the later counts; of two machines', the import's, then the surer, then the later."""
    is_editor = row.method == EDITOR
    sureness = 1 if row.confidence is None else row.confidence
    return RANK[row.method], 0 if is_editor else sureness, number


def _is_ruled_out(row, number, rows):
    """Whether a “not X” stands against a row: an editor's against all but a later word of an editor."""
    for other_number, other in enumerate(rows):
        if not other.is_negative or not _is_about(other, row) or RANK[other.method] < RANK[row.method]:
            continue
        if row.method != EDITOR or other_number > number:
            return True
    return False


def _is_about(negative, row):
    same_person = negative.person_id is not None and negative.person_id == row.person_id
    return same_person or (negative.organisation_id is not None and negative.organisation_id == row.organisation_id)


def _save(statement, person, organisation, by, reason):
    statement.speaker, statement.on_behalf_of = person, organisation
    statement.speaker_role = role_then(
        person, statement.said_on or statement.article.printed_on, statement.described_as
    )
    fields = ["speaker", "on_behalf_of", "speaker_role", "sorted_on"]
    if by:
        statement._history_user = by
        statement.version += 1  # an editor who has the statement open is told
        fields.append("version")
    statement._change_reason = reason or "Attributed"
    statement.save(update_fields=fields)


def role_then(person, day, described_as=""):
    """The role a person held on a day; of several, the one in whose words the text describes them; else None."""
    roles = list(Role.objects.filter(person=person).on(day)) if person and day else []
    named = [role for role in roles if described_as and fold(role.title) in fold(described_as)]
    fitting = named or roles
    return fitting[0] if len(fitting) == 1 else None


def _settle_participations(statement, former):
    """Whoever speaks in an article takes part in it as a speaker; whoever no longer does is kept, as rejected."""
    for party in former:
        if party and not _speaks(party, statement.article):
            Participation.objects.filter(**_as_speaker(statement, party)).update(review=Participation.Review.REJECTED)
    party = statement.speaker or statement.on_behalf_of
    if party and statement.status not in SILENT:
        is_open = statement.status in OPEN_STATEMENT
        review = Participation.Review.ACCEPTED if is_open else Participation.Review.SUGGESTED
        row, is_new = Participation.objects.get_or_create(**_as_speaker(statement, party), defaults={"review": review})
        if not is_new and row.review != Participation.Review.ACCEPTED and row.review != review:
            row.review = review
            row.save(update_fields=["review"])


def _as_speaker(statement, party):
    field = "person" if isinstance(party, Person) else "organisation"
    return {"article": statement.article, "role": Participation.As.SPEAKER, field: party}


def _speaks(party, article):
    field = "speaker" if isinstance(party, Person) else "on_behalf_of"
    return article.statements.filter(**{field: party}).exclude(status__in=SILENT).exists()

"""Who may have said it: whom the ledger names, people of like names, and whom an editor looks for by any name."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from articles.attribution import others
from articles.models import Statement
from people.admin.acts import survivor_of
from people.alike import alike, alike_to
from people.models import Organisation, OrganisationName, Person, PersonName
from people.naming import fold_name

MOST = 9  # candidates: as many as there are keys for
FOUND = 12  # names that are proposed while an editor types
NOBODY = "nobody"


@dataclass(frozen=True)
class Candidate:
    """Somebody who may have said it. value: as it is chosen. reason: why they stand here; last: what they said last."""

    value: str
    name: str
    kind: str = "person"
    language: str = ""
    what: str = ""
    reason: str = ""
    last: str = ""
    is_speaker: bool = False


def candidates_for(statement):
    """Who may have said a statement, its speaker first, in a constant number of queries."""
    reasons = {}
    for party, reason in _named_by(statement):
        reasons.setdefault(party, reason)
    shown = list(reasons)[:MOST]
    last = _last_words([party.pk for party in shown if isinstance(party, Person)])
    roles = {person.pk: _roles(person) for person in _with_roles(shown)}
    speaker = statement.speaker or statement.on_behalf_of
    return [_candidate(party, reasons[party], roles, last, party == speaker) for party in shown]


def _named_by(statement):
    """(person or organisation, why), the likeliest first."""
    if party := statement.speaker or statement.on_behalf_of:
        yield party, ""
    for row in others(statement):
        sure = "" if row.confidence is None else f"{row.confidence:.0%}"
        yield row.person or row.organisation, ": ".join(part for part in (sure, row.note) if part)
    ruled_out = {row.person_id for row in statement.attributions.all() if row.is_negative}
    for namesake in _namesakes(statement):
        if namesake.person.pk not in ruled_out:
            yield namesake.person, str(namesake.likeness)


def _namesakes(statement):
    """People of a like name; where the speaker is open, of the name in print."""
    if statement.speaker:
        return alike_to(statement.speaker, words=statement.described_as)
    ends = [" ".join(statement.described_as.split()[-count:]) for count in (2, 3, 4)]
    return alike(ends, words=statement.described_as)


def _with_roles(parties):
    people = [party.pk for party in parties if isinstance(party, Person)]
    return Person.objects.filter(pk__in=people).prefetch_related("roles__organisation")


def _roles(person):
    told = (f"{role.title}{f', {role.organisation}' if role.organisation else ''}" for role in person.roles.all()[:2])
    return "; ".join(told) or person.summary


def _last_words(people):
    """{key of a person: what readers know that they said last}."""
    said = Statement.objects.published().filter(speaker=OuterRef("pk")).newest_first()
    told = Person.objects.filter(pk__in=people).annotate(last=Subquery(said.values("text")[:1]))
    return dict(told.values_list("pk", "last"))


def _candidate(party, reason, roles, last, is_speaker):
    what, words = (roles.get(party.pk), last.get(party.pk)) if isinstance(party, Person) else (party.summary, "")
    return as_candidate(party, what=what or "", reason=reason, last=words or "", is_speaker=is_speaker)


def as_candidate(party, **told):
    kind = party._meta.model_name
    return Candidate(f"{kind}-{party.pk}", party.name, kind, party.language, **told)


def value_of(statement):
    """The value of the candidate who is said to have spoken."""
    party = statement.speaker or statement.on_behalf_of
    return as_candidate(party).value if party else NOBODY


def chosen(value):
    """{"person": …, "organisation": …} for a value that was chosen; None for one that nobody gave out."""
    kind, _sign, key = value.partition("-")
    if value == NOBODY:
        return {"person": None, "organisation": None}
    model = {"person": Person, "organisation": Organisation}.get(kind)
    party = model and key.isascii() and key.isdigit() and len(key) < 19 and model.objects.filter(pk=int(key)).first()
    return {"person": None, "organisation": None} | {kind: survivor_of(party)} if party else None


def named(words, most):
    """The people and the organisations with a word that begins so, in any of their names: two querysets of keys."""
    return [_named(model, names, words)[:most] for model, names in NAMED]


def find(words, most=FOUND):
    """Whom an editor may mean who has typed so far, those called exactly so first."""
    wanted = fold_name(words)
    if not wanted:
        return []
    found = [party for model, names in NAMED for party in _found(model, names, words, most)]
    return sorted(found, key=lambda party: (party.folded_name != wanted, len(party.folded_name), party.pk))[:most]


NAMED = [(Person, PersonName), (Organisation, OrganisationName)]


def _found(model, names, words, most):
    return model.objects.filter(pk__in=list(_named(model, names, words)[: 5 * most]))


def _named(model, names, words):
    wanted = fold_name(words)
    own, others = (
        Q(**{f"{column}__startswith": wanted}) | Q(**{f"{column}__contains": f" {wanted}"})
        for column in ("folded_name", "folded")
    )
    bearing = names.objects.filter(others).values(model._meta.model_name)
    return model.objects.filter(own | Q(pk__in=bearing), merged_into=None).order_by("pk").values_list("pk", flat=True)

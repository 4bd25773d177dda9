"""Who is proposed as the speaker of a suggestion: its speaker, whom else the ledger names, and people of like names."""

from django.db.models import OuterRef, Subquery

from articles.attribution import namesakes, others
from articles.models import Statement
from desk.speakers import candidate, speaker_of
from people.models import Person

MOST = 9  # as many as there are keys for


def candidates_for(statement):
    """Who may have said a statement, its speaker first, in a constant number of queries."""
    reasons = {}
    for party, reason in _named_by(statement):
        reasons.setdefault(party, reason)
    shown = list(reasons)[:MOST]
    people = [party.pk for party in shown if isinstance(party, Person)]
    last, told = _last_words(people, statement), _roles(people)
    return [_candidate(party, reasons[party], told, last, speaker_of(statement)) for party in shown]


def _named_by(statement):
    """(person or organisation, why), the likeliest first."""
    if party := speaker_of(statement):
        yield party, ""
    for row in others(statement):
        sure = "" if row.confidence is None else f"{row.confidence:.0%}"
        yield row.person or row.organisation, ": ".join(part for part in (sure, row.note) if part)
    ruled_out = {row.person_id for row in statement.attributions.all() if row.is_negative}
    for namesake in namesakes(statement):
        if namesake.person.pk not in ruled_out:
            yield namesake.person, str(namesake.likeness)


def _roles(people):
    """{key of a person: what they are, else who}."""
    rows = Person.objects.filter(pk__in=people).prefetch_related("roles__organisation")
    return {person.pk: "; ".join(map(str, person.roles.all()[:2])) or person.summary for person in rows}


def _last_words(people, statement):
    """{key of a person: what readers know that they said last}, but for this statement."""
    said = Statement.objects.published().filter(speaker=OuterRef("pk")).exclude(pk=statement.pk).newest_first()
    told = Person.objects.filter(pk__in=people).annotate(last=Subquery(said.values("text")[:1]))
    return dict(told.values_list("pk", "last"))


def _candidate(party, why, roles, last, speaker):
    is_speaker = party == speaker
    if not isinstance(party, Person):
        return candidate(party, why=why, is_speaker=is_speaker)
    return candidate(party, told=roles.get(party.pk, ""), why=why, last=last.get(party.pk) or "", is_speaker=is_speaker)

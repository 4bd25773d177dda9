"""Who may have said it: people and organisations as forms name them, and as editors look for them by any name."""

from dataclasses import dataclass

from django.db.models import Q

from articles.models import Place, PlaceName
from desk.posted import number
from people.admin.acts import survivor_of
from people.models import Organisation, OrganisationName, Person, PersonName
from people.naming import fold_name

FOUND = 12  # names that are proposed while an editor types
NOBODY = "nobody"
MODELS = {"person": Person, "organisation": Organisation, "place": Place}
NAMES = {Person: PersonName, Organisation: OrganisationName, Place: PlaceName}
SPEAKERS = (Person, Organisation)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may have said it. value: as a form names them. told: who they are, in a line. why: why they stand
    here. last: what they said last. is_known: whether the archive has them.
    """

    value: str
    name: str
    kind: str = "person"
    language: str = ""
    told: str = ""
    why: str = ""
    last: str = ""
    is_speaker: bool = False
    is_known: bool = True


def candidate(party, **told):
    return Candidate(
        value_of(party), party.name, party._meta.model_name, party.language, **{"told": party.summary} | told
    )


def value_of(party):
    """How a form names a person or organisation; nobody is a value too."""
    return f"{party._meta.model_name}-{party.pk}" if party else NOBODY


def speaker_of(statement):
    """The person or organisation that is said to have made a statement; None where nobody is."""
    return statement.speaker or statement.on_behalf_of


def party_of(value):
    """The person or organisation that a form names; the survivor of whoever was merged; None where there is none."""
    kind, _sign, key = value.partition("-")
    model = MODELS.get(kind)
    found = model.objects.filter(pk=number(key)).first() if model in SPEAKERS else None
    return survivor_of(found) if found else None


def as_named(party):
    """{"person": …, "organisation": …}, one of them a party, or none."""
    return {"person": None, "organisation": None} | ({party._meta.model_name: party} if party else {})


def bearing(folded, most):
    """The people and organisations that bear one of these folded names, so many of each, the longest known first."""
    bearers = [_bearing(model, Q(folded_name__in=folded), Q(folded__in=folded)) for model in SPEAKERS]
    return [party for rows in bearers for party in rows.prefetch_related("names")[:most]]


def only_bearer(model, name):
    """The record that alone bears a name; None where none does, or several do."""
    folded = fold_name(name)
    found = _bearing(model, Q(folded_name=folded), Q(folded=folded))[:2] if folded else ()
    return found[0] if len(found) == 1 else None


def named(words, most):
    """The people and the organisations with a word that begins so, in any of their names: two querysets of keys."""
    return [_beginning(model, words).values_list("pk", flat=True)[:most] for model in SPEAKERS]


def find(words, models=SPEAKERS, most=FOUND):
    """Whom an editor may mean who has typed so far, those called exactly so first, then the shortest names."""
    wanted = fold_name(words)
    if not wanted:
        return []
    found = [party for model in models for party in _beginning(model, words)[: 5 * most]]
    return sorted(found, key=lambda party: (party.folded_name != wanted, len(party.folded_name), party.pk))[:most]


def _beginning(model, words):
    wanted = fold_name(words)
    own, others = (
        Q(**{f"{column}__startswith": wanted}) | Q(**{f"{column}__contains": f" {wanted}"})
        for column in ("folded_name", "folded")
    )
    return _bearing(model, own, others)


def _bearing(model, own, others):
    """The records whose own name is such, or one of their other names."""
    bearers = NAMES[model].objects.filter(others).values(model._meta.model_name)
    return model.objects.filter(own | Q(pk__in=bearers), merged_into=None).order_by("pk")

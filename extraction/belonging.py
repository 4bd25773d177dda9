"""Whose somebody is: "her spokesman, Tom Reed", "Vos's aide Tom Reed", "Tom Reed, a spokesman for Vos"."""

from typing import NamedTuple

from .clauses import Clause
from .names import Name
from .sources import OWNS

FURTHEST = 4  # words between an owner and the role
LONGEST = 4  # words of a person's name; more of them in capitals are a headline


class Belonging(NamedTuple):
    """role: what somebody is to an owner, whom a name or the possessive ("her") at a place of the clause names."""

    role: str
    place: int
    owner: Name | None = None


def belonging_of(name: Name, clause: Clause) -> Belonging | None:
    """What the words beside a name say it is to somebody; nothing if they do not say to whom."""
    if len(name.words) > LONGEST:
        return None
    last = name.first - 1
    if clause.low(last) == ",":
        last -= 1
        if (owner := clause.ending.get(last + 1)) is not None:
            return _of_owner(clause, owner)
    if _is_role(clause, last):
        return _owned(clause, last)
    return _behind(name, clause) if clause.low(name.stop) == "," else None


def _is_role(clause: Clause, place: int) -> bool:
    return clause.is_word(place) and clause.language.is_role(clause.low(place))


def _owned(clause: Clause, role: int) -> Belonging | None:
    """ "her | longtime spokesman", "Vos's | spokesman", "Vos | campaign spokesman"."""
    for place in range(role - 1, max(role - 2 - FURTHEST, -1), -1):
        if clause.low(place) in clause.language.possessives:
            return Belonging(clause.low(role), place)
        owner = clause.ending.get(place if clause.tokens[place].text in OWNS else place + 1)
        if owner is not None:
            return Belonging(clause.low(role), place, owner)
        if not clause.is_word(place) or clause.is_verb(place) or clause.low(place) in clause.language.function_words:
            return None
    return None


def _of_owner(clause: Clause, owner: Name) -> Belonging | None:
    """ "a spokesman | for Vos", "die Sprecherin | von Vos"."""
    language, place = clause.language, owner.title - 1
    place -= clause.low(place) in language.determiners and clause.low(place) not in language.of
    leads = clause.low(place) in language.prepositions or clause.low(place) in language.of
    return Belonging(clause.low(place - 1), place, owner) if leads and _is_role(clause, place - 1) else None


def _behind(name: Name, clause: Clause) -> Belonging | None:
    """ "Tom Reed, | her spokesman", "Tom Reed, | Vos's spokesman", "Tom Reed, | a spokesman for Vos"."""
    first = name.stop + 1
    role = next((n for n in range(first, first + FURTHEST + 2) if _is_role(clause, n)), None)
    if role is None:
        return None
    for owner in (clause.beginning.get(role + 2), clause.beginning.get(role + 3)):
        if owner is not None and (told := _of_owner(clause, owner)):
            return told
    told = _owned(clause, role)
    return told if told and told.place >= first else None

"""What the review queue shows of a suggestion: its context, who may have said it, and why it was suggested."""

from dataclasses import dataclass
from secrets import token_hex

from articles.models import Statement
from articles.sureness import BANDS, band_of
from desk.spans import grow_pieces
from desk.speakers import NOBODY, candidate, find, party_of

from . import deciding
from .candidates import candidates_for
from .excerpts import excerpt, read_pieces, written


@dataclass(frozen=True)
class Growth:
    """A button by which the words grow or shrink: its key, and what it does."""

    key: str
    label: str
    side: str
    steps: int


GROWTH = [
    Growth("[", "One more word at the start", "start", 1),
    Growth("{", "One word fewer at the start", "start", -1),
    Growth("]", "One more word at the end", "end", 1),
    Growth("}", "One word fewer at the end", "end", -1),
]


def fetched():
    """Statements with all that is shown of them."""
    related = ("article__publisher", "revision", "speaker", "on_behalf_of", "speaker_role__organisation")
    return Statement.objects.select_related(*related).prefetch_related("spans")


def shown(statement, asked, posted):
    """What a page shows of a suggestion. asked: what the address says of it; posted: what was sent and not done."""
    pieces = _pieces(statement, asked, posted)
    candidates = candidates_for(statement)
    name, who = asked.get("name", ""), posted.get("who") or asked.get("who") or _speaker(candidates)
    found = _besides(candidates, [*find(name), party_of(who)])
    is_offered = who in {NOBODY, *(one.value for one in candidates + found)}
    return _as_it_stands(statement, pieces) | {
        "written": written(pieces),
        "is_changing": "grow" in asked or pieces != deciding.pieces_of(statement),
        "candidates": candidates,
        "found": found,
        "name": name,
        "who": who if is_offered else _speaker(candidates),
        "growth": GROWTH,
    }


def briefly(statement):
    """The same where several stand on one page."""
    return _as_it_stands(statement, deciding.pieces_of(statement)) | {"statement": statement}


def _as_it_stands(statement, pieces):
    return {
        "token": token_hex(16),
        "seen": deciding.state_of(statement),
        "paragraphs": excerpt(statement, pieces),
        "band": BANDS.get(band_of(statement.confidence)),
        "sure": "" if statement.confidence is None else f"{statement.confidence:.0%}",
    }


def _pieces(statement, asked, posted):
    """Where the words stand, or shall stand after they were grown or shrunk."""
    is_as_sent = posted.get("seen") == deciding.state_of(statement)
    words = posted.get("pieces", "") if is_as_sent else asked.get("pieces", "")
    pieces = read_pieces(words, statement) or deciding.pieces_of(statement)
    button = next((button for button in GROWTH if button.key == asked.get("grow")), None)
    return grow_pieces(statement.revision.body, pieces, button.side, button.steps) if button else pieces


def _besides(candidates, parties):
    """Those who were found by name, and whoever is chosen already, but for the candidates; each once."""
    known = {one.value for one in candidates}
    found = [candidate(party) for party in dict.fromkeys(parties) if party]
    return [one for one in found if one.value not in known]


def _speaker(candidates):
    """Who is said to have spoken: the first, if the statement has a speaker at all."""
    return candidates[0].value if candidates and candidates[0].is_speaker else NOBODY

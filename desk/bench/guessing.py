"""Who said some words of an article: guessed from what extraction finds in its text and from whom it is about.

The quotation that holds the words says who spoke; else the one that stands nearest, then those whom the text names
nearest to them, then everyone who takes part. Nothing is saved here.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import extraction
from articles.attribution import SILENT, others
from articles.extracting.selecting import names_in
from articles.importing.draft import PieceDraft
from articles.models import Place
from desk.speakers import Candidate, bearing, candidate, speaker_of
from extraction.findings import Quotation
from people.models import Organisation
from people.naming import fold_name

MOST = 3  # candidates that are offered
LOOKED_UP = 8  # names that are looked for in the archive
FOUND_HERE, NEAREST, NAMED, TAKES_PART = "reported here", "speaks nearest", "named nearby", "takes part"


@dataclass(frozen=True)
class Guess:
    """What is proposed for a selection. quotation: what extraction found there, if anything."""

    candidates: list[Candidate]
    warnings: list[str] = field(default_factory=list)
    quotation: Quotation | None = None
    said_in: Place | None = None

    @property
    def is_nameless(self):
        """Whether the text gives a source, but no name."""
        return bool(self.quotation and self.quotation.source and not self.quotation.speaker)

    @property
    def described_as(self):
        source = self.quotation.source if self.quotation else None
        return " ".join(source.exact.split())[:300] if source else ""

    def beside(self, pieces):
        """The reporting words and those that name the speaker, where they lie outside of what was said."""
        spans = [(part, getattr(self.quotation, part, None)) for part in ("cue", "source")]
        found = [PieceDraft(span.start, span.end, part) for part, span in spans if span]
        return [one for one in found if all(one.end <= piece.start or piece.end <= one.start for piece in pieces)]


def guess(article, selection, statement=None):
    """Who said the words of a selection, where and when. statement: what is recorded of them already."""
    names = tuple(names_in([article.pk]).get(article.pk, ()))
    revision = selection.revision
    found = findings(revision.body, article.language, names, article.printed_on)
    own = _holding(found.quotations, selection)
    known = _recorded(statement)
    parties = _participants(article)
    named = _as_candidates(_ranked(found, own, selection), parties)
    candidates = [*known, *named, *(candidate(party, why=TAKES_PART) for party in parties)]
    first = {one.value: one for one in reversed(candidates)}
    return Guess(
        [first[value] for value in dict.fromkeys(one.value for one in candidates)][:MOST],
        _warnings(article, found, own, selection),
        own,
        _place(article, own.said_in) if own else None,
    )


@lru_cache(maxsize=16)
def findings(body, language, names, printed_on):
    """What extraction finds in a text; kept for the few texts that are worked on."""
    return extraction.extract(body, language=language or None, names=names, published_on=printed_on)


def _holding(quotations, selection):
    """The quotation that shares most with the selection."""
    shared = [(_shared(quotation, selection), quotation) for quotation in quotations]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if most else None


def _shared(quotation, selection):
    return sum(_overlap(piece, selection) for piece in quotation.pieces)


def _overlap(one, other):
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _distance(one, other):
    return max(one.start - other.end, other.start - one.end, 0)


def _ranked(found, own, selection):
    """(name, whether a body, why) of those whom the text names, the likeliest first."""
    bodies = {party.name: party.is_organisation for party in found.parties}
    ranked = []
    if own:
        names = [own.speaker, *(c.name for c in sorted(own.candidates, key=lambda c: -c.confidence))]
        ranked += [(name, FOUND_HERE) for name in names]
    cued = [q for q in found.quotations if q is not own and q.speaker]
    nearest = min(cued, key=lambda q: _distance(q.cue or q.pieces[0], selection), default=None)
    ranked += [(nearest.speaker, NEAREST)] if nearest else []
    named = [(min(_distance(m, selection) for m in p.mentions), p.name) for p in found.parties if p.mentions]
    ranked += [(name, NAMED) for _, name in sorted(named)]
    first = {name: why for name, why in reversed(ranked) if name}
    order = dict.fromkeys(name for name, _ in ranked if name)
    return [(name, bodies.get(name, False), first[name]) for name in order][:LOOKED_UP]


def _as_candidates(ranked, parties):
    """The records of these names, those who take part in the article first; a new one where there is none."""
    records = _records({fold_name(name) for name, _, _ in ranked}, parties)
    found = []
    for name, is_body, why in ranked:
        bearers = records.get(fold_name(name), [])
        known = [record for record in bearers if isinstance(record, Organisation) == is_body] or bearers
        found += [candidate(record, why=why) for record in known[:MOST]] or [_unknown(name, is_body, why)]
    return found


def _records(folded, parties):
    """{folded name: its records}, those of the article first."""
    found = {}
    for record in [*parties, *bearing(folded, LOOKED_UP * MOST)]:
        for name in {record.folded_name, *(name.folded for name in record.names.all())} & folded:
            if record not in found.setdefault(name, []):
                found[name].append(record)
    return found


def _participants(article):
    """Who takes part in the article, speakers first."""
    rows = article.participations.exclude(review="rejected").select_related("person", "organisation")
    rows = rows.prefetch_related("person__names", "organisation__names").order_by("pk")
    ordered = sorted(rows, key=lambda row: row.role != row.As.SPEAKER)
    return list(dict.fromkeys(row.party for row in ordered if row.party.merged_into_id is None))


def _recorded(statement):
    """Who is said to have made a statement, and whom else its ledger names."""
    if statement is None or not statement.pk:
        return []
    who = speaker_of(statement)
    rows = [row.person or row.organisation for row in others(statement)]
    return [
        candidate(party, why=why)
        for party, why in [(who, "recorded"), *((row, "also considered") for row in rows)]
        if party
    ]


def _unknown(name, is_body, why):
    kind = "organisation" if is_body else "person"
    return Candidate(f"new-{kind}:{name}", name, kind, why=why, is_known=False)


def _place(article, name):
    """The place of this name that the article names, or where it was written."""
    places = [mention.place for mention in article.place_mentions.select_related("place")]
    places += [article.dateline_place] if article.dateline_place else []
    return next((place for place in places if place.name == name), None)


def _warnings(article, found, own, selection):
    """What speaks against one statement of all these words: what another said, or the words that report it."""
    standing = _standing(article, selection)
    told = {who for who, stretches in standing if any(_overlap(one, selection) for one in stretches)}
    fresh = [q for q in found.quotations if not any(_shared(q, s) for _, stretches in standing for s in stretches)]
    told |= {_who(q) for q in fresh if _shared(q, selection)}
    warnings = []
    if len(told) > 1:
        warnings.append(f"These words belong to more than one speaker: {', '.join(sorted(told))}.")
    for quotation in found.quotations:
        beside = [span for span in (quotation.cue, quotation.source) if span and _overlap(span, selection)]
        if quotation is not own and beside and _who(quotation) != (own and _who(own)):
            warnings.append(f"“{beside[0].exact}” reports what {_who(quotation)} said.")
    return list(dict.fromkeys(warnings))


def _who(quotation):
    return quotation.speaker or (quotation.source.exact if quotation.source else "somebody else")


def _standing(article, selection):
    """(who spoke, pieces) of each statement of this text that nobody rejected."""
    rows = article.statements.filter(revision=selection.revision, is_orphan=False)
    rows = rows.exclude(status__in=SILENT).select_related("speaker", "on_behalf_of")
    rows = rows.prefetch_related("spans")
    return [(str(speaker_of(s) or s.described_as or "somebody else"), s.pieces) for s in rows]

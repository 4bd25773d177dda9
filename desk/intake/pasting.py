"""An article is pasted: looked at, corrected, saved. One draft and one way to save it, as for every import.

What is found in the text are suggestions; what the editor corrects takes its place before anything is saved. The same
text saved again is the same article. What cannot be read is kept (FailedImport), with the reason.
"""

import hashlib
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from articles.importing.decoding import refuse_what_is_no_text
from articles.importing.draft import Draft, Unreadable
from articles.importing.outcome import Label
from articles.importing.saving import save_drafts
from articles.importing.suggesting import suggest
from articles.importing.text import origin_key, read_draft
from articles.models import Article
from desk.models import FailedImport

LONGEST = 200_000  # characters: a longer text is more than one article
PEOPLE, BODIES, PLACES, EVENTS = "person", "organisation", "place", "event"


@dataclass(frozen=True)
class Chip:
    """Someone or something that the text names, to be kept or taken away."""

    kind: str
    name: str
    about: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.name}"


def read(text: str) -> Draft:
    """Return the draft of a pasted text, without what extraction finds in it. Raises Unreadable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise Unreadable(f"it has more than {LONGEST:,} characters: is it one article?")
    refuse_what_is_no_text(text)
    return replace(read_draft(text), status=Article.Status.DRAFT)


def fingerprint(text: str) -> str:
    """What tells this text from another: only what was looked at is saved."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def corrected(draft: Draft, corrections: dict) -> Draft:
    """The draft as the editor put it right, with what extraction finds in it."""
    return suggest(replace(draft, **corrections))


def chips_of(draft: Draft) -> list[Chip]:
    """Whom and what the text names, people first."""
    people = [Chip(BODIES if p.is_organisation else PEOPLE, p.name, p.described_as) for p in draft.parties]
    named = dict.fromkeys([draft.dateline_place, *(place.name for place in draft.places)])
    places = [Chip(PLACES, name) for name in named if name]
    return sorted(people, key=lambda chip: chip.kind != PEOPLE) + places + [Chip(EVENTS, e.name) for e in draft.events]


def without(draft: Draft, removed: set[str]) -> Draft:
    """The draft without these chips, by their keys: nobody speaks any more, and nothing happens, under their names."""
    people, bodies, places, events = (_names(removed, kind) for kind in (PEOPLE, BODIES, PLACES, EVENTS))
    return replace(
        draft,
        parties=[p for p in draft.parties if p.name not in (bodies if p.is_organisation else people)],
        places=[place for place in draft.places if place.name not in places],
        events=[_event(event, places) for event in draft.events if event.name not in events],
        reported_events=[name for name in draft.reported_events if name not in events],
        dateline_place=_kept(draft.dateline_place, places),
        statements=[_statement(statement, people, bodies, places, events) for statement in draft.statements],
    )


def _names(removed: set[str], kind: str) -> set[str]:
    return {key.partition(":")[2] for key in removed if key.startswith(f"{kind}:")}


def _kept(name: str, removed: set[str]) -> str:
    return "" if name in removed else name


def _event(event, places):
    return replace(event, place=_kept(event.place, places))


def _statement(statement, people, bodies, places, events):
    return replace(
        statement,
        speaker=_kept(statement.speaker, people),
        organisation=_kept(statement.organisation, bodies),
        candidates=[(name, share) for name, share in statement.candidates if name not in people | bodies],
        about=[name for name in statement.about if name not in people | bodies | places | events],
        said_in=_kept(statement.said_in, places),
        event=_kept(statement.event, events),
    )


def known_article(draft: Draft, text: str) -> Article | None:
    """The article that this text, or this address, has become already."""
    by_words, by_address = origin_key("", text.replace("\r\n", "\n")), draft.origin_key
    return Article.objects.filter(origin_key__in={by_words, by_address}).order_by("pk").first()


@transaction.atomic
def save(draft: Draft, text: str, *, by, reason: str = "Pasted") -> tuple[Article, bool]:
    """Save a draft in the editor’s name; the article, and whether it is new. Raises Unreadable.

    Sent twice it is one article: the second finds the first.
    """
    draft = replace(draft, origin_key=origin_key(draft.source_url, text.replace("\r\n", "\n")))
    known = known_article(draft, text)
    if known:
        return known, False
    [outcome] = save_drafts([draft])
    if outcome.label == Label.REFUSED:
        raise Unreadable(outcome.reason)
    article = Article.objects.get(pk=outcome.article_id)
    if outcome.label == Label.NEW:
        article.revisions.update(created_by=by)
        article.history.update(history_user=by, history_change_reason=reason)
    return article, outcome.label == Label.NEW


def keep_failed(*, text: str = "", came_from: str = "", reason: str, by) -> FailedImport:
    """Keep what could not be read. The same again, of the same person, is kept once."""
    brought = {"made_by": by, "came_from": came_from, "text": storable(text)}
    failed = FailedImport.objects.waiting().filter(**brought).first() or FailedImport(**brought)
    failed.reason = reason
    failed.save()
    return failed


@transaction.atomic
def keep_again(failed: FailedImport, *, text: str, came_from: str = "", reason: str, by) -> FailedImport:
    """It was put right, and not enough: what it is now waits in its place, where the same person brought it."""
    if failed.made_by != by or came_from:
        return keep_failed(text=text, came_from=came_from, reason=reason, by=by)
    kept = keep_failed(text=text, came_from=failed.came_from, reason=reason, by=by)
    if kept != failed:
        settle(failed, followed_by=kept, by=by)
    return kept


def settle(
    failed: FailedImport, article: Article | None = None, *, followed_by: FailedImport | None = None, by
) -> None:
    """It was put right, as this article; tried again as what followed it; or laid aside. Again, it changes nothing."""
    settled = {"settled_at": timezone.now(), "settled_by": by, "article": article, "followed_by": followed_by}
    FailedImport.objects.filter(pk=failed.pk, settled_at=None).update(**settled)


def storable(text: str) -> str:
    """What every database takes: control characters and halves of characters are written out, as \\x00."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() or c in "\n\t" or ord(c) > 159 else f"\\x{ord(c):02x}" for c in whole)


def readable(data: bytes) -> str:
    """The bytes of a file as text, what is none of it written out."""
    return storable(data.decode("utf-8", "backslashreplace"))

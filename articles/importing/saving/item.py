"""One draft of a batch on its way: what it is to the archive, and what was made of it so far."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from articles.models import Article, ArticleRevision, Attribution, Statement, Suggestible
from articles.visibility import OPEN_ARTICLE
from people.models import Organisation, Person

from ..draft import Draft, PartyDraft
from ..outcome import Label, Outcome
from .cast import Cast
from .quoted import content_of, described_as, joined_text
from .registry import Scope


@dataclass
class Item:
    """former: the revision that stood before this import. statements: one for each of the draft's, in its order."""

    draft: Draft
    digest: str = ""
    label: Label = Label.NEW
    reason: str = ""
    cast: Cast = field(default_factory=Cast)
    scope: Scope = field(default_factory=Scope)
    article: Article | None = None
    former: ArticleRevision | None = None
    revision: ArticleRevision | None = None
    statements: list[Statement] = field(default_factory=list)

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """The text of each statement, and its speaker as printed. Whoever asks first has it worked out for all."""
        body = self.draft.body
        return [
            (joined_text(body, content_of(each), each.kind), described_as(each, body)) for each in self.draft.statements
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be saved."""
        return self.label in {Label.NEW, Label.CHANGED}

    @property
    def is_asserted(self) -> bool:
        """Whether somebody vouches for it; else it is what the rules found."""
        return self.draft.asserted_by == Attribution.Method.IMPORT

    @property
    def is_public(self) -> bool:
        """Whether readers see the article as soon as it is saved."""
        embargo = self.draft.embargo_until
        return self.draft.status in OPEN_ARTICLE and (embargo is None or embargo <= timezone.now())

    @property
    def review(self) -> str:
        return Suggestible.Review.ACCEPTED if self.is_asserted else Suggestible.Review.SUGGESTED

    def party_of(self, part: PartyDraft) -> Person | Organisation | None:
        return self.scope.get(Organisation if part.is_organisation else Person, part.key or part.name)

    def description_of(self, party: Person | Organisation | None) -> str:
        """What the draft says a party was called in the text; empty where it does not."""
        return self._descriptions.get((type(party), party.id), "") if party else ""

    @cached_property
    def _descriptions(self) -> dict[tuple, str]:
        described = [part for part in self.cast.people + self.cast.organisations if part.described_as]
        told = [(self.party_of(part), part.described_as) for part in reversed(described)]
        return {(type(party), party.id): words for party, words in told if party}

    def refuse(self, reason: object) -> None:
        self.label, self.reason = Label.REFUSED, str(reason)

    def outcome(self) -> Outcome:
        article = self.article.pk if self.article and self.label != Label.REFUSED else None
        return Outcome(
            self.label, self.draft.source or self.draft.origin_key, self.draft.headline, article, self.reason
        )

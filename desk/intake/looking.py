"""What an editor is shown of a pasted text before it is saved, with what was corrected so far."""

from collections import Counter
from dataclasses import dataclass, field

from django import forms

from articles.dates import date_for_machines
from articles.importing.dates import Printed, read_date, recognise_date
from articles.importing.draft import Draft, Unreadable
from articles.importing.saving.fitting import LANGUAGE
from articles.languages import language_code, language_name
from articles.marking import Mark, marked_paragraphs
from articles.models import Article, Event, Place
from people.models import Organisation, Person
from people.naming import fold_name

from . import pasting
from .near_duplicates import find_near_duplicates

RECORDS = {pasting.PEOPLE: Person, pasting.BODIES: Organisation, pasting.PLACES: Place, pasting.EVENTS: Event}
PLAIN = ("headline", "byline", "publisher", "dateline_text", "source_url")


class CorrectionsForm(forms.Form):
    """What the text was found to say of itself, as the editor leaves it."""

    headline = forms.CharField(max_length=500)
    byline = forms.CharField(max_length=300, required=False)
    printed_on = forms.CharField(
        label="Printed on",
        max_length=60,
        required=False,
        help_text="“14 March 1987”, “1987-03”, “1987”. Empty: undated.",
    )
    publisher = forms.CharField(max_length=400, required=False)
    language = forms.CharField(max_length=40, help_text="“French”, or its code.")
    dateline_text = forms.CharField(label="Dateline", max_length=200, required=False)
    source_url = forms.CharField(label="Web address", max_length=1000, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for widget in (bound.field.widget for bound in self):
            widget.attrs["dir"] = "auto"

    def clean_printed_on(self):
        written = self.cleaned_data["printed_on"].strip()
        return as_printed(written) if written else None

    def clean_language(self):
        written = self.cleaned_data["language"].strip()
        code = written if LANGUAGE.fullmatch(written) and language_code(written) else language_code(written)
        if not code:
            raise forms.ValidationError(f"“{written}” is not a language that is known here.")
        return code

    def changed_labels(self) -> list[str]:
        """The fields that the editor changed, as they are called."""
        return [str(bound.label).lower() for bound in self if bound.data != bound.initial]

    def corrections(self, draft: Draft) -> dict:
        """The values that a draft takes over; the instant of printing stays where its day was not changed."""
        said = {name: self.cleaned_data[name] for name in (*PLAIN, "language")}
        if self["printed_on"].data != initial_of(draft)["printed_on"]:
            printed = self.cleaned_data["printed_on"]
            said |= {"printed_on": printed and printed.on, "published_at": printed and printed.at}
            said["printed_on_precision"] = printed.precision if printed else draft.printed_on_precision
        return said


def as_printed(written: str) -> Printed:
    found = recognise_date(written)
    try:
        return found or read_date(written)
    except Unreadable as problem:
        raise forms.ValidationError(f"{problem}.") from problem


def initial_of(draft: Draft) -> dict[str, str]:
    """What was found, as it is typed."""
    printed = date_for_machines(draft.printed_on, draft.printed_on_precision) if draft.printed_on else ""
    return {name: getattr(draft, name) for name in PLAIN} | {"printed_on": printed, "language": draft.language}


def form_for(draft: Draft, posted) -> CorrectionsForm:
    """The form with what was found; what the editor changed in an earlier look stays."""
    found = initial_of(draft)
    typed = {name: posted.get(name) for name in found}
    changed = {n: typed[n] for n in found if typed[n] is not None and typed[n] != posted.get(f"found-{n}", "")}
    return CorrectionsForm(found | changed, initial=found)


@dataclass
class Shown:
    """A chip as it is shown. is_known: the archive has a record of this name."""

    chip: pasting.Chip
    is_kept: bool = True
    is_known: bool = False


@dataclass
class Look:
    """All that is shown of a pasted text. known: the article that it is already. found: its quotations, in order."""

    text: str
    draft: Draft
    form: CorrectionsForm
    chips: list[Shown] = field(default_factory=list)
    known: Article | None = None
    doubles: list = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        return pasting.fingerprint(self.text)

    @property
    def removed(self) -> set[str]:
        return {shown.chip.key for shown in self.chips if not shown.is_kept}

    @property
    def reason(self) -> str:
        """What the history keeps: that it was pasted, and what the editor put right in what was found."""
        said = ["Pasted"]
        said += ["corrected: " + ", ".join(changed)] if (changed := self.form.changed_labels()) else []
        gone = [shown.chip.name for shown in self.chips if not shown.is_kept]
        return "; ".join([*said, *(["taken away: " + ", ".join(gone)] if gone else [])])

    @property
    def language(self) -> str:
        return language_name(self.draft.language)

    @property
    def final(self) -> Draft:
        """The draft that is saved."""
        return pasting.without(self.draft, self.removed)

    @property
    def paragraphs(self):
        """The text as it will be kept, each quotation marked with its number."""
        said = enumerate(self.draft.statements, 1)
        marks = [Mark(s.start, s.end, n) for n, one in said for s in one.spans if s.part == "content"]
        return marked_paragraphs(self.draft.body, marks)

    @property
    def speakers(self) -> list[tuple[str, int]]:
        """Who speaks how often, in the order of the text; an empty name for those who are not identified."""
        final = self.final.statements
        return [*Counter(one.speaker or one.organisation for one in final).items()]


def look(text: str, posted=None) -> Look:
    """Look at a pasted text, with what the editor corrected so far. Raises Unreadable."""
    posted = posted if posted is not None else {}
    draft = pasting.read(text)
    form = form_for(draft, posted)
    found = Look(text, pasting.corrected(draft, form.corrections(draft) if form.is_valid() else {}), form)
    found.chips = chips_with(found.draft, posted)
    found.known = pasting.known_article(draft, text)
    doubles = find_near_duplicates(found.draft.body, found.draft.headline)
    found.doubles = [double for double in doubles if double.article != found.known]
    return found


def chips_with(draft: Draft, posted) -> list[Shown]:
    chips = pasting.chips_of(draft)
    removed = _list(posted, "shown") - _list(posted, "keep")
    known = names_known(chips)
    return [Shown(c, c.key not in removed, (c.kind, fold_name(c.name)) in known) for c in chips]


def names_known(chips: list[pasting.Chip]) -> set[tuple[str, str]]:
    """Which of these names the archive knows: one query for each kind that is there."""
    known = set()
    for kind, model in RECORDS.items():
        names = {fold_name(chip.name)[:400] for chip in chips if chip.kind == kind}
        rows = model.objects.filter(folded_name__in=names).values_list("folded_name", flat=True) if names else ()
        known |= {(kind, name) for name in rows}
    return known


def _list(posted, name: str) -> set[str]:
    return set(posted.getlist(name)) if hasattr(posted, "getlist") else set()

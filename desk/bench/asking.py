"""The form that asks who said some words, as what, where and when: filled in with what is guessed."""

from django import forms

from articles.models import Place
from desk.record_field import RecordField
from desk.speakers import NOBODY, candidate

from .guessing import guess
from .selecting import labelled, ways
from .speaking import OTHER, Unclear

QUOTE, SPEAKER, WORDS = "quote", "speaker", "words"
HEADINGS = {QUOTE: "Quote these words", SPEAKER: "Who said it?", WORDS: "Lay it on these words"}
BUTTONS = {QUOTE: "Quote", SPEAKER: "Say so", WORDS: "Use these words"}

ANSWERS = ("who", "name", "chosen", "described_as", "said_in", "place", "said_on")


class Circumstances(forms.Form):
    """Where and when it was said, where that is known. place: one that the article does not name, as typed."""

    said_in = forms.ModelChoiceField(Place.objects.all(), required=False, label="Where")
    place = RecordField(Place, required=False, label="Another place")
    said_on = forms.DateField(required=False, label="On")
    described_as = forms.CharField(required=False, max_length=300)

    def clean(self):
        return self.cleaned_data | {"said_in": self.cleaned_data.get("place") or self.cleaned_data.get("said_in")}


def mode_of(asked):
    """What is asked for: to quote words, who said them, or on which words a statement stands."""
    mode = asked.get("mode", QUOTE)
    return mode if mode in HEADINGS else QUOTE


def answers_in(asked):
    """What was answered already, of words that have to be found once more."""
    return {name: asked[name] for name in ANSWERS if asked.get(name)}


def asked_about(article, selection, *, mode=QUOTE, statement=None, posted=None, error=None):
    """What the form shows. posted and error: what was typed, and why it cannot be done."""
    found = guess(article, selection, statement)
    posted = posted or {}
    kinds = labelled(ways(selection))
    candidates = found.candidates
    if isinstance(error, Unclear):
        candidates = [candidate(record, why="has this name") for record in error.records]
    return {
        "article": article,
        "selection": selection,
        "mode": mode,
        "heading": HEADINGS[mode],
        "button": BUTTONS[mode],
        "statement": statement,
        "guess": found,
        "warnings": [] if mode == SPEAKER else found.warnings,
        "candidates": candidates,
        "who": _who(candidates, found, posted, error),
        "kinds": kinds,
        "kind": posted.get("kind") or kinds[0][0],
        "places": [(str(place.pk), place) for place in _places(article)],
        "said_in": posted.get("said_in", str(found.said_in.pk) if found.said_in else ""),
        "said_on": posted.get("said_on") or (found.quotation.said_on if found.quotation else None),
        "posted": posted,
        "error": " ".join(error.messages) if error else "",
        "may_be_another": isinstance(error, Unclear) and error.may_be_new,
        "tells_readers": bool(statement and statement.is_public),
    }


def _who(candidates, found, posted, error):
    """Which answer stands chosen: the one that was given, else the likeliest."""
    if posted.get("who") and not isinstance(error, Unclear):
        return posted["who"]
    if found.is_nameless and not isinstance(error, Unclear):
        return NOBODY
    return candidates[0].value if candidates else OTHER


def _places(article):
    """The places to choose from: those that the article names."""
    places = [mention.place for mention in article.place_mentions.select_related("place").order_by("pk")]
    return list(dict.fromkeys([article.dateline_place, *places] if article.dateline_place else places))

"""The search page."""

from django.shortcuts import render
from django.utils.http import urlencode

from . import results
from .filters import SearchFilter
from .models import Entry
from .question import REPORTED

HIGHEST_PAGE = results.RANKED // results.SIZE
TABS = {
    "statement": ("statement", "statements"),
    "article": ("article", "articles"),
    "person": ("person", "people"),
    "organisation": ("organisation", "organisations"),
    "place": ("place", "places"),
    "event": ("event", "events"),
}


def search(request):
    """The four slots, and what answers them; without a question, how to ask one."""
    asked = SearchFilter(request.GET)
    context = {"asked": asked.typed, "errors": asked.complaints, "filter": asked}
    if not asked.question.is_empty:
        context |= answer(asked, request.GET)
    return render(request, "search/search.html", context)


def answer(asked, place):
    """What the page shows of an answer, in no more than eight queries."""
    question, kind, sort = asked.question, asked.read.get("kind"), asked.read.get("sort") or "newest"
    question.resolve_names()
    shown = shown_kinds(question, kind)
    counts = results.count(question)
    found = results.find(question, shown, sort, **read_place(place))
    named = [(row_kind, pk) for _key, row_kind, pk in found.rows if row_kind not in REPORTED]
    return {
        "cards": results.cards_of(found.rows, question),
        "names": results.names_of(named or ([] if kind else results.best_known(question))),
        "tabs": list(tabs(asked, counts, kind, shown)),
        "sorts": list(sorts(asked, sort)),
        "notices": [*question.notices, *unknown_names(question, asked.typed)],
        "pages": neighbours(asked, found, sort),
        "is_answered": True,
    }


def shown_kinds(question, kind):
    """The kinds on the page: the one chosen; else what was reported, and of a speaker what they said."""
    if kind:
        return [kind] if kind in question.kinds else [Entry.Kind.STATEMENT]
    return [Entry.Kind.STATEMENT] if question.who or question.mode else REPORTED


def read_place(place):
    """Where in the list a reader is: by key, or by number in a ranked list. Nonsense means the beginning."""
    return {
        "before": read_number(place.get("before")),
        "after": read_number(place.get("after")),
        "number": min(read_number(place.get("page")) or 1, HIGHEST_PAGE),
    }


def read_number(typed):
    """A whole number that the database can compare; None for anything else."""
    is_number = typed and typed.isascii() and typed.isdigit() and len(typed) < 19
    return int(typed) if is_number else None


def address(asked, **changes):
    """The address of this search with something changed; None takes a field out."""
    fields = {name: value for name, value in (asked.typed | changes).items() if value is not None}
    return f"?{urlencode(fields)}"


def tabs(asked, counts, kind, shown):
    """A link for each kind with how many answer; the first shows all that was reported, where that is more than one."""
    if not asked.question.who and not asked.question.mode:
        yield tab("All", address(asked, kind=None), not kind)
    for other, number in counts.items():
        is_chosen = list(shown) == [other]
        if number or is_chosen:
            label = TABS[other][number != 1]
            count = f"over {results.MOST_COUNTED:,}" if number > results.MOST_COUNTED else f"{number:,}"
            yield tab(f"{count} {label}", address(asked, kind=other), is_chosen)


def tab(label, address, is_chosen):
    return {"label": label, "address": address, "is_chosen": is_chosen}


def sorts(asked, chosen):
    for sort, label in SearchFilter.SORTS:
        changed = None if sort == "newest" else sort
        yield tab(label, address(asked, sort=changed), sort == chosen)


def unknown_names(question, typed):
    """Sentences about slots whose words name nobody and nothing."""
    if question.where and not any(question.named["where"].terms.values()):
        yield f"The archive knows no place called “{typed['where']}”."
    if question.who and not any(question.named["who"].terms.values()):
        yield f"Nobody in the archive is called “{typed['who']}”: these are sources described in those words."


def neighbours(asked, found, sort):
    """The addresses of the pages on either side, for components/pager.html."""
    if sort == "relevance":
        following, preceding = ("page", found.next_number, "Next"), ("page", found.previous_number, "Previous")
    else:
        following, preceding = ("before", found.older, "Older"), ("after", found.newer, "Newer")
        if sort == "oldest":
            following, preceding = preceding, following
    return {"next": neighbour(asked, *following), "previous": neighbour(asked, *preceding)}


def neighbour(asked, name, value, label):
    return {"address": "" if value is None else address(asked, **{name: value}), "label": label}

"""The search page."""

from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html

from . import facets, results
from .backends import SearchTimeoutError
from .export import answers_as_feed, answers_as_table
from .filters import SearchFilter
from .keys import read_key
from .kinds import KINDS
from .proposals import did_you_mean, suggest_names
from .query import CHOSEN, NAMED, WORDS, Query
from .question import NAMEABLE, REPORTED, Question
from .throttle import throttled

HIGHEST_PAGE = results.POOL // results.SIZE
TABS = {
    "statement": ("statement", "statements"),
    "article": ("article", "articles"),
    "person": ("person", "people"),
    "organisation": ("organisation", "organisations"),
    "place": ("place", "places"),
    "event": ("event", "events"),
}
FIELDS = {
    "speaker": "said by", "about": "about", "to": "said to", "place": "where", "said-in": "said in",
    "org": "on behalf of", "event": "at", "source": "published by", WORDS: "the words",
}  # fmt: skip
TOO_LONG = "This search took too long and was given up. Add a name, a place or a year, or leave out a frequent word."
UNKNOWN = {
    "speaker": "Nobody in the archive is called “<bdi>{}</bdi>”{}.",
    "place": "The archive knows no place called “<bdi>{}</bdi>”.",
    "said-in": "The archive knows no place called “<bdi>{}</bdi>”.",
    "": "The archive knows nothing called “<bdi>{}</bdi>”.",
}
DESCRIBED = ": these are sources described in those words"
MOST_ALONE = 6  # things asked for, that are looked for each by itself where nothing else finds anything
ASK_AGAIN = 600  # seconds
NOT_COUNTED = "Counting took too long and was left out."
NOT_NAMED = "Looking for whom these words name took too long and was left out: try fewer words."


@throttled
def search(request):
    """What was asked, and what answers it; without a question, how to ask one."""
    asked = SearchFilter(request.GET)
    context = {
        "asked": asked.typed,
        "errors": asked.complaints,
        "filter": asked,
        "kinds": KINDS,
        "notices": asked.notices,
    }
    if not asked.question.is_empty:
        context |= answer(asked, request.GET)
        context["canonical"] = request.build_absolute_uri(f"{request.path}{asked.address()}")
    response = render(request, "search/search.html", context)
    if context.get("is_partial"):
        response["Cache-Control"] = "no-store"
    return response


@throttled
def table(request):
    """All answers as a table."""
    return in_time(answers_as_table, request, SearchFilter(request.GET))


@throttled
def feed(request, form):
    """The newest answers as a feed."""
    return in_time(answers_as_feed, request, SearchFilter(request.GET), form)


def in_time(answers, *asked):
    """The answers; for a search that takes too long 503, to be asked again later."""
    try:
        return answers(*asked)
    except SearchTimeoutError:
        headers = {"Retry-After": ASK_AGAIN, "Cache-Control": "no-store"}
        return HttpResponse(TOO_LONG, status=503, content_type="text/plain; charset=utf-8", headers=headers)


def names(request):
    """Names that begin as a field does, while somebody types: of the kinds that the field asks for."""
    kinds = NAMEABLE.get(request.GET.get("field", ""), NAMEABLE[WORDS])
    try:
        found, headers = suggest_names(request.GET.get("q", ""), kinds), {}
    except SearchTimeoutError:
        found, headers = [], {"Cache-Control": "no-store"}
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False}, headers=headers)


def answer(asked, place):
    """What the page shows of an answer, in no more than seven queries."""
    question, by = asked.question, asked.read.get("group")
    sort = "newest" if by else asked.read.get("sort") or "newest"
    is_nameless = not names_are_found(question)
    shown = shown_rows(asked, sort, read_place(place))
    is_found = bool(shown["rows"] or shown.get("rest"))
    ways = {} if is_found or shown["is_given_up"] else ways_on(asked)
    others = [way.question for some in ways.values() for way in some]
    counts, numbers = results.count(question, shown.pop("searched"), others)
    pool, has_more = shown["pool"][: results.POOL], len(shown["pool"]) > results.POOL
    counted = facets.count(pool)
    found = [(row[1], row[2]) for row in shown["rows"] if row[1] not in REPORTED]
    first = found if question.kind else question.called
    names = results.names_of([*first, *facets.references(counted), *shown.get("members", [])])
    left_out = [NOT_COUNTED] * (None in counts.values()) + [TOO_LONG] * shown["is_given_up"]
    left_out += [NOT_NAMED] * is_nameless
    context = shown | {
        "is_answered": True,
        "is_partial": bool(left_out),
        "is_found": is_found,
        "tabs": list(tabs(asked, counts)),
        "sorts": list(sorts(asked, sort)),
        "groupings": list(groupings(asked)),
        "chosen": list(chosen(asked)),
        "counted_over": f"{'oldest' if sort == 'oldest' else 'newest'} {len(pool):,}" if has_more else "",
        "newest_first": asked.address(sort=None, group=None) if has_more and (by or sort == "relevance") else "",
        "cards": results.cards_of(shown["rows"], question),
        "marks": marks_of(question),
        "names": named_first(question, found, names),
        "facets": facets.facets_of(asked, counted, names, len(pool)),
        "years": facets.years_of(asked, counted),
        "notices": [*asked.notices, *([] if is_nameless else unknown_names(question, is_found)), *left_out],
    }
    context["groups"] = list(with_cards(asked, context, names))
    if ways:
        context |= {"nothing": nothing_of(question, context["names"]), **with_numbers(ways, numbers)}
    return context


def named_first(question, found, names):
    """The people, organisations, places and events of the page: those asked for, else whom the words name."""
    return (
        [names[record] for record in found if record in names] if question.kind else results.best_known(question, names)
    )


def marks_of(question):
    """What the links of the cards carry on, so that the page that is opened marks the same words."""
    words = results.words_to_mark(question)
    return f"?{urlencode({'mark': words})}" if words else ""


def names_are_found(question):
    """Find whom the words name; False where that took too long: then they are words alone."""
    try:
        question.resolve_names()
    except SearchTimeoutError:
        return False
    return True


def shown_rows(asked, sort, place):
    """The rows of the page, what they were taken from, and the addresses of the pages on either side."""
    by = asked.read.get("group")
    try:
        found, pool = results.find(asked.question, "newest" if by else sort, **{} if by else place)
    except SearchTimeoutError:
        return {"rows": [], "pool": [], "searched": None, "is_given_up": True}
    shown = grouped(asked, pool[: results.POOL], by, place["number"]) if by else {"rows": found.rows}
    pages = {"pages": neighbours(asked, found, sort)} if not by else {}
    return shown | pages | {"pool": pool or [], "searched": pool, "is_given_up": False, "is_further_on": pool is None}


def grouped(asked, pool, by, number):
    """A page of groups: their newest rows, and the addresses of the pages on either side."""
    groups, more, rest = results.groups_of(pool, by, number)
    pages = {
        "next": neighbour(asked, "page", number + 1 if more else None, "Next"),
        "previous": neighbour(asked, "page", number - 1 or None, "Previous"),
    }
    members = [group.of for group in groups if by == "speaker"]
    rows = [group.row for group in groups]
    return {"rows": rows, "pages": pages, "in_groups": groups, "members": members, "rest": rest}


def with_cards(asked, context, names):
    """Each group with its newest card and the link to all of it."""
    cards = {(card.kind, card.record.pk): card for card in context["cards"]}
    for group in context.get("in_groups", []):
        card, speaker = cards.get((group.row[1], group.row[2])), names.get(group.of)
        if card:
            narrower = asked.address_with("speaker", facets.exactly(speaker)) if speaker else ""
            yield {"card": card, "number": group.number, "address": narrower, "speaker": speaker}


def read_place(place):
    """Where in the list a reader is: by key, or by number in a ranked list. Nonsense means the beginning."""
    return {
        "before": read_key(place.get("before")),
        "after": read_key(place.get("after")),
        "number": min(read_key(place.get("page")) or 1, HIGHEST_PAGE),
    }


def tabs(asked, counts):
    """A link for each kind with how many answer; the first shows all that was reported, where that is more than one."""
    question = asked.question
    if not question.is_of_statements:
        yield tab("All", asked.address(kind=None), not question.kind)
    for kind, number in counts.items():
        is_chosen = list(question.shown_kinds) == [kind]
        if number or number is None or is_chosen:
            label = TABS[kind][number != 1]
            yield tab(
                label.capitalize() if number is None else f"{number} {label}",
                asked.address(kind=kind),
                is_chosen,
            )


def tab(label, address, is_chosen):
    return {"label": label, "address": address, "is_chosen": is_chosen}


def sorts(asked, chosen):
    for sort, label in SearchFilter.SORTS:
        changed = None if sort == "newest" else sort
        yield tab(label, asked.address(sort=changed, group=None), sort == chosen and not asked.read.get("group"))


def groupings(asked):
    for group, label in SearchFilter.GROUPS:
        yield tab(label, asked.address(group=group, sort=None), group == asked.read.get("group"))


def chosen(asked):
    """What the search is narrowed by, each with the address of the search without it."""
    for clause in asked.query.clauses:
        if clause.field in NAMED:
            yield tab(in_words(clause), asked.address_without(clause), True)
    if asked.language:
        yield tab(f"in {asked.language}", asked.address(lang=None), True)
    if asked.question.mode:
        yield tab(KINDS[asked.question.mode], asked.address(kind="statement"), True)
    for name, label in (("from", "from"), ("to-date", "until")):
        if asked.read.get(name):
            yield tab(f"{label} {asked.typed[name]}", asked.address(**{name: None}), True)


def unknown_names(question, is_found):
    """Sentences about fields whose words name nobody and nothing; a topic need not be a name."""
    for name in NAMED:
        wanted = [clause for clause in question.query.of(name) if not clause.is_excluded]
        if wanted and name != "about" and not any(question.named.get(t) for clause in wanted for t in clause.terms):
            words = " ".join(" or ".join(term.label for term in clause.terms) for clause in wanted)
            yield format_html(UNKNOWN.get(name, UNKNOWN[""]), words, DESCRIBED * is_found)


@dataclass(frozen=True)
class Way:
    """Another search, where this one finds nothing."""

    label: str
    address: str
    question: Question


def nothing_of(question, names):
    """What was not found, in words: of other kinds there may be answers."""
    shown = " or ".join(TABS[kind][0] for kind in question.shown_kinds)
    return f"No {shown} was found" if names or len(question.shown_kinds) == 1 else "Nothing was found"


def ways_on(asked):
    """What may have been meant, and this search without one of the things asked for; where more than one of them is
    too much, each by itself: lists of ways.
    """
    try:
        meant = [Way(other.in_words, other.address(), other.question) for other in did_you_mean(asked)]
    except SearchTimeoutError:
        meant = []
    fewer = [way for way in shorter(asked) if not way.question.is_empty]
    return {"meant": meant, "offers": fewer, "alone": alone(asked) if len(fewer) > 2 else []}

    try:
        meant = [Way(other.in_words, other.address(), other.question) for other in did_you_mean(asked)]
    except SearchTimeoutError:
        meant = []


def with_numbers(ways, numbers):
    """Of the ways those that lead to something, each with how many answers it has: {label, number, address}."""
    numbers = iter(numbers)
    counted = {name: _leading_on(some, islice(numbers, len(some))) for name, some in ways.items()}
    return counted | {"alone": [] if counted["offers"] else counted["alone"]}


def _leading_on(ways, numbers):
    counted = zip(ways, numbers, strict=True)
    return [{"label": way.label, "number": number, "address": way.address} for way, number in counted if number]


def shorter(asked):
    """This search without one of the things that were asked for."""
    question = asked.question
    yield from (Way(in_words(c), asked.address_without(c), question.without(c)) for c in question.query.clauses)
    for name, word, end in (("from", "from", "since"), ("to-date", "until", "until")):
        if getattr(question, end):
            label = f"{word} {asked.typed[name]}"
            yield Way(label, asked.address(**{name: None}), replace(question, **{end: None}))
    if question.mode:
        yield Way(KINDS[question.mode], asked.address(kind="statement"), replace(question, mode=""))


def alone(asked):
    """Each thing that was asked for by itself."""
    wanted = [
        clause for clause in asked.question.query.clauses if not clause.is_excluded and clause.field not in CHOSEN
    ]
    return [
        Way(
            in_words(c),
            asked.address_of(c),
            replace(asked.question, query=Query((c,)), since=None, until=None, mode=""),
        )
        for c in wanted[:MOST_ALONE]
    ]


def in_words(clause):
    """“said by Ada Vos”, “not about the harbour”."""
    what = " or ".join(term.label for term in clause.terms)
    return f"{'not ' * clause.is_excluded}{FIELDS.get(clause.field, '')} {what}".strip()


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
    return {"address": "" if value is None else asked.address(**{name: value}), "label": label}

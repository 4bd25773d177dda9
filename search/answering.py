"""What the search page shows of an answer: cards, groups, names, facets, and what was left out."""

from urllib.parse import urlencode

from django.utils.html import format_html

from . import facets, results
from .backends import SearchTimeoutError
from .keys import read_key
from .query import NAMED
from .question import REPORTED
from .steering import chosen, groupings, neighbour, neighbours, sorts, tabs
from .ways import nothing_of, ways_on, with_numbers

HIGHEST_PAGE = results.POOL // results.SIZE
TOO_LONG = "This search took too long and was given up. Add a name, a place or a year, or leave out a frequent word."
NOT_COUNTED = "Counting took too long and was left out."
NOT_NAMED = "Looking for whom these words name took too long and was left out: try fewer words."
UNKNOWN = {
    "speaker": "Nobody in the archive is called “<bdi>{}</bdi>”{}.",
    "place": "The archive knows no place called “<bdi>{}</bdi>”.",
    "said-in": "The archive knows no place called “<bdi>{}</bdi>”.",
    "": "The archive knows nothing called “<bdi>{}</bdi>”.",
}
DESCRIBED = ": these are sources described in those words"


def answer(asked, place):
    """What the page shows of an answer, in no more than seven queries."""
    question, sort = asked.question, "newest" if asked.read.get("group") else asked.read.get("sort") or "newest"
    is_nameless = not names_are_found(question)
    shown = shown_rows(asked, sort, read_place(place))
    is_found = bool(shown["rows"] or shown.get("rest"))
    ways = {} if is_found or shown["is_given_up"] else ways_on(asked)
    others = [way.question for some in ways.values() for way in some]
    pool = shown.pop("pool")
    counts, numbers = results.count(question, pool, others)
    left_out = [NOT_COUNTED] * (None in counts.values()) + [TOO_LONG] * shown["is_given_up"]
    left_out += [NOT_NAMED] * is_nameless
    context = shown | {
        "is_answered": True,
        "is_partial": bool(left_out),
        "is_found": is_found,
        "notices": [*asked.notices, *([] if is_nameless else unknown_names(question, is_found)), *left_out],
        "tabs": list(tabs(asked, counts)),
        "sorts": list(sorts(asked, sort)),
        "groupings": list(groupings(asked)),
        "chosen": list(chosen(asked)),
        "marks": marks_of(question),
        **beyond(asked, pool, sort),
        **told(asked, shown, pool.rows if pool else []),
    }
    return context | (with_numbers(ways, numbers) | {"nothing": nothing_of(question, context["names"])} if ways else {})


def beyond(asked, pool, sort):
    """Where there is more than is looked at: what was counted over, and the list that leads to all of it."""
    is_cut, is_in_order = pool and not pool.is_whole, sort != "relevance" and not asked.read.get("group")
    return {
        "counted_over": f"{'oldest' if sort == 'oldest' else 'newest'} {len(pool.rows):,}" if is_cut else "",
        "newest_first": asked.address(sort=None, group=None) if is_cut and not is_in_order else "",
    }


def told(asked, shown, first):
    """The cards of the page, the names on it and what its first rows can be narrowed by: all names in one query."""
    question = asked.question
    counted, cards = facets.count(first), results.cards_of(shown["rows"], question)
    found = [(row[1], row[2]) for row in shown["rows"] if row[1] not in REPORTED]
    named = found if question.kind else question.called
    names = results.names_of([*named, *facets.references(counted), *shown.get("members", [])])
    return {
        "cards": cards,
        "names": named_first(question, found, names),
        "facets": facets.facets_of(asked, counted, names, len(first)),
        "years": facets.years_of(asked, counted),
        "groups": list(with_cards(asked, shown.get("in_groups", []), cards, names)),
    }


def named_first(question, found, names):
    """The people, organisations, places and events of the page: those asked for, else whom the words name."""
    if question.kind:
        return [names[record] for record in found if record in names]
    return results.best_known(question, names)


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
    where = {"enough": results.POOL} if by else place  # of the same rows each page of groups is made
    try:
        found, pool = results.find(asked.question, "newest" if by else sort, **where)
    except SearchTimeoutError:
        return {"rows": [], "pool": None, "is_given_up": True}
    shown = {"pool": pool, "is_given_up": False, "is_further_on": pool is None}
    if by:
        return shown | grouped(asked, pool.rows, by, place["number"])
    return shown | {"rows": found.rows, "pages": neighbours(asked, found, sort)}


def grouped(asked, rows, by, number):
    """A page of groups: their newest rows, and the addresses of the pages on either side."""
    groups, more, rest = results.groups_of(rows, by, number)
    pages = {
        "next": neighbour(asked, "page", number + 1 if more else None, "Next"),
        "previous": neighbour(asked, "page", number - 1 or None, "Previous"),
    }
    members = [group.of for group in groups if by == "speaker"]
    rows = [group.row for group in groups]
    return {"rows": rows, "pages": pages, "in_groups": groups, "members": members, "rest": rest}


def with_cards(asked, groups, cards, names):
    """Each group with its newest card and the link to all of it."""
    cards = {(card.kind, card.record.pk): card for card in cards}
    for group in groups:
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


def unknown_names(question, is_found):
    """Sentences about fields whose words name nobody and nothing; a topic need not be a name."""
    for name in NAMED:
        wanted = [clause for clause in question.query.of(name) if not clause.is_excluded]
        if wanted and name != "about" and not any(question.named.get(t) for clause in wanted for t in clause.terms):
            words = " ".join(" or ".join(term.label for term in clause.terms) for clause in wanted)
            yield format_html(UNKNOWN.get(name, UNKNOWN[""]), words, DESCRIBED * is_found)

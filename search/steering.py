"""Where the links around an answer lead: other kinds, orders and groups, fewer things asked for, the next page."""

from .filters import SearchFilter
from .kinds import KINDS
from .query import NAMED
from .ways import in_words


def tabs(asked, counts):
    """A link for each kind with how many answer; the first shows all that was reported, where that is more than one."""
    question = asked.question
    if not question.is_of_statements:
        yield tab("All", asked.address(kind=None), not question.kind)
    for kind, number in counts.items():
        is_chosen = list(question.shown_kinds) == [kind]
        if number or number is None or is_chosen:
            label = KINDS[kind].capitalize() if number is None else f"{number} {kind if number == 1 else KINDS[kind]}"
            yield tab(label, asked.address(kind=kind), is_chosen)


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

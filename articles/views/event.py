"""Events and their rounds: who took part, and what was said there, in the order it was said."""

from collections import Counter

from django.db.models import F, Q, prefetch_related_objects
from django.shortcuts import get_object_or_404, render

from articles.linked_data import of_event
from articles.models import Article, Event, Participation, Statement, Suggestible
from people import finding
from people.linked_data import as_script
from people.models import Organisation, Person
from people.paging import page_of
from people.walks import Walks

ROUNDS, PEOPLE, ARTICLES = 50, 100, 20
COUNTED = 1000  # statements over which it is counted who spoke
IN_ORDER = "sorted_on", "article_id", "position"  # of speech


def events(request):
    """All events, the latest first, the undated last."""
    found = Event.objects.published().select_related("place", "parent")
    return render(request, "articles/events.html", {"page": page_of(found, request, "started_on")})


def event(request, slug):
    """What, when and where; who was there and who of them is quoted; the statements as they followed one another."""
    fetched = Event.objects.published().select_related("place", "parent", "organiser")
    event = get_object_or_404(fetched, slug=slug)
    rounds = rounds_of(event)
    at_it = ways_to(event, **rounds)
    said = said_in_order(at_it)
    context = {
        "event": event,
        **rounds,
        **participants_of(at_it, said),
        "articles": articles_on(event),
        "page": page_of(said.for_display(), request, *IN_ORDER, descending=False),
    }
    _tell_rounds(context["page"].rows, [event, *rounds["rounds"]])
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_event(event, absolute))
    context["address"] = absolute(event.get_absolute_url())
    return render(request, "articles/event.html", context)


def _tell_rounds(statements, known):
    """Fill in at which event each was made, in one query at the most.

    By one more join than for_display() has, PostgreSQL would no longer look for the best order of them all
    (join_collapse_limit).
    """
    events = {event.pk: event for event in known}
    for statement in statements:
        if statement.event_id in events:
            statement.event = events[statement.event_id]
    prefetch_related_objects(statements, "event")


def rounds_of(event):
    """The rounds of an event, and the others of the event it is itself a round of, in order of time."""
    related = Q(parent=event) | Q(parent=event.parent_id, parent__isnull=False)
    found = Event.objects.published().filter(related).exclude(pk=event.pk)
    found = list(found.order_by(F("started_on").asc(nulls_last=True), "pk")[:ROUNDS])
    return {
        "rounds": [other for other in found if other.parent_id == event.pk],
        "other_rounds": [other for other in found if other.parent_id != event.pk],
    }


def articles_on(event):
    """The newest articles about an event or one of its rounds."""
    about_it = finding.section("articles", "Articles", "about", event, "article")
    keys = finding.newest(about_it, ARTICLES)
    found = Article.objects.published().select_related("publisher").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def ways_to(event, rounds, other_rounds):
    """Conditions for being of an event: at itself, at one of its rounds, or at one that is not listed any more."""
    known = [event.pk, *(other.pk for other in rounds)]
    ways = [Q(event=key) for key in known]
    is_complete = len(rounds) + len(other_rounds) < ROUNDS
    return ways if is_complete else [*ways, Q(event__parent=event) & ~Q(event__in=known)]


def said_in_order(ways):
    """Statements for which one of these holds, in order of speech: by day, then as printed; the undated last."""
    order = [F("sorted_on").asc(nulls_last=True), *IN_ORDER[1:], "pk"]
    return Walks(Statement.objects.published(), ways, order)


def participants_of(ways, said):
    """[{party, described_as, said}]: all who took part, those who are quoted first, then who only attended.

    counted: over how many statements, the first ones, where there are more.
    """
    found = {}
    for took_part in _participations(ways):
        row = found.setdefault(took_part.party, {"party": took_part.party, "described_as": "", "said": 0})
        row["described_as"] = row["described_as"] or took_part.described_as
    made = list(said.values_list("speaker", "on_behalf_of")[: COUNTED + 1])
    for party, number in _speakers(made[:COUNTED], known=list(found)):
        found.setdefault(party, {"party": party, "described_as": "", "said": 0})["said"] = number
    rows = sorted(found.values(), key=lambda row: (-row["said"], row["party"].sort_key))
    return {"participants": rows, "counted": COUNTED if len(made) > COUNTED else 0}


def _participations(ways):
    """Accepted participations of people and organisations that readers may know."""
    accepted = Participation.objects.filter(review=Suggestible.Review.ACCEPTED)
    found = Walks(accepted, ways, ["pk"]).select_related("person", "organisation")[:PEOPLE]
    return [p for p in found if p.party.is_public]


def _speakers(made, known):
    """(person or organisation, number of statements) of those who said most, and of all who are known to be there.

    An organisation is not silent where somebody spoke for it. Only one that spoke itself is added to those known.
    made: (speaker, on_behalf_of) of each statement.
    """
    for_it = Counter(organisation for _person, organisation in made if organisation)
    itself = Counter(organisation for person, organisation in made if organisation and not person)
    yield from ((party, for_it[party.pk]) for party in known if isinstance(party, Organisation) and party.pk in for_it)
    yield from _most_quoted(Person, Counter(person for person, _organisation in made if person))
    known = {party.pk for party in known if isinstance(party, Organisation)}
    yield from _most_quoted(Organisation, Counter({key: n for key, n in itself.items() if key not in known}))


def _most_quoted(model, said):
    """Those of this model who said most, as far as readers may know of them, each with the number."""
    said = dict(said.most_common(PEOPLE))
    return [(party, said[party.pk]) for party in model.objects.published().filter(pk__in=said)] if said else []

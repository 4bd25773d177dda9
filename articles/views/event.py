"""Events and their rounds: who took part, and what was said there, in the order it was said."""

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, render

from articles.linked_data import of_event
from articles.models import Article, Event, EventMention, Participation, Statement, Suggestible
from people.linked_data import as_script
from people.models import Person
from people.paging import SIZE, address, page_of

ROUNDS, PEOPLE, ARTICLES = 50, 100, 20


def events(request):
    """All events, the latest first, the undated last."""
    found = Event.objects.published().select_related("place", "parent")
    return render(request, "articles/events.html", {"page": page_of(found, request, "started_on")})


def event(request, slug):
    """What, when and where; who was there and who of them is quoted; the statements as they followed one another."""
    fetched = Event.objects.published().select_related("place", "parent", "organiser")
    event = get_object_or_404(fetched, slug=slug)
    context = {
        "event": event,
        **rounds_of(event),
        "participants": participants_of(event),
        "articles": list(articles_on(event).newest_first().select_related("publisher")[:ARTICLES]),
        **statements_in_order(request, event),
    }
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_event(event, absolute))
    context["address"] = absolute(event.get_absolute_url())
    return render(request, "articles/event.html", context)


def rounds_of(event):
    """The rounds of an event, and the others of the event it is itself a round of, in order of time."""
    related = Q(parent=event) | Q(parent=event.parent_id, parent__isnull=False)
    found = Event.objects.published().filter(related).exclude(pk=event.pk)
    found = list(found.order_by(F("started_on").asc(nulls_last=True), "pk")[:ROUNDS])
    return {
        "rounds": [other for other in found if other.parent_id == event.pk],
        "other_rounds": [other for other in found if other.parent_id != event.pk],
    }


def said_at(event):
    """Published statements made at an event or at one of its rounds."""
    return Statement.objects.published().filter(Q(event=event) | Q(event__parent=event))


def articles_on(event):
    mentions = EventMention.objects.filter(Q(event=event) | Q(event__parent=event), review=Suggestible.Review.ACCEPTED)
    return Article.objects.published().filter(pk__in=mentions.values("article"))


def statements_in_order(request, event):
    """A page of the statements in order of speech: by day, then as the articles give them."""
    number = request.GET.get("page", "")
    number = int(number) if number.isascii() and number.isdigit() and 0 < int(number[:6]) == int(number) else 1
    first = (number - 1) * SIZE
    in_order = said_at(event).order_by(F("sorted_on").asc(nulls_last=True), "article_id", "position", "pk")
    rows = list(in_order.for_display().select_related("event")[first : first + SIZE + 1])
    return {
        "statements": rows[:SIZE],
        "previous_address": address(request, page=number - 1 if number > 2 else "") if number > 1 else "",
        "next_address": address(request, page=number + 1) if len(rows) > SIZE else "",
    }


def participants_of(event):
    """[{party, described_as, said}]: all who took part, those who are quoted first, then who only attended."""
    found = {}
    for took_part in _participations(event):
        row = found.setdefault(took_part.party, {"party": took_part.party, "described_as": "", "said": 0})
        row["described_as"] = row["described_as"] or took_part.described_as
    for person in _speakers(event):
        found.setdefault(person, {"party": person, "described_as": "", "said": 0})["said"] = person.said
    return sorted(found.values(), key=lambda row: (-row["said"], row["party"].sort_key))


def _participations(event):
    """Accepted participations of people and organisations that readers may know."""
    took_part = Participation.objects.filter(Q(event=event) | Q(event__parent=event))
    accepted = took_part.filter(review=Suggestible.Review.ACCEPTED).select_related("person", "organisation")
    return [p for p in accepted.order_by("pk")[:PEOPLE] if p.party.is_public]


def _speakers(event):
    speaking = Person.objects.published().filter(statements__in=said_at(event).values("pk"))
    return speaking.annotate(said=Count("statements")).order_by("-said", "sort_key")[:PEOPLE]

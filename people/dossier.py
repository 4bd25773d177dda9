"""What the archive holds of a person or an organisation.

Statements and articles are reached through the relations that they define, as this package imports nothing to
its right. Every queryset here is of published records.
"""

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from .models import Organisation, Person, PersonName, Role
from .naming import fold_name
from .sections import Section

NAMESAKES, PLACES, DESCRIPTIONS, MEMBERS, PARTS = 6, 12, 12, 50, 50


def published_statements():
    return Person.statements.rel.related_model.objects.published()


def published_articles():
    return Organisation.articles_published.rel.related_model.objects.published()


def sections_of_person(person):
    return [
        Section("said", "Said", published_statements().by(person)),
        Section("to", "Said to them", published_statements().said_to(person=person)),
        Section("about", "About them", published_statements().said_about(person=person)),
        Section("articles", "Articles", _articles_with(person), "article"),
    ]


def sections_of_organisation(organisation):
    """What it said itself, what its people said, what was said to it and about it, and where it was printed."""
    return [
        Section("said", "Said by it", published_statements().on_behalf_of(organisation).filter(speaker=None)),
        Section("people", "Said by its people", said_by_people_of(organisation)),
        Section("to", "Said to it", published_statements().said_to(organisation=organisation)),
        Section("about", "About it", published_statements().said_about(organisation=organisation)),
        Section("articles", "Articles", _articles_with(organisation), "article"),
        Section(
            "published",
            "Published by it",
            published_articles().filter(publisher=organisation),
            "article",
            is_optional=True,
        ),
        Section("relayed", "Relayed by it", published_statements().filter(relayed_by=organisation), is_optional=True),
    ]


def said_by_people_of(organisation):
    """Statements made on its behalf by someone with a name, or by someone who held a role there on the day."""
    then = Role.objects.on(OuterRef("sorted_on")).filter(organisation=organisation, person=OuterRef("speaker"))
    members = Role.objects.filter(organisation=organisation).values("person")
    return published_statements().filter(
        Q(on_behalf_of=organisation, speaker__isnull=False) | Q(Exists(then), speaker__in=members)
    )


def _articles_with(party):
    taking_part = party.participations.filter(review="accepted", article__isnull=False)
    return published_articles().filter(pk__in=taking_part.values("article"))


def descriptions_of(party):
    """What articles called the party, in order of time: [{words, first, last, number}]."""
    kind = party._meta.model_name
    taking_part = {f"participations__{kind}": party, "participations__review": "accepted"}
    called = published_articles().filter(**taking_part).exclude(participations__described_as="")
    found = (
        called.order_by()
        .values(words=F("participations__described_as"))
        .annotate(first=Min("printed_on"), last=Max("printed_on"), number=Count("pk", distinct=True))
    )
    return list(found.order_by(F("first").asc(nulls_last=True), "words")[:DESCRIPTIONS])


def places_of(person):
    """Where the person spoke, the place with the most statements first: [{name, slug, number}]."""
    located = published_statements().by(person).filter(said_in__isnull=False).order_by()
    found = located.values(name=F("said_in__name"), slug=F("said_in__slug")).annotate(number=Count("pk"))
    return list(found.order_by("-number", "name")[:PLACES])


def namesakes_of(person):
    """Others who are easily taken for this person: the same name, another name of theirs, or the same family name."""
    family = family_name_of(person)
    alike = Q(folded_name=person.folded_name)
    alike |= Q(pk__in=PersonName.objects.filter(folded=person.folded_name).values("person"))
    if family:
        alike |= Q(sort_key__startswith=f"{family} ") | Q(folded_name__endswith=f" {family}")
    others = Person.objects.published().filter(alike).exclude(pk=person.pk)
    return list(others.in_alphabetical_order()[:NAMESAKES])


def family_name_of(person):
    """The folded family name: as recorded, as sorted by (“Vos, Ada”), else the last word of several."""
    sorted_by, comma, _given = person.sort_name.partition(",")
    recorded = fold_name(person.family_name or (sorted_by if comma else ""))
    first, _space, last = person.folded_name.rpartition(" ")
    return recorded or (last if first else "")


def people_of(organisation):
    """The roles that people whom readers may know hold or held there, in order of time."""
    public = Person.objects.published().filter(pk=OuterRef("person"))
    roles = Role.objects.filter(Exists(public), organisation=organisation)
    return list(roles.select_related("person").in_order_of_time()[:MEMBERS])


def parts_of(organisation):
    return list(organisation.parts.published().in_alphabetical_order()[:PARTS])

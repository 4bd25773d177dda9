"""What the archive holds of a person or an organisation.

Statements and articles are reached through the relations that they define, as this package imports nothing to
its right. Every queryset here is of published records, and nothing is counted beyond the latest so many.
"""

from collections import Counter

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from . import finding
from .company import CompanySection
from .models import Organisation, OrganisationName, Person, PersonName, Role
from .naming import fold_name
from .prepared import prepared
from .sections import DirectSection
from .walks import Walks

NAMESAKES, PLACES, MEMBERS, PARTS = 6, 12, 50, 50
LATEST = 500  # statements over which it is counted where somebody speaks
ALIKE = 200  # people of one name who are compared
SAID_BY_PEOPLE = 1000  # so far these are counted
GIVEN_AS = (
    "The speaker was given as "  # so a public correction begins that says it was somebody else; then a name and ;
)
TAKEN_BACK = (
    "Readers were told once that these were theirs. They were not: the correction on the page of each says since when."
)


def published_statements():
    return Person.statements.rel.related_model.objects.published()


def published_articles():
    return Organisation.articles_published.rel.related_model.objects.published()


def with_tallies(people):
    """People with what their page asks of their own statements: how many there are, the first and the last day."""
    said = DirectSection("said", "Said", found=published_statements().filter(speaker=OuterRef("pk")))
    words = Concat(Value(GIVEN_AS), OuterRef(OuterRef("name")), Value(";"))
    others = DirectSection("others", "", found=not_said_by(OuterRef("pk"), OuterRef(OuterRef("pk")), words))
    return people.annotate(**said.asked, **others.asked)


@prepared
def public_person(slug):
    """The public person with this slug, with what the page asks of their own statements: a list of one or none."""
    return with_tallies(Person.objects.published()).filter(slug=slug)


@prepared
def names_of_person(person):
    return PersonName.objects.filter(person=person)


@prepared
def roles_of(person):
    return Role.objects.filter(person=person).select_related("organisation").in_order_of_time()


@prepared
def public_organisation(slug):
    """The public organisation with this slug: a list of one or none."""
    return Organisation.objects.published().select_related("parent").filter(slug=slug)


@prepared
def names_of_organisation(organisation):
    return OrganisationName.objects.filter(organisation=organisation)


def not_said_by(person, inside, words):
    """Statements that a person spoke as far as readers were told once, and did not as far as they are told now.

    Known of them is what a public correction says, which begins with these words. inside: the person, as a query within
    the query of statements names them. Whose name is withheld now is not looked for.
    """
    statements = published_statements()
    corrections = statements.model.corrections.rel.related_model.objects.filter(statement=OuterRef("pk"))
    told = corrections.filter(act="correction", what_changed__startswith=words)
    once = statements.model.history.filter(speaker=inside).values("id")
    found = statements.filter(Exists(told), pk__in=once).exclude(speaker=person)
    return found.exclude(Exists(corrections.filter(act="withheld_name")))


def sections_of_person(person):
    return [
        DirectSection("said", "Said", found=published_statements().by(person)),
        finding.section("to", "Said to them", "to", person),
        finding.section("about", "About them", "about", person),
        finding.section("articles", "Articles", "about", person, "article"),
        CompanySection("company", "Appears with"),
        DirectSection(
            "others",
            "Not theirs",
            is_optional=True,
            note=TAKEN_BACK,
            found=not_said_by(person.pk, person.pk, f"{GIVEN_AS}{person.name};"),
        ),
    ]


def sections_of_organisation(organisation, roles=()):
    """What it said itself, what its people said (who held these roles), what was said to it and about it."""
    statements, articles = published_statements(), published_articles()
    own, by_people = statements.on_behalf_of(organisation), said_by_people_of(organisation, roles)
    return [
        DirectSection("said", "Said by it", found=own.filter(speaker=None)),
        DirectSection("people", "Said by its people", found=by_people, limit=SAID_BY_PEOPLE),
        finding.section("to", "Said to it", "to", organisation),
        finding.section("about", "About it", "about", organisation),
        finding.section("articles", "Articles", "about", organisation, "article"),
        DirectSection(
            "published", "Published by it", "article", is_optional=True, found=articles.filter(publisher=organisation)
        ),
        DirectSection("relayed", "Relayed by it", is_optional=True, found=statements.filter(relayed_by=organisation)),
        CompanySection("company", "Appears with"),
    ]


def said_by_people_of(organisation, roles):
    """Statements made on its behalf by someone with a name, or by someone who held one of these roles on the day."""
    on_its_behalf = Q(on_behalf_of=organisation, speaker__isnull=False)
    return Walks(published_statements(), [on_its_behalf, *map(_said_in_role, roles)])


def _said_in_role(role):
    said = Q(speaker=role.person_id)
    said &= Q(sorted_on__gte=role.started_on) if role.started_on else Q()
    return said & (Q(sorted_on__lte=role.last_day) if role.ended_on else Q())


def places_of(person):
    """Where the person spoke of late, the place with the most statements first: [{name, slug, number}]."""
    latest = published_statements().by(person).newest_first()
    said = Counter(latest.values_list("said_in__name", "said_in__slug")[:LATEST])
    ranked = sorted(((place, n) for place, n in said.items() if place[1]), key=lambda row: (-row[1], row[0]))
    return [{"name": name, "slug": slug, "number": number} for (name, slug), number in ranked[:PLACES]]


def namesakes_of(person):
    """Others who are easily taken for this person: the same name, another name of theirs, or the same family name."""
    family = family_name_of(person)
    keys = finding.named(Person, [name for name in (person.folded_name, family) if name], ALIKE) - {person.pk}
    if not family:
        return _of_name(list(keys), person.folded_name)
    return _of_name_or_family(list(keys), person.folded_name, f"{family} ", f" {family}")


@prepared
def _of_name(keys, name):
    return _among(keys, _called(name))


@prepared
def _of_name_or_family(keys, name, first, last):
    return _among(keys, _called(name) | Q(sort_key__startswith=first) | Q(folded_name__endswith=last))


def _called(name):
    return Q(folded_name=name) | Exists(PersonName.objects.filter(person=OuterRef("pk"), folded=name))


def _among(keys, alike):
    return Person.objects.published().filter(alike, pk__in=keys).in_alphabetical_order()[:NAMESAKES]


def family_name_of(person):
    """The folded family name: as recorded, as sorted by (“Vos, Ada”), else the last word of several."""
    sorted_by, comma, _given = person.sort_name.partition(",")
    recorded = fold_name(person.family_name or (sorted_by if comma else ""))
    first, _space, last = person.folded_name.rpartition(" ")
    return recorded or (last if first else "")


def people_of(organisation):
    """The roles that people whom readers may know hold or held there, the latest of many, in order of time."""
    return _latest_roles_at(organisation.pk)[::-1]


@prepared
def _latest_roles_at(organisation):
    public = Person.objects.published().filter(pk=OuterRef("person"))
    roles = Role.objects.filter(Exists(public), organisation=organisation).select_related("person")
    return roles.order_by(F("started_on").desc(nulls_last=True), "-pk")[:MEMBERS]


@prepared
def parts_of(organisation):
    return Organisation.objects.published().filter(parent=organisation).in_alphabetical_order()[:PARTS]

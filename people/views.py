"""Those who take part in the news, and what they said."""

from django.db.models import OuterRef
from django.shortcuts import render

from people.models import Organisation, Person

from . import dossier
from .alphabet import index_of
from .company import company_of
from .linked_data import as_script, of_named, of_person
from .listing import listing
from .prepared import first_or_404


def people(request):
    """Everyone with a name, from A to Z in every script."""
    spoken = dossier.published_statements().filter(speaker=OuterRef("pk"))
    index = index_of(request, Person.objects.published(), spoken)
    return render(request, "people/people.html", {"index": index})


def person(request, slug):
    """Who someone is, and everything they said, heard and were talked about for."""
    person = first_or_404(dossier.public_person(slug))
    opened = listing(request, person, dossier.sections_of_person(person))
    context = {
        "person": person,
        "names": dossier.names_of_person(person.pk),
        "roles": dossier.roles_of(person.pk),
        "listing": opened,
        **company(person, opened),
        "namesakes": dossier.namesakes_of(person),
    }
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_person(person, absolute, context["names"], context["roles"]))
    context["address"] = absolute(person.get_absolute_url())
    return render(request, "people/person.html", context)


def company(party, listing):
    """Whom a party appears with, as what, and where a person speaks, where that section is open."""
    if not listing.opened.is_aside:
        return {}
    articles = next(section for section in listing.sections if section.key == "articles")
    places = dossier.places_of(party) if isinstance(party, Person) else []
    return {"company": company_of(party, articles), "places": places}


def organisations(request):
    """Every organisation, from A to Z in every script."""
    spoken = dossier.published_statements().filter(on_behalf_of=OuterRef("pk"), speaker=None)
    index = index_of(request, Organisation.objects.published(), spoken)
    return render(request, "people/organisations.html", {"index": index})


def organisation(request, slug):
    """What an organisation is, who spoke for it, and what was said to it and about it."""
    organisation = first_or_404(dossier.public_organisation(slug))
    roles = dossier.people_of(organisation)
    opened = listing(request, organisation, dossier.sections_of_organisation(organisation, roles))
    context = {
        "organisation": organisation,
        "names": dossier.names_of_organisation(organisation.pk),
        "parts": dossier.parts_of(organisation.pk),
        "roles": roles,
        "listing": opened,
        **company(organisation, opened),
    }
    absolute = request.build_absolute_uri
    context["linked_data"] = as_script(of_named(organisation, absolute, names=context["names"]))
    context["address"] = absolute(organisation.get_absolute_url())
    return render(request, "people/organisation.html", context)

"""Those who take part in the news, and what they said."""

from django.shortcuts import get_object_or_404, render

from people.models import Organisation, Person


def people(request):
    return render(request, "people/people.html", {"people": Person.objects.published().in_alphabetical_order()})


def person(request, slug):
    return render(request, "people/person.html", {"person": get_object_or_404(Person.objects.published(), slug=slug)})


def organisations(request):
    found = Organisation.objects.published().in_alphabetical_order()
    return render(request, "people/organisations.html", {"organisations": found})


def organisation(request, slug):
    found = get_object_or_404(Organisation.objects.published(), slug=slug)
    return render(request, "people/organisation.html", {"organisation": found})

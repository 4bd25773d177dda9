"""Places: what was written from, said in and said about each."""

from django.shortcuts import get_object_or_404, render

from articles.models import Place


def places(request):
    return render(request, "articles/places.html", {"places": Place.objects.published().in_alphabetical_order()})


def place(request, slug):
    return render(request, "articles/place.html", {"place": get_object_or_404(Place.objects.published(), slug=slug)})

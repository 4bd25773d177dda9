"""Events and their rounds."""

from django.shortcuts import get_object_or_404, render

from articles.models import Event


def events(request):
    return render(request, "articles/events.html", {"events": Event.objects.published().in_alphabetical_order()})


def event(request, slug):
    return render(request, "articles/event.html", {"event": get_object_or_404(Event.objects.published(), slug=slug)})

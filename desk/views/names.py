"""The names that a field offers while an editor types, wherever at the desk somebody or something is meant."""

from django.http import JsonResponse

from desk.access import READ, desk_page
from desk.speakers import MODELS, SPEAKERS, candidate, find

LONGEST = 100


@desk_page("people.view_person", methods=READ)
def names(request):
    """People and organisations, or what ?of= names, with a word of any name that begins as typed, as JSON."""
    asked = request.GET.get("of", "").split()
    models = [model for kind, model in MODELS.items() if kind in asked] or SPEAKERS
    found = find(request.GET.get("q", "")[:LONGEST], models)
    return JsonResponse({"names": [_told(party) for party in found]}, json_dumps_params={"ensure_ascii": False})


def _told(party):
    shown = candidate(party)
    told = {"value": shown.value, "name": shown.name, "told": shown.told or shown.kind, "language": shown.language}
    return told | {"code": party.code}

"""The front page, what the archive says of itself, and the pages for what is not there."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render


def home(request):
    return render(request, "newsroom/home.html")


def about(request):
    return render(request, "newsroom/about.html")


def health(request):
    return JsonResponse({})


def robots(request):
    return HttpResponse("")


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)

"""The addresses of the site, and one more: a page of any size that says nothing, the floor of what a page can cost."""

from django.http import HttpResponse
from django.urls import include, path


def trivial(request, size):
    return HttpResponse(b" " * size)


urlpatterns = [path("trivial/<int:size>/", trivial), path("", include("newsroom.urls"))]

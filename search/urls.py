"""The addresses of the search: a page, a table and feeds of what answers, and speakers side by side."""

from django.urls import path

from articles.feeds import FORMS

from . import comparing, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/names/", views.names, name="names"),
    path("compare/", comparing.compare, name="compare"),
    path("search/answers.csv", views.table, name="table"),
    *(path(f"search/feed.{form}", views.feed, {"form": form}, name=f"feed_{form}") for form in FORMS),
]

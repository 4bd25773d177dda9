"""The addresses of those who take part in the news."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<str:slug>/", views.person, name="person"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<str:slug>/", views.organisation, name="organisation"),
]

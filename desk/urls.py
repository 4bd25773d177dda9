"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import dashboard

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
]

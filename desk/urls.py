"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import dashboard, paste

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("articles/<code:code>/publish/", dashboard.dashboard, name="publish"),
    path("desk-removals/", dashboard.dashboard, name="removals"),
    path("paste/", paste.paste, name="paste"),
    path("paste/failed/", paste.failed_imports, name="failed_imports"),
]

"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

import articles.urls  # noqa: F401 (makes the parts of an address known: <code:…>)

from .views import correct, dashboard, ending, importing, paste, publish

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("paste/", paste.paste, name="paste"),
    path("import/", importing.import_many, name="import"),
    path("paste/failed/", paste.failed_imports, name="failed_imports"),
    path("articles/<code:code>/publish/", publish.publish, name="publish"),
    path("articles/<code:code>/correct/", correct.correct, name="correct"),
    path("articles/<code:code>/retract/", ending.retract, name="retract"),
    path("articles/<code:code>/remove/", ending.remove, name="remove"),
    path("statements/<code:code>/withhold/", ending.withhold, name="withhold"),
    path("removals/", ending.removals, name="removals"),
]

"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

import articles.urls  # noqa: F401 (makes the parts of addresses known: code)

from .views import dashboard, orphans, workbench

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("articles/<code:code>/", workbench.workbench, name="workbench"),
    path("articles/<code:code>/guess/", workbench.guess, name="guess"),
    path("articles/<code:code>/quote/", workbench.quote, name="quote"),
    path("statements/<code:code>/decide/", workbench.decide, name="decide"),
    path("statements/<code:code>/speaker/", workbench.speaker, name="speaker"),
    path("statements/<code:code>/words/", workbench.words, name="words"),
    path("speakers/", workbench.speakers, name="speakers"),
    path("orphans/", orphans.orphans, name="orphans"),
    path("orphans/<code:code>/", orphans.orphan, name="orphan"),
]

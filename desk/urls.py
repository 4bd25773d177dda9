"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import dashboard, history, presence, typed

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("typed/", typed.typed, name="typed"),
    path("presence/<str:kind>/<str:code>/", presence.here, name="presence"),
    path("history/<str:kind>/<str:code>/", history.history, name="history"),
    path("history/<str:kind>/<str:code>/compare/", history.compare, name="compare"),
    path("history/<str:kind>/<str:code>/restore/<int:key>/", history.restore_page, name="restore"),
]

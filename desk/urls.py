"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import dashboard, doubles, merges, splits, unnamed

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("doubles/", doubles.waiting, name="doubles"),
    path("doubles/<slug:kind>/", doubles.waiting, name="doubles_of"),
    path("doubles/<slug:kind>/decided/", doubles.decided, name="decided"),
    path("merge/<slug:kind>/<slug:one>/<slug:other>/", merges.merge, name="merge"),
    path("merged/", merges.merges, name="merges"),
    path("merged/<int:pk>/", merges.merged, name="merged"),
    path("merged/<int:pk>/undo/", merges.undo, name="undo_merge"),
    path("unnamed/", unnamed.groups, name="unnamed"),
    path("unnamed/statements/", unnamed.group, name="unnamed_group"),
    path("split/<slug:kind>/<slug:code>/", splits.split, name="split"),
    path("splits/<int:pk>/", splits.done, name="split_done"),
    path("splits/<int:pk>/undo/", splits.undo, name="undo_split"),
]

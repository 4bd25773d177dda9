"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import dashboard, review, together

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("review/", review.review, name="review"),
    path("review/together/", together.together, name="review_together"),
    path("review/undo/", review.undo, name="review_undo"),
    path("review/leave/", review.leave, name="review_leave"),
    path("review/names/", review.names, name="review_names"),
    path("review/<slug:code>/", review.decide, name="review_decide"),
]

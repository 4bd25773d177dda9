"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

from .views import account, dashboard

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("account/", account.account, name="account"),
    path("account/sessions/", account.end_session, name="end_session"),
    path("account/code/", account.code, name="code"),
    path("account/second-factor/", account.set_up, name="second_factor"),
    path("account/second-factor/remove/", account.remove_second_factor, name="remove_second_factor"),
    path("security/", account.security, name="security"),
]

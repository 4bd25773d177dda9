"""The addresses of the desk. Each page says itself who may see it (access.py)."""

from django.urls import path

import articles.urls  # noqa: F401 (makes the parts of addresses known: code)

from .views import account, balance, dashboard, find, orphans, review, together, workbench

app_name = "desk"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("account/", account.account, name="account"),
    path("account/sessions/", account.end_session, name="end_session"),
    path("account/code/", account.code, name="code"),
    path("account/second-factor/", account.set_up, name="second_factor"),
    path("account/second-factor/remove/", account.remove_second_factor, name="remove_second_factor"),
    path("find/", find.find, name="find_articles"),
    path("find/<slug:kind>/", find.find, name="find"),
    path("find/<slug:kind>/save/", find.save_filter, name="save_filter"),
    path("filters/<int:pk>/forget/", find.forget_filter, name="forget_filter"),
    path("fix/<slug:kind>/", find.fix, name="fix"),
    path("balance/", balance.source_balance, name="balance"),
    path("edits/", find.list_edits, name="edits"),
    path("edits/<int:pk>/undo/", find.undo_edit, name="undo_edit"),
    path("security/", account.security, name="security"),
    path("review/", review.review, name="review"),
    path("review/together/", together.together, name="review_together"),
    path("review/undo/", review.undo, name="review_undo"),
    path("review/leave/", review.leave, name="review_leave"),
    path("review/names/", review.names, name="review_names"),
    path("review/<slug:code>/", review.decide, name="review_decide"),
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

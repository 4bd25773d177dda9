"""Acts in the admin: a button on the page of a record, or an action in its list; each asks why before it is done.

What an act does stands in a module of its own (editions.py, curation.py, merging.py). Here stands only how it is
asked for: by POST, by those who have its permission.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.crypto import get_random_string

from people.models import DoneOnce

AT_ONCE = 500  # records that one act may be done to from a list
IN_ONE = 50  # of them in one transaction: nobody else waits long to write


class ActForm(forms.Form):
    """What an act needs to know. record: the one it is done to; None when it is done to several.

    once: the name of this very form. Sent twice, by a double click or over a slow line, it acts once.
    """

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    reason = forms.CharField(label="Why?", max_length=300, help_text="Kept in the history. For editors.")

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["once"].initial = get_random_string(22)
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def asked(self):
        """What the act is told: all that was asked for, without the name of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def clean(self):
        """A record that was merged since the form was opened is meant as the one it was merged into."""
        return {name: survivor_of(value) for name, value in super().clean().items()}


@dataclass(frozen=True)
class Act:
    """promise: what it does, and what readers will see, in plain words. do: called with the record, by and the form's
    values. applies: whether the button stands on a record's page. on_many: whether it is an action in the list.
    """

    name: str
    label: str
    promise: str
    permission: str
    do: Callable
    form: type = ActForm
    applies: Callable = lambda record: True
    on_many: bool = False


class ActsMixin:
    acts = ()
    together = staticmethod(nullcontext)  # round acts on several records: what follows from them is done once
    act_template = "admin/act.html"

    def acts_of(self, request):
        return [act for act in self.acts if request.user.has_perm(act.permission)]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        view = self.admin_site.admin_view(self.act_view)
        return [path("<path:object_id>/act/<slug:name>/", view, name=name), *super().get_urls()]

    def act_view(self, request, object_id, name):
        """Ask what an act needs to know; a POST does it."""
        act = next((act for act in self.acts if act.name == name), None)
        record = act and self.get_object(request, object_id)
        if record is None:
            raise Http404
        if act not in self.acts_of(request) or not self.has_view_permission(request, record):
            raise PermissionDenied
        list_page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if DoneOnce.objects.has_acted(request.POST.get("once"), record):
            messages.info(request, f"{act.label}: {record} (once; the form came twice)")
            return HttpResponseRedirect(list_page)
        form = act.form(request.POST if request.method == "POST" else None, record=record)
        if request.method == "POST" and form.is_valid() and self._done(request, act, [record], form):
            return HttpResponseRedirect(list_page)
        return self._ask(request, act, form, [record])

    def get_actions(self, request):
        actions = super().get_actions(request)
        for act in self.acts_of(request):
            if act.on_many:
                actions[act.name] = (self._action(act), act.name, act.label)
        return actions

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["acts"] = [act for act in self.acts_of(request) if obj and act.applies(obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _action(self, act):
        def action(_admin, request, queryset):
            records = list(queryset[: AT_ONCE + 1])
            if len(records) > AT_ONCE:
                return self.message_user(request, f"At most {AT_ONCE} at a time.", messages.ERROR)
            form = act.form(request.POST if "confirmed" in request.POST else None)
            if form.is_bound and form.is_valid() and self._done(request, act, records, form):
                return None
            return self._ask(request, act, form, records, action=act.name)

        return action

    def _done(self, request, act, records, form):
        """Whether the act was done to at least one; what was refused is told with its reason."""
        done = 0
        for start in range(0, len(records), IN_ONE):
            with self.together():
                for record in records[start : start + IN_ONE]:
                    done += self._done_to(record, request, act, form, is_alone=len(records) == 1)
        if done:
            what = records[0] if len(records) == 1 else f"{done} of {len(records)}"
            self.message_user(request, f"{act.label}: {what}", messages.SUCCESS)
        return done or len(records) > 1

    def _done_to(self, record, request, act, form, is_alone):
        try:
            with transaction.atomic():
                if DoneOnce.objects.claim(form.cleaned_data["once"], record):
                    act.do(record, by=request.user, **form.asked)
        except ValidationError as refusal:
            if is_alone:
                form.add_error(None, refusal)
            else:
                self.message_user(request, f"{record}: {' '.join(refusal.messages)}", messages.WARNING)
            return False
        return True

    def _ask(self, request, act, form, records, action=""):
        context = self.admin_site.each_context(request) | {
            "title": act.label,
            "act": act,
            "form": form,
            "records": records,
            "original": records[0] if len(records) == 1 else None,
            "opts": self.opts,
            "media": self.media + form.media,
            "action": action,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return render(request, self.act_template, context)


def survivor_of(value):
    """The record that another was merged into; anything else as it is."""
    while getattr(value, "merged_into_id", None):
        value = value.merged_into
    return value

"""My account: how I like to work, where I am signed in, the second factor, and what happened."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe

from desk.access import READ, WRITE, desk_page
from desk.accounts import second_factor, sessions
from desk.models import Preference, SecurityEvent
from desk.pages import render_page
from desk.posted import number
from people.paging import page_of

SHOWN = 20
PAGE = 50


class PreferenceForm(forms.ModelForm):
    """How an editor likes to work; and, where the archive sends mail at all, what is sent and where to."""

    email = forms.EmailField(
        label="My e-mail address", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    class Meta:
        model = Preference
        fields = ["has_keys", "digest"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["email"] = self.instance.user.email
        if not settings.SENDS_MAIL:
            del self.fields["digest"], self.fields["email"]

    def clean(self):
        if self.cleaned_data.get("digest") and not self.cleaned_data.get("email") and "email" not in self.errors:
            self.add_error("email", "Where to? Give an address, or choose “never”.")

    def save(self):
        if "email" in self.changed_data:
            self.instance.user.email = self.cleaned_data["email"]
            self.instance.user.save(update_fields=["email"])
        return super().save()


class CodeForm(forms.Form):
    """A code of an authenticator, or a backup code."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class PasswordForm(forms.Form):
    """The password once more, before something is given up that guards the account."""

    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password.")
        return self.cleaned_data["password"]


@desk_page()
def account(request):
    """Everything that is mine alone."""
    form = PreferenceForm(request.POST or None, instance=Preference.objects.of(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:account")
    context = {
        "form": form,
        "sign_ins": sessions.of(request.user),
        "this_session": request.session.session_key,
        "device": second_factor.device_of(request.user),
        "backup_codes": second_factor.backup_codes_left(request.user),
        "is_demanded": second_factor.is_demanded(request.user),
        "events": request.user.security_events.select_related("by")[:SHOWN],
    }
    return render_page(request, "desk/accounts/account.html", context, title="My account")


@desk_page(methods=WRITE)
def end_session(request):
    """End one of my sessions, or all others."""
    if request.POST.get("which") == "others":
        count = sessions.end_others(request)
        messages.success(request, f"Ended: {count}.")
    else:
        sign_in = get_object_or_404(request.user.sign_ins, pk=number(request.POST.get("which", "")))
        sessions.end(sign_in, request)
        messages.success(request, "That session has ended.")
    return redirect("desk:account")


@desk_page()
def code(request):
    """Ask for the code that is due after the password."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.give(request, form.cleaned_data["code"]):
            return redirect(_next(request))
        form.add_error("code", "This code does not fit. Wait for the next one, or use a backup code.")
    return render_page(request, "desk/accounts/code.html", {"form": form, "next": _next(request)}, title="Your code")


@desk_page()
def set_up(request):
    """Set up the second factor: show the secret, and ask for a code that proves that it arrived."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.set_up(request, form.cleaned_data["code"])
        if codes:
            context = {"codes": codes, "next": _next(request)}
            return render_page(request, "desk/accounts/backup_codes.html", context, title="Your backup codes")
        form.add_error("code", "This code does not fit. Is the clock of your phone right? Try the next one.")
    key = second_factor.key_to_set_up(request)
    context = {
        "form": form,
        "drawn": mark_safe(second_factor.drawn(request)),  # our own drawing of our own secret
        "written": second_factor.written(key),
        "next": _next(request),
    }
    return render_page(request, "desk/accounts/second_factor.html", context, title="Second factor")


@desk_page()
def remove_second_factor(request):
    """Give up the second factor, with the password."""
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        second_factor.remove(request)
        messages.success(request, "No code is asked for any more.")
        return redirect("desk:account")
    return render_page(
        request, "desk/accounts/remove_second_factor.html", {"form": form}, title="Remove the second factor"
    )


@desk_page("desk.see_security", methods=READ)
def security(request):
    """What happened to all accounts, the latest first."""
    events = SecurityEvent.objects.select_related("by", "user")
    kind = request.GET.get("kind", "")
    if kind in SecurityEvent.Kind.values:
        events = events.filter(kind=kind)
    page = page_of(events, request, "id", size=PAGE, kept={"kind": kind})
    context = {"page": page, "kind": kind, "kinds": SecurityEvent.Kind.choices}
    return render_page(request, "desk/accounts/security.html", context, title="Security")


def _next(request):
    """Where somebody wanted to go; the desk where that is not on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("desk:dashboard")

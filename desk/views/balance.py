"""Source balance: who is quoted, in a period that an editor chooses."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from desk.access import READ, desk_page
from desk.balance import MOST, SHOWN, balance
from desk.pages import render_page
from desk.record_field import RecordField
from people.models import Organisation

DEFAULT = timedelta(days=90)


class PeriodForm(forms.Form):
    """From one day to another; without them, the last three months."""

    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            raise forms.ValidationError("The period ends before it begins.")
        return cleaned

    @property
    def period(self):
        """The first and the last day that are meant."""
        cleaned = self.cleaned_data if self.is_bound and self.is_valid() else {}
        last = cleaned.get("last") or timezone.localdate()
        return cleaned.get("first") or last - DEFAULT, last


class BalanceForm(PeriodForm):
    """The same, of what one publisher printed."""

    publisher = RecordField(Organisation, label="Publisher", required=False)


@desk_page(methods=READ)
def source_balance(request):
    """Shares of speakers and words, word for word against paraphrase, and who is heard for the first time."""
    form = BalanceForm(request.GET or None)
    publisher = form.cleaned_data.get("publisher") if form.is_bound and form.is_valid() else None
    told = balance(*form.period, publisher=publisher)
    context = {"form": form, "balance": told, "newcomers": told.newcomers[: SHOWN * 3], "most": MOST}
    return render_page(request, "desk/balance.html", context, title="Source balance")

"""A field of a form in which a record is named: by its code, or by a name that it alone bears."""

from django import forms

from people.naming import fold_name

MOST_SHOWN = 5


class RecordField(forms.CharField):
    """A record by its code, or by a name that it alone bears."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(**kwargs)

    def clean(self, value):
        typed = super().clean(value).strip()
        if not typed:
            return None
        found = self._found(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"Nothing here is called “{typed[:60]}”. Type its code, or its whole name.")
        each = "; ".join(f"{record} ({record.code})" for record in found[:MOST_SHOWN])
        raise forms.ValidationError(f"Several are called so: {each}. Type the code of the one you mean.")

    def _found(self, typed):
        rows = self.model.objects.filter(merged_into=None) if hasattr(self.model, "merged_into") else self.model.objects
        by_code = list(rows.filter(code=typed.upper()))
        return by_code or list(rows.filter(folded_name=fold_name(typed)).order_by("pk")[: MOST_SHOWN + 1])

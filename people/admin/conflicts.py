"""Two editors saved one record: what does not collide is merged, and what does is shown to the second of them."""

from collections import Counter

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms.models import InlineForeignKeyField
from django.shortcuts import redirect, render

from people.versioning import choose, compare

CHOICE = "choice-"


class VersionedMixin:
    """A save against an older version merges what does not collide, and else shows both and loses nothing."""

    conflict_template = "admin/conflict.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.POST = _with_plain_line_breaks(request.POST)
            page = self.settle(request, object_id) if object_id else self._added_already(request)
            return page or super().changeform_view(request, object_id, form_url, extra_context)

    def _added_already(self, request):
        """The page of the record that this very form has added, where it was sent twice."""
        code = request.POST.get("new_code")
        record = self.get_queryset(request).filter(code=code).first() if code else None
        if record is None or not self.has_add_permission(request):
            return None
        messages.info(request, f"{record} was added already.")
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)

    def settle(self, request, object_id):
        """A page to show instead of saving; else request.POST is what is to be saved."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_change_permission(request, record):
            return None
        record = self.model.objects.select_for_update().get(pk=record.pk)
        self._apply_choices(request, record)
        based_on = request.POST.get("based_on", "")
        if based_on == str(record.version):
            return None
        return self._meet(request, record, request.POST.copy())

    def _meet(self, request, record, data):
        """Merge what was posted with what stands there now, or show where they collide."""
        differences, taken = [], []
        for form, current in self._pairs(request, record, data):
            found, theirs = compare(form, current, data)
            differences, taken = differences + found, taken + theirs
        data["based_on"] = str(record.version)
        request.POST = data
        if differences:
            return self._conflict_page(request, record, differences, data)
        who = self._latest(record)
        changed = f" Changed there: {', '.join(taken)}." if taken else ""
        messages.info(request, f"{who} saved this while you worked on it. Both changes are kept.{changed}")
        return None

    def _pairs(self, request, record, data):
        """Each posted form with the same form as it would be made now; rows that are gone are added anew."""
        form_class = self.get_form(request, record, change=True)
        yield form_class(data, instance=record), form_class(instance=record)
        for prefix, formset_class in self._formsets(request, record):
            _add_anew(data, prefix, formset_class, record)
            bound = formset_class(data, instance=record, prefix=prefix)
            now = formset_class(instance=record, prefix=prefix)
            standing = {form.instance.pk: form for form in now.initial_forms}
            _drop_saved(data, bound, standing)
            for form in bound.initial_forms:
                yield form, standing[form.instance.pk]

    def _formsets(self, request, record):
        """The formsets of rows that may be changed here, with the prefixes that the admin gives them."""
        seen = Counter()
        for formset, inline in self.get_formsets_with_inlines(request, record):
            prefix = formset.get_default_prefix()
            seen[prefix] += 1
            if inline.has_change_permission(request, record):
                yield prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}", formset

    def _apply_choices(self, request, record):
        choices = {key[len(CHOICE) :]: value for key, value in request.POST.items() if key.startswith(CHOICE)}
        if choices:
            data = request.POST.copy()
            for form, _current in self._pairs(request, record, data):
                choose(form, data, choices)
            request.POST = data

    def _conflict_page(self, request, record, differences, data):
        internal = ("csrfmiddlewaretoken", CHOICE, "both-")
        kept = [(key, value) for key, values in data.lists() if not key.startswith(internal) for value in values]
        context = self.admin_site.each_context(request) | {
            "title": "Two of you changed this at once",
            "original": record,
            "opts": self.opts,
            "differences": differences,
            "kept": kept,
            "who": self._latest(record),
            "when": record.history.latest().history_date if record.history.exists() else None,
        }
        return render(request, self.conflict_template, context, status=409)

    def _latest(self, record):
        entry = record.history.select_related("history_user").first()
        return str(entry.history_user) if entry and entry.history_user else "Somebody"


def _with_plain_line_breaks(posted):
    data = posted.copy()
    for key, values in data.lists():
        data.setlist(key, [value.replace("\r\n", "\n") for value in values])
    return data


def _add_anew(data, prefix, formset_class, record):
    """Rows that somebody deleted meanwhile: what was typed into them comes back as a new row, the rest is let go."""
    initial = int(data.get(f"{prefix}-INITIAL_FORMS") or 0)
    total = int(data.get(f"{prefix}-TOTAL_FORMS") or 0)
    key = formset_class.model._meta.pk.name
    standing = {str(pk) for pk in formset_class(instance=record).queryset.values_list("pk", flat=True)}
    rows = [_row(data, f"{prefix}-{n}-", f"initial-{prefix}-{n}-") for n in range(total)]
    kept = [row for row in rows[:initial] if row[0].get(key, [""])[0] in standing]
    gone = [row for row in rows[:initial] if row[0].get(key, [""])[0] not in standing]
    if not gone:
        return
    new = [(_without(row[0], key), {}) for row in gone if _was_changed(row)] + rows[initial:]
    for number in range(total):
        for name in [n for n in data if n.startswith((f"{prefix}-{number}-", f"initial-{prefix}-{number}-"))]:
            del data[name]
    for number, (values, base) in enumerate(kept + new):
        for name, value in values.items():
            data.setlist(f"{prefix}-{number}-{name}", value)
        for name, value in base.items():
            data.setlist(f"initial-{prefix}-{number}-{name}", value)
    data[f"{prefix}-INITIAL_FORMS"], data[f"{prefix}-TOTAL_FORMS"] = str(len(kept)), str(len(kept + new))


def _drop_saved(data, bound, standing):
    """New rows that stand there already, because the form was sent twice, are not added again."""
    posted = {form.instance.pk for form in bound.initial_forms}
    unposted = [form for pk, form in standing.items() if pk not in posted]
    for form in bound.extra_forms:
        twin = next((row for row in unposted if form.has_changed() and _says_the_same(form, row)), None)
        if twin:
            unposted.remove(twin)
            data[f"{form.prefix}-DELETE"] = "on"


def _says_the_same(form, row):
    named = [name for name in form.fields if name not in {"DELETE", "id"} and not form.fields[name].disabled]
    keys = [name for name in named if not isinstance(form.fields[name], InlineForeignKeyField)]
    return not any(form.fields[name].has_changed(row[name].value(), form[name].data) for name in keys)


def _row(data, start, base_start):
    values = {name[len(start) :]: data.getlist(name) for name in data if name.startswith(start)}
    base = {name[len(base_start) :]: data.getlist(name) for name in data if name.startswith(base_start)}
    return values, base


def _was_changed(row):
    values, base = row
    return "DELETE" not in values and any(values.get(name, []) != value for name, value in base.items())


def _without(values, key):
    return {name: value for name, value in values.items() if name != key}

"""Every record has a name, every merged one a living survivor, every former address an end."""

from django.apps import apps
from django.db.models import Q

from articles.models import Event, Place
from people.models import FormerAddress, Organisation, Person

from .batches import one_by_one
from .finding import Finding


def find_nameless():
    """A name without a letter or digit is none: nobody finds it."""
    for model in (Person, Organisation, Place, Event):
        for _pk, code in one_by_one(model.objects.filter(Q(name="") | Q(folded_name="")), "code"):
            yield Finding(f"{model._meta.verbose_name} {code}", "it has no name", "Give it one in the admin.")


def find_long_merges():
    """A merged record leads to its survivor in one hop."""
    for model in (Person, Organisation, Place):
        merged = model.objects.filter(merged_into__merged_into__isnull=False)
        for _pk, code, survivor in one_by_one(merged, "code", "merged_into__code"):
            what = f"{model._meta.verbose_name} {code}"
            remedy = "Undo that merge, then merge into the record that lives."
            yield Finding(what, f"it was merged into {survivor}, which is merged itself", remedy)


def find_dead_addresses():
    """A former address leads to a record that lives, and that now stands at another address."""
    for _pk, path, kind, code in one_by_one(FormerAddress.objects.all(), "path", "kind", "code"):
        problem = _dead_end(path, kind, code)
        if problem:
            remedy = "Delete this former address in the admin, or give it the code of the right record."
            yield Finding(f"former address {path}", problem, remedy)


def _dead_end(path, kind, code):
    try:
        record = apps.get_model(kind)._default_manager.filter(code=code).first()
    except (LookupError, ValueError):
        return f"there is no kind of record called {kind}"
    if record is None:
        return f"there is no {kind} {code}"
    if getattr(record, "merged_into_id", None):
        return f"it leads to {code}, which is merged into another"
    return "it leads to itself" if record.get_absolute_url() == path else ""

"""Every record has a name, every merged one a living survivor, every former address an end."""

from collections import defaultdict
from functools import partial

from django.apps import apps
from django.db.models import Q

from articles.models import Event, Place
from people.models import FormerAddress, Organisation, Person

from .finding import Finding
from .part import Part

MANY = 50_000  # keys: the database looks at them


def find_nameless(model, within):
    """A name without a letter or digit is none: nobody finds it."""
    nameless = model.objects.filter(within.of()).filter(Q(name="") | Q(folded_name=""))
    for code in nameless.order_by("pk").values_list("code", flat=True).iterator():
        yield Finding(f"{model._meta.verbose_name} {code}", "it has no name", "Give it one in the admin.")


def find_long_merges(model, within):
    """A merged record leads to its survivor in one hop."""
    merged = model.objects.filter(within.of(), merged_into__merged_into__isnull=False).order_by("pk")
    for code, survivor in merged.values_list("code", "merged_into__code").iterator():
        what = f"{model._meta.verbose_name} {code}"
        remedy = "Undo that merge, then merge into the record that lives."
        yield Finding(what, f"it was merged into {survivor}, which is merged itself", remedy)


def find_dead_addresses(within):
    """A former address leads to a record that lives, and that now stands at another address."""
    rows = list(FormerAddress.objects.filter(within.of()).order_by("pk").values_list("path", "kind", "code"))
    known = _records(rows)
    for path, kind, code in rows:
        problem = _dead_end(path, kind, code, known)
        if problem:
            remedy = "Delete this former address in the admin, or give it the code of the right record."
            yield Finding(f"former address {path}", problem, remedy)


def _records(rows):
    """{kind: {code: record}} of what former addresses lead to; without those kinds that there are not."""
    codes, known = defaultdict(set), {}
    for _path, kind, code in rows:
        codes[kind].add(code)
    for kind, some in codes.items():
        try:
            found = apps.get_model(kind)._default_manager.filter(code__in=some)
        except (LookupError, ValueError):
            continue
        known[kind] = {record.code: record for record in found}
    return known


def _dead_end(path, kind, code, known):
    if kind not in known:
        return f"there is no kind of record called {kind}"
    record = known[kind].get(code)
    if record is None:
        return f"there is no {kind} {code}"
    if getattr(record, "merged_into_id", None):
        return f"it leads to {code}, which is merged into another"
    return "it leads to itself" if record.get_absolute_url() == path else ""


NAMES = [Part(partial(find_nameless, model), model, MANY) for model in (Person, Organisation, Place, Event)]
MERGES = [Part(partial(find_long_merges, model), model, MANY) for model in (Person, Organisation, Place)]
ADDRESSES = [Part(find_dead_addresses, FormerAddress, 1000)]

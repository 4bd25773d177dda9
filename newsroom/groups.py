"""Who may do what: reporters draft and suggest, editors accept and correct, publishers decide what the public sees.

Each group may do all that the one before it may. They are made after every migrate; permissions that were added
to a group by hand stay, and those named here come back.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

RECORDS = {
    "people": ["person", "organisation"],
    "articles": ["article", "statement", "place", "event"],
}
# Rows that belong to a record: they may be deleted, and the history of the record shows that they were.
PARTS = {
    "people": ["personname", "organisationname", "role"],
    "articles": ["placename", "reference", "participation", "placemention", "eventmention", "utterance"],
}
# What is only ever read: it is written by the acts in editions.py, curation.py and merging.py.
KEPT = {
    "people": ["merge", "formeraddress", "distinction"],
    "articles": ["articlerevision", "statementspan", "attribution", "correction", "likeness", "split"],
}
ACTS = {
    ("articles", "article", "correct_article"): "Can correct and update what is public",
    ("articles", "article", "publish_article"): "Can publish, schedule and take back to review",
    ("articles", "article", "embargo_article"): "Can embargo and lift an embargo",
    ("articles", "article", "retract_article"): "Can retract what is public",
    ("articles", "article", "remove_article"): "Can remove by law",
    ("articles", "statement", "accept_statement"): "Can accept, reject and reattribute statements",
    ("articles", "statement", "withhold_name"): "Can withhold the name of a speaker",
    ("people", "person", "merge_records"): "Can merge records and undo it",
    ("desk", "securityevent", "see_security"): "Can see what happened to all accounts",
}
GROUPS = {
    "reporter": [],
    "editor": ["accept_statement", "correct_article"],
    "publisher": [
        *["publish_article", "embargo_article", "retract_article", "remove_article"],
        *["withhold_name", "merge_records", "see_security"],
    ],
}


def ensure_groups(**_signal):
    """Make the three groups with their permissions; again, it changes nothing."""
    _ensure_permissions()
    granted = list(Permission.objects.filter(_to_work()))
    for name, acts in GROUPS.items():
        granted += Permission.objects.filter(codename__in=acts, content_type__app_label__in={app for app, *_ in ACTS})
        Group.objects.get_or_create(name=name)[0].permissions.add(*granted)


def _ensure_permissions():
    for (app, model, codename), name in ACTS.items():
        kind = ContentType.objects.get_by_natural_key(app, model)
        Permission.objects.update_or_create(content_type=kind, codename=codename, defaults={"name": name})


def _to_work():
    """The permissions that everyone in the newsroom has."""
    wanted = Q()
    for models, acts in [(RECORDS, "add change view"), (PARTS, "add change delete view"), (KEPT, "view")]:
        for app, names in models.items():
            codenames = [f"{act}_{name}" for act in acts.split() for name in names]
            wanted |= Q(content_type__app_label=app, codename__in=codenames)
    return wanted

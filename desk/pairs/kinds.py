"""The kinds of records that can be one or two: people, organisations and places, by the word in an address."""

from urllib.parse import unquote, urlsplit

from django.http import Http404

from articles.models import Participation, Place, PlaceMention, Statement
from desk.speakers import MODELS, only_bearer
from people.models import FormerAddress, Organisation, Person
from people.naming import read_code

KINDS = MODELS
SAID = {Person: "speaker", Organisation: "on_behalf_of", Place: "said_in"}  # the field of a statement that names one
NAMED_IN = {
    Person: (Participation, "person"),
    Organisation: (Participation, "organisation"),
    Place: (PlaceMention, "place"),
}


def model_of(kind):
    """The model of a kind; 404 for any other word."""
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def kind_of(record):
    return next(kind for kind, model in KINDS.items() if isinstance(record, model))


def now_of(model, code):
    """The record of a code as it stands now, and a sentence where it was merged meanwhile; 404 for none."""
    record = model.objects.select_related("merged_into").filter(code=read_code(code)).first()
    if record is None:
        raise Http404
    survivor = record.merged_into
    return (survivor, f"{record} was merged into {survivor}.") if survivor else (record, "")


def meant_by(model, typed):
    """The record that is meant by its code, the address of its page, or a name that nobody else bears; else None."""
    typed = typed.strip()
    path = unquote(urlsplit(typed).path)[:300]
    slug = path.rstrip("/").rpartition("/")[2]
    found = model.objects.filter(code=read_code(typed[:8])).first() if len(typed) == 8 else None
    found = found or (model.objects.filter(slug=slug).first() if slug else None)
    if found is None:
        former = FormerAddress.objects.filter(path=path, kind=model._meta.label_lower).first()
        found = former and model.objects.filter(code=former.code).first()
    return found or only_bearer(model, typed)


def statements_of(record):
    """What a person or organisation said, or what was said in a place, the last first."""
    return Statement.objects.filter(**{SAID[type(record)]: record}).newest_first()


def namings_of(record):
    """The rows that say that an article names a record."""
    model, field = NAMED_IN[type(record)]
    return model.objects.filter(**{field: record, "article__isnull": False})

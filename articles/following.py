"""What readers see and find after a record was saved, or two became one or two again."""

from people.models import Person, Role
from people.telling import record_saved, records_merged

from . import publishing


def follow(sender, survivor, duplicate, rows, gone, **_signal):
    articles = {int(values["article_id"]) for values in gone if values.get("article_id")}
    links = {model for sources in publishing.REVEALED_BY.values() for model, *_ in sources}
    for model in links - set(publishing.REVEALED_BY):  # a place or an event names no article, its links do
        path = publishing.ARTICLE_OF.get(model, "article")
        touched = model.objects.filter(pk__in=rows.get(model, ()), **{f"{path}__isnull": False})
        articles.update(touched.values_list(path, flat=True))
    publishing.refresh(articles, also=[survivor, duplicate])
    reworded = {model: rows[model] for model in publishing.REVEALED_BY if model in rows}
    holders = Role.objects.filter(pk__in=rows.get(Role, ())).values_list("person", flat=True)
    reworded[Person] = {*reworded.get(Person, ()), *holders}
    publishing.tell(reworded)


def retell(sender, record, **_signal):
    publishing.tell({sender: {record.pk}})
    if sender in publishing.WHOLES:  # it may have become part of another whole: its former ones are in its history
        wholes = sender.objects.filter(pk__in=record.history.values("parent"))
        publishing.refresh((), also=[record, *wholes])


def watch():
    record_saved.connect(retell, dispatch_uid="articles.saved")
    records_merged.connect(follow, dispatch_uid="articles.follow")

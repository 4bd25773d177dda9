"""What readers see after two records became one, or two again: decided anew for what changed hands."""

from people.merging import records_merged
from people.models import Person, Role

from . import publishing


def follow(sender, survivor, duplicate, rows, gone, **_signal):
    articles = {values["article_id"] for values in gone if values.get("article_id")}
    for sources in publishing.REVEALED_BY.values():
        for model, *_ in sources:
            path = publishing.ARTICLE_OF.get(model, "article")
            touched = model.objects.filter(pk__in=rows.get(model, ()), **{f"{path}__isnull": False})
            articles.update(touched.values_list(path, flat=True))
    publishing.refresh(articles, also=[survivor, duplicate])
    reworded = {model: rows[model] for model in publishing.REVEALED_BY if model in rows}
    holders = Role.objects.filter(pk__in=rows.get(Role, ())).values_list("person", flat=True)
    reworded[Person] = {*reworded.get(Person, ()), *holders}
    publishing.tell(reworded)


def watch():
    records_merged.connect(follow, dispatch_uid="articles.merged")

"""Which pages are measured: of each kind some of many, and the one with the most on it."""

import random
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person
from people.naming import words_of

SEED = 1987
SAMPLE = 12


def pages():
    """{kind of page: paths}, only kinds that this archive has."""
    kinds = {"home": [reverse("home")], **lists(), **records(), **searches()}
    return {kind: paths for kind, paths in kinds.items() if paths}


def lists():
    days = [article.printed_on for article in some(Article.objects.published().filter(printed_on__isnull=False))]
    return {
        "articles": [reverse("articles:articles")],
        "year": [reverse("articles:year", args=[day.year]) for day in days],
        "month": [reverse("articles:month", args=[day.year, day.month]) for day in days],
        "day": [reverse("articles:day", args=[day]) for day in days],
        "statements": [reverse("articles:statements")],
        "people A to Z": [reverse("people:people")],
        "organisations A to Z": [reverse("people:organisations")],
        "places A to Z": [reverse("articles:places")],
        "events": [reverse("articles:events")],
    }


def records():
    kinds = {
        "article": (Article, "statements"),
        "statement": (Statement, None),
        "person": (Person, "statements"),
        "organisation": (Organisation, "articles_published"),
        "place": (Place, "mentions"),
        "event": (Event, "mentions"),
    }
    found = {}
    for kind, (model, content) in kinds.items():
        published = model.objects.published()
        found[kind] = addresses(some(published))
        if content:
            fullest = published.annotate(content=Count(content)).order_by("-content", "pk")[:1]
            found[f"{kind} with the most"] = addresses(fullest)
    return found


def addresses(rows):
    return [record.get_absolute_url() for record in rows]


def some(rows):
    """A few of many, the same ones each time."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(SEED).sample(keys, min(SAMPLE, len(keys)))
    return list(rows.filter(pk__in=chosen).order_by("pk"))


def searches():
    """Searches by how many entries have the words; the words themselves are the archive's own."""
    texts = Statement.objects.published().order_by("pk").values_list("text", flat=True)
    words = [words_of(text) for text in texts.iterator(chunk_size=2000)]
    ranked = [word for word, _number in Counter(word for text in words for word in set(text)).most_common()]
    often, seldom = ranked[150:400] or ranked, ranked[len(ranked) // 2 :]
    choose = random.Random(SEED)
    phrases = [" ".join(text[2:4]) for text in choose.sample(words, min(SAMPLE, len(words))) if len(text) > 3]
    speakers = some(Person.objects.published().filter(statements__visible_from__isnull=False).distinct())
    return {
        "search, nothing asked": [search()],
        "search, rare word": [search(q=word) for word in choose.sample(seldom, min(SAMPLE, len(seldom)))],
        "search, common word": [search(q=word) for word in choose.sample(often, min(SAMPLE, len(often)))],
        "search, very common word": [search(q=word) for word in ranked[:5]],
        "search, two words": [search(q=" ".join(choose.sample(often, 2))) for _ in range(SAMPLE)],
        "search, phrase": [search(q=f'"{phrase}"') for phrase in phrases],
        "search, word but not another": [search(q=f"{ranked[3]} -{word}") for word in choose.sample(often, 5)],
        "search, who": [search(speaker=person.name) for person in speakers],
        "search, who and a word": [search(speaker=person.name, q=choose.choice(often)) for person in speakers],
        "search, a common word in a year": [search(q=word, **{"from": "1995", "to": "1995"}) for word in often[:5]],
        "search, nothing found": [search(q="zzqxv")],
    }


def search(**slots):
    return f"{reverse('search:search')}?{urlencode(slots)}" if slots else reverse("search:search")

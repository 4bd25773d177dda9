"""Which pages are measured: of each kind some of many, and the one with the most on it."""

import random
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, Max, Min
from django.urls import reverse

from articles.models import Article, Event, Place, Statement
from people.models import Organisation, Person
from people.naming import words_of

SEED = 1987
SAMPLE = 12
READ = 50_000  # statements whose words are taken
SEARCHED = 40  # of each kind of search: what is slow is often rare


def pages():
    """{kind of page: paths}, only kinds that this archive has."""
    kinds = {"home": [reverse("home")], **lists(), **records(), **searches(), **suggestions()}
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
            counted = published.order_by().values("pk").annotate(content=Count(content)).order_by("-content", "pk")
            fullest = counted.values_list("pk", flat=True)[:1]
            found[f"{kind} with the most"] = addresses(model.objects.filter(pk__in=list(fullest)))
    return found


def addresses(rows):
    return [record.get_absolute_url() for record in rows]


def some(rows):
    """A few of many, the same ones each time."""
    ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    numbers = range(ends["first"], ends["last"] + 1)
    keys = random.Random(SEED).sample(numbers, min(100 * SAMPLE, len(numbers)))
    return list(rows.filter(pk__in=keys).order_by("pk")[:SAMPLE])


def searches():
    """Searches by how many entries have the words; the words themselves are the archive's own."""
    texts = Statement.objects.published().order_by("pk").values_list("text", flat=True)
    words = [words_of(text) for text in texts[:READ]]
    ranked = [word for word, _number in Counter(word for text in words for word in set(text)).most_common()]
    often, seldom = ranked[150:400] or ranked, ranked[len(ranked) // 2 :]
    choose = random.Random(SEED)

    def of(words):
        return choose.sample(words, min(SEARCHED, len(words)))

    phrases = [" ".join(text[2:4]) for text in of(words) if len(text) > 3]
    said = some(Statement.objects.published().filter(speaker__isnull=False, said_in__isnull=False))
    said = said and list(
        Statement.objects.filter(pk__in=[s.pk for s in said]).values_list("speaker__name", "said_in__name", "sorted_on")
    )
    speakers = some(Person.objects.published().filter(statements__visible_from__isnull=False).distinct())
    return {
        "search, nothing asked": [search()],
        "search, rare word": [search(q=word) for word in of(seldom)],
        "search, common word": [search(q=word) for word in of(often)],
        "search, very common word": [search(q=word) for word in ranked[:5]],
        "search, two words": [search(q=" ".join(choose.sample(often, 2))) for _ in range(SEARCHED)],
        "search, phrase": [search(q=f'"{phrase}"') for phrase in phrases],
        "search, word but not another": [search(q=f"{ranked[3]} -{word}") for word in of(often)],
        "search, best match": [search(q=word, sort="relevance") for word in of(often)],
        "search, oldest first": [search(q=word, sort="oldest") for word in of(often)],
        "search, by speaker": [search(q=word, group="speaker") for word in of(often)],
        "search, who": [search(speaker=person.name) for person in speakers],
        "search, who and a word": [search(speaker=person.name, q=choose.choice(often)) for person in speakers],
        "search, who, a word, where and a year": [
            search(speaker=who, q=choose.choice(often), place=where, **year_of(day)) for who, where, day in said
        ],
        "search, said in": [search(**{"said-in": where}) for _who, where, _day in said],
        "search, a word said in": [search(q=choose.choice(often), **{"said-in": where}) for _w, where, _day in said],
        "search, about": [search(about=person.name) for person in speakers],
        "search, a common word in a year": [
            search(q=word, **{"from": "2015", "to-date": "2015"}) for word in of(often)
        ],
        "search, nothing found": [search(q="zzqxv")],
    }


def suggestions():
    """What is asked while somebody types a name: two, three and four letters of it, and all with one letter wrong."""
    names = [words_of(person.name)[-1] for person in some(Person.objects.published())]
    return {
        "suggestions": [suggestion(name[:letters]) for name in names for letters in (2, 3, 4)],
        "suggestions, misspelt": [suggestion(f"{name[:3]}x{name[4:]}") for name in names if len(name) > 5],
    }


def suggestion(typed):
    return f"{reverse('search:names')}?{urlencode({'q': typed, 'field': 'speaker'})}"


def year_of(day):
    return {"from": day.year, "to-date": day.year} if day else {}


def search(**slots):
    return f"{reverse('search:search')}?{urlencode(slots)}" if slots else reverse("search:search")

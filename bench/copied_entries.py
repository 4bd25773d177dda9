"""The entries of a copied archive in the search index, with their words (bench/copies.py)."""

import re
from collections import Counter

from django.db import connection, transaction

from articles.inserting import insert_rows
from articles.models import Article
from search import keys, suggesting
from search.backends import backend, sqlite
from search.counted import packed
from search.index import AS_IN_LINE
from search.lines import with_facets
from search.models import Entry

ROWS = 30_000  # in a transaction
NUMBERED = re.compile(r"\b(article|year|month|speaker|aboutperson|saidaboutperson|toperson)(\d+)\b")
OF_AN_ARTICLE = re.compile(r"(?:about(?:person|organisation|place|event)|speaker|org|event)\d+")  # stand in order
FACETS = re.compile(r" ?'=[^']*'")  # in a vector of PostgreSQL
HASHED = 256 * 1024 * 1024  # bytes of new words that FTS5 holds in memory meanwhile
DAY = 24 * 60


def copy_entries(steps, others, days, report):
    """Write the entries of all copies. steps(copy): by how much the keys of its records are higher, {kind: number}."""
    known = list(Entry.objects.filter(kind__in=["statement", "article"]).order_by("key").values_list("key", flat=True))
    printed = dict(Article.objects.filter(pk__lte=steps(1)["article"]).values_list("pk", "printed_on"))
    copies = [Copy(steps(number), persons, number, days, printed) for number, persons in others.items()]
    read = max(1, ROWS // max(1, len(copies)))
    hold_words(HASHED)
    for start in range(0, len(known) if copies else 0, read):
        some = known[start : start + read]
        entries, kept = list(Entry.objects.filter(key__in=some).order_by("key")), kept_words(some)
        write([(copy.moved(entry), kept[entry.key]) for copy in copies for entry in entries])
        report(f"{start + len(some)} of {len(known)} entries")
    hold_words(sqlite.WAITING)


class Copy:
    """One copy: by how much its keys are higher, who stands for whom, and where its days lie."""

    def __init__(self, steps, persons, number, days, printed):
        self.steps, self.persons, self.number, self.days, self.printed = steps, persons, number, days, printed

    def moved(self, entry):
        """(minute, kind, record, visible from, digest, facets, what is counted) of the copy of an entry."""
        article = int(re.search(r"\barticle(\d+)", entry.facets)[1])
        shift = self.days.shift(self.printed[article], self.number)
        day = keys.day_of(entry.minute * keys.ROOM)
        facets = NUMBERED.sub(
            lambda facet: self.facet(facet, day and day.fromordinal(day.toordinal() + shift)), entry.facets
        )
        if entry.kind == "article":
            facets = in_order(facets)
        minute = entry.minute + shift * DAY if day else entry.minute
        record = entry.record_id + self.steps[entry.kind]
        return minute, entry.kind, record, entry.visible_from, with_facets(entry.digest, facets), facets, packed(facets)

    def facet(self, found, day):
        name, number = found[1], int(found[2])
        if name == "article":
            number += self.steps["article"]
        elif name == "year":
            number = day.year
        elif name == "month":
            return f"month{day.year}{day.month:02}"
        else:
            number = self.persons.get(number, number)
        return f"{name}{number}"


def in_order(facets):
    """The facets of an article, with those in order that name whom and what it is about."""
    facets = facets.split()
    places = [place for place, facet in enumerate(facets) if OF_AN_ARTICLE.fullmatch(facet)]
    for place, facet in zip(places, sorted(facets[place] for place in places), strict=True):
        facets[place] = facet
    return " ".join(facets)


def write(lines):
    """lines: (what moved() returned, words as they are kept). In one transaction."""
    with transaction.atomic():
        free = keys.free_keys(Counter(row[0] for row, _words in lines))
        given = [(free[row[0]].pop(0), row, words) for row, words in lines]
        insert_rows(Entry, ["key", *AS_IN_LINE], ([key, *row] for key, row, _words in given))
        backend().kept_form.take_over(dict(words for _row, words in lines))
        backend().add([(key, (*words[0], row[5])) for key, row, words in given])
        said = (row[5] for row, _words in lines if row[1] == "statement")
        suggesting.count(Counter(word for facets in said for word in set(suggesting.QUOTED.findall(facets))))
    backend().kept_form.take_over({})


def kept_words(wanted):
    """{key: (the words without facets, what the index keeps of them)}."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT key, vector::text FROM search_words WHERE key = ANY(%s)", [wanted])
            vectors = cursor.fetchall()
            return {key: ((str(key), "", ""), FACETS.sub("", vector).strip()) for key, vector in vectors}
        kept = {}
        for start in range(0, len(wanted), sqlite.KEYS_A_QUERY):
            some = wanted[start : start + sqlite.KEYS_A_QUERY]
            cursor.execute(sqlite.WORDS.format(", ".join(["%s"] * len(some))), some)
            kept |= {key: (tuple(sqlite.unpacked(words)[:3]), words) for key, words in cursor.fetchall()}
    return kept


def hold_words(size):
    """How many bytes of new words FTS5 keeps back until it writes them: the fewer times, the less is merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words, rank) VALUES ('hashsize', %s)", [size])

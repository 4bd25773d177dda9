"""What is kept beside the index, compared and put right: names to suggest, how often who is quoted, known words."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from articles.inserting import insert_rows
from articles.visibility import ALWAYS

from . import forgetting, suggesting, vocabulary
from .models import Entry, Frequency, Spelling, Trigram, Word


def wrong_names(lines):
    """Of these lines of the index, of one kind, those whose names are not suggested as they should be."""
    named = [line for line in lines if line.kind in suggesting.COUNTED_AS]
    stored, due = defaultdict(set), defaultdict(set)
    kept = Spelling.objects.filter(kind__in={line.kind for line in named}, record_id__in=[n.record_id for n in named])
    for row in kept.values_list(*suggesting.FIELDS):
        stored[row[1]].add(row)
    for row in suggesting.rows_of(named):
        due[row[1]].add(row)
    return [line for line in named if stored[line.record_id] != due[line.record_id]]


def names_of_nobody():
    """Names that are suggested of what has no entry."""
    return Spelling.objects.exclude(
        Exists(Entry.objects.filter(kind=OuterRef("kind"), record_id=OuterRef("record_id")))
    )


def wrong_frequencies():
    """{facet: (how often it is said to be quoted, how often it is)}, where these differ."""
    stored, due = dict(Frequency.objects.values_list("word", "number")), Counter()
    said = Entry.objects.filter(kind=Entry.Kind.STATEMENT, visible_from__lte=ALWAYS).order_by()
    for facets in said.values_list("facets", flat=True).iterator(chunk_size=2000):
        due.update(set(suggesting.QUOTED.findall(facets)))
    numbers = ((word, stored.get(word, 0), due[word]) for word in sorted(stored.keys() | due.keys()))
    return {word: (number, is_quoted) for word, number, is_quoted in numbers if number != is_quoted}


def words_without_letters():
    """(primary key, word) of each known word that cannot be found by all of its trigrams."""
    counted = Word.objects.annotate(number=Count("trigrams")).order_by("pk").values_list("pk", "word", "number")
    found = counted.iterator(chunk_size=2000)
    return [(pk, word) for pk, word, number in found if number != len(vocabulary.trigrams_of(word))]


def letters_of_nothing():
    """Trigrams of words that are not there."""
    return Trigram.objects.exclude(Exists(Word.objects.filter(pk=OuterRef("word_id"))))


def mend_lines(lines):
    """Let the names of these lines be suggested, and their words be known."""
    wrong = wrong_names(lines)
    for line in wrong:
        Spelling.objects.filter(kind=line.kind, record_id=line.record_id).delete()
    insert_rows(Spelling, suggesting.FIELDS, suggesting.rows_of(wrong))
    vocabulary.added(lines)


@transaction.atomic
def mend_rest():
    """What belongs to no single line. What is written meanwhile may be counted twice or not at all, until next time."""
    suggesting.count({word: due - stored for word, (stored, due) in wrong_frequencies().items()})
    names_of_nobody().delete()
    forgetting.drop(forgetting.words_of_nothing())
    letters_of_nothing().delete()
    incomplete = words_without_letters()
    Trigram.objects.filter(word__in=[pk for pk, _word in incomplete]).delete()
    vocabulary.keep_letters(incomplete)

"""How well entries answer, where FTS5's own bm25 would cost too much: it counts all entries that have a word.

Then the newest are told apart by the columns that the words stand in and by their length, with bm25's formula; how
often a word stands in one column is not looked at. How many entries there are, and how long each is, FTS5 knows.
"""

from search.expressions import AllOf, AnyOf, Phrase

COSTLY = 300_000  # entries, to be counted through: a hundredth of a second
SEEN = 200  # of the newest with a word, to estimate how many have it
WEIGHTS = {"title": 4, "source": 2}  # in a text: 1
SATURATION, BY_LENGTH = 1.2, 0.75  # k1 and b, as FTS5 has them


def leaves_of(expression):
    """All phrases and facets in it: bm25 counts each of them."""
    parts = expression.parts if isinstance(expression, AllOf | AnyOf) else ()
    return [leaf for part in parts for leaf in leaves_of(part)] or [expression]


def columns_of(expression):
    """(number of what is asked for, column, its phrases there): a word in any of its forms is one thing asked for."""
    parts = expression.parts if isinstance(expression, AllOf) else (expression,)
    ideas = [[leaf for leaf in leaves_of(part) if isinstance(leaf, Phrase)] for part in parts]
    each = ((number, column, in_column(idea, column)) for number, idea in enumerate(ideas) for column in WEIGHTS)
    return [(number, column, phrases) for number, column, phrases in each if phrases]


def in_column(phrases, column):
    """The same phrases in this column alone; those left out that were not looked for there."""
    return [Phrase(p.words, (column,), p.is_beginning) for p in phrases if column in p.columns]


def in_order(rows, columns):
    """The first four columns of the rows, the best first.

    rows: (key, kind, record, facets, how many words each column has, 1 or 0 for each of columns_of()).
    """
    lengths = {sizes: sum(numbers_in(sizes)) for sizes in {row[4] for row in rows}}
    average = sum(lengths[row[4]] for row in rows) / len(rows) or 1
    least = {sizes: SATURATION * (1 - BY_LENGTH + BY_LENGTH * length / average) for sizes, length in lengths.items()}
    hits = {standing: hits_of(standing, columns) for standing in {row[5] for row in rows}}
    weights = {
        pair: sum(number / (number + least[pair[0]]) for number in hits[pair[1]]) for pair in {row[4:] for row in rows}
    }
    return [row[:4] for row in sorted(rows, key=lambda row: (weights[row[4:]], row[0]), reverse=True)]


def hits_of(standing, columns):
    """How much each thing that was asked for weighs in an entry where it stands in these of the columns."""
    hits = dict.fromkeys((idea for idea, _column, _phrases in columns), 1)
    for (idea, column, _phrases), stands in zip(columns, standing, strict=True):
        hits[idea] += WEIGHTS[column] * (stands == "1")
    return hits.values()


def numbers_in(kept):
    """Numbers as FTS5 keeps them, seven bits a byte: all bytes of one but the last have the highest bit set."""
    numbers, number = [], 0
    for byte in kept:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers

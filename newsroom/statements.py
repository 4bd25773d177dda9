"""What a statement of SQL writes, as far as its own text tells: into which table, which columns, which rows.

Only what Django words, and what this archive words itself, is understood; of anything else parse() says nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|%s|[(),]|\b(?:WHERE|FROM|RETURNING|LIMIT|AS)\b""", re.IGNORECASE)
INTO = re.compile(
    r'\s*(?:INSERT(?: OR IGNORE)? INTO|COPY)\s+"?(\w+)"?\s*\(([^()]*)\)\s*(VALUES|SELECT|FROM STDIN)', re.I
)
OUT_OF = re.compile(r'\s*DELETE FROM\s+"?(\w+)"?\s+WHERE\s+', re.I)
COPIED = re.compile(r'\s*INSERT INTO\s+"?\w+"?\s*\([^()]*\)\s*SELECT\s[^()]*\sFROM\s+"?(\w+)"?\s+WHERE\s+', re.I)
CHANGED = re.compile(r'\s*UPDATE\s+"?(\w+)"?\s+SET\s+', re.I)
ASSIGNED = re.compile(r'\s*"?(\w+)"?\s*=')
UNNESTED = re.compile(r"\s*\*\s+FROM\s+UNNEST\s*\(", re.I)
ITEM = re.compile(r"[\s(]*%s[\s)]*(?:::[\w ]+(?:\[\])?)?")


@dataclass(frozen=True)
class Written:
    """Rows that go into a table. places: {column: which parameter of a row it is}, without those that SQL makes up;
    width: how many parameters a row has."""

    table: str
    places: dict
    width: int
    is_in_lists: bool = False  # each parameter holds a column of all rows
    columns = frozenset()  # that are set in rows there are

    def rows(self, params, columns):
        """The rows that these parameters hold, each with these columns alone."""
        places = [self.places[column] for column in columns]
        if self.is_in_lists:
            rows = zip(*params, strict=True)
        else:
            rows = (params[start : start + self.width] for start in range(0, len(params), self.width))
        return {tuple(row[place] for place in places) for row in rows}


@dataclass(frozen=True)
class Altered:
    """Rows that are changed, deleted, or copied into a history: those for which `where` holds, with the last `given`
    parameters."""

    table: str
    columns: frozenset  # that are set; none where the rows go, or are copied
    where: str
    given: int


@lru_cache(maxsize=1000)
def parse(sql):
    """What a statement writes; None where it is not worded as this module knows it."""
    if found := COPIED.match(sql):
        return _altered(found[1], frozenset(), sql[found.end() :])
    if found := INTO.match(sql):
        return _written(sql, found)
    if found := OUT_OF.match(sql):
        where = sql[found.end() :]
        return _altered(found[1], frozenset(), where)
    if found := CHANGED.match(sql):
        return _changed(sql, found)
    return None


def _written(sql, found):
    table, columns, manner = found[1], [name.strip().strip('"') for name in found[2].split(",")], found[3].upper()
    rest = sql[found.end() :]
    if re.search(r"\bDO UPDATE\b", rest, re.IGNORECASE):
        return None
    if manner == "FROM STDIN":
        return Written(table, {column: n for n, column in enumerate(columns)}, len(columns))
    if manner == "SELECT":
        if not UNNESTED.match(rest):
            return None
        items = _items(rest[UNNESTED.match(rest).end() - 1 :])
        return _in_places(table, columns, items, is_in_lists=True)
    return _in_places(table, columns, _items(rest.lstrip()))


def _in_places(table, columns, items, is_in_lists=False):
    if len(items) != len(columns):
        return None
    places, width = {}, 0
    for column, item in zip(columns, items, strict=True):
        number = item.count("%s")
        if number == 1 and ITEM.fullmatch(item):
            places[column] = width
        width += number
    return Written(table, places, width, is_in_lists) if width else None


def _items(group):
    """The items of the list in brackets with which this begins."""
    depth, start, items = 0, 1, []
    for token in TOKEN.finditer(group):
        depth += (token[0] == "(") - (token[0] == ")")
        if (token[0] == "," and depth == 1) or not depth:
            items.append(group[start : token.start()])
            start = token.end()
        if not depth:
            break
    return items


def _changed(sql, found):
    depth, start, columns = 0, found.end(), set()
    for token in TOKEN.finditer(sql, start):
        word = token[0].upper()
        depth += (word == "(") - (word == ")")
        if depth or word not in {",", "WHERE", "FROM", "AS"}:
            continue
        if word in {"FROM", "AS"} or not (assigned := ASSIGNED.match(sql, start)):
            return None
        columns.add(assigned[1])
        start = token.end()
        if word == "WHERE":
            return _altered(found[1], frozenset(columns), sql[start:])
    return None


def _altered(table, columns, where):
    tokens, depth = [token[0].upper() for token in TOKEN.finditer(where)], 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if not depth and token in {"RETURNING", "LIMIT"}:
            return None
    return Altered(table, columns, where, tokens.count("%S"))

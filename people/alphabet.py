"""An A to Z in every script: the letters that names begin with, how many to each, and the names of one letter."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.db.models.expressions import RawSQL

from .counting import CountUpTo, Tally, added
from .paging import Page, address, page_of

SCRIPTS = (
    "LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "DEVANAGARI", "BENGALI", "TAMIL",
    "THAI", "ETHIOPIC", "HANGUL", "HIRAGANA", "KATAKANA", "CJK",
)  # fmt: skip
TITLES = {"CJK": "Chinese characters", "OTHER": "Digits and other signs"}
ROWS = 50
MANY = 1_000  # statements counted beside a name
COUNTED, MOST_LETTERS = 500, 500  # names of one letter; letters, of which Chinese has thousands
LETTERS = """
WITH RECURSIVE letters(sign) AS (
    SELECT letter FROM ({first}) AS first
    UNION ALL SELECT ({following}) FROM letters WHERE sign IS NOT NULL
) SELECT sign, (SELECT COUNT(*) FROM ({counted}) AS counted) FROM letters WHERE sign IS NOT NULL LIMIT %s"""


@dataclass(frozen=True)
class Letter:
    sign: str
    number: Tally
    address: str = ""
    is_chosen: bool = False

    @property
    def shown(self):
        capital = self.sign.upper()
        return capital if len(capital) == 1 else self.sign


@dataclass(frozen=True)
class Index:
    """scripts: [(name, its letters)]; letter: the one that is open, or None; page: its records, or all."""

    scripts: list
    letter: Letter | None
    page: Page
    total: Tally


def index_of(request, records, statements):
    """The index of published records. statements: those of one record, by OuterRef("pk"), to be counted beside it."""
    letters = letters_of(request, records)
    letter = next((x for x in letters if x.is_chosen), None)
    rows = records.filter(letter=letter.sign) if letter else records
    rows = rows.annotate(statement_tally=CountUpTo(statements, MANY))
    page = page_of(rows, request, "sort_key", descending=False, size=ROWS, kept={"letter": letter and letter.sign})
    for row in page:
        row.statement_tally = Tally(row.statement_tally, MANY)
    return Index(by_script(letters), letter, page, added([x.number for x in letters]))


def letters_of(request, records):
    """All letters that names begin with, in one query; accents and case are folded away already."""
    asked = request.GET.get("letter", "")
    return [
        Letter(sign, Tally(number, COUNTED), address(request, letter="" if sign == asked else sign), sign == asked)
        for sign, number in _letters(records)
    ]


def _letters(records):
    """[(letter, how many names)]: from one letter the index leads to the next, and skips what lies between."""
    letters = records.order_by("letter").values("letter")
    first, first_params = letters.filter(letter__gt="")[:1].query.sql_with_params()
    following, more_params = letters.filter(letter__gt=RawSQL("letters.sign", ()))[:1].query.sql_with_params()
    under = records.order_by().filter(letter=RawSQL("letters.sign", ())).values("pk")[: COUNTED + 1]
    counted, counted_params = under.query.sql_with_params()
    query = LETTERS.format(first=first, following=following, counted=counted)
    with connection.cursor() as cursor:
        cursor.execute(query, [*first_params, *more_params, *counted_params, MOST_LETTERS])
        return cursor.fetchall()


def by_script(letters):
    groups = groupby(sorted(letters, key=lambda x: (_rank(x), x.sign)), key=_rank)
    return [(_title(rank), list(group)) for rank, group in groups]


def _rank(letter):
    script = unicodedata.name(letter.sign, "").partition(" ")[0]
    return SCRIPTS.index(script) if script in SCRIPTS else len(SCRIPTS)


def _title(rank):
    script = (*SCRIPTS, "OTHER")[rank]
    return TITLES.get(script, script.title())

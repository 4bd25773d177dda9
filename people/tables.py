"""Tables for spreadsheets: CSV that opens as text, streamed row by row.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, “CSV injection”): one that
begins, behind spaces and quotation marks, with = + - @ or a full-width form of them, a tab or a carriage return.
"""

import codecs
import csv
import re

from django.http import StreamingHttpResponse

FORMULA = re.compile(r"[\s\"'“”„«»]*[=+\-@＝＋－＠\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Echo:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(text):
        return text


def safe_cell(value):
    """A text as it may stand in a table; numbers and dates, which are no texts, as they are."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = CONTROL.sub(" ", value)
    return f"'{text}" if FORMULA.match(text) else text


def table(columns, rows, filename):
    """The answer: a table with a line of column names, written while it is read. filename: plain letters."""
    writer = csv.writer(Echo())

    def lines():
        yield codecs.BOM_UTF8.decode() + writer.writerow(columns)
        for row in rows:
            yield writer.writerow(map(safe_cell, row))

    headers = {"Content-Disposition": f'attachment; filename="{filename}.csv"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=headers)

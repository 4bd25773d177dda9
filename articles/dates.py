"""Dates as exactly as they are known."""

from django.utils.dateformat import format as format_date

from people.models import Precision

READ = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
MACHINE = {Precision.DAY: "Y-m-d", Precision.MONTH: "Y-m", Precision.YEAR: "Y"}


def date_in_words(day, precision=Precision.DAY):
    """“14 March 1987”, “March 1987”, “1987” or “undated”."""
    return format_date(day, READ[precision]) if day else "undated"


def date_for_machines(day, precision=Precision.DAY):
    """1987-03-14, 1987-03 or 1987."""
    return format_date(day, MACHINE[precision])

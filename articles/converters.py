"""Parts of an address: a day, and the permanent code of a record."""

from datetime import date

from people.naming import read_code


class DayConverter:
    """1987/03/14 ↔ date(1987, 3, 14); a day that does not exist matches no address."""

    regex = "[0-9]{4}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value):
        return date(*map(int, value.split("/")))

    def to_url(self, value):
        return f"{value:%Y/%m/%d}" if value.year > 999 else f"{value.year:04}/{value:%m/%d}"


class CodeConverter:
    """A statement's code, however it was typed."""

    regex = "[0-9A-Za-z]{8}"

    def to_python(self, value):
        return read_code(value)

    def to_url(self, value):
        return value


class YearConverter:
    """1987 ↔ 1987: four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value):
        return date(int(value), 1, 1).year

    def to_url(self, value):
        return f"{int(value):04}"


class MonthConverter:
    """03 ↔ 3: two digits, January to December."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{int(value):02}"


class MonthDayConverter(MonthConverter):
    """14 ↔ 14: the day of a month, two digits."""

    regex = "0[1-9]|[12][0-9]|3[01]"

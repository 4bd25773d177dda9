"""The keys of entries: the order of time, so that the newest are read from the end.

A key is minute × 4096 + a running number. Minutes count from the year 1 and a little more, so that every
date has one and two rooms stay free before the first: one for names (people, organisations, places,
events: found by what they are called, not by when), one for what is undated. A day known without its
hour begins at its first minute. A minute that is full goes on in the next one.
"""

from datetime import UTC, date

from django.db import connection

from .backends import backend

ROOM = 4096  # entries a minute
NAMES, UNDATED = 0, 2**20  # the first minutes of the two rooms without a date
DATED = 2**21  # the first minute of the year 1
LAST = 2**63 - 1
FIRST_UNDATED = UNDATED * ROOM
FIRST_DATED = DATED * ROOM
ALL_NAMES = NAMES, FIRST_UNDATED - 1  # the lowest and highest key of what goes by name
ANY_TIME = FIRST_UNDATED, LAST  # and of what has a place in time, the undated too
DAY = 24 * 60
SPANS_A_QUERY = 200

HIGHEST = (
    "SELECT span.low, (SELECT max(key) FROM search_entry WHERE key >= span.low AND key <= span.high) FROM ({}) span"
)


def minute_of(day, instant=None):
    """The minute of a day, or of an instant where its hour is known and lies on that day; undated without either."""
    if not day:
        return UNDATED
    start = DATED + day.toordinal() * DAY
    if instant and instant.astimezone(UTC).date() == day:
        at = instant.astimezone(UTC)
        return start + at.hour * 60 + at.minute
    return start


def read_key(typed):
    """A key, or another whole number that the database can compare, as an address has it; None for anything else."""
    is_number = typed and typed.isascii() and typed.isdigit() and len(typed) < 19
    return int(typed) if is_number else None


def keys_between(first_day, last_day):
    """The lowest and highest key of what lies between two days, both included; None leaves that end open."""
    low = minute_of(first_day) * ROOM if first_day else FIRST_DATED if last_day else 0
    high = (minute_of(last_day) + DAY) * ROOM - 1 if last_day else LAST
    return low, high


def day_of(key):
    """The day that a key lies on; None for what is undated or a name."""
    return date.fromordinal((key // ROOM - DATED) // DAY) if key >= FIRST_DATED else None


def free_keys(wanted, taken=()):
    """{minute: [keys]} that no entry has, as many as wanted ({minute: number}), each minute's after its last.

    taken: keys that are given away besides those of the entries there are.
    """
    given, waiting = {minute: [] for minute in wanted}, dict.fromkeys(wanted)
    taken = set(taken)
    at = {minute: minute for minute in wanted}
    while waiting:
        highest = _highest_keys({at[minute] for minute in waiting})
        for minute in list(waiting):
            _take(given[minute], wanted[minute], at[minute], highest[at[minute]], taken)
            at[minute] += 1
            if len(given[minute]) == wanted[minute]:
                del waiting[minute]
    return given


def _take(given, wanted, minute, highest, taken):
    low, high = span_of(minute)
    start = low if highest is None else highest + 1
    free = (key for key in range(start, high + 1) if key not in taken)
    for key in free:
        if len(given) == wanted:
            return
        given.append(key)
        taken.add(key)


def span_of(minute):
    """The lowest and highest key of a minute; the two rooms without a date are one long minute each."""
    last = {NAMES: FIRST_UNDATED, UNDATED: FIRST_DATED}.get(minute, (minute + 1) * ROOM) - 1
    return minute * ROOM, last


def _highest_keys(minutes):
    """{minute: the highest key in it, or None}, a few hundred minutes a query."""
    backend().lock(minutes)
    minutes, found = sorted(minutes), {}
    with connection.cursor() as cursor:
        for start in range(0, len(minutes), SPANS_A_QUERY):
            spans = [span_of(minute) for minute in minutes[start : start + SPANS_A_QUERY]]
            union = " UNION ALL ".join(f"SELECT {low} AS low, {high} AS high" for low, high in spans)
            cursor.execute(HIGHEST.format(union))
            found.update({low // ROOM: highest for low, highest in cursor.fetchall()})
    return found

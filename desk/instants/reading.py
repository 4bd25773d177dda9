"""An instant as people say it: “tomorrow 6:00 Riyadh”, “Friday 18:00 CET”, “in 3 hours”. Plain Python.

Nothing is guessed: what can mean two instants is refused, with both; so are an hour that no clock shows, one that it
shows twice, and what has passed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import product

from .phrase import Unsaid
from .saying import Said, read
from .zones import Clock, clocks_named, label_of, offset_in_words

MOST_READINGS = 4


@dataclass(frozen=True)
class Reading:
    """An instant, as the clock showed it by which it was given."""

    instant: datetime
    clock: Clock

    @property
    def there(self) -> datetime:
        return self.instant.astimezone(self.clock.zone)

    @property
    def typed(self) -> str:
        """What means this instant and no other, wherever it is typed."""
        return self.there.isoformat(sep=" ", timespec="minutes")

    def __str__(self) -> str:
        utc, there = self.instant.astimezone(UTC), self.there
        if not there.utcoffset():
            return f"{moment_in_words(there)} {self.clock.label}"
        by_utc = f"{utc:%H:%M}" if utc.date() == there.date() else moment_in_words(utc)
        return f"{moment_in_words(there)} {self.clock.label} ({by_utc} UTC)"


class Unclear(ValueError):  # noqa: N818 (raise Unclear(…) says it)
    """What was typed is no instant, or could be several. readings: those that it could be."""

    def __init__(self, reason: str, readings: tuple[Reading, ...] = ()):
        super().__init__(reason)
        self.reason, self.readings = reason, readings


def read_instant(typed: str, *, now: datetime, home: tzinfo) -> Reading:
    """Return the instant that was typed. Raises Unclear.

    home: the newsroom’s zone, where none is named. “Tomorrow” is the day after today; where it is another day already
    at the clock that is named, there are two.
    """
    try:
        said = read(typed)
    except Unsaid as problem:
        raise Unclear(str(problem)) from problem
    here = Clock(label_of(home), home)
    if said.distance is not None:
        if said.zone:
            raise Unclear("“In …” counts from now: leave out the zone.")
        return _only([Reading(now.astimezone(UTC) + said.distance, here)], now)
    clocks = _clocks(said, here)
    readings, problems = [], []
    for clock, hour in product(clocks, said.hours):
        for day in _days(said, now, clock.zone, home):
            found = _readings(datetime.combine(day, time.min) + hour, clock)
            problems += [_why(datetime.combine(day, time.min) + hour, clock)] if len(found) == 2 else []
            readings += found
    return _only(readings, now, problems)


def _clocks(said: Said, here: Clock) -> list[Clock]:
    if not said.zone:
        return [here]
    clocks = clocks_named(said.zone)
    if not clocks:
        raise Unclear(f"No clock goes by “{said.zone}”: name a large city of its zone, or write UTC+3.")
    return clocks


def _days(said: Said, now: datetime, zone: tzinfo, home: tzinfo) -> list[date]:
    todays = sorted({now.astimezone(zone).date(), now.astimezone(home).date()})
    return sorted({day for today in todays for day in said.days(today)})


def _readings(naive: datetime, clock: Clock) -> list[Reading]:
    """The instants at which a clock shows this; two where it shows it twice, or never (an hour before, or after)."""
    try:
        instants = {naive.replace(tzinfo=clock.zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    except OverflowError:
        return []
    return [Reading(instant, clock) for instant in sorted(instants)]


def _why(naive: datetime, clock: Clock) -> str:
    """Why a clock shows this twice, or never."""
    first, second = (reading.there for reading in _readings(naive, clock))
    moment = moment_in_words(naive)
    if first.replace(tzinfo=None) == naive == second.replace(tzinfo=None):
        return f"In {clock.label} the clocks go back then: {moment} comes twice."
    return f"In {clock.label} the clocks go forward then: {moment} does not come."


def _only(readings: list[Reading], now: datetime, problems: list[str] = ()) -> Reading:
    """The one instant that is meant and still to come."""
    found = {reading.instant: reading for reading in sorted(readings, key=lambda r: r.instant)}
    coming = [reading for instant, reading in found.items() if instant > now]
    if len(coming) == 1 and not problems:
        return coming[0]
    if coming:
        shown = tuple(coming[:MOST_READINGS])
        raise Unclear(problems[0] if problems else "This can mean more than one instant. Which?", shown)
    if not found:
        raise Unclear("No clock shows this.")
    last = max(found)
    raise Unclear(f"This has passed: it was {duration_in_words(now - last)} ago.")


def moment_in_words(moment: datetime) -> str:
    """“Tuesday 1 December 2026, 06:00”, as a clock shows it."""
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"


def duration_in_words(distance: timedelta) -> str:
    """“3 h 20 min”, “2 days 4 h”, “less than a minute”."""
    minutes = int(distance.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [f"{days} day{'s' * (days > 1)}"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes and not days else []
    return " ".join(parts) or "less than a minute"


def shown(reading: Reading, *, now: datetime, home: tzinfo) -> list[tuple[str, str]]:
    """The same instant by each clock that matters, as (moment, clock), and how far off it is."""
    clocks = {}
    for clock in (reading.clock, Clock(f"{label_of(home)}, the newsroom", home), Clock("UTC", UTC)):
        there = reading.instant.astimezone(clock.zone)
        clocks.setdefault((there.utcoffset(), clock.label), (there, clock.label))
    told = []
    for there, label in clocks.values():
        offset = offset_in_words(there.utcoffset())
        told.append((moment_in_words(there), label if offset in label else f"{label} ({offset})"))
    return [*told, (f"in {duration_in_words(reading.instant - now)}", "from now")]

"""Instants as people say them: what each means, what is refused, and with which readings."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.instants.reading import Unclear, duration_in_words, read_instant, shown

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday, 11:00 in Berlin


def read(typed, now=NOW, home=BERLIN):
    return read_instant(typed, now=now, home=home)


def utc(typed, **at):
    return f"{read(typed, **at).instant:%Y-%m-%d %H:%M}"


def refusal(typed, **at):
    with pytest.raises(Unclear) as refused:
        read(typed, **at)
    return refused.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "tomorrow 6:00 Riyadh": "2026-11-25 03:00",
        "Tomorrow, 6:00 (Riyadh time)": "2026-11-25 03:00",
        "Friday 18:00 CET": "2026-11-27 17:00",
        "2026-12-01 06:00": "2026-12-01 05:00",
        "2026-12-01T06:00:00+03:00": "2026-12-01 03:00",
        "2026-12-01 06:00 -05:00": "2026-12-01 11:00",
        "2026-12-01 06:00-05:00": "2026-12-01 11:00",
        "in 3 hours": "2026-11-24 13:00",
        "in 3 h 20 min": "2026-11-24 13:20",
        "in half an hour": "2026-11-24 10:30",
        "in 1.5 hours": "2026-11-24 11:30",
        "in 2 days and 4 hours": "2026-11-26 14:00",
        "in a week": "2026-12-01 10:00",
        "6am New York tomorrow": "2026-11-25 11:00",
        "6 p.m. tomorrow": "2026-11-25 17:00",
        "tomorrow at noon": "2026-11-25 11:00",
        "12:00 am tomorrow": "2026-11-24 23:00",
        "12 pm tomorrow": "2026-11-25 11:00",
        "8 tonight": "2026-11-24 19:00",
        "6 in the evening tomorrow": "2026-11-25 17:00",
        "day after tomorrow 9:00": "2026-11-26 08:00",
        "17:00": "2026-11-24 16:00",
        "24:00": "2026-11-24 23:00",
        "Wed 9:30": "2026-11-25 08:30",
        "1 December 6pm Tokyo": "2026-12-01 09:00",
        "Dec 1 2026 at 18.30 London": "2026-12-01 18:30",
        "the 1st of March 9:00": "2027-03-01 08:00",
        "1.12.2026 6:00": "2026-12-01 05:00",
        "25/12/2026 6:00": "2026-12-25 05:00",
        "29 February 6:00": "2028-02-29 05:00",
        "tomorrow 6:00 UTC+3": "2026-11-25 03:00",
        "tomorrow 6:00 GMT-3:30": "2026-11-25 09:30",
        "tomorrow 6:00 +05:30": "2026-11-25 00:30",
        "tomorrow 5:45 Kathmandu": "2026-11-25 00:00",
        "tomorrow 6:00 Europe/Paris": "2026-11-25 05:00",
        "tomorrow 6:00 Germany": "2026-11-25 05:00",
        "tomorrow 6:00 Munich": "2026-11-25 05:00",
        "tomorrow 6:00 BST": None,
        "morgen um 18 Uhr": "2026-11-25 17:00",
        "demain 18h30 Genève": "2026-11-25 17:30",
        "завтра 18:00 Москва": "2026-11-25 15:00",
        "غدا 6:00 الرياض": "2026-11-25 03:00",
        "١ ديسمبر ٦:٠٠": "2026-12-01 05:00",
        "1 décembre 6:00": "2026-12-01 05:00",
    }.items(),
)
def test_an_instant_is_read_as_people_say_it(typed, meant):
    if meant is None:
        assert len(refusal(typed).readings) > 1
    else:
        assert utc(typed) == meant


@pytest.mark.parametrize(
    ("typed", "readings"),
    {
        "Tuesday 18:00": ["2026-11-24 17:00", "2026-12-01 17:00"],  # it is Tuesday
        "next Friday 9:00": ["2026-11-27 08:00", "2026-12-04 08:00"],
        "Friday midnight": ["2026-11-26 23:00", "2026-11-27 23:00"],
        "6 tomorrow": ["2026-11-25 05:00", "2026-11-25 17:00"],
        "03/04/2027 6:00": ["2027-03-04 05:00", "2027-04-03 04:00"],
        "1 July 2027 18:00 CET": ["2027-07-01 16:00", "2027-07-01 17:00"],  # the letters, or the clocks of summer
        "tomorrow 6:00 CST": ["2026-11-24 22:00", "2026-11-25 12:00"],  # Shanghai or Chicago
        "2027-10-31 02:30": ["2027-10-31 00:30", "2027-10-31 01:30"],  # twice in that night
        "2027-03-28 02:30": ["2027-03-28 00:30", "2027-03-28 01:30"],  # never in that night
    }.items(),
)
def test_what_can_mean_two_instants_is_refused_with_both(typed, readings):
    found = refusal(typed).readings
    assert [f"{reading.instant:%Y-%m-%d %H:%M}" for reading in found] == readings
    assert [read(reading.typed).instant for reading in found] == [reading.instant for reading in found]


def test_an_hour_that_comes_twice_or_never_is_said():
    assert refusal("2027-10-31 02:30").reason.endswith(
        "the clocks go back then: Sunday 31 October 2027, 02:30 comes twice."
    )
    assert "go forward" in refusal("2027-03-28 02:30").reason
    assert utc("2027-03-28 02:30 Riyadh") == "2027-03-27 23:30"


def test_tomorrow_is_two_days_where_it_is_tomorrow_already_at_that_clock():
    late = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)  # one o’clock of the next day in Riyadh
    found = refusal("tomorrow 6:00 Riyadh", now=late).readings
    assert [f"{reading.instant:%d %H:%M}" for reading in found] == ["25 03:00", "26 03:00"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "6:00": "This has passed: it was 5 h ago.",
        "2026-10-25 02:30": "This has passed",
        "tomorrow": "At what time?",
        "Friday": "At what time?",
        "": "Say when",
        "soon": "is not a time",
        "tomorrow 25:00": "No clock shows 25:00",
        "tomorrow 13:00 pm": "No clock shows 13:00 pm",
        "tomorrow 6:75": "No clock shows 6:75",
        "30 February 6:00": "No year has a day 30 in month 2",
        "2026-02-30 6:00": "There is no day 2026-02-30",
        "45/45/2026 6:00": "There is no day",
        "tomorrow 6:00 Boston": "No clock goes by “boston”",  # its country has many
        "tomorrow 6:00 Russia": "No clock goes by “russia”",
        "tomorrow 6:00 Atlantis": "No clock goes by “atlantis”",
        "tomorrow 6:00 UTC+3 Riyadh": "Give one zone",
        "tomorrow 6:00 UTC+20": "No clock goes by",
        "in 3 hours Riyadh": "counts from now",
        "in 99999999999 hours": "too far off",
        "in 90000 hours": "too far off",
        "9999-12-31 23:59": "No clock shows this",
    }.items(),
)
def test_what_is_no_instant_to_come_is_refused_in_words(typed, reason):
    home = ZoneInfo("America/New_York") if typed.startswith("9999") else BERLIN
    refused = refusal(typed, home=home)
    assert reason in refused.reason and refused.readings == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_instant_to_come_or_refused(typed):
    try:
        assert read(typed).instant > NOW
    except Unclear as refused:
        assert refused.reason


@given(st.datetimes(datetime(2027, 1, 1), datetime(2030, 1, 1)), st.sampled_from(["Berlin", "Riyadh", "New York"]))
def test_an_instant_given_with_its_offset_is_that_instant(moment, city):
    zone = {"Berlin": BERLIN, "Riyadh": ZoneInfo("Asia/Riyadh"), "New York": ZoneInfo("America/New_York")}[city]
    instant = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    assert read(instant.astimezone(zone).isoformat(sep=" ", timespec="minutes")).instant == instant


def test_an_instant_is_shown_by_its_own_clock_the_newsrooms_and_utc():
    reading = read("tomorrow 6:00 Riyadh", now=NOW)
    assert shown(reading, now=NOW, home=BERLIN) == [
        ("Wednesday 25 November 2026, 06:00", "Riyadh (UTC+3)"),
        ("Wednesday 25 November 2026, 04:00", "Berlin, the newsroom (UTC+1)"),
        ("Wednesday 25 November 2026, 03:00", "UTC"),
        ("in 17 h", "from now"),
    ]


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        ({"seconds": 30}, "less than a minute"),
        ({"hours": 3, "minutes": 20}, "3 h 20 min"),
        ({"days": 1, "hours": 4, "minutes": 5}, "1 day 4 h"),
        ({"days": 2}, "2 days"),
    ],
)
def test_how_far_off_it_is_stands_in_words(distance, words):
    assert duration_in_words(timedelta(**distance)) == words

"""Working days of England and Wales: none differs from the `holidays` package from 2012 to 2028 (target E4), and closures count."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.escalation.shelves import around_a_change, days, local
from thresholds import places
from thresholds.calendar import WorkingDays, bank_holidays, comes_twice, london, read_time
from thresholds.errors import BadCall
from thresholds.holidays import read_holidays
from thresholds.toml import read_sheet

YEARS = range(2012, 2029)
DAYS = st.dates(date(2012, 1, 1), date(2028, 12, 31))
# Escalation facts 5.2: one-off and moved days that no rule foretells.
SPECIAL = [date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
PLAIN = [date(2020, 5, 4), date(2022, 5, 30), date(2021, 12, 24), date(2026, 12, 24)]


def test_no_day_differs_from_the_package() -> None:
    """Every day of 2012 to 2028 is a working day here exactly where it is one by the package's own dates."""
    package = holidays.country_holidays("GB", subdiv="ENG", years=YEARS)
    every = (date(2012, 1, 1) + timedelta(days=step) for step in range((date(2029, 1, 1) - date(2012, 1, 1)).days))
    assert [day for day in every if days().includes(day) != (day.weekday() < 5 and day not in package)] == []


def test_the_file_agrees_with_the_package() -> None:
    """The dates that `suggest` reads are the package's weekday holidays, year by year: the two never tell people different things."""
    listed = read_holidays(read_sheet(places.holidays_file()))
    for year in {day.year for day in listed}:
        assert {day for day in listed if day.year == year} == {day for day in bank_holidays(year) if day.weekday() < 5}


def test_one_off_and_moved_days() -> None:
    """Proclaimed and moved holidays are none of our working days; the days they were moved from are."""
    assert not any(days().includes(day) for day in SPECIAL)
    assert all(days().includes(day) for day in PLAIN)


def test_a_day_that_was_announced_later_counts() -> None:
    """A bank holiday that only the data file has counts as one."""
    announced = date(2027, 6, 18)
    assert days().includes(announced)
    assert not WorkingDays([*days().listed, announced]).includes(announced)


def test_local_closure_days() -> None:
    """A local closure day is no working day, and moves what is due."""
    closed = WorkingDays(days().listed, [date(2026, 4, 9)])
    assert closed.after(date(2026, 4, 1), 5) == date(2026, 4, 13)
    assert days().after(date(2026, 4, 1), 5) == date(2026, 4, 10)
    assert closed.between(date(2026, 4, 1), date(2026, 4, 10)) == 4


def test_a_pause_stops_working_days_until_the_restart() -> None:
    """Days from the start of a pause up to the day before its restart do not count (T13)."""
    paused = days().paused(date(2026, 6, 3), date(2026, 6, 10))
    assert paused.after(date(2026, 6, 1), 5) == date(2026, 6, 15)
    assert days().after(date(2026, 6, 1), 5) == date(2026, 6, 8)


@given(day=DAYS, count=st.integers(1, 60))
def test_counting_there_and_back(day: date, count: int) -> None:
    """The n-th working day after a day is a working day, and n working days lie between the two."""
    due = days().after(day, count)
    assert days().includes(due)
    assert days().between(day, due) == count


@given(first=DAYS, last=DAYS)
def test_counting_is_by_one_day_at_a_time(first: date, last: date) -> None:
    """What lies between is what a plain count over the days gives; backwards there is nothing."""
    plain, day = 0, first
    while day < last:
        day += timedelta(days=1)
        plain += days().includes(day)
    assert days().between(first, last) == plain


def test_known_years() -> None:
    """From 2012 to the last year of the file the bank holidays are known."""
    assert days().is_known(date(2012, 1, 1))
    assert days().is_known(date(2028, 12, 31))
    assert not days().is_known(date(2029, 1, 1))
    assert not days().is_known(date(2011, 12, 31))


def test_the_end_of_the_calendar() -> None:
    """Counting past the last day that there is is refused, and does not crash."""
    with pytest.raises(BadCall):
        days().after(date(9999, 12, 30), 5)


def test_the_package_is_imported_only_to_count() -> None:
    """Reading a time or asking for office hours does not load the package: `suggest` never pays for it."""
    code = "import sys, thresholds.calendar as c; c.read_time('2026-04-01T10:15'); assert 'holidays' not in sys.modules"
    code += "; c.WorkingDays().includes(c.date(2026, 4, 1)); assert 'holidays' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("typed", ["2027-03-28T01:00", "2027-03-28T01:30", "2027-03-28T01:59:59", "2026-03-29T01:15"])
def test_a_time_that_the_clocks_leap_over_is_refused(typed: str) -> None:
    """A local time that does not exist is refused, and says why; with an offset it names a moment."""
    with pytest.raises(BadCall) as refused:
        read_time(typed)
    assert "clocks" in refused.value.says
    assert read_time(typed + "+00:00").astimezone(UTC).hour == 1


@pytest.mark.parametrize(
    ("typed", "twice", "offset"),
    [
        ("2026-10-25T00:59", False, 1),
        ("2026-10-25T01:00", True, 1),
        ("2026-10-25T01:59", True, 1),
        ("2026-10-25T02:00", False, 0),
        ("2026-10-25T01:30+00:00", False, 0),
        ("2026-10-25T01:30+01:00", False, 1),
    ],
)
def test_a_time_that_comes_twice_is_the_first(typed: str, twice: bool, offset: int) -> None:
    """A local time that comes twice is taken as the first, and known as such; with an offset nothing is left open."""
    assert comes_twice(typed) == twice
    assert read_time(typed).utcoffset() == timedelta(hours=offset)


@given(moment=around_a_change())
def test_times_around_a_change_of_the_clocks(moment: datetime) -> None:
    """Around both changes a local time is read as itself or refused as one that does not exist, never as another."""
    skipped = local("2027-03-28T01:00") <= moment < local("2027-03-28T02:00")
    try:
        read = read_time(moment.isoformat())
    except BadCall:
        assert skipped
    else:
        assert not skipped
        assert read.replace(tzinfo=None) == moment
        assert read.astimezone(UTC).astimezone(london()) == read

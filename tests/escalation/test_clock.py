"""When a stage is due, and whose limit that is: every date of the facts' invented cases, and the rules T1 to T14."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.clock import Due, deadline
from tests.escalation.shelves import around_a_change, days, ladders, local
from thresholds.calendar import WorkingDays, london, read_time
from thresholds.errors import BadCall


def due(stage: str, opened: str, **more: Any) -> Due:
    """When a stage of this checkout is due."""
    more.setdefault("days", days())
    return deadline(ladders().stage(stage)[1], opened=read_time(opened), **more)


# Escalation facts 7: stage, opened, the answer on child protection procedures, the date that was agreed; due, basis, guide only.
CASES = [
    ("1", "HF-1", "2026-04-01T10:15", "yes", None, "2026-04-10", "london-default", False),
    ("1", "L2", "2026-04-08T09:00", "yes", "2026-04-10", "2026-04-10", "agreed", False),
    ("3", "HF-1", "2026-08-17T09:00", "yes", None, "2026-08-24", "london-default", False),
    ("3", "LP", "2026-08-24T09:00", "yes", "2026-09-02", "2026-09-02", "agreed", False),
    ("3", "L2", "2026-08-24T09:00", "yes", "2026-09-02", "2026-09-02", "agreed", False),
    ("3", "HF-2", "2026-08-24T09:00", "yes", "2026-09-02", "2026-09-02", "agreed", False),
    ("3", "HF-3", "2026-09-10T09:00", "yes", None, None, "none-stated", False),
    ("3", "HF-4", "2026-09-14T09:00", "yes", None, None, "none-stated", False),
    ("3", "HF-5", "2026-09-29T09:00", "yes", None, None, "none-stated", False),
    ("5", "BR-1", "2025-12-23T09:00", "yes", None, "2026-01-02", "london-default", False),
    ("5", "L2", "2026-01-02T09:00", "yes", "2026-01-06", "2026-01-06", "agreed", False),
    ("5", "BR-3", "2026-01-12T09:00", "yes", None, None, "none-stated", False),
    ("5", "BR-4", "2026-01-20T09:00", "yes", None, None, "none-stated", False),
    ("7", "TB-1", "2020-04-08T09:00", "no", None, "2020-04-17", "london-default", True),
    ("7", "L2", "2020-04-17T09:00", "no", "2020-04-29", "2020-04-29", "agreed", False),
    ("7", "TB-2", "2020-05-05T09:00", "no", None, None, "none-stated", False),
    ("9", "TB-1", "2021-03-26T09:00", "yes", None, "2021-04-06", "london-default", False),
    ("9", "L2", "2021-04-06T09:00", "yes", "2021-04-13", "2021-04-13", "agreed", False),
    ("11", "WA-1", "2025-08-14T09:00", "yes", None, "2025-08-21", "london-default", False),
    ("11", "L3", "2025-08-21T09:00", "yes", "2025-08-29", "2025-08-29", "agreed", False),
    ("11", "WA-3", "2025-09-01T09:00", "yes", None, None, "none-stated", False),
    ("11", "WA-5", "2025-10-07T09:00", "yes", None, None, "none-stated", False),
    ("13", "WA-E1", "2026-02-23T09:00", "no", None, None, "none-stated", False),
    ("13", "WA-E3", "2026-04-10T09:00", "no", None, None, "none-stated", False),
]


@pytest.mark.parametrize(("case", "stage", "opened", "answer", "agreed", "expected", "basis", "guide_only"), CASES)
def test_every_date_of_the_invented_cases(
    case: str, stage: str, opened: str, answer: Any, agreed: str | None, expected: str | None, basis: str, guide_only: bool
) -> None:
    """A stage of an invented case is due on the day that the facts print, with the basis that they print."""
    found = due(stage, opened, cp_dispute=answer, agreed=date.fromisoformat(agreed) if agreed else None)
    assert (found.due.isoformat() if found.due else None, found.basis, found.guide_only) == (expected, basis, guide_only), case
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("case", "first", "last", "count"),
    [
        ("1, total", "2026-04-01", "2026-04-09", 4),
        ("3, managers", "2026-08-24", "2026-09-02", 6),
        ("3, total", "2026-08-17", "2026-10-01", 32),
        ("5, total", "2025-12-23", "2026-01-22", 19),
        ("7, total", "2020-04-08", "2020-05-07", 19),
        ("9, total", "2021-03-26", "2021-04-20", 15),
        ("9, since the move", "2021-04-06", "2021-04-20", 10),
        ("11, senior managers", "2025-08-21", "2025-08-29", 5),
        ("11, WA-3", "2025-09-01", "2025-09-19", 14),
        ("11, total", "2025-08-14", "2025-10-07", 37),
        ("13, E1", "2026-02-23", "2026-03-09", 10),
        ("13, E2", "2026-03-09", "2026-03-23", 10),
        ("13, letter", "2026-03-23", "2026-04-10", 12),
        ("15, total", "2026-08-28", "2026-09-01", 1),
        ("15, check-back", "2026-08-28", "2026-09-02", 2),
    ],
)
def test_every_count_of_the_invented_cases(case: str, first: str, last: str, count: int) -> None:
    """As many working days as the facts print lie between two days of a case (T7)."""
    assert days().between(date.fromisoformat(first), date.fromisoformat(last)) == count, case


def test_seven_calendar_days_would_be_wrong() -> None:
    """The working week over Easter 2026 ends on 10 April at 17:00, and not on 8 April."""
    found = due("HF-1", "2026-04-01T10:15")
    assert found.due_at == datetime(2026, 4, 10, 17, tzinfo=london())
    assert "our reading" in found.says
    assert found.source == "W1 11.1.4; W2 1.4"


@pytest.mark.parametrize("stage", ["HF-1", "HF-2", "BR-1", "BR-2", "TB-1", "TB-3", "WA-1", "WA-2", "L1"])
def test_child_protection_procedures_in_dispute(stage: str) -> None:
    """Yes and not known give a limit, no gives the same date as a guide only."""
    yes, unknown, no = (due(stage, "2026-04-01T10:15", cp_dispute=answer) for answer in ("yes", "not-known", "no"))
    assert {yes.due, unknown.due, no.due} == {date(2026, 4, 10)}
    assert [one.guide_only for one in (yes, unknown, no)] == [False, False, True]
    assert "guide" in no.says
    assert {one.basis for one in (yes, unknown, no)} == {"london-default"}


@pytest.mark.parametrize("stage", ["TB-3", "WA-2", "WT-3"])
def test_a_text_that_is_not_loaded_says_so(stage: str) -> None:
    """Where a protocol is not at hand, the London default stands in, and the business manager is named; a date that was agreed leads."""
    found = due(stage, "2026-04-01T10:15", cp_dispute="yes")
    assert found.due == date(2026, 4, 10)
    assert "not loaded" in found.says
    assert "business manager" in found.says
    assert found.guide_only == (stage == "WT-3")
    agreed = due(stage, "2026-04-01T10:15", agreed=date(2026, 4, 20))
    assert (agreed.due, agreed.basis, agreed.guide_only) == (date(2026, 4, 20), "agreed", False)


def test_none_stated() -> None:
    """Where nobody set a limit there is no date, and the parties are asked for one within a working day (T9)."""
    found = due("HF-4", "2026-04-02T10:15")
    assert (found.due, found.due_at, found.basis, found.guide_only) == (None, None, "none-stated", False)
    assert found.says.startswith("None stated in the arrangements.")
    assert found.ask_by == date(2026, 4, 7)
    assert found.source


@pytest.mark.parametrize(
    ("opened", "protective", "expected"),
    [
        ("2026-04-01T10:15", "24 hours", "2026-04-02T10:15:00+01:00"),
        ("2026-04-02T16:00", "24 hours", "2026-04-03T16:00:00+01:00"),
        ("2026-04-02T16:00", "48 Hours", "2026-04-04T16:00:00+01:00"),
        ("2026-04-02T16:00", "1h", "2026-04-02T17:00:00+01:00"),
        ("2026-10-24T22:00", "24 hours", "2026-10-25T21:00:00+00:00"),
        ("2027-03-27T22:00", "24 hours", "2027-03-28T23:00:00+01:00"),
        ("2026-10-25T01:30", "1 hour", "2026-10-25T01:30:00+00:00"),
        ("2026-04-02T16:00", "2 working days", "2026-04-08T17:00:00+01:00"),
        ("2026-08-28T10:00", "2 working days", "2026-09-02T17:00:00+01:00"),
        ("2026-04-04T10:00", " 1  working day ", "2026-04-07T17:00:00+01:00"),
    ],
)
def test_protective_times(opened: str, protective: str, expected: str) -> None:
    """Hours run through nights, weekends, holidays and changes of the clocks; working days end when the last one closes (T4 to T6, T14)."""
    found = due("HF-1", opened, protective=protective)
    assert found.due_at is not None
    assert found.due_at.isoformat() == expected
    assert found.basis == "protective"
    assert found.due == found.due_at.date()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2 days",
        "soon",
        "0 hours",
        "-3 hours",
        "2.5 hours",
        "99999 hours",
        "9999 hours",
        "261 working days",
        "48 hours (two working days)",
        "٢ hours",
    ],
)
def test_a_protective_time_that_cannot_be_counted(typed: str) -> None:
    """Days alone could be either kind, and are refused with what to write; nothing that was typed is repeated."""
    with pytest.raises(BadCall) as refused:
        due("HF-1", "2026-04-01T10:15", protective=typed)
    assert refused.value.code == "bad-duration"
    assert "24 hours" in refused.value.help


def test_several_clocks() -> None:
    """Of the London week, an agreed date and a protective time the earliest counts, and all are shown in their order (T8)."""
    found = due("HF-1", "2026-04-01T10:15", agreed=date(2026, 4, 8), protective="24 hours")
    assert [clock.basis for clock in found.clocks] == ["protective", "agreed", "london-default"]
    assert found.basis == "protective"
    later = due("HF-1", "2026-04-01T10:15", protective="10 working days")
    assert (later.due, later.basis) == (date(2026, 4, 10), "london-default")


def test_an_agreed_date_does_not_lift_a_limit() -> None:
    """A later agreed date leaves the London week as the limit, with a warning; as a guide only, the week gives way."""
    limit = due("HF-1", "2026-04-01T10:15", agreed=date(2026, 4, 20), cp_dispute="yes")
    assert (limit.due, limit.basis) == (date(2026, 4, 10), "london-default")
    assert any("earlier one counts" in warning for warning in limit.warnings)
    guide = due("HF-1", "2026-04-01T10:15", agreed=date(2026, 4, 20), cp_dispute="no")
    assert (guide.due, guide.basis, guide.guide_only) == (date(2026, 4, 20), "agreed", False)


def test_an_agreed_date_that_is_no_working_day_is_flagged() -> None:
    """It is accepted as agreed, and flagged (T10)."""
    found = due("L2", "2026-04-01T10:15", agreed=date(2026, 4, 3))
    assert found.due == date(2026, 4, 3)
    assert found.warnings == ("The agreed date is no working day.",)


def test_an_agreed_date_before_the_stage_is_refused() -> None:
    """A date before the stage opened is refused; the same day is not, and is flagged where the day had closed."""
    with pytest.raises(BadCall):
        due("L2", "2026-04-08T10:15", agreed=date(2026, 4, 7))
    assert due("L2", "2026-04-08T10:15", agreed=date(2026, 4, 8)).warnings == ()
    assert any("closed" in warning for warning in due("L2", "2026-04-08T18:15", agreed=date(2026, 4, 8)).warnings)


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-06-06T23:30", date(2026, 6, 12)),  # a Saturday: day 0, so Monday is day 1
        ("2026-06-05T23:30", date(2026, 6, 12)),  # late on a Friday: day 0 all the same
        ("2026-06-04T23:30Z", date(2026, 6, 12)),  # half past midnight on Friday in London
        ("2026-06-04T22:30Z", date(2026, 6, 11)),  # half past eleven on Thursday in London
    ],
)
def test_the_day_of_the_event_is_day_0(opened: str, expected: date) -> None:
    """The first working day after the day on which it was opened, in London, is day 1, whatever the hour (T2, T6, T14)."""
    assert due("HF-1", opened).due == expected


def test_the_known_horizon() -> None:
    """Past the last year of bank holidays, or before the first, the date is given with a warning."""
    found = due("HF-1", "2028-12-27T10:00")
    assert found.due == date(2029, 1, 4)
    assert any("2012 to 2028" in warning for warning in found.warnings)
    assert due("HF-1", "2028-12-15T10:00").warnings == ()
    assert due("HF-1", "2011-06-01T10:00").warnings


def test_closures_and_closing_times() -> None:
    """Local closure days move a limit in working days, not one in hours; a ladder's closing time ends the last day."""
    closed = WorkingDays(days().listed, [date(2026, 4, 9)])
    assert due("HF-1", "2026-04-01T10:15", days=closed).due == date(2026, 4, 13)
    assert due("HF-1", "2026-04-08T10:15", days=closed, protective="24 hours").due == date(2026, 4, 9)
    assert due("HF-1", "2026-04-01T10:15", closes=time(16, 30)).due_at == datetime(2026, 4, 10, 16, 30, tzinfo=london())


def test_the_end_of_the_calendar() -> None:
    """A time at the end of the calendar is refused, for every kind of clock."""
    for more in ({}, {"protective": "2000 hours"}):
        with pytest.raises(BadCall):
            due("HF-1", "9999-12-31T10:00", **more)


@settings(max_examples=max(500, settings().max_examples))
@given(moment=around_a_change(), hours=st.integers(1, 200))
def test_hours_are_elapsed_hours_across_a_change_of_the_clocks(moment: datetime, hours: int) -> None:
    """A protective time of n hours ends n elapsed hours later, to the second, around 25 October 2026 and 28 March 2027."""
    opened = moment.replace(tzinfo=UTC)
    found = deadline(ladders().stage("L2")[1], opened=opened, days=days(), protective=f"{hours} hours")
    assert found.due_at is not None
    assert found.due_at.astimezone(UTC) - opened == timedelta(hours=hours)
    assert found.due == found.due_at.astimezone(london()).date()


@settings(max_examples=max(500, settings().max_examples))
@given(moment=around_a_change())
def test_working_days_end_at_five_in_london_across_a_change_of_the_clocks(moment: datetime) -> None:
    """The working week ends at 17:00 by London's clocks, on the fifth working day after London's day of opening."""
    opened = moment.replace(tzinfo=UTC)
    found = deadline(ladders().stage("L1")[1], opened=opened, days=days())
    assert found.due_at is not None
    assert (found.due_at.hour, found.due_at.minute) == (17, 0)
    assert days().between(opened.astimezone(london()).date(), found.due_at.date()) == 5


@given(
    opened=st.datetimes(local("2012-01-01"), local("2028-10-01")),
    hours=st.none() | st.integers(1, 400),
    wait=st.none() | st.integers(0, 60),
    answer=st.sampled_from(["yes", "no", "not-known"]),
    stage=st.sampled_from(["HF-1", "HF-4", "TB-3", "WT-3", "L2"]),
)
def test_a_due_date_is_never_made_up(opened: datetime, hours: int | None, wait: int | None, answer: Any, stage: str) -> None:
    """Whatever is given: no date without a basis, the basis is one that was given, and a protective time is never overrun."""
    moment = opened.replace(tzinfo=UTC)
    agreed = moment.astimezone(london()).date() + timedelta(days=wait) if wait is not None else None
    found = deadline(
        ladders().stage(stage)[1],
        opened=moment,
        days=days(),
        agreed=agreed,
        protective=f"{hours} hours" if hours else None,
        cp_dispute=answer,
    )
    assert (found.due is None) == (found.basis == "none-stated") == (not found.clocks)
    assert found.basis != "agreed" or agreed is not None
    assert found.basis != "protective" or hours is not None
    assert not found.guide_only or (found.basis == "london-default" and agreed is None and hours is None)
    if hours and found.due_at:
        assert found.due_at <= moment + timedelta(hours=hours)

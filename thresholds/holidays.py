"""Bank holidays of England and Wales, as a data file keeps them: an array of dates for each year."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.toml import Sheet

HOLIDAYS = "england-and-wales"


def read_holidays(sheet: Sheet) -> frozenset[date]:
    """Give the dates in `sheet`. Raises DataFault with every fault."""
    faults = list(holiday_faults(sheet))
    if faults:
        raise DataFault(faults)
    return frozenset(day for days in sheet.tables[HOLIDAYS].values() for day in days)


def holiday_faults(sheet: Sheet) -> Iterator[Finding]:
    """Find every fault of a file of bank holidays: a table of years, each a list of that year's dates."""
    for key in sheet.tables:
        if key != HOLIDAYS:
            yield sheet.fault("unknown-key", (key,), "This key is not known here.", f"Allowed: {HOLIDAYS}.")
    years = sheet.tables.get(HOLIDAYS)
    if years is None:
        yield sheet.fault("missing-table", (HOLIDAYS,), "A table is missing here.", f"Add [{HOLIDAYS}].")
    elif not isinstance(years, Mapping):
        yield sheet.fault("wrong-type", (HOLIDAYS,), "This value is of the wrong kind.", "It takes a table.")
    else:
        for year, days in years.items():
            yield from _year_faults(sheet, (HOLIDAYS, year), days)


def _year_faults(sheet: Sheet, place: tuple[str, ...], days: Any) -> Iterator[Finding]:
    year = place[-1]
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        yield sheet.fault("wrong-form", place, "This name has the wrong form.", "Its form is a year, such as 2026.")
        return
    if not isinstance(days, list):
        yield sheet.fault("wrong-type", place, "This value is of the wrong kind.", "It takes a list of dates.")
        return
    for number, day in enumerate(days):
        if not isinstance(day, date) or isinstance(day, datetime):
            yield sheet.fault(
                "wrong-type", (*place, str(number)), "This value is of the wrong kind.", "It takes a date, such as 2026-12-25."
            )
        elif day.year != int(year):
            yield sheet.fault(
                "out-of-range", (*place, str(number)), "This date is in another year than its list.", f"Move it, or write {year}."
            )

"""A child's age as people say it, and what follows from it. Never a date of birth."""

import re
from functools import lru_cache
from typing import NamedTuple

from thresholds.errors import BadCall

OLDEST_YEARS = 18
_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_UNBORN = re.compile(r"unborn(?:[ ,:]+\d{1,2} weeks?(?: pregnant)?)?|\d{1,2} weeks? (?:pregnant|gestation)", re.ASCII)
_AGE = re.compile(r"(\d{1,4})\s*(?:(day|week|month|year)s?)?(?:\s+old)?", re.ASCII)

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)}


class Age(NamedTuple):
    """An age: `unborn`, or a number with its unit."""

    says: str
    """As shown back: `10 weeks`, `unborn`."""
    days: float
    """Days since birth, roughly; -1 for an unborn baby."""

    def facts(self) -> tuple[str, ...]:
        """Give the facts that follow: `unborn`, `under-1`, `under-13`, and `not-mobile` below six months.

        Below six months a baby counts as not mobile whatever else is said: a convention of this tool, after the bruising
        protocols that count all children of that age so (comparator C21).
        """
        if self.days < 0:
            return ("unborn",)
        found = ["under-13"] if self.days < 13 * _DAYS["year"] else []
        found += ["under-1"] if self.days < _DAYS["year"] else []
        found += ["not-mobile"] if self.days < 6 * _DAYS["month"] else []
        return tuple(found)


@lru_cache(256)
def read_age(typed: str) -> Age:
    """Give the age in `typed`: `unborn`, `N days|weeks|months|years`, or a bare N for years; with a unit, N up to eighteen may be a word.

    `unborn, 27 weeks` and `27 weeks pregnant` are unborn too: how far the pregnancy is changes no rule.

    Raises BadCall for anything else, and for more than 18 years.
    """
    words = typed.strip().casefold()
    if _UNBORN.fullmatch(" ".join(words.split())):
        return Age("unborn", -1)
    first, _, rest = words.partition(" ")
    match = _AGE.fullmatch(f"{_NUMBERS[first]} {rest}" if rest and first in _NUMBERS else words)
    if not match:
        raise BadCall(
            "The age cannot be read.",
            "Write unborn, or a number with days, weeks, months or years; a bare number is years.",
            code="bad-age",
        )
    number, unit = int(match[1]), match[2] or "year"
    # Whole years stay whole: 13 years is not under 13.
    days = number * _DAYS[unit]
    if days >= (OLDEST_YEARS + 1) * _DAYS["year"]:
        raise BadCall(
            "The age is above 18, and this guide is for children.",
            "For an adult, ask the council's adult safeguarding team.",
            code="bad-age",
        )
    return Age(f"{number} {unit}{'' if number == 1 else 's'}", days)

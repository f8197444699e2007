"""Ages that a text tells of, in figures: `10 week old`, `Year 9`, `a girl of 12`, `15yo`. Hints for search, never facts for a level."""

import re

AGES = ("unborn", "not-mobile", "under-1", "under-5", "under-10", "under-13", "5-to-12", "13-to-15", "from-16")
"""What can be told of an age; the glossary's hints name these."""

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split()  # noqa: SIM905
)
_N = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(day|week|wk|month|mth|mo|year|yr|y)s?"
_WHO = r"(?:boy|girl|lad|lass|child|kid|son|daughter|brother|sister|baby|toddler|pupil|student|teenager|male|female|twins|girls|boys)"
_OLD = re.compile(rf"(?<!\d\.)\b{_N}[ -]?{_UNIT}[ -]?(?:olds?|o)\b|\b{_N}[ -]?(y)/?o\b")
_IS = r"(?:aged?|turned|turns|is|im|shes|hes|whos|theyre|she's|he's|who's) (?:only |just |about |nearly |now )?"
_NO_AGE = rf"(?! ?(?:{_UNIT}|times|of|in|per|hours|kids|children|stone|o'?clock|am|pm|foot|weeks? pregnant)\b|[.:/]\d| ?%)"
_SAID = re.compile(
    rf"\b{_IS}{_N}\b{_NO_AGE}|\b{_WHO} (?:of |about |aged |who is |whos )?(?:only |about )?{_N}\b{_NO_AGE}"
    rf"|\b{_WHO},? \(?{_N}\)|^\s*{_N}(?:,| and)"
)
_JUST = "(?:only |just |about |nearly |now )?"
_AGED = re.compile(rf"\b(?:aged?|{_WHO} (?:is|of|aged|who is)) {_JUST}{_N}[ -]?{_UNIT}\b|\b{_N}(yrs?)\b|\b(\d{{1,2}})/(52|12)\b")
_WEEKS_ON = re.compile(rf"\b{_N}[ -]?(?:weeks?|wks?) (?:pregnant|gone|gestation|booked)")
_CARRYING = r"\b(?:antenatal|pregnan\w*|bookings?|books|booked|midwife|scan|bump|unborn)\b"
_BOOKED = re.compile(rf"{_CARRYING}[^.;!?\n]*\bat {_N}[ -]?(?:weeks|wks)\b")
_SCHOOL_YEAR = re.compile(rf"\b(?:year|yr|y) ?{_N}\b(?!s?[ -]?(?:old|o\b)| of\b)")
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.4, "y": 365.25}


def ages_in(text: str) -> frozenset[str]:
    """Give what `text` tells of ages in figures: names of AGES. A text may tell of several children; each counts."""
    plain = text.casefold().replace("\u2019", "'")
    found: set[str] = set()
    for match in _OLD.finditer(plain):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        found |= ages_of(_number(number) * _DAYS[unit[0]])
    for match in _AGED.finditer(plain):
        first, unit, bare, year, number, of = match.groups()
        if number:
            found |= ages_of(int(number) * _DAYS["w" if of == "52" else "m"])
        else:
            found |= ages_of(_number(first or bare) * _DAYS[(unit or year)[0]])
    for match in _SAID.finditer(plain):
        years = _number(next(filter(None, match.groups())))
        if years <= 18:
            found |= ages_of(years * _DAYS["y"])
    for match in _SCHOOL_YEAR.finditer(plain):
        if (year := _number(match[1])) <= 13:
            found |= ages_of((year + 4.5) * _DAYS["y"])
    if _WEEKS_ON.search(plain) or _BOOKED.search(plain):
        found.add("unborn")
    return frozenset(found)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS.index(said) + 1


def ages_of(days: float) -> set[str]:
    """Give the names that an age in days goes by; below 0 is unborn. Under six months a baby counts as not mobile, as in the walk."""
    if days < 0:
        return {"unborn"}
    years = days / _DAYS["y"]
    names = {
        "not-mobile": years < 0.5, "under-1": years < 1, "under-5": years < 5, "under-10": years < 10, "under-13": years < 13,
        "5-to-12": 5 <= years < 13, "13-to-15": 13 <= years < 16, "from-16": 16 <= years < 19,
    }  # fmt: skip
    return {name for name, fits in names.items() if fits}

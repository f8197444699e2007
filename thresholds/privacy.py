"""Typed text that looks as if it says who a child or a person is: warnings by kind and place, never with the text itself.

A warning, never a proof and never a refusal: the person decides; only what may be published waits until it is clean (trust facts 4,
escalation facts 4.4). Patterns: trust facts appendix C, with the postcode in small letters, GIR 0AA, and the phone layouts noted there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from thresholds.names import possible_names

KINDS = {
    "nhs-number": "an NHS number",
    "upn": "a unique pupil number",
    "nino": "a National Insurance number",
    "email": "an e-mail address",
    "phone": "a phone number",
    "postcode": "a postcode",
    "date-of-birth": "a date of birth",
    "possible-name": "a person's name",
}
"""Every kind of warning, in the order in which they go before each other, with the words for it."""


class Warning(NamedTuple):
    """One place of a typed text that looks personal."""

    kind: str
    """One of `KINDS`."""
    field: str
    """The field that the text was typed in; empty where the caller named none."""
    start: int
    """The first character's place in the text, from 0."""
    end: int
    """The place after the last character."""

    @property
    def says(self) -> str:
        """Give the warning in one sentence, without the text."""
        return f"Characters {self.start + 1} to {self.end} look like {KINDS[self.kind]}."

    def as_json(self) -> dict[str, object]:
        """Give the warning as a JSON object."""
        return {**self._asdict(), "says": self.says}


class Allowed(NamedTuple):
    """What a partnership says is nobody's secret: its own numbers, addresses and names of services."""

    domains: frozenset[str] = frozenset()
    """Domains of e-mail addresses; their sub-domains too."""
    phones: frozenset[str] = frozenset()
    """Phone numbers as digits that begin with 0."""
    postcodes: frozenset[str] = frozenset()
    """Postcodes in capitals without spaces."""
    words: frozenset[str] = frozenset()
    """Words in small letters that are no person's name."""


NOTHING = Allowed()


def looks_personal(text: str, field: str = "", allowed: Allowed = NOTHING) -> tuple[Warning, ...]:
    """Give a warning for each place of `text` that looks personal, in the order of the text; none where it looks clean.

    `text` is as `text.clean` gives it. Where two kinds fit one place, the first of `KINDS` is given.
    """
    found: list[Warning] = []
    taken = bytearray(len(text))
    for kind, find in _FINDERS.items():
        for start, end in find(text, allowed):
            if not any(taken[start:end]):
                taken[start:end] = b"x" * (end - start)
                found.append(Warning(kind, field, start, end))
    return tuple(sorted(found, key=lambda warning: warning.start))


def allow(texts: Iterable[str]) -> Allowed:
    """Give what stands in `texts`, such as a partnership's own contacts, as allowed: its numbers, e-mail domains and words."""
    whole = "\n".join(texts)
    return Allowed(
        frozenset(match[1].casefold() for match in _EMAIL.finditer(whole)),
        frozenset(_national(match[0]) for match in _PHONE.finditer(whole)),
        frozenset(_plain(match[0]) for match in _POSTCODE.finditer(whole)),
        frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", whole)),
    )


Spans = Iterator[tuple[int, int]]
_NHS = re.compile(r"(?<![0-9/.-])([0-9]{3})[ \u00a0-]{0,2}([0-9]{3})[ \u00a0-]{0,2}([0-9]{4})(?![0-9/-]|\.[0-9])")
_UPN = re.compile(r"(?<![\w-])[A-HJ-NP-RT-Z](?:[ -]?[0-9]){11}[ -]?[0-9A-HJ-NP-RT-Z](?![\w-])", re.IGNORECASE)
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]{0,2}[0-9]{2}){3}[ -]{0,2}[A-D](?!\w)", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@((?:[\w-]{1,63}\.){1,8}[\w-]{2,63})")
_ABROAD = r"\+(?!44)[1-9][0-9]{0,2}(?:[ .-]?[0-9]{2,4}){3,5}(?![\w/])"
_PHONE = re.compile(
    r"(?<![\w+./-])(?:(?:(?:\+|00)[ ]?44[ .-]?(?:\(0\)|0)?[ .-]?\(?|\(?0)[1-37-9][0-9]{1,9}"
    rf"(?:\)[ .-]?[0-9]{{2,8}})?(?:[ \u00a0.-]{{1,2}}[0-9]{{2,8}}){{0,5}}(?![\w/]|[.-][0-9])|{_ABROAD})"
)
_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY "
    "HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG "
    "RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE GIR".split()
)
_POSTCODE = re.compile(r"(?<![\w-])(?:([A-Za-z]{1,2})[0-9][0-9A-Za-z]?|((?i:GIR))(?=[ ]?0[Aa]))[ \u00a0]{0,2}[0-9][A-Za-z]{2}(?![\w-])")
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}$")
_COUNT = re.compile(r"(?:1ST|2ND|3RD|[04-9]TH|[0-9](?:WD|HR|YR|WK|PT|HZ|GB|TB))$")
"""What ends like a postcode and is a count: a 2nd floor, 5 wd."""
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = f"(?:{_MONTHS})"
_DATE = (
    r"(?:[0-9]{1,4}[ ]?[/.-][ ]?[0-9]{1,2}[ ]?[/.-][ ]?[0-9]{2,4}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)?[ .-]?{_MONTH}[,. -]{{0,2}}[0-9]{{2,4}}"
    rf"|{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{2,4}}|[0-9]{{6}}(?:[0-9]{{2}})?)"
)
_BIRTH = r"(?<!\w)(?:d\.?o\.?b\.?|dates? of birth|birth ?dates?|birthdays?|born)"
_BIRTH_WORD = re.compile(r"born|birth|d\.?o\.?b", re.IGNORECASE)
_BORN = re.compile(
    rf"{_BIRTH}(?:[^\w\n]{{1,4}}\w{{1,12}}){{0,4}}?[^\w\n]{{0,4}}(?<!\w)({_DATE})(?!\w)"
    rf"|(?<!\w)({_DATE})[^\w\n]{{0,4}}(?:is )?(?:his |her |their |the )?{_BIRTH}(?!\w)",
    re.IGNORECASE,
)


def _nhs_numbers(text: str, allowed: Allowed) -> Spans:
    for match in _NHS.finditer(text):
        digits = "".join(match.groups())
        if digits[0] in "34679" and len(set(digits)) > 1 and _checks("nhs", digits):
            yield match.span()


def _pupil_numbers(text: str, allowed: Allowed) -> Spans:
    return (match.span() for match in _UPN.finditer(text) if _checks("upn", re.sub("[ -]", "", match[0]).upper()))


def _insurance_numbers(text: str, allowed: Allowed) -> Spans:
    return (match.span() for match in _NINO.finditer(text))


def _emails(text: str, allowed: Allowed) -> Spans:
    for match in _EMAIL.finditer(text):
        domain = match[1].casefold()
        if not any(domain == own or domain.endswith(f".{own}") for own in allowed.domains):
            yield match.span()


def _phones(text: str, allowed: Allowed) -> Spans:
    """Numbers of ten or eleven digits that begin with 0 or +44, and foreign ones; short codes such as 999, 101, 0800 1111 are nobody's."""
    for match in _PHONE.finditer(text):
        number = _national(match[0])
        if (10 <= len(number) <= 11 if number[0] == "0" else 9 <= len(number) <= 15) and number not in allowed.phones:
            yield match.span()


def _postcodes(text: str, allowed: Allowed) -> Spans:
    for match in _POSTCODE.finditer(text):
        plain = _plain(match[0])
        area = (match[1] or match[2]).upper()
        if area in _AREAS and _INWARD.search(plain) and not _COUNT.search(plain) and plain not in allowed.postcodes:
            yield match.span()


def _births(text: str, allowed: Allowed) -> Spans:
    if not _BIRTH_WORD.search(text):
        return
    for match in _BORN.finditer(text):
        yield match.span(1) if match[1] else match.span(2)


def _names(text: str, allowed: Allowed) -> Spans:
    return ((name.start, name.end) for name in possible_names(text, allowed.words))


_FINDERS: dict[str, Callable[[str, Allowed], Spans]] = {
    "nhs-number": _nhs_numbers,
    "upn": _pupil_numbers,
    "nino": _insurance_numbers,
    "email": _emails,
    "phone": _phones,
    "postcode": _postcodes,
    "date-of-birth": _births,
    "possible-name": _names,
}


def _checks(kind: str, digits: str) -> bool:
    """Say whether the check digit or letter is right; the package is imported only once something has the form."""
    from stdnum.gb import nhs, upn

    return bool((nhs if kind == "nhs" else upn).is_valid(digits))


def _national(number: str) -> str:
    """Give a phone number as digits that begin with 0, or with the country's code where that is not ours."""
    digits = re.sub(r"[^0-9+]", "", number.replace("(0)", ""))
    return re.sub(r"^(?:\+|00)440?", "0", digits).lstrip("+")


def _plain(postcode: str) -> str:
    return re.sub(r"\s", "", postcode).upper()

"""What looks personal is found by kind and place and never repeated; measured on made-up people only (trust facts P01, P02, P03, S18).

Every number here is made up: NHS numbers of the range 999 that is never issued, phones 07700 900xxx, example.org.
"""

import random
import string
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs, upn

from thresholds import places
from thresholds.privacy import KINDS, NOTHING, Allowed, allow, looks_personal
from thresholds.text import clean

CHANCE = random.Random(20261122)
AROUND = ("{}", "The reference is {} as before.", "({})", "Ask {}, then wait.", "see {}.", "x\n{}\ny", "number:{}")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def kinds(text: str, allowed: Allowed = NOTHING) -> list[str]:
    """Give the kinds of warning for a text."""
    return [warning.kind for warning in looks_personal(text, "says", allowed)]


def recall(kind: str, samples: list[str]) -> float:
    """Give the share of samples that are found, wherever they stand, at their very place."""
    found = 0
    for number, sample in enumerate(samples):
        text = AROUND[number % len(AROUND)].format(sample)
        hits = [warning for warning in looks_personal(text) if warning.kind == kind]
        found += any(text[hit.start : hit.end].strip("()") == sample.strip("()") for hit in hits)
    return found / len(samples)


def nhs_numbers(count: int) -> list[str]:
    """Give made-up NHS numbers of the range that is never issued."""
    made = []
    while len(made) < count:
        nine = f"999{CHANCE.randrange(10**6):06d}"
        check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check < 10:
            made.append(f"{nine}{check}")
            assert nhs.is_valid(made[-1])
    return made


def test_every_nhs_number_is_found() -> None:
    """P01: 2,000 numbers, in four layouts, are all found."""
    layouts = ("{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}\u00a0{1}\u00a0{2}")
    samples = [layouts[number % 4].format(one[:3], one[3:6], one[6:]) for number, one in enumerate(nhs_numbers(2000))]
    assert recall("nhs-number", samples) == 1


def test_few_other_numbers_pass_for_nhs_numbers() -> None:
    """P01: of chance numbers with ten digits at most one in twenty does; with nine or eleven digits, or all alike, none."""
    others = [f"{CHANCE.randrange(10**10):010d}" for _ in range(4000)]
    assert sum("nhs-number" in kinds(other) for other in others) <= 0.055 * len(others)
    for number in nhs_numbers(100):
        for other in (number[:-1], number + "1", "1" + number, f"{number}/2", f"12-{number}"):
            assert "nhs-number" not in kinds(other)
    assert not any("nhs-number" in kinds(digit * 10) for digit in string.digits)


def test_pupil_numbers_are_found() -> None:
    """P02: unique pupil numbers, and temporary ones, in any letters and spacing; a wrong check letter is none."""
    samples = []
    for number in range(300):
        body = f"{CHANCE.randrange(10**11):011d}" + CHANCE.choice(
            string.digits if number % 2 else LETTERS.replace("U", "").replace("V", "")
        )
        body = f"{CHANCE.choice(('201', '801', '938'))}{body[3:]}"
        check = next((letter for letter in LETTERS if upn.is_valid(letter + body)), None)
        if check:
            samples.append([check + body, (check + body).lower(), f"{check} {body[:3]} {body[3:7]} {body[7:]}"][number % 3])
            wrong = LETTERS[(LETTERS.index(check) + 1) % len(LETTERS)]
            assert "upn" not in kinds(wrong + body)
    assert len(samples) >= 200
    assert recall("upn", samples) == 1


def test_insurance_numbers_are_found() -> None:
    """P02: National Insurance numbers in any letters and spacing."""
    samples = []
    for number in range(300):
        first = CHANCE.choice("ABCEGHJKLMNOPRSTWXYZ") + CHANCE.choice("ABCEGHJKLMNPRSTWXYZ")
        if first not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            pairs = [f"{CHANCE.randrange(100):02d}" for _ in range(3)]
            samples.append(
                [f"{first}{''.join(pairs)}C", f"{first} {' '.join(pairs)} A".lower(), f"{first}-{'-'.join(pairs)}-D"][number % 3]
            )
    assert len(samples) >= 200
    assert recall("nino", samples) == 1


def test_postcodes_are_found() -> None:
    """P02: postcodes of all six shapes, in any letters and spacing, and the one of its own."""
    shapes = ("M1", "B33", "CR2", "DN55", "W1A", "EC1A")
    samples = ["GIR 0AA", "gir0aa"]
    for number in range(300):
        inward = f"{CHANCE.randrange(10)}{CHANCE.choice('ABDEFGHJLNPQRSTUWXYZ')}{CHANCE.choice('ABEFGJLNPQSUWXYZ')}"
        outward = shapes[number % 6]
        samples.append([f"{outward} {inward}", f"{outward}{inward}", f"{outward} {inward}".lower(), f"{outward}  {inward}"][number % 4])
    assert recall("postcode", samples) >= 0.98


PHONES = (
    "07700 900123|07700900123|07700-900-123|+447700900123|+44 7700 900123|+44(0)7700900123|00447700900123|(07700)900123|07700.900.123|"
    "02079460123|0117-496-0123|0808-157-0123|01632960123|+48601234567|020 7946 0123|(020) 7946 0123|02476 834321|0808 157 0123|"
    "01632 960 123|+44 (0)20 7946 0123|0044 7700 900 123|07700 900 123"
).split("|")


def test_phone_numbers_are_found() -> None:
    """P02: mobile, geographic, free and foreign numbers in the usual layouts, 07700 900xxx and the other numbers kept for drama."""
    samples = [*PHONES, *(f"07700 900{CHANCE.randrange(1000):03d}" for _ in range(200))]
    assert recall("phone", samples) == 1


@pytest.mark.parametrize(
    "text",
    [
        "999",
        "101",
        "0800 1111",
        "Call 111 or 999.",
        "01-02-2026 10:15",
        "2026-11-22T10:15:00+00:00",
        "HF-2026-001",
        "0.123456789",
        "10/11/2026",
        "SW-9-10",
        "S47",
    ],
)
def test_short_codes_dates_and_references_are_nobodys(text: str) -> None:
    """What everybody writes in a record is no warning."""
    assert kinds(text) == []


def test_emails_are_found() -> None:
    """P02: addresses with dots, plus signs and sub-domains, in any letters."""
    samples = [
        f"{name}@{host}"
        for name in ("a", "a.b", "A.B+c", "o'neil", "x_y-z1")
        for host in ("example.org", "Mail.Example.ORG", "a-b.example.com")
    ]
    assert recall("email", samples * 15) == 1
    assert kinds("a@localhost and @school") == []


def test_dates_of_birth_are_found_and_other_dates_are_not() -> None:
    """P02: a date within four words of what says that it is one, in any usual form; any other date is none."""
    dates = [
        "12/03/2015",
        "12.3.15",
        "2015-03-12",
        "12 March 2015",
        "3rd of Sept 2015",
        "March 12, 2015",
        "12-03-2015",
        "12 mar 15",
        "120315",
    ]
    words = [
        "DOB {}",
        "d.o.b.: {}",
        "date of birth: {}",
        "born {}",
        "Born on {}",
        "born on the {}",
        "The date of birth is given as {}",
        "{} (DOB)",
        "birthday {}",
        "{} is her date of birth",
    ]
    samples = [word.format(date) for word in words for date in dates]
    found = [any(warning.kind == "date-of-birth" for warning in looks_personal(sample)) for sample in samples]
    assert sum(found) >= 0.98 * len(samples)
    for date in dates:
        assert kinds(f"The meeting was on {date} at the school.") == []
    assert kinds("Born in the spring.") == []


def texts_of(value: Any) -> Iterator[str]:
    """Give every text in a data file."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(item)


def test_the_guides_own_texts_give_no_false_alarm() -> None:
    """P03: at most one false alarm in 10,000 words of our own data; the contacts' own numbers and addresses are true."""
    words, alarms = 0, Counter[str]()
    for path in sorted(places.data_folder().rglob("*.toml")):
        text = "\n".join(texts_of(tomllib.loads(path.read_text("utf-8"))))
        words += len(text.split())
        alarms.update(warning.kind for warning in looks_personal(clean(text)) if warning.kind not in ("phone", "email", "postcode"))
    assert words > 25_000
    assert alarms.total() <= words / 10_000


def test_a_partnerships_own_numbers_and_words_are_allowed() -> None:
    """What stands in its own contacts does not warn; the same kinds elsewhere do."""
    own = allow(["Front door: 020 7946 0123, mash@council.example.org, W6 9JU", "Wormholt Park"])
    assert kinds("Call +44 (0)20 7946 0123, duty.mash@council.example.org, w69ju, near Wormholt.", own) == []
    assert kinds("Call 020 7946 0124, mash@example.org, W6 9JX, near Wormhill.", own) == ["phone", "email", "postcode", "possible-name"]


def test_a_warning_says_kind_field_and_place_and_never_the_text() -> None:
    """Neither its sentence nor its JSON holds what was typed; warnings come in the order of the text and do not overlap."""
    text = "Canary Wharfington, DOB 12/03/2015, of W6 9JU, 07700 900123, canary@example.org"
    warnings = looks_personal(text, "says")
    assert [warning.kind for warning in warnings] == ["possible-name", "date-of-birth", "postcode", "phone", "email"]
    assert all(one.end <= other.start for one, other in pairwise(warnings))
    for warning in warnings:
        said = f"{warning.says} {warning.as_json()}"
        assert warning.field == "says" and KINDS[warning.kind] in warning.says
        assert text[warning.start : warning.end] not in said and "anary" not in said


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    """No text makes it fail, and every place lies in the text."""
    for warning in looks_personal(text):
        assert 0 <= warning.start < warning.end <= len(text)


def test_the_check_digits_are_looked_up_only_where_needed() -> None:
    """A text without such a number does not load the package (start-up)."""
    script = (
        "import sys; from thresholds.privacy import looks_personal; looks_personal('A sign.'); "
        "print(any(name.startswith('stdnum') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

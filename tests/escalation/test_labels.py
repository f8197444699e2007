"""What the record holds in codes, as people read it, and what people write in words, as the record keeps it."""

import pytest

from escalation.fields import every_ask, read_actions, read_answer
from escalation.form_fields import wants
from escalation.forms import page
from escalation.labels import said, tell_to
from tests.escalation.desks import books
from thresholds.calendar import in_iso, read_moment
from thresholds.errors import BadCall


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("20 April 2026", "2026-04-20"),
        ("Monday 20 april 2026", "2026-04-20"),
        ("1 Sep 2026, 9:05", "2026-09-01T09:05"),
        ("20 April 2026 at 10:15", "2026-04-20T10:15"),
        ("2026-04-20", "2026-04-20"),
        ("20 Smarch 2026", "20 Smarch 2026"),
        ("Friday 20 April 2026", "Friday 20 April 2026"),
        ("Monday 31 April 2026", "2026-04-31"),
        ("soon", "soon"),
    ],
)
def test_a_day_in_words_is_a_day(typed: str, kept: str) -> None:
    """A day may be written as people write it; what is no day stays as it is, to be refused."""
    assert in_iso(typed) == kept


def test_the_record_keeps_days_in_one_form() -> None:
    """Whatever way a day was written, the record has it as before, so that what is kept stays readable."""
    asks = every_ask(books().shared)
    assert read_answer(asks["told-on"], "20 April 2026") == "2026-04-20"
    assert read_answer(asks["danger-at"], "20 April 2026, 10:15") == "2026-04-20T10:15"
    assert read_answer(asks["challenged-on"], "not known, asked on 20 April 2026") == "not known, asked on 2026-04-20"
    assert read_actions("Assessment begins; team manager; 20 April 2026")[0].due == "2026-04-20"
    assert read_moment("20 April 2026, 10:15").isoformat() == "2026-04-20T10:15:00+01:00"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("told-on", "31 April 2026"), ("challenged-on", "not known, asked on 31 April 2026"), ("danger-at", "20 April 2026")],
)
def test_a_day_that_no_calendar_has_is_refused(name: str, typed: str) -> None:
    """Words make no day of what is none, and no moment of a day alone."""
    with pytest.raises(BadCall):
        read_answer(every_ask(books().shared)[name], typed)


def test_days_and_codes_are_read_in_words() -> None:
    """A day is shown as people say it, several choices in the order of their list, and no code stands where a person reads."""
    asks = every_ask(books().shared)
    assert said(asks["told-on"], "2026-04-20") == "Monday 20 April 2026"
    assert said(asks["challenged-on"], "not known, asked on 2026-04-20") == "Not known, asked on Monday 20 April 2026"
    assert said(asks["challenged-on"], "2026-13-99") == "2026-13-99"
    assert said(asks["ages"], ("from-5", "unborn")) == "Unborn and 5 to 10"
    assert said(asks["protective"], "none shorter") == "No sooner than the limit of the stage"
    assert said(asks["protective"], "24 hours") == "24 hours"


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        ("Missing: why it was not settled here.", "Say why it was not settled here."),
        ("Missing: the actions that were agreed.", "Write the actions that were agreed."),
        ("Missing at HF-1, before it closes: role of the line manager.", "Before HF-1 closes, write the role of the line manager."),
        ("Missing at L2, before this stage opens: why it is taken up.", "Before L2 opens, say why it is taken up."),
        ("Phone 999 first. Then write: what was done.", "Phone 999 first. Then write: what was done."),
    ],
)
def test_what_is_missing_is_told_as_something_to_do(gap: str, told: str) -> None:
    """Each thing that is missing is an instruction; one that is an instruction already stays as it is."""
    assert tell_to(gap) == told


def test_every_question_of_raising_says_what_to_write() -> None:
    """No question that must be answered to raise a disagreement says only that something is to be written."""
    due = [field.id for field in page(books(), None, "raise").fields if not field.optional]
    assert due and all(wants(name) for name in due)

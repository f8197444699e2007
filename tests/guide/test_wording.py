"""Stems, slips and ages: what search reads in a text before it knows any meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds.guide.ages import AGES, ages_in, ages_of
from thresholds.guide.slips import Slips, slips_between
from thresholds.guide.wording import stem, words

FORMS = (
    "bruise bruises bruised bruising",
    "hit hits hitting",
    "bully bullied bullying bullies",
    "beat beaten beating",
    "strangle strangled strangles",
    "hide hid hidden hides",
    "steal stole stolen stealing",
    "fall fell fallen falling",
    "vape vaping vapes vaped",
    "baby babies",
)


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    """The forms of a word are one word."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("missing", "missed"), ("care", "car"), ("plane", "plan"), ("scared", "scar"), ("use", "us"), ("treatment", "treat")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Words that mean other things keep stems of their own."""
    assert stem(one) != stem(other)


def test_words_know_their_sentence_and_clause() -> None:
    """A full stop ends a sentence, a comma a clause; hyphens part words, apostrophes do not."""
    read = words("He won't eat, ever. Ten-week-old.")
    assert [word.typed for word in read] == ["he", "won't", "eat", "ever", "ten", "week", "old"]
    assert [word.sentence for word in read] == [0, 0, 0, 0, 1, 1, 1]
    assert read[2].clause < read[3].clause < read[4].clause


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    """Every text is taken apart without failing, and every word has a stem."""
    assert all(word.stem for word in words(text))


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("bruise", "bruise", 0), ("bruse", "bruise", 1), ("brusie", "bruise", 1), ("bruize", "bruise", 1), ("abc", "xyz", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    """A letter left out, put in, changed, or swapped with its neighbour is one slip."""
    assert slips_between(one, other) == slips_between(other, one) == slips


def test_short_and_known_words_are_left_alone() -> None:
    """Only a word that is not known, and is long enough, is taken for another."""
    slips = Slips(words("strangled knife missing hurt"))
    (strangeld, hurts, knive, mising, hurst) = words("strangeld hurts knive mising hurst")
    assert slips.near(strangeld) == stem("strangled")
    assert slips.near(mising) == "missing"
    assert slips.near(hurts) is None
    assert slips.near(knive) == stem("knife")
    assert slips.near(words("hrt")[0]) is None
    assert slips.near(hurst) == "hurt"


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("a 10 week old", "not-mobile"), ("ten-week-old baby", "not-mobile"), ("8 wk old", "under-1"), ("yr 3", "under-10"),
        ("a girl of 12", "under-13"), ("a boy, aged about 7", "5-to-12"), ("shes 13", "13-to-15"), ("15yo", "13-to-15"),
        ("14 y/o", "13-to-15"), ("Year 9 pupil", "13-to-15"), ("15, third time this month", "13-to-15"), ("aged 16", "from-16"),
        ("28 weeks pregnant", "unborn"),
    ],
)  # fmt: skip
def test_ages_are_read(text: str, age: str) -> None:
    """Ages in figures, words and school years are read."""
    assert age in ages_in(text)


@pytest.mark.parametrize(
    "text", ["clean for 5 months", "three weeks on a plan", "mum is 34", "it happened 12 times", "at 10 past two", "flat 14", ""]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    """How long something has gone on is no age."""
    assert ages_in(text) == frozenset()


@given(st.floats(min_value=-1, max_value=19 * 365))
def test_every_age_has_a_name(days: float) -> None:
    """Each age of a child goes by at least one name that hints may use."""
    assert ages_of(days)
    assert ages_of(days) <= set(AGES)

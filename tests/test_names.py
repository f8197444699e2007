"""Possible names of people in typed text: what is found, and what the documents say is missed. The names are nobody's."""

import pytest

from thresholds.ordinary_words import ORDINARY
from thresholds.privacy import looks_personal
from thresholds.proper_words import DOUBTFUL, GIVEN, PROPER


def kinds(text: str) -> list[str]:
    """Give the kinds of warning for a text."""
    return [warning.kind for warning in looks_personal(text)]


LISTED = "Jayden Aisha Mohammed Olivia Kacper Fatima Tyrone Chloe Zainab Callum Priya Niamh Mateusz Samira Liam Rhys Khadija Andrei".split()
RARE = (
    "Adaeze Thulasi Bartosz Ngozi Ludmila Oisin Xiomara Tomiwa Zsofia Hamdi Yohannes Kujtim Parmjit Shaquille Delphine Eluned Tendai "
    "Abiola Nkechi Wojciech Ilhan Haleema Kwaku Isioma Ottilie Lakeisha"
).split()
SURNAMES = "Okafor Patel Nowak Smith Adeyemi O'Brien McDonagh Kowalczyk Rahman Popescu Warsame Singh-Gill Nguyen Whitmore".split()
SENTENCES = {
    "middle": "The school told {first} to wait outside.",
    "comma": "The sister, {first}, was at home.",
    "brackets": "The older brother ({first}) has left.",
    "whole": "We met {first} {last} at home.",
    "whole, at the start": "{first} {last} came to the school.",
    "role": "Social Worker {first} {last} did not reply.",
    "role, one name": "Health Visitor {first} called.",
    "title": "We spoke to Mr {last} on Monday.",
    "possessive": "They looked at {first}'s bruises.",
    "surname": "The {last} family moved.",
}
MISSED_IF_RARE = {
    "start": "{first} said that it hurts.",
    "small": "then {small} said that it hurts",
    "list": "- {first} is absent",
    "capitals": "THE FATHER OF {large} CALLED",
}


@pytest.mark.parametrize("names", [LISTED, RARE], ids=["common", "rare"])
def test_names_are_found_where_a_capital_tells(names: list[str]) -> None:
    """Common and rare names alike are found in the middle of a sentence, after a role or a title, and with a surname."""
    for sentence in SENTENCES.values():
        for number, first in enumerate(names):
            assert "possible-name" in kinds(sentence.format(first=first, last=SURNAMES[number % len(SURNAMES)])), sentence


def test_common_names_are_found_everywhere_and_rare_ones_are_missed_where_no_capital_tells() -> None:
    """At the start of a sentence or a list entry, in small letters or in capitals only common names are found: the documents say so."""
    for sentence in MISSED_IF_RARE.values():
        for first in LISTED:
            assert "possible-name" in kinds(sentence.format(first=first, small=first.lower(), large=first.upper()))
        missed = sum("possible-name" not in kinds(sentence.format(first=first, small=first.lower(), large=first.upper())) for first in RARE)
        assert missed == len(RARE)


@pytest.mark.parametrize(
    "text",
    [
        "The Social Worker and the Team Manager met at the Child Protection Conference on Monday 12 Jan.",
        "Mum and Dad moved from Poland to Hammersmith in March; Nan lives in Kent.",
        "Year 9 pupil, Level 3, Section 47, Early Help. Police and Housing were told.",
        "He was messaged on Snapchat and WhatsApp. The GP, the IRO and two LSPs replied.",
        "St George's Hospital; Clare's Law; Working Together; the State Pension; Child A and child B.",
        "I will ask. May we meet in May? The mark on the arm, in the Summer Term.",
    ],
)
def test_what_professionals_write_with_a_capital_is_no_name(text: str) -> None:
    """Roles, agencies, places, months, brands, plurals of abbreviations and letters for children do not warn."""
    assert kinds(text) == []


def test_ordinary_surnames_need_a_first_name_or_a_title() -> None:
    """A surname that is an ordinary word is found after a first name or a title; alone it is missed, as the documents say."""
    assert kinds("We saw Grace Young today.") == kinds("We saw Mrs Young today.") == ["possible-name"]
    assert kinds("We saw Young today.") == []


def test_the_lists_of_words_are_what_they_say() -> None:
    """No word is both somebody's name and nobody's; all are in small letters."""
    assert not GIVEN & (ORDINARY | PROPER) and not DOUBTFUL & (ORDINARY | PROPER | GIVEN)
    assert all(word == word.casefold() for word in ORDINARY | PROPER | GIVEN | DOUBTFUL)

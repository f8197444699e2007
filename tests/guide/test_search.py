"""Search in a person's own words: abbreviations, slips, stems, negation, ages, reasons; and what it must never do."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assessment.desks import the_index, the_library
from thresholds.guide.ages import ages_in
from thresholds.guide.search import LIKE_NOTHING, Match, danger_words, find_signs
from thresholds.text import LONGEST

ROOT = Path(__file__).parent.parent.parent
BLUNT = tomllib.loads((ROOT / "tests" / "cases" / "search" / "blunt.toml").read_text(encoding="utf-8"))
INJURIES = {"PHY-2-01", "PHY-3-01", "PHY-4-01", "PHY-4-02", "PHY-4-03", "PHY-4-04"}


def found(query: str, limit: int = 15, ages: tuple[str, ...] = ()) -> list[str]:
    """The ids of the signs that a text finds, best first."""
    return [match.sign.id for match in matches(query, limit, ages)]


def matches(query: str, limit: int = 15, ages: tuple[str, ...] = ()) -> list[Match]:
    """The matches of a text."""
    return find_signs(the_index(), query, limit, the_library().glossary(), ages=ages)


def match_of(query: str, sign: str) -> Match:
    """The match of one sign."""
    return next(match for match in matches(query, 40) if match.sign.id == sign)


# What it finds


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("DV at home", "DVA-3-01"),
        ("she is NEET", "EDU-3-05"),
        ("moved from the PRU", "EDU-3-04"),
        ("CSE concerns", "CSE-3-01"),
        ("worried about CCE", "CCE-4-01"),
        ("fgm", "FGM-4-01"),
        ("NRPF family", "IMM-3-01"),
        ("MARAC next week", "DVA-4-03"),
        ("EHCP review", "EDU-3-02"),
        ("ehcp for SEND", "EDU-3-02"),
        ("RSO has moved in", "CSA-4-02"),
        ("OD last night", "EMO-4-01"),
        ("WNB again", "HEA-3-03"),
        ("on the CAMHS list", "EMO-3-01"),
        ("UASC at the station", "IMM-3-03"),
        ("HSB in year 8", "HSB-3-01"),
    ],
)
def test_abbreviations_of_the_field_are_known(query: str, sign: str) -> None:
    """An abbreviation finds the signs of what it is short for."""
    assert sign in found(query)


def test_an_abbreviation_that_is_a_word_counts_only_in_capitals() -> None:
    """SEND is special needs; "sends her letters" is not."""
    assert "EDU-2-06" in found("help with SEND")
    assert "EDU-2-06" not in found("he sends her letters")


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("unconcious after vodka", "SUB-4-02"),
        ("bruse on his cheak, he is a baby", "PHY-4-02"),
        ("beeten with a belt", "PHY-3-03"),
        ("sucidal", "EMO-4-01"),
        ("anerexic", "EMO-3-04"),
        ("stangled her", "DVA-4-01"),
        ("hungary and dirty", "NEG-3-01"),
        ("radicalized", "RAD-3-01"),
    ],
)
def test_spelling_slips_are_forgiven(query: str, sign: str) -> None:
    """A word a slip or two away from a known one is read as that one."""
    assert sign in found(query)


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("skint", "FIN-2-01"),
        ("his mam clouted him one", "PHY-3-02"),
        ("no leccy and nowt to eat", "FIN-4-01"),
        ("dad's banged up", "PCR-2-02"),
        ("the feds nicked him", "BEH-3-01"),
        ("trapping for the olders", "CCE-4-01"),
        ("she's up the duff and hiding it", "UNB-3-03"),
        ("kicked out, sofa surfing at 16", "HOU-3-03"),
        ("bunking off most days", "EDU-3-03"),
        ("off his face in charge of the kids", "CAR-4-02"),
    ],
)
def test_everyday_and_youth_words_are_known(query: str, sign: str) -> None:
    """British, everyday and youth words find the guide's own."""
    assert sign in found(query)


@pytest.mark.parametrize("query", ["bruise", "bruises", "bruised", "bruising", "BRUISES!"])
def test_endings_do_not_matter(query: str) -> None:
    """A word finds the same in all of its forms."""
    assert set(found(query)[:6]) == set(found("bruise")[:6])


def test_every_sign_is_found_by_what_it_says_and_by_its_id() -> None:
    """Each sign is among the first 15 for its own words, and first for its id; one that says that nothing was seen comes further down."""
    for sign in the_index().signs:
        assert sign.absence or sign.id in found(sign.says), sign.id
        assert found(sign.id)[0] == sign.id


def test_an_id_comes_first() -> None:
    """Typed ids come before all, in any case."""
    assert found("phy-4-02")[0] == "PHY-4-02"
    assert matches("see EDU-2-03. Please")[0].because == ("EDU-2-03",)


def test_the_example_of_the_task_finds_neglect_supervision_and_emotional_abuse() -> None:
    """One everyday sentence offers signs of three areas, each with the words that led to it."""
    offered = matches("his step dad locks him out at night and theres no food in")
    assert {"NEG", "CAR", "EMA"} <= {match.sign.subdomain for match in offered}
    assert all(match.because for match in offered)


# Negation


@pytest.mark.parametrize("query", BLUNT["denied"]["texts"])
def test_what_is_denied_comes_last_and_says_so(query: str) -> None:
    """A denied injury is never offered first: its signs come after all others, marked, and score next to nothing."""
    offered = matches(query)
    injuries = [match for match in offered if match.sign.id in INJURIES]
    assert injuries
    assert all(match.is_denied and match.score <= LIKE_NOTHING for match in injuries)
    assert not offered[0].is_denied
    assert [match.is_denied for match in offered] == sorted(match.is_denied for match in offered)


@pytest.mark.parametrize("query", BLUNT["found"])
def test_blunt_sentences_find_their_sign(query: str) -> None:
    """A plain sentence finds its sign among the first fifteen, and a `no` that denies nothing takes nothing away."""
    sign = BLUNT["found"][query]
    assert sign in [match.sign.id for match in matches(query) if not match.is_denied]


@pytest.mark.parametrize("query", ["no concerns", "no worrying injury", "nothing to suggest he is hit", "denies hitting him"])
def test_nothing_seen_never_leads(query: str) -> None:
    """Signs that say that nothing was seen never score above next to nothing, and never stand before another sign."""
    offered = matches(query, 40)
    assert all(match.score <= LIKE_NOTHING for match in offered if match.sign.absence)
    firm = [match.sign.absence for match in offered if not match.is_denied]
    assert firm == sorted(firm)


def test_an_expression_does_not_skip_a_no() -> None:
    """ "Mum has no bruises" is not "mum has bruises"."""
    assert "DVA-3-01" not in found("mum has no bruises", 3)


def test_negation_ends_with_its_clause() -> None:
    """What comes after "but" counts."""
    assert found("no bruises but he was burned with an iron")[0] == "PHY-4-04"


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("there's no food in the house", "NEG-3-02"),
        ("she won't eat and makes herself sick", "EMO-3-04"),
        ("they have not been seen for weeks", "EDU-3-06"),
        ("he can't talk yet, no words at all", "EDU-4-01"),
    ],
)
def test_a_no_that_is_the_sign_still_counts(query: str, sign: str) -> None:
    """Where the lack is the worry, "no" and "won't" do not take it away."""
    assert sign in found(query)


# Ages


@pytest.mark.parametrize(
    "query", ["bruise on a 10 week old", "ten-week-old with a mark on the face", "newborn, bruised arm", "bruise, not crawling yet"]
)
def test_a_bruise_on_a_baby_comes_first(query: str) -> None:
    """A baby and an injury put PHY-4-02 at the top (comparators C20, C21)."""
    assert found(query)[0] == "PHY-4-02"


@pytest.mark.parametrize(
    ("text", "is_baby"),
    [
        ("bruise, aged 3 weeks", True),
        ("baby is 10/52", True),
        ("attendance is 15%", False),
        ("at 9 o'clock", False),
        ("dad is 15 stone", False),
    ],
)
def test_ages_are_read_and_not_invented(text: str, is_baby: bool) -> None:
    """Ages in weeks are read however they are written; percentages, hours and stones are no ages."""
    assert ages_in(text) >= {"under-1"} if is_baby else ages_in(text) == frozenset()


def test_the_unborn_are_read_from_pregnancy_alone() -> None:
    """ "Seen at 6 weeks" is a baby's age; "booked at 6 weeks" is a pregnancy."""
    assert "unborn" not in ages_in("at 6 weeks he was seen with a bruise")
    assert "unborn" in ages_in("booked for antenatal care at 6 weeks")


@pytest.mark.parametrize("query", ["12 year old having sex", "Year 7 girl sleeping with her boyfriend", "a girl of 11 asked for condoms"])
def test_sex_under_thirteen_comes_first(query: str) -> None:
    """An age under 13 and sex put SXA-4-01 at the top (source S30)."""
    assert found(query)[0] == "SXA-4-01"


def test_an_age_known_beside_the_text_counts_too() -> None:
    """The age of the page about the child works like one in the text."""
    assert found("a bruise on the arm", ages=("not-mobile",))[0] == "PHY-4-02"
    assert found("a bruise on the arm")[0] != "PHY-4-02"


def test_an_age_says_why() -> None:
    """A sign that an age brought nearer says so."""
    assert "an injury to a baby" in match_of("bruise on a 10 week old", "PHY-4-02").because


# Why


def test_reasons_are_the_words_as_typed() -> None:
    """Each match shows the person's own words, and what they were taken for where that is another word."""
    match = match_of("He was CLOUTED and is unconcious", "PHY-3-03")
    assert "clouted" in match.because
    assert ("clouted", "hit") in match.read_as
    assert ("unconcious", "unconscious") in match_of("he is unconcious", "SUB-4-02").read_as


def test_scores_fall_from_one() -> None:
    """The best has 1, and no score is above the one before it."""
    scores = [match.score for match in matches("mum drinks and the baby is hungry")]
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_is_an_empty_list() -> None:
    """Words that mean nothing here, or none at all, find nothing."""
    assert found("") == found("the and of") == found("zzzzqqq") == []


def test_a_word_being_typed_finds_already() -> None:
    """With `typing`, three letters of the last word are enough."""
    assert any(match.sign.subdomain == "PHY" for match in find_signs(the_index(), "brui", 15, the_library().glossary(), typing=True))


def test_it_works_without_a_glossary() -> None:
    """With the guide alone search still finds the guide's own words."""
    assert "PHY-4-02" in [match.sign.id for match in find_signs(the_index(), "bruise baby")]


# Danger


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("he has a knife in his bag", "knife"),
        ("she was unconcious", "unconcious"),
        ("says he will kill himself tonight", "kill himself"),
        ("mum texted, they are on the train now", "train now"),
        ("baby is not breathing", "not breathing"),
        ("he strangled her", "strangled"),
        ("He denies wanting to die", "wanting to die"),
    ],
)
def test_danger_words_are_found_slips_denials_and_all(text: str, word: str) -> None:
    """Words of danger are found as typed; a denial does not take them away."""
    assert word in danger_words(text, the_library().glossary())


@pytest.mark.parametrize("text", BLUNT["danger"]["asks"])
def test_plain_words_of_danger_ask_again(text: str) -> None:
    """Danger in plain, youth or misspelt words is found."""
    assert danger_words(text, the_library().glossary())


@pytest.mark.parametrize(
    "text", ["", "attendance has dropped and he is tired", "a bruise on his arm", "she picked a book", *BLUNT["danger"]["quiet"]]
)
def test_ordinary_worries_are_no_danger_words(text: str) -> None:
    """Words without danger put nothing back in front."""
    assert danger_words(text, the_library().glossary()) == ()


# What it must never do


def test_nothing_typed_is_written_printed_or_logged(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """A search opens no file for writing, prints nothing and logs nothing."""
    glossary, index = the_library().glossary(), the_index()
    opened: list[object] = []
    watching = [True]

    def hook(event: str, values: tuple[object, ...]) -> None:
        if watching[0] and (event == "open" or event.startswith(("socket.", "subprocess."))):
            opened.append(values)

    find_signs(index, "warm up", 15, glossary)
    sys.addaudithook(hook)
    find_signs(index, "a secret that nobody may keep, bruise", 15, glossary)
    danger_words("a secret knife", glossary)
    watching[0] = False
    assert opened == []
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_no_typed_text_stays_behind() -> None:
    """Only the guide and the glossary are kept between searches: no cache of search takes a text."""
    for name in ("account", "ages", "everything", "expressions", "glossary", "ranking", "search", "slips", "terms", "wording"):
        tree = ast.parse((ROOT / "thresholds" / "guide" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(mark) for mark in node.decorator_list):
                assert {arg.arg for arg in node.args.args} <= {"self", "index", "glossary"}, f"{name}.{node.name}"


def test_a_suggestion_loads_nothing_of_search() -> None:
    """`suggest` imports no module of search and reads no glossary."""
    code = (
        "import json, sys\nfrom thresholds.cli import main\n"
        "main(['suggest', '--partnership', 'brent', '--indicator', 'PHY-4-02', '--json'])\n"
        "print(json.dumps([m for m in sys.modules if m.startswith('thresholds.guide.')]), file=sys.stderr)"
    )
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTEST"))}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=True)
    loaded = {name.rsplit(".", 1)[1] for name in json.loads(done.stderr.splitlines()[-1])}
    assert not loaded & {"account", "ages", "everything", "expressions", "glossary", "ranking", "search", "slips", "terms", "wording"}


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    """No text makes search fail; reasons are never empty."""
    for match in matches(text):
        assert match.because
        assert 0 <= match.score <= 1
    danger_words(text, the_library().glossary())


def test_the_longest_text_is_taken() -> None:
    """As much as a field keeps is searched."""
    assert found("bruise and hunger " * (LONGEST // 18))


def test_order_of_sentences_does_not_matter() -> None:
    """The same sentences in another order find the same signs."""
    one, other = "He has a bruise. Mum drinks.", "Mum drinks. He has a bruise."
    assert {match.sign.id: match.score for match in matches(one)} == {match.sign.id: match.score for match in matches(other)}


def test_the_command_searches_with_the_glossary(capsys: pytest.CaptureFixture[str]) -> None:
    """`thresholds guide search` knows everyday words, which only the glossary does."""
    pytest.importorskip("thresholds.cli.guide")
    from thresholds.cli import main

    assert main(["guide", "search", "clouted", "--json"]) == 0
    assert "PHY" in {match["id"][:3] for match in json.loads(capsys.readouterr().out)["matches"]}

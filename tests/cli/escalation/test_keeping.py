"""Erasing the words of an entry, and the register of procedures: what a person can do, and what stands in the way."""

import pytest

from tests.cli.escalation.calls import Desk
from tests.cli.escalation.test_help import policies

SECRET = "seen at the swimming pool"
WHY = {"why": "a court ordered it"}
OFFICER = ("--by-role", "data protection officer")


def noted(desk: Desk) -> str:
    """A disagreement with a note as its fifth entry."""
    ref = desk.opened()
    assert desk.do("note", ref, {"note": SECRET}).code == 0
    return ref


def test_an_erased_entry_is_gone_for_good_and_says_so(desk: Desk) -> None:
    """The words are in no output and not in the file; kind and date are said; role and reason stay; the chain holds."""
    ref = noted(desk)
    assert SECRET in desk.call("show", ref, "--record").out
    said = desk.call("erase", ref, "--entry", "5", *OFFICER, "--from", desk.file(WHY))
    assert said.code == 0, said.err
    assert "entry 5, noted, of 2026-04-01" in said.out
    assert SECRET not in said.out + said.err
    record = desk.call("show", ref, "--record").out
    assert SECRET not in record
    assert "a court ordered it" in " ".join(record.split())
    assert SECRET.encode() not in desk.register.read_bytes()
    assert desk.call("verify").code == 0
    entries = desk.call("show", ref, "--history", "--json").json["entries"]
    assert [entry["kind"] for entry in entries[4:]] == ["noted", "body-erased"]
    assert entries[5]["by_role"] == OFFICER[1]


def test_every_entry_can_be_erased_and_danger_is_still_taken(desk: Desk) -> None:
    """After each of the opening's entries lost its words, everything reads, and danger and notes are written."""
    ref = desk.opened()
    for number in ("2", "1", "3", "4"):
        said = desk.call("erase", ref, "--entry", number, *OFFICER, "--from", desk.file(WHY), "--json")
        assert said.code == 0, said.err
        assert said.json["erased"]["entry"] == int(number)
        assert desk.do("danger", ref, {"danger": "yes"}).code == 0
        assert desk.do("note", ref, {"note": "seen again"}).code == 0
        for argv in (("show", ref), ("show", ref, "--json"), ("show", ref, "--record"), ("list",), ("week",), ("verify",)):
            assert desk.call(*argv).code == 0, argv
    assert f"{ref}: danger, and nobody wrote what was done" in desk.call("week").out


def test_what_stands_in_the_way_of_erasing(desk: Desk) -> None:
    """No role, no reason, no such entry, erased already: exit 2. A reason that looks personal: exit 4. Nothing is erased."""
    ref = noted(desk)
    reason = ("--from", desk.file(WHY))
    for argv, code in (
        (("--entry", "5", *reason), 2),
        (("--entry", "5", *OFFICER), 2),
        (("--entry", "5", *OFFICER, "--from", desk.file({"why": " "})), 2),
        (("--entry", "5", *OFFICER, "--from", desk.file({**WHY, "Mary Zebra": "x"})), 2),
        (("--entry", "9", *OFFICER, *reason), 2),
        (("--entry", "0", *OFFICER, *reason), 2),
        (("--entry", "5", *OFFICER, "--from", desk.file({"why": "Tyler Morgan rang 07700 900123"})), 4),
    ):
        said = desk.call("erase", ref, *argv)
        assert (said.code, said.out) == (code, ""), argv
        assert not {"Zebra", "Tyler", "900123"} & set(said.err.split())
    assert SECRET in desk.call("show", ref, "--record").out
    assert desk.call("erase", ref, "--entry", "5", *OFFICER, *reason).code == 0
    assert desk.call("erase", ref, "--entry", "5", *OFFICER, *reason).code == 2


@pytest.mark.parametrize(("answer", "code"), [("1", 130), ("q", 130), ("2", 0)])
def test_a_person_is_asked_again_before_it_is_gone(desk: Desk, answer: str, code: int) -> None:
    """Role, reason, and whether it is meant: anything but a yes leaves it."""
    ref = noted(desk)
    said = desk.typed(["officer", "a court ordered it", answer], "erase", ref, "--entry", "5")
    assert said.code == code
    assert "It cannot be undone" in said.err
    assert (SECRET in desk.call("show", ref, "--record").out) == (code != 0)


def test_what_a_register_of_procedures_lacks_is_named(desk: Desk) -> None:
    """Nothing missing: exit 0. A panel without its clause, a procedure past its review, one that is not there: each named, exit 1."""
    file = desk.folder / "policies.toml"
    file.write_text(policies(), "utf-8")
    call = ("policies", str(file), "--partnership", "brent")
    assert desk.call(*call).code == 0
    assert desk.call(*call, "--json").json["findings"] == []
    file.write_text(policies("forum", "2026-03-31"), "utf-8")
    said = desk.call(*call)
    assert said.code == 1
    assert said.out.count("past its review") == 2
    assert said.out.count("Nobody has looked at the terms of reference") == 1
    file.write_text(policies().replace("whistleblowing", "#"), "utf-8")
    [found] = desk.call(*call, "--json").json["findings"]
    assert (found["code"], found["place"]) == ("no-procedure", "agency.school")


def test_a_register_that_is_none_is_refused(desk: Desk) -> None:
    """An unknown key or a file that is no TOML is exit 3, a missing file or an unknown area exit 2."""
    file = desk.folder / "policies.toml"
    for text in ("x = 1", "= x"):
        file.write_text(text, "utf-8")
        said = desk.call("policies", str(file), "--partnership", "brent")
        assert (said.code, said.out) == (3, "")
    assert desk.call("policies", str(desk.folder / "none.toml"), "--partnership", "brent").code == 2
    file.write_text(policies(), "utf-8")
    assert desk.call("policies", str(file), "--partnership", "narnia").code == 2

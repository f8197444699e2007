"""Which stages come next: the overlay through the first stage, optional and unloaded stages, the order that no reason lifts."""

from pathlib import Path
from typing import Literal

import pytest

from escalation.ladder import next_stages, override_stages
from tests.escalation.shelves import STARTS, ids, ladders, stage, with_protocol
from thresholds.errors import DataFault, UnknownName

YES, NO, NOT_KNOWN = "yes", "no", "not-known"


@pytest.mark.parametrize(
    ("ladder", "after", "answer", "expected"),
    [
        ("HF-2021", "HF-1", YES, ["L2", "LP"]),
        ("HF-2021", "HF-1", NOT_KNOWN, ["L2", "LP"]),
        ("HF-2021", "HF-1", NO, ["HF-3", "HF-4", "L2", "LP"]),
        ("HF-2021", "L2", YES, ["L3", "HF-3", "HF-4"]),
        ("HF-2021", "LP", YES, ["L3", "HF-3", "HF-4"]),
        ("HF-2021", "LC", YES, ["L3", "L4", "HF-3", "HF-4"]),
        ("HF-2021", "L4", YES, ["HF-3", "HF-4"]),
        ("HF-2021", "HF-3", YES, ["HF-4"]),
        ("HF-2021", "HF-4", YES, ["HF-5"]),
        ("HF-2021", "HF-5", YES, []),
        ("BR-2021", "BR-1", YES, ["L2", "LP"]),
        ("BR-2021", "L3", YES, ["L4", "BR-3"]),
        ("BR-2021", "BR-3", NO, ["BR-4"]),
        ("TB-2019", "TB-1", NO, ["TB-2", "TB-3", "L2", "LP"]),
        ("TB-2019", "L2", NO, ["L3", "TB-2", "TB-3"]),
        ("TB-2019", "TB-2", NO, ["TB-3"]),
        ("TB-2019", "TB-3", YES, ["TB-4"]),
        ("WA-2021", "WA-1", YES, ["L2", "LP"]),
        ("WA-2021", "L3", YES, ["L4", "WA-2", "WA-3"]),
        ("WA-2021", "WA-2", YES, ["WA-3"]),
        ("WA-2021", "WA-3", YES, ["WA-4"]),
        ("WA-2021", "WA-side", YES, []),
        ("WA-2021-E", "WA-E1", YES, ["WA-E2"]),
        ("WA-2021-E", "WA-E2", YES, ["WA-E3"]),
        ("WT-2023", "WT-2", YES, ["WT-3"]),
        ("WT-2023", "WT-3", NO, ["WT-4"]),
    ],
)
def test_what_comes_next(ladder: str, after: str, answer: Literal["yes", "no", "not-known"], expected: list[str]) -> None:
    """The stages in order after one that was not resolved: L2 to L4 stand for HF-2, BR-2 and for protocols that are not loaded."""
    assert ids(next_stages(ladders().ladder(ladder), after, answer)) == expected


@pytest.mark.parametrize("ladder", ["HF-2021", "BR-2021", "TB-2019", "WA-2021", "WA-2021-E", "WT-2023"])
@pytest.mark.parametrize("answer", [YES, NO, NOT_KNOWN])
def test_every_stage_can_be_reached_and_left(ladder: str, answer: Literal["yes", "no", "not-known"]) -> None:
    """From the starts, going up, all but oversight and what the overlay stands for is reached; and each stage can be left."""
    found = ladders().ladder(ladder)
    waiting, reached = [stage.id for stage in found.every if stage.opens.starts], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += ids(next_stages(found, name, answer))
    aside = {stage.id for stage in found.every if stage.oversight or stage.through}
    assert {stage.id for stage in found.every} - reached <= aside
    assert all({"R", "W", "X", "D"} <= set(stage.ways_out) for stage in found.every)


def test_no_reason_opens_the_executive_early() -> None:
    """In Wandsworth a reason opens managers, the policy or the Chair out of order, and never WA-4 or WA-5; nor the Secretary of State."""
    wandsworth = ladders().ladder("WA-2021")
    for name in ("WA-1", "L2", "L4", "WA-2", "WA-side"):
        assert not {"WA-4", "WA-5"} & set(ids(override_stages(wandsworth, name)))
    assert ids(override_stages(wandsworth, "WA-1")) == ["L2", "L3", "L4", "LP", "WA-2", "WA-3"]
    assert override_stages(wandsworth, "WA-3") == ()
    assert ids(override_stages(ladders().ladder("WA-2021-E"), "WA-E1")) == ["WA-E2"]
    assert ids(override_stages(ladders().ladder("HF-2021"), "L3")) == ["L4", "HF-3", "HF-4", "HF-5"]


@pytest.mark.parametrize(
    ("name", "place", "senior"), [("HF-2021", "HF-1", "L3"), ("WT-2023", "WT-1", "WT-2"), ("WA-2021-E", "WA-E1", None)]
)
def test_senior_managers_for_a_child_that_cannot_wait(name: str, place: str, senior: str | None) -> None:
    """L3 in London and the managers in England can be reached at once from the first stage; the Executive's own ladder has none."""
    above = override_stages(ladders().ladder(name), place)
    assert next((stage.id for stage in above if stage.senior), None) == senior


def test_case_of_an_id_does_not_count() -> None:
    """`hf-1` is HF-1, `l2` is found within a ladder, and an unknown one names its neighbours."""
    assert ladders().stage("hf-1")[1].id == "HF-1"
    assert ladders().ladder("hf-2021").stage("l2").id == "L2"
    assert ladders().stage("l2")[0].id == "LONDON"
    with pytest.raises(UnknownName) as refused:
        ladders().stage("HF-11")
    assert "HF-1" in refused.value.near
    with pytest.raises(UnknownName):
        ladders().stage("HF-1", "BR-2021")
    with pytest.raises(UnknownName):
        ladders().ladder("HF-2020")


def test_a_loaded_policy_takes_the_place_of_its_stage(tmp_path: Path) -> None:
    """Wandsworth's policy as a file: its stages stand where WA-2 stood, London's steps become a guide, and WA-3 follows its last."""
    shelf = with_protocol(tmp_path, "WA-2", stage("WA-2A", up="WA-2B") + stage("WA-2B"))
    found = shelf.ladder("WA-2021")
    assert list(found.stages) == ["WA-1", "WA-2A", "WA-2B", "WA-3", "WA-4", "WA-5", "WA-side"]
    assert found.protocols == ("OWN",)
    assert ids(next_stages(found, "WA-1", "yes")) == ["WA-2A", "L2", "LP"]
    assert ids(next_stages(found, "WA-2A", "yes")) == ["WA-2B"]
    assert ids(next_stages(found, "WA-2B", "yes")) == ["WA-3"]
    assert found.stages["WA-side"].beside == ["WA-2B", "WA-3"]
    assert shelf.stage("WA-2B")[0].id == "WA-2021"
    assert "OWN" not in shelf.ids
    with pytest.raises(UnknownName):
        shelf.stage("WA-2")
    assert shelf.ladder("HF-2021").protocols == ()


def test_a_loaded_local_protocol_comes_before_the_delegated_partners(tmp_path: Path) -> None:
    """In England a local protocol stands between managers and delegated partners, who stay and need no stand-in limit then."""
    found = with_protocol(tmp_path, "WT-3", stage("MID-1", opens=STARTS)).ladder("WT-2023")
    assert list(found.stages) == ["WT-1", "WT-2", "MID-1", "WT-3", "WT-4", "WT-S"]
    assert ids(next_stages(found, "WT-2", "no")) == ["MID-1"]
    assert ids(next_stages(found, "MID-1", "no")) == ["WT-3"]
    assert ids(next_stages(found, "WT-3", "no")) == ["WT-4"]
    assert found.stages["WT-3"].limit.basis == "none-stated"
    assert found.stages["WT-3"].is_loaded


def test_a_protocol_with_faults_is_not_passed_over(tmp_path: Path) -> None:
    """A local protocol that does not load stops the ladder that it fills, with its faults, and no other ladder."""
    shelf = with_protocol(tmp_path, "TB-3", stage("TB-3A", up="nowhere"))
    with pytest.raises(DataFault) as refused:
        shelf.ladder("TB-2019")
    assert {finding.file for finding in refused.value.findings} == {"OWN.toml"}
    assert shelf.ladder("HF-2021").id == "HF-2021"

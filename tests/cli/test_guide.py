"""`thresholds guide`: list, show, search and schema, in words and in JSON."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thresholds.cli import main
from thresholds.guide.fixed import FACTS, TOPICS
from thresholds.guide.index import Index

CANARY = "Zebedee"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must succeed quietly; give its text, which fits 80 columns but for words that cannot be folded."""
    assert main(["guide", *words]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert all(len(row) <= 80 for row in shown.out.splitlines())
    return " ".join(shown.out.split())


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Run a command that must succeed and give its JSON."""
    assert main(["guide", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must be refused with exit 2 and an empty standard output; give what it says."""
    assert main(["guide", *words]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Error: ")
    return shown.err


def entry(capsys: pytest.CaptureFixture[str], name: str, table: str = "") -> dict[str, Any]:
    """The one entry of this kind that `guide show` gives for an id."""
    found = answered(capsys, "show", name)
    assert found["schema"] == "thresholds/entry/1"
    return next(one for one in found["entries"] if table in ("", one["table"]))  # type: ignore[no-any-return]


def test_the_list_holds_every_sign_by_sub_domain(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    """All 337 signs under their 37 sub-domains, with id, level and words; what was not seen is said first."""
    text = said(capsys, "list")
    assert all(f"- {sign.id}, level {sign.level}: {sign.says}" in text for sign in index.signs)
    assert all(f"{code}, {sub.name} ---" in text for code, sub in index.guide.sub_domain.items())
    assert text.index("was not at hand") < text.index("EDU-1-01")
    found = answered(capsys, "list")
    assert [sign["id"] for sign in found["signs"]] == [sign.id for sign in index.signs]
    assert found["guide"]["digest"].startswith("sha256:")


def test_the_list_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    """By level, by sub-domain in small letters too, and by both."""
    assert {sign["level"] for sign in answered(capsys, "list", "--level", "4")["signs"]} == {4}
    assert {sign["subdomain"] for sign in answered(capsys, "list", "--subdomain", "phy")["signs"]} == {"PHY"}
    both = answered(capsys, "list", "--subdomain", "PHY", "--level", "4")["signs"]
    assert [sign["id"] for sign in both] == ["PHY-4-01", "PHY-4-02", "PHY-4-03", "PHY-4-04", "PHY-4-05"]


def test_a_guide_of_ones_own_is_read_like_londons(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing here knows London's ids; a level without a sign is exit 0, with not a word that sounds like safety."""
    (tmp_path / "london_continuum.toml").write_bytes((Path(__file__).parent.parent / "broken/guide.toml").read_bytes())
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path))
    for name in ("PHY-4-01", "NEG", "both", "dark", "tell", "3", "S01", "police"):
        assert len(said(capsys, "show", name)) > 40
    assert "What is not listed is not ruled out." in said(capsys, "list", "--level", "3")


def test_a_sign_is_explained_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """Level with name and action, sub-domain, placement in words, strand, duties, and each source with whether it was seen."""
    text = said(capsys, "show", "PHY-4-02")
    for words in (
        "Any bruise or injury in a baby",
        "Level: 4, Children in acute need: Phone the front door now",
        "Sub-domain: PHY, Physical harm (Abuse, neglect",
        "This level was: seen in another area's guide, not London's",
        "PHY-2-01, level 2:",
        "A bruise or injury in a child who cannot move about (injury-not-mobile)",
        "C20: Level 5: child protection. Trafford Council.",
        "Address: trafford.gov.uk",
        "Text: an excerpt was read, not the whole; another area's, not London's",
    ):
        assert words in text
    found = entry(capsys, "phy-4-02")
    assert (found["table"], found["id"], found["level"], found["subdomain"]) == ("sign", "PHY-4-02", 4, "PHY")
    assert found["duties"] == ["injury-not-mobile"]
    assert {other["id"] for other in found["same_concern"]} >= {"PHY-1-01", "PHY-2-01", "PHY-3-01"}
    assert found["sources"][0]["title"] == "Level 5: child protection"
    assert found["sources"][0]["seen"] == "excerpt"


def test_a_sign_says_how_fast_who_differs_and_what_names_it(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    """Urgency of its own, other areas' placement, rules by sign, by level and by sub-domain, absence."""
    differing = next(sign for sign in index.signs if sign.differs)
    assert f"Others differ: {differing.differs}" in said(capsys, "show", differing.id)
    urgent = next(sign for sign in index.signs if sign.urgency == "today" and sign.level < 4)
    assert "How fast: today, whatever the level" in said(capsys, "show", urgent.id)
    absent = next(sign for sign in index.signs if sign.absence)
    assert "It never shows that a child is safe." in said(capsys, "show", absent.id)
    assert {"injury-not-mobile", "several-level-3", "level-3-young-or-unheard"} <= set(entry(capsys, "PHY-3-01")["rules"])
    assert "abuse-substances-illness" in entry(capsys, "DVA-3-01")["rules"]
    assert "abuse-substances-illness" not in entry(capsys, "DVA-1-01")["rules"]
    assert {"domestic-abuse", "domestic-abuse-high-risk"} <= set(entry(capsys, "DVA-4-01")["duties"])
    assert entry(capsys, "DVA-1-01")["duties"] == []


def test_every_id_that_a_person_meets_is_explained(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    """Signs, sub-domains, levels, duties, rules, reasons, topics, principles, sources, contacts, groups and facts; none crashes."""
    guide = index.guide
    tables: dict[str, Any] = {
        "sign": guide.sign, "sub-domain": guide.sub_domain, "level": guide.level, "duty": guide.duty, "rule": guide.rule, "sweep": TOPICS,
        "principle": guide.principle, "source": guide.source, "reason": guide.reason, "contact": guide.contact, "group": guide.group,
        "fact": [fact for fact in FACTS if fact not in (*TOPICS, *guide.reason)],
    }  # fmt: skip
    from thresholds.documents.plain import as_text
    from thresholds.guide.reading import entries

    for kind, names in tables.items():
        for name in names:
            found = [one for one in entries(index, name) if one.kind == kind]
            assert len(found) == 1
            assert len(as_text(found[0].body)) > 60
            assert json.dumps(found[0].json)
            assert entries(index, f"{kind}.{name}") == found
    assert "! Children in acute need: Phone the front door now" in said(capsys, "show", "4")
    assert said(capsys, "show", "fgm-known").startswith("DUTY FGM-KNOWN")
    assert "Named by" in said(capsys, "show", "S17")
    assert entry(capsys, "S17")["named_by"]


def test_things_that_share_an_id_are_shown_together(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule and a duty may have one name: both are shown, and the table's name before a full stop picks one."""
    assert {"rule", "duty"} <= {one["table"] for one in answered(capsys, "show", "injury-not-mobile")["entries"]}
    assert [one["table"] for one in answered(capsys, "show", "duty.injury-not-mobile")["entries"]] == ["duty"]


def test_a_reference_with_its_place_gives_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands beside a sentence can be typed as it stands."""
    assert entry(capsys, "SD-WT para 31")["id"] == "SD-WT"


@pytest.mark.parametrize(
    ("typed", "near"),
    [("PHY-4-2", "PHY-4-02"), ("fgm-knwon", "fgm-known"), ("S171", "S17"), ("HPY", "PHY"), ("several-level", "several-level-3")],
)
def test_an_id_that_nothing_has_names_the_near_ones(typed: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with near ids from every table."""
    assert near in refused(capsys, "show", typed)


@pytest.mark.parametrize("typed", [CANARY, "", " ", "\x1b[31mred", "é" * 5_000, "../../etc/passwd", "rule.", "-"])
def test_nonsense_is_refused_and_not_repeated(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is typed for an id: exit 2, one line, and none of it comes back."""
    says = refused(capsys, "show", typed)
    assert CANARY not in says
    assert "\x1b" not in says
    assert len(says) < 250


def test_search_says_danger_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Words of danger put 999 before any sign, in text and in JSON, and what is not found is not ruled out in both."""
    assert main(["guide", "search", "he has a knife and she is unconscious"]) == 0
    text = capsys.readouterr().out
    assert " ".join(text.split()).startswith(
        "! These words may speak of danger now: knife, unconscious. If a child is in danger, phone 999 first."
    )
    found = answered(capsys, "search", "he has a knife and she is unconscious")
    assert found["danger"] == ["knife", "unconscious"]
    assert "not ruled out" in found["caution"]


def test_lines_of_standard_input_stay_apart(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A denial on one line takes nothing from the next."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"denies bruising\nburns on her back")))
    assert answered(capsys, "search", "-")["matches"][0]["id"] == "PHY-4-04"


def test_signs_that_say_nothing_stand_under_their_own_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """What says that nothing was seen, and what the words deny, is told apart from what was found."""
    assert main(["guide", "search", "no bruises"]) == 0
    text = capsys.readouterr().out
    assert (
        text.index("They never show that a child is safe") < text.index("PHY-1-01") < text.index("seem to say no") < text.index("PHY-4-01")
    )


def test_search_gives_the_contracts_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """`thresholds/search/1`: the query, and matches with id, level, says, score, because, subdomain and strand."""
    found = answered(capsys, "search", "bruise", "baby", "--limit", "3")
    assert (found["schema"], found["query"]) == ("thresholds/search/1", "bruise baby")
    assert len(found["matches"]) <= 3
    first = found["matches"][0]
    assert set(first) == {"id", "level", "says", "score", "because", "subdomain", "strand", "read_as", "absence", "denied"}
    assert (first["id"], first["subdomain"]) == ("PHY-4-02", "PHY")
    assert 0 < first["score"] <= 1
    assert any("bruise" in word for word in first["because"])


def test_search_finds_a_sign_by_what_it_says_and_by_its_id(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    """A sign's own words and its id find it; tests/guide/test_search.py asks the core for every sign."""
    sign = index.signs[40]
    found = [(match["id"], match["score"]) for match in answered(capsys, "search", f"{sign.id}. {index.signs[80].says}")["matches"]]
    assert found[0] == (sign.id, 1.0)
    assert index.signs[80].id in dict(found)


@pytest.mark.parametrize("words", ["xyzzy", "the child is", "?!", "99999", "\x1b[90m"])
def test_no_match_is_no_reassurance(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing found is exit 0, and says that what is not found is not ruled out."""
    assert "What is not found here is not ruled out." in said(capsys, "search", words)
    assert answered(capsys, "search", words)["matches"] == []


def test_a_match_is_no_reassurance_either(capsys: pytest.CaptureFixture[str]) -> None:
    """What is found does not rule out what is not."""
    assert "What is not found here is not ruled out." in said(capsys, "search", "bruise")


def test_an_account_comes_from_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With - the words are read from standard input, in any encoding, and long ones are cut with a word about it."""
    account = "He said his dad hit him with a belt \xe2 ".encode() + b"\xff\x00" + "— and he's frightened".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(account)))
    assert {match["subdomain"] for match in answered(capsys, "search", "-")["matches"]} & {"PHY"}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"bruise " * 1_000_000)))
    assert main(["guide", "search", "-", "--json"]) == 0
    shown = capsys.readouterr()
    assert "Only the first 20000 characters" in shown.err
    assert len(json.loads(shown.out)["query"]) <= 20_000


def test_no_words_are_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty standard input, none at all, and blanks: exit 2 with what to do."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    assert "no words" in refused(capsys, "search", "-")
    assert "no words" in refused(capsys, "search", " ")
    monkeypatch.setattr(sys, "stdin", None)
    assert "no words" in refused(capsys, "search", "-")


@pytest.mark.parametrize(
    "words",
    [[], ["list", "--level", "5"], ["list", "--level", "x"], ["list", "--subdomain", "ZZZ"], ["search"], ["search", "a", "--limit", "0"],
     ["show"], ["show", "a", "b"], ["schema"], ["schema", CANARY], ["lst"], ["list", f"--{CANARY}"], ["export"]],
)  # fmt: skip
def test_wrong_calls_are_refused_without_what_was_typed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, one sentence on standard error, nothing on standard output."""
    assert CANARY not in refused(capsys, *words)


@pytest.mark.parametrize("words", [["-h"], ["list", "-h"], ["show", "-h"], ["search", "-h"], ["schema", "-h"]])
def test_each_help_has_an_example_that_runs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The example in the help of each command is a command that works."""
    import shlex

    assert main(["guide", *words]) == 0
    example = next(row for row in capsys.readouterr().out.splitlines() if "Example: " in row).split("Example: thresholds ")[1]
    assert main(shlex.split(example)) == 0


def keys_of(schema: dict[str, Any], part: dict[str, Any], table: Any, place: str) -> None:
    """Check that a table has the keys that its schema asks for, and none that it refuses."""
    part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part
    for option in part.get("anyOf", []):
        if "$ref" in option:
            part = schema["$defs"][option["$ref"].rsplit("/", 1)[1]]
    if isinstance(table, dict) and "properties" in part:
        assert set(part.get("required", [])) <= set(table), place
        assert set(table) <= set(part["properties"]), place
        for key, value in table.items():
            keys_of(schema, part["properties"][key], value, f"{place}.{key}")
    elif isinstance(table, dict) and isinstance(part.get("additionalProperties"), dict):
        for key, value in table.items():
            keys_of(schema, part["additionalProperties"], value, f"{place}.{key}")
    elif isinstance(table, list) and "items" in part:
        for value in table:
            keys_of(schema, part["items"], value, f"{place}.*")


def test_the_schemas_fit_the_files_as_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    """The guide, every area, and an area with an overlay fit their schema; a sign's id is in no table."""
    from thresholds import places
    from thresholds.toml import read_sheet

    guide, area = answered(capsys, "schema", "guide"), answered(capsys, "schema", "partnership")
    assert guide["$schema"] == area["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    keys_of(guide, guide, read_sheet(places.guide_file()).tables, "guide")
    broken = Path(__file__).parent.parent / "broken/brent.toml"
    for path in (*places.partnership_files().values(), broken):
        keys_of(area, area, read_sheet(path).tables, path.name)
    assert "id" not in guide["$defs"]["Sign"]["properties"]
    assert set(answered(capsys, "schema", "concern")["required"]) == {"partnership"}


def test_a_guide_that_does_not_load_is_exit_3(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a broken guide names its fault on standard error and prints nothing else."""
    (tmp_path / "london_continuum.toml").write_text("[level.1\n")
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path))
    for words in (["list"], ["show", "4"], ["search", "bruise"]):
        assert main(["guide", *words]) == 3
        shown = capsys.readouterr()
        assert shown.out == ""
        assert "london_continuum.toml:1: error [not-toml]" in shown.err
    assert main(["guide", "schema", "guide"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="a shell with pipes")
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_poor_terminal_gets_every_line(encoding: str) -> None:
    """Encodings that lack a character replace it: no crash, and as many lines as elsewhere."""
    line = [sys.executable, "-m", "thresholds", "guide", "list"]
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONUTF8"}
    poor = subprocess.run(
        line, capture_output=True, env={**surroundings, "PYTHONIOENCODING": encoding}, stdin=subprocess.DEVNULL, check=True
    )
    rich = subprocess.run(
        line, capture_output=True, env={**surroundings, "PYTHONIOENCODING": "utf-8"}, stdin=subprocess.DEVNULL, check=True
    )
    assert poor.stderr == b""
    assert poor.stdout.count(b"\n") == rich.stdout.count(b"\n") > 337

"""Every command has help, an example that runs, and a place in the documents; only its own module is loaded."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from escalation.cli import GROUPS
from tests.cli.escalation.calls import RAISED, UP, Desk
from tests.escalation.desks import books

ROOT = Path(__file__).parents[3]
TERMS = "When members disagree, each agency first follows its own escalation procedure.\nThe chair then refers it to the Forum.\n"
CLOSE = {"procedure-title": "our procedure, version 3", "line-manager-role": "deputy head", "safeguarding-lead": "asked on the first day"}
SETTLED = {
    **CLOSE,
    "danger": "no",
    "outcome": "agreed",
    "statement": "an assessment begins",
    "actions": "Assessment begins; team manager; 2026-04-20",
    "confirmed-ours": "2026-04-01",
    "confirmed-theirs": "2026-04-01",
    "confirmed-how": "email",
    "told-on": "2026-04-01",
}
FINISHED = {
    "documents": "the referral",
    "outstanding": "nothing",
    "changed": "an assessment",
    "copy-ours": "2026-04-01",
    "copy-theirs": "2026-04-01",
    "learning": ["none"],
    "debrief": "offered",
    "review-on": "2026-04-20",
    "main": "no",
    "main-why": "one of many",
    "child-view": "known",
    "child-view-says": "wants to stay at home",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "raise": dict(RAISED),
    "record": CLOSE,
    "danger": {"danger": "no"},
    "move-up": {**UP, **CLOSE, "contact-on": "2026-04-01", "reason-up": "not settled"},
    "settle": SETTLED,
    "withdraw": {
        **CLOSE, "danger": "no", "withdrawn-why": "it was settled by phone", "withdrawn-by": "head", "withdrawn-safety": "seen every day",
    },
    "redirect": {"danger": "no", "route": "complaint", "redirect-contacted": "2026-04-01", "front-door-told": "no child concerned"},
    "finish": FINISHED,
    "note": {"note": "they rang back"},
    "change-ladder": {"ladder": "TB-2019", "change-reason": "raised under the earlier one"},
}  # fmt: skip
"""For each verb what a script gives, where the example of its help is run."""


def policies(left_out: str = "", review: str = "2027-01-01") -> str:
    """A register of procedures and clauses for Brent in which nothing is missing, or one panel is, or a review is due."""
    shelf = books()
    panels = {**shelf.ladders.ladder("BR-2021").panels, **shelf.shared.meeting}
    procedure = f'{{ title = "Ours", version = "3", where = "Intranet", review = {review} }}'
    agency = f'[agency.school]\nname = "A school"\nescalation = {procedure}\nwhistleblowing = {procedure}\n'
    return agency + "".join(f'[panel.{name}]\nclause = "4"\nchecked = 2026-02-01\n' for name in panels if name != left_out)


def prepared(desk: Desk, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with all that the examples name: a disagreement, answers, a case, terms, a backup and an export."""
    monkeypatch.chdir(desk.folder)
    desk.opened()
    if command == "finish":
        assert desk.do("settle", "HF-2026-001", SETTLED).code == 0
    if command == "forum-note":
        ready = {**{key: value for key, value in UP.items() if key not in ("reason-up",)}, "contact-on": "2026-04-01", **BEYOND}
        assert desk.do("record", "HF-2026-001", ready).code == 0
    (desk.folder / "answers.toml").write_text(
        "".join(f"{key} = {json.dumps(value)}\n" for key, value in ANSWERS.get(command, {}).items()), "utf-8"
    )
    shutil.copy(ROOT / "tests" / "cases" / "escalation" / "01-hf-2026-001.toml", "case.toml")
    (desk.folder / "reason.toml").write_text('why = "written in the wrong record"\n', "utf-8")
    (desk.folder / "policies.toml").write_text(policies(), "utf-8")
    (desk.folder / "terms.md").write_text(TERMS, "utf-8")
    (desk.folder / "checkpoint.txt").write_text(desk.call("checkpoint").out, "utf-8")
    if command != "backup":
        assert desk.call("backup", "copy.sqlite3").code == 0
    if command != "export":
        assert desk.call("export", "--output", "record.jsonl").code == 0


BEYOND = {
    **CLOSE,
    "level": "3",
    "plan-status": "cin",
    "cp-dispute": "no",
    "why": "the guide's words fit",
    "common-ground": "that the child needs help",
    "still-apart": "how fast",
    "child-view": "not-yet-sought",
    "child-view-says": "the visit is next week",
}


@pytest.mark.parametrize("command", GROUPS)
def test_every_command_has_help_with_an_example_that_runs(command: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command's help shows an example, and each example ends with exit 0 and an answer."""
    prepared(desk, command, monkeypatch)
    shown = desk.call(command, "--help")
    assert shown.code == 0
    examples = re.findall(r"Example: escalation (.*(?:\n {4,}\S.*)*)", shown.out)
    assert any(example.startswith(command) for example in examples)
    for example in examples:
        said = desk.call(*shlex.split(example))
        assert said.code == 0, (example, said.err)
        assert said.out or "--output" in example


def documented() -> list[str]:
    """Every `escalation` command line in a code block of the documents."""
    texts = [path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))]
    blocks = [block for text in texts for block in re.findall(r"```\n(.*?)```", text, flags=re.DOTALL)]
    return [line for block in blocks for line in block.splitlines() if line.startswith("escalation ")]


@pytest.mark.parametrize("line", documented())
def test_every_command_of_the_documents_runs(line: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that a document shows is done with exit 0 and gives an answer."""
    command, *rest = shlex.split(line)[1:]
    prepared(desk, command, monkeypatch)
    said = desk.call(command, *rest)
    assert said.code == 0, said.err
    assert said.out


@pytest.mark.parametrize("command", GROUPS)
def test_every_command_is_in_the_documents(command: str) -> None:
    """docs/commands.md names each command."""
    assert f"escalation {command}" in (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("argv", "unasked"),
    [
        (("list", "--help"), ("escalation.fold", "escalation.desk", "thresholds.records.sqlite", "sqlite3", "textual", "rich")),
        (("checkpoint",), ("escalation.desk", "escalation.forms", "textual", "rich", "thresholds.assessment", "psycopg", "holidays")),
        (("raise",), ("textual", "rich", "thresholds.records.sqlite", "psycopg", "thresholds.assessment")),
    ],
)
def test_a_command_loads_only_what_it_needs(argv: tuple[str, ...], unasked: tuple[str, ...], tmp_path: Path) -> None:
    """In a process of its own a command loads no other command's module, and nothing that it does not use."""
    code = (
        "import sys; from escalation.cli import GROUPS, main; main(sys.argv[2:]);"
        "others = [f'escalation.cli.{name}' for name in GROUPS.values() if name != GROUPS[sys.argv[2]] and name != 'verbs'];"
        "bad = [name for name in sys.modules if name.startswith(tuple(sys.argv[1].split(','))) or name in others];"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(unasked), *argv],
        cwd=ROOT, env={"XDG_DATA_HOME": str(tmp_path), "PATH": ""}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

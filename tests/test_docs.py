"""Every command in the documents runs, and every command is in the documents."""

import re
import shlex
from pathlib import Path

import pytest

from thresholds.cli import GROUPS, main

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_NEEDS_A_PERSON = ("app", "walk")


def commands() -> list[tuple[str, str]]:
    """Give every `thresholds` command line in a code block of the documents, with the document's name."""
    found = []
    for path in DOCS:
        for block in re.findall(r"```\n(.*?)```", path.read_text("utf-8"), flags=re.DOTALL):
            for line in block.splitlines():
                line = line.removeprefix("python3 run.py ").strip()
                if line.startswith("thresholds "):
                    found.append((path.name, line))
    return found


@pytest.mark.parametrize(("document", "line"), commands())
def test_every_command_of_the_documents_runs(document: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that a document shows is done with exit 0; one that needs a person at least has help."""
    words = shlex.split(line)[1:]
    if words[0] in _NEEDS_A_PERSON:
        words = [words[0], "--help"]
    assert main(words) == 0, f"{document}: {line}"
    assert capsys.readouterr().out


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_has_help_with_an_example_that_runs(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each group's help shows at least one example, and the example runs."""
    assert main([group, "--help"]) == 0
    shown = capsys.readouterr().out
    examples = re.findall(r"Example: thresholds (.*)", shown)
    if group in ("guide", "partnership"):
        return
    assert examples, shown
    for example in examples:
        words = shlex.split(example)
        assert main([words[0], "--help"] if words[0] in _NEEDS_A_PERSON else words) == 0


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_is_in_the_documents(group: str) -> None:
    """docs/commands.md names each command."""
    assert f"thresholds {group}" in (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_the_readme_counts_what_the_guide_holds() -> None:
    """The figures of the README are those of the data."""
    from collections import Counter

    from thresholds import places
    from thresholds.guide.library import Library

    index = Library(places.guide_file(), places.partnership_files(), places.holidays_file()).index()
    placed = Counter(sign.placement for sign in index.signs)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"Of {len(index.signs)} signs, {placed['seen']} placements were seen" in readme
    assert f"{placed['comparator']} in another area's guide" in " ".join(readme.split())
    assert f"{placed['practice']} come from practice knowledge" in " ".join(readme.split())


def test_the_pictures_are_made_from_the_app_and_fetch_nothing(tmp_path: Path) -> None:
    """`make pictures` makes what the README shows, each with words for who cannot see it; a picture names no address but SVG's own."""
    from docs.pictures import main as make_pictures

    make_pictures(tmp_path)
    shown = re.findall(r"!\[(.*?)\]\((docs/pictures/.*?)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {Path(place).name for _, place in shown} == {path.name for path in tmp_path.iterdir()}
    for says, place in shown:
        assert len(says.split()) > 8, place
        for path in (ROOT / place, tmp_path / Path(place).name):
            drawing = path.read_text("utf-8")
            assert set(re.findall(r"\w+://[^\s\"')]+", drawing)) == {"http://www.w3.org/2000/svg"}, path
            assert set(re.findall(r"url\((.)|(?:href|src|@import)\s*[=:(]?\s*(\S)", drawing)) <= {("#", "")}, path
            assert "Danger" in drawing, path


def test_no_document_names_a_registry_or_a_machine() -> None:
    """No address of a package registry and no path of one machine stands in any document or setting."""
    for path in [*DOCS, *ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "run.py", ROOT / "Makefile"]:
        assert not re.search(r"\b(pypi|npmjs|pythonhosted)\b", path.read_text("utf-8")), path.name

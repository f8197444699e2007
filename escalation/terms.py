"""Do the terms of reference of a panel say what to do on disagreement? A plain search for words, which shows where it found them.

What is asked for (escalation facts 3, ESC-REQ-12): the terms of reference of every multi-agency panel and meeting say what to do when
professionals disagree. That, and what to do first, must be there; the rest is advice. Found words are no proof: a person reads the place.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thresholds.finding import Finding

SOURCE = "SD-HF page 16, SD-BR 7.3, SD-WW 9"


class Place(NamedTuple):
    """Where something was found: the code of what was looked for, and the line from 1."""

    code: str
    line: int


class Looked(NamedTuple):
    """What was looked for in terms of reference: what was found where, and what is missing."""

    found: tuple[Place, ...]
    findings: tuple[Finding, ...]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_DISAGREE = _any(
    r"disagree(?:s|ment|ments|ing)?",
    r"disput(?:e|es|ed)",
    r"dissent\w*",
    r"differences? (?:of|in) (?:opinion|view|professional)",
    r"professional differences?",
    r"conflict resolution",
    r"resol\w+ (?:of )?(?:professional )?(?:conflict|difference)s?",
    r"escalation",
    r"(?:cannot|unable to|fail\w* to|do not|does not) (?:be )?agree\w*",
    r"(?:lack of|no) consensus",
)
_STEP = _any(
    r"escalat\w*",
    r"refer(?:red|s)?",
    r"(?:tak(?:e|en)|brings?|brought|pass(?:ed)?|report(?:ed)?) (?:(?:it|this|them|the matter) )?to",
    r"rais(?:e|ed|es) (?:(?:it|this|them) )?with",
    r"follow\w*",
    r"use[ds]?",
    r"appl(?:y|ies|ied)",
    r"mediat\w+",
    r"arbitrat\w+",
    r"decid\w+",
    r"votes?",
    r"resolv\w+",
    r"ask(?:s|ed)?",
)
_WHO = _any(
    r"chair\w*",
    r"convenor|convener|scrutineer|director",
    r"forum|executive|partnership|board|panel|group",
    r"managers?|leads?",
    r"agenc(?:y|ies)",
    r"safeguarding partners",
    r"procedure|policy|protocol",
)
_ENTRY = re.compile(r"[-*•#]|\(?\d+[.)]|\(?[a-z][.)]\s")
_LATER = _any(
    r"tbc|tbd",
    r"to be (?:agreed|confirmed|decided|determined|added|drafted|written)",
    r"under development",
)
_NOT = _any(r"(?:does not|do not|doesn't|will not|not) (?:cover|deal with|address|apply to|include|say|set out)")

ADVICE: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "own-procedure",
        _any(
            r"own (?:escalation |agency )?(?:procedure|policy|process|arrangements)",
            r"agenc(?:y|ies)['’]?s? (?:escalation )?(?:procedure|policy)",
            r"escalation (?:procedure|policy|process|protocol)",
        ),
        "They do not name the agencies' own procedure, which comes first.",
        "Name it as the first step.",
    ),
    (
        "next-step",
        _any(r"forum|executive|independent (?:chair|convenor|scrutineer)|partnership group|chair"),
        "They do not say who is asked when the panel itself cannot settle it.",
        "Name the next stage of your partnership; `escalation ladder` shows it.",
    ),
    (
        "child-meanwhile",
        _any(
            r"meanwhile|in the meantime|interim|999",
            r"immediate (?:risk|danger|harm|safety)",
            r"child(?:ren)? (?:is|are|remains?|must be) safe",
            r"keep\w* (?:the )?child\w* safe",
        ),
        "They do not say what keeps the child safe meanwhile.",
        "Say that danger never waits, and who makes sure of the child's safety.",
    ),
    (
        "recorded",
        _any(r"record(?:ed|s|ing)?|minut(?:e|ed|es)|log(?:ged)?|in writing|note[ds]?"),
        "They do not say that the disagreement and what came of it are written down.",
        "Say where: the minutes, and each agency's file.",
    ),
)
"""What good terms also say: code, words, what is missing, what to do. Advice: its absence is a warning."""


class _Part(NamedTuple):
    """A paragraph or an entry of a list: its text in one line, and where in it each line of the file begins."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def line(self, found: re.Match[str] | None) -> int:
        """Give the line of the file on which a match begins."""
        at = found.start() if found else 0
        return max(line for start, line in self.starts if start <= at)


def look(text: str, file: str) -> Looked:
    """Look through the text of terms of reference; `file` is the name that findings carry."""
    parts = _parts(text)
    about = [part for part in parts if _DISAGREE.search(part.text)]
    spoken = [part for part in about if not _NOT.search(part.text)]
    near = [one for number, part in enumerate(parts) if part in spoken for one in parts[number : number + 4]]
    steps = [part for part in near if _STEP.search(part.text) and _WHO.search(part.text)]
    found = [Place("disagreement", part.line(_DISAGREE.search(part.text))) for part in spoken[:1]]
    found += [Place("what-to-do", part.line(_STEP.search(part.text))) for part in steps[:1]]
    findings = list(_missing(about, spoken, steps, near, file))
    for code, pattern, says, help in ADVICE:
        place = next((Place(code, part.line(hit)) for part in near if (hit := pattern.search(part.text))), None)
        if place:
            found.append(place)
        elif spoken:
            findings.append(Finding(code, "warning", file, "", found[0].line, says, help))
    return Looked(tuple(found), tuple(findings))


def _missing(
    about: Sequence[_Part], spoken: Sequence[_Part], steps: Sequence[_Part], near: Sequence[_Part], file: str
) -> Iterator[Finding]:
    if not spoken:
        line = about[0].line(_DISAGREE.search(about[0].text)) if about else 0
        says = "They name disagreement only to leave it out." if about else "They say nothing of disagreement."
        help = f"Add what to do when members disagree; it is asked for in {SOURCE}."
        yield Finding("no-disagreement", "error", file, "", line, says, help)
    elif not steps:
        line = spoken[0].line(_DISAGREE.search(spoken[0].text))
        says, help = "They name disagreement and not what to do about it.", "Say who does what first, and where it goes next."
        yield Finding("no-step", "error", file, "", line, says, help)
    for part in near:
        if later := _LATER.search(part.text):
            says = "What to do is still to be written."
            yield Finding("not-written", "error", file, "", part.line(later), says, "Write it, and look again.")
            return


def _parts(text: str) -> list[_Part]:
    """Give paragraphs and entries of lists: a sentence can run over lines."""
    parts: list[_Part] = []
    was_blank = True
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and (was_blank or _ENTRY.match(stripped)):
            parts.append(_Part(stripped, ((0, number),)))
        elif stripped:
            before = parts[-1]
            parts[-1] = _Part(f"{before.text} {stripped}", (*before.starts, (len(before.text) + 1, number)))
        was_blank = not stripped
    return parts

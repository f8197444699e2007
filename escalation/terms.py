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


def look(text: str, file: str) -> Looked:
    """Look through the text of terms of reference; `file` is the name that findings carry."""
    parts = _parts(text)
    about = [part for part in parts if _DISAGREE.search(part[1])]
    spoken = [part for part in about if not _NOT.search(part[1])]
    near = [one for number, part in enumerate(parts) if part in spoken for one in parts[number : number + 4]]
    steps = [part for part in near if _STEP.search(part[1]) and _WHO.search(part[1])]
    found = [Place("disagreement", spoken[0][0])] if spoken else []
    found += [Place("what-to-do", steps[0][0])] if steps else []
    findings = list(_missing(about, spoken, steps, near, file))
    for code, pattern, says, help in ADVICE:
        place = next((part for part in near if pattern.search(part[1])), None)
        if place:
            found.append(Place(code, place[0]))
        elif spoken:
            findings.append(Finding(code, "warning", file, "", spoken[0][0], says, help))
    return Looked(tuple(found), tuple(findings))


def _missing(
    about: Sequence[tuple[int, str]],
    spoken: Sequence[tuple[int, str]],
    steps: Sequence[tuple[int, str]],
    near: Sequence[tuple[int, str]],
    file: str,
) -> Iterator[Finding]:
    if not spoken:
        line = about[0][0] if about else 0
        says = "They name disagreement only to leave it out." if about else "They say nothing of disagreement."
        yield Finding(
            "no-disagreement", "error", file, "", line, says, f"Add what to do when members disagree; it is asked for in {SOURCE}."
        )
    elif not steps:
        says, help = "They name disagreement and not what to do about it.", "Say who does what first, and where it goes next."
        yield Finding("no-step", "error", file, "", spoken[0][0], says, help)
    later = next((part for part in near if _LATER.search(part[1])), None)
    if later:
        yield Finding("not-written", "error", file, "", later[0], "What to do is still to be written.", "Write it, and look again.")


def _parts(text: str) -> list[tuple[int, str]]:
    """Give paragraphs and list entries with the line on which each begins: a sentence can run over lines."""
    parts: list[tuple[int, list[str]]] = []
    was_blank = True
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        begins = was_blank or re.match(r"[-*•#]|\(?\d+[.)]|\(?[a-z][.)]\s", stripped)
        if stripped:
            if begins:
                parts.append((number, [stripped]))
            else:
                parts[-1][1].append(stripped)
        was_blank = not stripped
    return [(number, " ".join(lines)) for number, lines in parts]

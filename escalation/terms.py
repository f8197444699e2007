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


_DISAGREE = re.compile(
    r"\b(disagree(?:s|ment|ments|ing)?|disput(?:e|es|ed)|dissent\w*|differences? (?:of|in) (?:opinion|view|professional)|"
    r"professional differences?|conflict resolution|resol\w+ (?:of )?(?:professional )?(?:conflict|difference)s?|escalation|"
    r"cannot (?:be )?agree\w*|fail\w* to agree|do(?:es)? not agree|unable to agree|lack of consensus|no consensus)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(escalat\w*|refer(?:red|s)?|tak(?:e|en) (?:it |this |the matter )?to|rais(?:e|ed|es) (?:it |this |them )?with|report(?:ed)? to|"
    r"follow\w*|use|uses|used|appl(?:y|ies|ied)|bring|brought|pass(?:ed)? to|mediat\w+|arbitrat\w+|decid\w+|vote\w*|resolv\w+|ask(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(chair\w*|convenor|convener|scrutineer|forum|executive|partnership|managers?|leads?|agenc(?:y|ies)|board|director|"
    r"safeguarding partners|procedure|policy|protocol|panel|group)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(tbc|tbd|to be (?:agreed|confirmed|decided|determined|added|drafted|written)|under development|\[[ .…]*\])\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:does not|do not|doesn't|will not|not) (?:cover|deal with|address|apply to|include|say|set out)\b", re.IGNORECASE)

ADVICE: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "own-procedure",
        re.compile(r"\b(own (?:escalation |agency )?(?:procedure|policy|process|arrangements)|agency'?s? (?:escalation )?(?:procedure|policy)|"
                   r"escalation (?:procedure|policy|process|protocol))\b", re.IGNORECASE),
        "They do not name the agencies' own procedure, which comes first.",
        "Name it as the first step.",
    ),
    (
        "next-step",
        re.compile(r"\b(forum|executive|independent (?:chair|convenor|scrutineer)|partnership group|chair)\b", re.IGNORECASE),
        "They do not say who is asked when the panel itself cannot settle it.",
        "Name the next stage of your partnership; `escalation ladder` shows it.",
    ),
    (
        "child-meanwhile",
        re.compile(r"\b(meanwhile|in the meantime|interim|immediate (?:risk|danger|harm|safety)|999|child(?:ren)? (?:is|are|remains?|must be) safe|"
                   r"keep\w* (?:the )?child\w* safe)\b", re.IGNORECASE),
        "They do not say what keeps the child safe meanwhile.",
        "Say that danger never waits, and who makes sure of the child's safety.",
    ),
    (
        "recorded",
        re.compile(r"\b(record(?:ed|s|ing)?|minut(?:e|ed|es)|log(?:ged)?|in writing|note[ds]?)\b", re.IGNORECASE),
        "They do not say that the disagreement and what came of it are written down.",
        "Say where: the minutes, and each agency's file.",
    ),
)
"""What good terms also say: code, pattern, what is missing, what to do. Advice: its absence is a warning."""


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
        yield Finding("no-disagreement", "error", file, "", line, says, f"Add what to do when members disagree; it is asked for in {SOURCE}.")
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

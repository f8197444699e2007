"""Words for what the record holds in codes: the question of an answer, the label of a choice, a moment as people read it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from escalation.disagreement import Answer
from escalation.fields import NONE_SHORTER, Asked, asked_on
from escalation.ladder_page import BASIS
from thresholds.calendar import london
from thresholds.text import join_words

STATES = {
    "open": "Open",
    "settled": "Settled",
    "withdrawn": "Withdrawn",
    "redirected": "Went another way",
    "outside": "Waits outside the partnership",
    "finished": "Finished",
}
NOT_SETTLED = "Ended, not settled"
RESULTS = {
    "not-resolved": "Not settled",
    "resolved": "Settled",
    "withdrawn": "Withdrawn",
    "redirected": "Went another way",
    "moved-over": "Went on under another ladder",
}


def state_said(state: str, outcome: object) -> str:
    """Give the state in words: what ended at the last stage without being settled is neither open nor settled, until it is finished."""
    return NOT_SETTLED if state == "open" and outcome == "unresolved" else STATES.get(state, state)


_LACKS = re.compile(r"Missing(?: at (\S+), before (?:this stage (opens)|it (closes)))?: ?")
_ASKING = ("how", "what", "when", "whether", "which", "who", "whom", "why", "with", "for", "by")
_NAMED = ("a", "an", "the", "your")


def lack(says: str) -> str:
    """Give what a gate lacks as an item of a list that says already that it is missing."""
    says = says.removeprefix("Missing: ").removeprefix("Missing ")
    return says[0].upper() + says[1:]


def tell_to(says: str) -> str:
    """Give what a gate lacks as something to do: `Say when ...`, `Write the ...`; what says already what to do stays as it is."""
    lacks = _LACKS.match(says)
    if not lacks:
        return says
    rest = says[lacks.end() :]
    first = rest.split()[0]
    does = "say" if first in _ASKING else "write" if first in _NAMED else "write the"
    stage, opens, closes = lacks.groups()
    return f"Before {stage} {opens or closes}, {does} {rest}" if stage else f"{does.capitalize()} {rest}"


def said(ask: Asked | None, answer: Answer) -> str:
    """Give an answer in words: the labels of what was chosen, or the text as it was typed."""
    if ask is None or not ask.choices:
        return _typed(ask, answer) if isinstance(answer, str) else "\n".join(answer)
    labels = {choice.value: choice.label for choice in ask.choices}
    chosen = (answer,) if isinstance(answer, str) else sorted(answer, key=lambda one: [*labels, one].index(one))
    return join_words([labels.get(one, one) for one in chosen])


def _typed(ask: Asked | None, answer: str) -> str:
    """Give a day or a moment in words, and that no shorter time is needed; any other text as it was typed."""
    if ask and ask.form == "protective" and answer.casefold() == NONE_SHORTER:
        return "No sooner than the limit of the stage"
    if day := asked_on(answer):
        return f"Not known, asked on {read_day(day)}"
    if ask and ask.form in ("date", "moment", "told"):
        with suppress(ValueError):
            return when(answer)
    return answer


def read_day(moment: datetime | date) -> str:
    """Give a day as people read it: Wednesday 1 April 2026."""
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def read_time_of(moment: datetime) -> str:
    """Give a moment in London as people read it: Wednesday 1 April 2026, 10:15."""
    here = moment.astimezone(london())
    return f"{read_day(here)}, {here:%H:%M}"


def whose(basis: str | None) -> str:
    """Say whose limit it is."""
    return BASIS.get(basis or "none-stated", "")


SHORT = {**BASIS, "london-default": "London default", "protective": "set to keep the child safe"}
"""Whose limit it is, in a list: short, and never as if a default were policy."""


def when(text: str) -> str:
    """Give a day or a moment of the record as people read it, in London's time."""
    at = datetime.fromisoformat(text)
    return read_time_of(at) if at.tzinfo else read_day(at)


def limit(due: Mapping[str, Any] | None) -> str:
    """Give a limit in a phrase: when, whether that only guides, and whose it is."""
    if due is None or due["due_at"] is None:
        ask = f"; ask both sides for a date by {when(due['ask_by'])}" if due and due["ask_by"] else ""
        return f"no date: none stated{ask}"
    guide = " (a guide only)" if due["guide_only"] else ""
    return f"{when(due['due_at'])}{guide}, {whose(due['basis'])}"

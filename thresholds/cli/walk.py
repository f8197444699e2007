"""`thresholds walk`: the same walk as plain lines, for screen readers, dumb terminals and pipes. No colour, no cursor moves."""

import sys
from typing import IO, Annotated

import typer

from thresholds.assessment.telling import suggestion_body
from thresholds.assessment.walk import Walk, answer, concern, danger_card, here, interrupt, page, start, suggestion, trail, values
from thresholds.cli.asking import LONGEST_LINE, Asker, Back, Leave
from thresholds.cli.console import library, now, say, say_json, warn
from thresholds.documents.document import Document, Para
from thresholds.documents.plain import as_text
from thresholds.errors import BadCall, CannotWrite
from thresholds.pages import Problem
from thresholds.text import clean_line

HELP = """Walk from a worry to a suggested level in plain lines, one question at a time.

\b
Example: thresholds walk --partnership brent

Answer with the number of a choice (several: 1 3 4), or with text. At any question: ! danger, ? why we ask, < back, q stop.
"""

OPENING = (
    "This tool suggests; you judge. In danger: 999 first. Anyone may refer, and needs nobody's permission.",
    "Answer with the number of a choice (several: 1 3 4), or with words.",
    "At any question: ! danger, ? why we ask, < the page before, q stop.",
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("walk", help=HELP)(run)


def run(
    partnership: Annotated[str | None, typer.Option(metavar="ID", help="Area to fill in as the child's home; it is still asked.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="At the end print the suggestion as JSON; questions go to standard error.")
    ] = False,
    concern_json: Annotated[
        bool, typer.Option("--concern", help="At the end print the concern as JSON, to give to suggest --from.")
    ] = False,
) -> int:
    """Run the command."""
    return plain_walk(partnership, as_json=as_json, concern_json=concern_json)


def plain_walk(partnership: str | None = None, *, as_json: bool = False, concern_json: bool = False) -> int:
    """Walk on standard input and output; give the exit code. An end of input before the suggestion is exit 2."""
    quiet = as_json or concern_json
    begun = start(library(), now(), partnership)
    talk = Talk(sys.stdin, sys.stderr if quiet else sys.stdout, begun)
    for line in OPENING:
        talk.line(line)
    try:
        done = talk.walk(begun)
    except EOFError:
        raise BadCall(
            "The answers ended before the walk did.", "Give one answer a line, to the last question.", code="ended-early"
        ) from None
    except Leave:
        warn("Stopped. Nothing was kept.")
        return 130
    if as_json:
        from thresholds.assessment.suggest import as_json as to_json

        say_json(to_json(suggestion(done)))
    elif concern_json:
        say_json(concern(done).model_dump(exclude_defaults=True))
    else:
        say(as_text(suggestion_body(suggestion(done))))
        talk.offer_referral(done)
    return 0


class Talk(Asker):
    """A walk in plain lines: questions to `out`, one answer a line from `source`."""

    def __init__(self, source: IO[str], out: IO[str], begun: Walk) -> None:
        super().__init__(source, out, lambda: danger_card(self.at))
        self.at = begun
        """The walk as far as it has come."""

    def walk(self, walk: Walk) -> Walk:
        """Ask page after page until the check is done. Raises EOFError where the answers end, Leave where the person stops."""
        while (at := here(walk)) != "suggestion":
            self.at = walk
            try:
                walk = self.ask_page(walk, at)
            except Back:
                walk = self.step_back(walk, at)
        return walk

    def step_back(self, walk: Walk, at: str) -> Walk:
        """Give the walk with the page before `at` open again; its answers are asked anew."""
        order = trail(walk)
        before = order[max(order.index(at) - 1, 0)]
        return self.reopen(walk, before)

    def reopen(self, walk: Walk, page_id: str) -> Walk:
        """Give the walk with one page open again; the pages after it keep their answers."""
        return walk._replace(answers={name: given for name, given in walk.answers.items() if name != page_id})

    def ask_page(self, walk: Walk, page_id: str) -> Walk:
        """Ask every field of a page and give the walk with its answer; ask again where an answer cannot be taken."""
        asked = page(walk, page_id)
        self.head(asked)
        if page_id == "check":
            change = self.ask_change(walk)
            if change:
                return self.reopen(walk, change)
        given = dict(values(walk, page_id)) if page_id == "place" and page_id not in walk.answers else {}
        told = None
        for field in asked.fields:
            given[field.id] = self.ask_field(asked, field, given.get(field.id, ""))
            first = interrupt(walk, page_id, given)
            if first and first != told:
                told = first
                self.tell(Document((Para("STOP: phone first.", strong=True),)) + first)
        changed, problems = answer(walk, page_id, given)
        for problem in problems:
            self.complain(problem)
        return changed

    def ask_change(self, walk: Walk) -> str:
        """Ask on the check page whether an answer should be changed; give its page, or nothing to go on."""
        order = trail(walk)[:-2]
        self.line("To change an answer give its number. To go on give 0.")
        self.line("0. Go on")
        for number, name in enumerate(order, 1):
            self.line(f"{number}. Change: {page(walk, name).heading}")
        while True:
            typed = self.read(page(walk, "check"))
            if typed in ("", "0"):
                return ""
            if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(order):
                return order[int(typed) - 1]
            self.complain(Problem("", "Give a number from the list."))

    def offer_referral(self, walk: Walk) -> None:
        """Offer to save the referral; an empty line or the end of the answers leaves it."""
        from thresholds.assessment.referral import referral
        from thresholds.documents.saving import save_document

        while True:
            self.line("Save the referral? Give the name of a new file (.md or .txt), or leave the line empty.")
            name = clean_line(self.source.readline(LONGEST_LINE))
            if not name or name == "q":
                return
            words = {key: str(value) for key, value in values(walk, "words").items()}
            try:
                save_document(name, referral(suggestion(walk), words))
            except CannotWrite as error:
                self.complain(Problem("", f"{error.says} {error.help}"))
            else:
                self.line("Saved. It holds no names: add them by hand in your agency's own form.")
                return

"""`thresholds walk`: the same walk as plain lines, for screen readers, dumb terminals and pipes. No colour, no cursor moves."""

import sys
from collections.abc import Iterator
from typing import IO, Annotated

import typer

from thresholds.assessment.walk import Walk, answer, concern, danger_card, here, interrupt, page, start, suggestion, trail, values
from thresholds.cli.console import library, now, say, say_json, warn
from thresholds.documents.document import Document, Para
from thresholds.documents.plain import WIDTH, as_text, folded
from thresholds.errors import BadCall, CannotWrite
from thresholds.pages import Field, Page, Problem, Value
from thresholds.text import clean, clean_line

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
LONGEST_LINE = 100_000


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
    talk = Talk(sys.stdin, sys.stderr if quiet else sys.stdout)
    begun = start(library(), now(), partnership)
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
        say(as_text(page(done, "suggestion").body))
        talk.offer_referral(done)
    return 0


class Leave(Exception):
    """The person asked to stop."""


class Back(Exception):
    """The person asked for the page before."""


class Talk:
    """One conversation in plain lines: questions to `out`, one answer a line from `source`."""

    def __init__(self, source: IO[str], out: IO[str]) -> None:
        self.source = source
        self.out = out

    def walk(self, walk: Walk) -> Walk:
        """Ask page after page until the check is done. Raises EOFError where the answers end, Leave where the person stops."""
        while (at := here(walk)) != "suggestion":
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
        self.tell(Document((Para(f"-- {asked.section}: {asked.heading}"), *((Para(asked.hint),) if asked.hint else ()))))
        if asked.body.blocks:
            self.tell(asked.body)
        if page_id == "check":
            change = self.ask_change(walk)
            if change:
                return self.reopen(walk, change)
        given = dict(values(walk, page_id)) if page_id == "place" and page_id not in walk.answers else {}
        told = None
        for field in asked.fields:
            given[field.id] = self.ask_field(walk, asked, field, given.get(field.id, ""))
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
            typed = self.read(walk, page(walk, "check"))
            if typed in ("", "0"):
                return ""
            if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(order):
                return order[int(typed) - 1]
            self.complain(Problem("", "Give a number from the list."))

    def ask_field(self, walk: Walk, asked: Page, field: Field, filled: Value) -> Value:
        """Ask one field until its answer can be taken. An empty line keeps what is `filled` in already."""
        for line in question(field, filled):
            self.line("\n".join(folded(line, WIDTH, later="   ")))
        while True:
            typed = self.read(walk, asked)
            if not typed and filled:
                return filled
            if field.kind in ("line", "text"):
                return typed
            value, says = chosen(field, typed)
            if says:
                self.complain(Problem(field.id, says))
            else:
                return value

    def read(self, walk: Walk, asked: Page) -> str:
        """Read one answer; danger, why, back and stop work at every question."""
        while True:
            line = self.source.readline(LONGEST_LINE)
            if not line:
                raise EOFError
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                while (rest := self.source.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                    pass
                self.line("Error: That line was too long, and the end of it was left out.")
            typed = clean(line).strip()
            match typed:
                case "!":
                    self.tell(danger_card(walk))
                case "?":
                    self.line(asked.why or "No reason is given for this page.")
                case "<":
                    raise Back
                case "q":
                    raise Leave
                case _:
                    return typed

    def offer_referral(self, walk: Walk) -> None:
        """Offer to save the referral; an empty line or the end of the answers leaves it."""
        from thresholds.cli.saving import save_referral

        while True:
            self.line("Save the referral? Give the name of a new file (.md or .txt), or leave the line empty.")
            name = clean_line(self.source.readline(LONGEST_LINE))
            if not name or name == "q":
                return
            words = {key: str(value) for key, value in values(walk, "words").items()}
            try:
                save_referral(suggestion(walk), name, words)
            except CannotWrite as error:
                self.complain(Problem("", f"{error.says} {error.help}"))
            else:
                self.line("Saved. It holds no names: add them by hand in your agency's own form.")
                return

    def tell(self, document: Document) -> None:
        """Write a document, a blank line before it."""
        self.line("\n" + as_text(document).rstrip("\n"))

    def complain(self, problem: Problem) -> None:
        """Say how to mend an answer."""
        self.line(f"Error: {problem.says}")

    def line(self, text: str) -> None:
        """Write one line and let it be seen at once."""
        self.out.write(clean(text) + "\n")
        self.out.flush()


def question(field: Field, filled: Value) -> Iterator[str]:
    """Give the lines that ask a field: its label, its hint, and its choices with their numbers."""
    yield ""
    yield field.label
    if field.hint:
        yield field.hint
    group = ""
    for number, choice in enumerate(field.choices, 1):
        if choice.group and choice.group != group:
            group = choice.group
            yield f"[{group}]"
        mark = " (filled in: empty line keeps it)" if choice.value == filled else ""
        yield f"{number}. {choice.label}{f' - {choice.hint}' if choice.hint else ''}{mark}"
    if field.kind == "many":
        yield "Choose any number, such as: 1 3 4"
    elif field.kind in ("line", "text"):
        yield "One line. Leave it empty to pass." if field.optional else "One line."


def chosen(field: Field, typed: str) -> tuple[Value, str]:
    """Give the choices that `typed` names, by number or by value, or a sentence that says how to mend it."""
    found = []
    for word in typed.replace(",", " ").split():
        if choice := field.choice(word) or field.choice(word.upper()) or field.choice(word.casefold()):
            found.append(choice.value)
        elif word.isascii() and word.isdigit() and 0 < int(word[:6]) <= len(field.choices):
            found.append(field.choices[int(word[:6]) - 1].value)
        else:
            return "", f"Give {'numbers' if field.kind == 'many' else 'a number'} from 1 to {len(field.choices)}."
    if not found:
        return "", "Choose one; not knowing is an answer too." if field.kind == "one" else "Choose at least one."
    if field.kind == "one":
        return (found[0], "") if len(found) == 1 else ("", "Choose only one.")
    alone = [field.choice(value) for value in found]
    if len(set(found)) > 1 and any(choice and choice.alone for choice in alone):
        return "", "“None” or “not known” stands alone: choose either it or the others."
    return tuple(dict.fromkeys(found)), ""

"""Asking a page in plain lines, one question at a time: for screen readers, dumb terminals and pipes. No colour, no cursor moves."""

from collections.abc import Callable, Collection, Iterator
from typing import IO

from thresholds.documents.document import Document, Para
from thresholds.documents.plain import WIDTH, as_text, folded
from thresholds.pages import Field, Page, Problem, Value, Values, problem_of
from thresholds.text import clean

LONGEST_LINE = 100_000
MOST_IN_SIGHT = 15
"""The most choices that leave their question in sight on a terminal of 24 lines."""


class Leave(Exception):
    """The person asked to stop."""


class Back(Exception):
    """The person asked for what came before."""


class Asker:
    """Questions to `out`, one answer a line from `source`; danger, why, back and stop work at every question.

    `danger` gives what is shown for `!`. The fields named in `several` take lines until an empty one.
    """

    def __init__(self, source: IO[str], out: IO[str], danger: Callable[[], Document], several: Collection[str] = ()) -> None:
        self.source = source
        self.out = out
        self.danger = danger
        self.several = several

    def ask_fields(self, page_of: Callable[[Values], Page], given: dict[str, Value], told: Callable[[str, Value], None]) -> None:
        """Ask the fields of a page that `given` does not answer yet, and write each answer into it as it comes.

        The page is made anew after each answer, because an answer can bring or spare a question. `told` is called with each answer.
        Back goes to the question before. Raises EOFError where the answers end, Leave where the person stops.
        """
        asked: list[str] = []
        passed: set[str] = set(given)
        while field := next((one for one in page_of(given).fields if one.id not in passed), None):
            try:
                answer = self.ask_field(page_of(given), field, given.get(field.id, ""))
            except Back:
                if asked:
                    passed.discard(asked.pop())
                continue
            given[field.id] = answer
            passed.add(field.id)
            asked.append(field.id)
            told(field.id, answer)

    def ask_field(self, asked: Page, field: Field, filled: Value) -> Value:
        """Ask one field until its answer can be taken. An empty line keeps what is `filled` in already."""
        for line in question(field, filled, field.id in self.several):
            self.line("\n".join(folded(line, WIDTH, later="   ")))
        while True:
            typed = self.read(asked)
            if not typed and filled:
                return filled
            if field.kind in ("line", "text"):
                return self._rest(asked, typed) if typed and field.id in self.several else typed
            if not typed and field.optional:
                return () if field.kind == "many" else ""
            value, says = chosen(field, typed)
            if says:
                self.complain(Problem(field.id, says))
            else:
                return value

    def read(self, asked: Page) -> str:
        """Read one answer."""
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
                    self.tell(self.danger())
                case "?":
                    self.line(asked.why or "No reason is given for this page.")
                case "<":
                    raise Back
                case "q":
                    raise Leave
                case _:
                    return typed

    def head(self, asked: Page) -> None:
        """Write what stands above the questions of a page."""
        title = f"-- {asked.section}: {asked.heading}" if asked.section else f"-- {asked.heading}"
        self.tell(Document((Para(title), *((Para(asked.hint),) if asked.hint else ()))))
        if asked.body.blocks:
            self.tell(asked.body)

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

    def _rest(self, asked: Page, first: str) -> str:
        lines = [first]
        while typed := self.read(asked):
            lines.append(typed)
        return "\n".join(lines)


def question(field: Field, filled: Value, takes_several: bool = False) -> Iterator[str]:
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
    if len(field.choices) > MOST_IN_SIGHT:
        yield field.label  # the list has pushed the question off a small screen
    if field.kind == "many":
        yield "Choose any number, such as: 1 3 4"
    elif takes_several:
        yield "As many lines as you need, then an empty line."
    elif field.kind in ("line", "text"):
        yield "One line. Leave it empty to pass." if field.optional else "One line."
    if filled and field.kind in ("line", "text"):
        yield "(Filled in: an empty line keeps it.)"


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
        return "", problem_of(field, "" if field.kind == "one" else ())
    if field.kind == "one":
        return (found[0], "") if len(found) == 1 else ("", "Choose only one.")
    alone = [field.choice(value) for value in found]
    if len(set(found)) > 1 and any(choice and choice.alone for choice in alone):
        return "", "“None” or “not known” stands alone: choose either it or the others."
    return tuple(dict.fromkeys(found)), ""

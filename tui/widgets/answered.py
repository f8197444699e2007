"""The answers of one page on *check*, with Change beside them."""

from textual.app import ComposeResult
from textual.containers import Vertical

from thresholds.documents.document import Block, Document, Heading, Para, Rows
from tui.journey import Answered
from tui.widgets.document import lines_of
from tui.widgets.lines import Lines
from tui.widgets.plain import Plain
from tui.widgets.press import Press


class AnsweredBox(Vertical):
    """One page's answers and the way to change them."""

    def __init__(self, answered: Answered) -> None:
        super().__init__()
        self.answered = answered

    def compose(self) -> ComposeResult:
        """Lay out the answers and the line to press."""
        blocks = [_once(block, self.answered.body) for block in self.answered.body.blocks]
        styles = ["bold $lead" if isinstance(block, Heading) else "" for block in blocks]
        yield Plain(Lines(*(line._replace(style=style) for block, style in zip(blocks, styles, strict=True) for line in lines_of(block))))
        yield Press("Answer this" if self.answered.is_open else "Change", f"change:{self.answered.page_id}")


def _once(block: Block, body: Document) -> Block:
    """Give a block without its label, where the heading above it asks the same."""
    match block:
        case Rows(((label, value),)) if any(isinstance(each, Heading) and each.text == label for each in body.blocks):
            return Para(value)
    return block

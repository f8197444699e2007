"""The least that Textual can show, for F3: an app with one text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One text and nothing else."""

    def compose(self) -> ComposeResult:
        """Give the text."""
        yield Static("One text and nothing else")


if __name__ == "__main__":
    Bare().run()

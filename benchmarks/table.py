"""What a benchmark gives back, and how it is shown."""

from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One figure; beside a peer's also the ratio and the reach of targets.md."""

    target: str
    what: str
    figure: str
    against: str = ""
    peer_figure: str = ""
    ratio: float | None = None
    reach: float | None = None
    at_most: bool = False
    """True where the ratio is to be at most the reach, not at least."""

    @property
    def met(self) -> str:
        """Say whether the reach is met; nothing where there is none."""
        if self.ratio is None or self.reach is None:
            return ""
        return "yes" if (self.ratio <= self.reach if self.at_most else self.ratio >= self.reach) else "no"

    def cells(self) -> tuple[str, ...]:
        """Give the row as it is printed."""
        sign = "<=" if self.at_most else ">="
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}x"
        reach = "" if self.reach is None else f"{sign} {self.reach:g}x"
        return self.target, self.what, self.figure, self.against, self.peer_figure, ratio, reach, self.met


HEADINGS = ("", "product", "figure", "against", "figure", "ratio", "reach", "met")


def ratio_of_pairs(above: list[float], below: list[float]) -> float:
    """Give the median of the ratios of figures that were measured side by side."""
    return median(a / b for a, b in zip(above, below, strict=True))


def print_table(rows: list[Row]) -> None:
    """Print the rows in columns."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for number, line in enumerate(lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))

"""The matrix of the guide as a picture: a row for each sub-domain, a column for each level, a mark for each sign. No widget here."""

from typing import NamedTuple

from thresholds.guide.index import Index
from thresholds.guide.shape import Sign
from thresholds.text import count
from tui.reading import LEVELS, Place, level_words, signs_at
from tui.widgets.drawing import Piece, Row, wrapped

SIGN, SOONER, ABSENCE = "▮", "!", "▯"
"""The marks of a sign: an ordinary one, one for today or now whatever its level, one that only says that nothing was seen."""
LEGEND = f"{SIGN} sign   {SOONER} today or now at any level   {ABSENCE} says only that nothing was seen"
CELL, NARROWEST = 10, 24
"""How wide a cell is, and the least room for names beside four of them; with less room the cells stand below the name."""
RISE = "▂▄▆█"
TINT = ("$hint", "$ink", "$lead", "$strong")
"""The colours of the marks, level 1 to 4. They add to the columns and say nothing of their own."""
HERE = "bold $here-ink on $here"


class Spot(NamedTuple):
    """Where one stands: a row of the matrix, and a column; 0 is the name, 1 to 4 are the levels."""

    row: int = 0
    column: int = 0


class MatrixLine(NamedTuple):
    """One line of the drawn matrix."""

    row: int
    """The row of the matrix it belongs to; -1 for the heading of a group and the space before one."""
    text: str
    """A piece of the name, or the heading."""
    has_cells: bool
    """Whether the row's cells stand on it."""


class Matrix(NamedTuple):
    """The matrix laid out for a width."""

    guide_index: Index
    codes: tuple[str, ...]
    """The sub-domain of each row."""
    width: int
    name: int
    """The width of the names; 0 where cells stand below them."""
    cell: int
    lines: tuple[MatrixLine, ...]

    def lines_of(self, row: int) -> tuple[int, int]:
        """Give the first line of a row of the matrix and the line after its last."""
        own = [at for at, line in enumerate(self.lines) if line.row == row]
        return own[0], own[-1] + 1

    def place(self, spot: Spot) -> Place:
        """Give the page that a spot leads to."""
        code = self.codes[spot.row]
        return Place("cell", code, str(spot.column)) if spot.column else Place("sub-domain", code)

    def spot_at(self, x: int, y: int) -> Spot | None:
        """Give the spot that is drawn at a cell of the screen, or nothing."""
        if not (0 <= y < len(self.lines) and self.lines[y].row >= 0):
            return None
        line = self.lines[y]
        return Spot(line.row, self.column_at(x) if line.has_cells else 0)

    def column_at(self, x: int) -> int:
        """Give the column that is drawn at `x`: 0 for the names."""
        return min((x - self.name) // self.cell + 1, len(LEVELS)) if x >= self.name else 0


def lay_out(index: Index, width: int) -> Matrix:
    """Give the matrix of a guide for `width` columns: names beside the cells where there is room, else above them."""
    name = width - len(LEVELS) * CELL
    beside = name >= NARROWEST
    lines: list[MatrixLine] = []
    codes = tuple(code for group in index.guide.group for code, sub in index.guide.sub_domain.items() if sub.group == group)
    group = ""
    for row, code in enumerate(codes):
        sub = index.guide.sub_domain[code]
        if sub.group != group:
            group = sub.group
            lines += [MatrixLine(-1, "", False)] if lines else []
            lines += [MatrixLine(-1, text, False) for text in wrapped(index.guide.group[group], width)]
        parts = wrapped(sub.name, (name if beside else width) - 2)
        lines += [MatrixLine(row, part, beside and not at) for at, part in enumerate(parts)]
        lines += [] if beside else [MatrixLine(row, "", True)]
    return Matrix(index, codes, width, name if beside else 0, CELL if beside else width // len(LEVELS), tuple(lines))


def draw_line(matrix: Matrix, at: int, spot: Spot | None) -> Row:
    """Give one line of the matrix, with a bar before the spot one stands on; None while the matrix has not the focus."""
    line = matrix.lines[at]
    if line.row < 0:
        return (Piece(line.text.ljust(matrix.width), "bold $lead"),)
    is_row = spot is not None and spot.row == line.row
    is_name = is_row and spot is not None and not spot.column
    room = matrix.name or (0 if line.has_cells else matrix.width)
    name = Piece((("▌" if is_name else " ") + line.text).ljust(room), HERE if is_name else "bold" if is_row else "")
    row = [name] if room else []
    if line.has_cells:
        for level in LEVELS:
            row += _cell(matrix, matrix.codes[line.row], level, is_row and spot is not None and spot.column == level)
    elif matrix.name:
        row.append(Piece(" " * (matrix.width - matrix.name)))
    return tuple(row)


def _cell(matrix: Matrix, code: str, level: int, is_here: bool) -> list[Piece]:
    signs = signs_at(matrix.guide_index, code, level)
    number = f"{'▌' if is_here else ' '}{len(signs)} "
    marks = "".join(map(mark_of, signs))
    room = matrix.cell - len(number)
    marks = marks[: room - 1] + "+" if len(marks) > room else marks
    styles = (HERE, HERE) if is_here else ("bold" if signs else "$hint", TINT[level - 1])
    return [Piece(number, styles[0]), Piece(marks.ljust(room), styles[1])]


def mark_of(sign: Sign) -> str:
    """Give the mark of a sign."""
    return SOONER if sign.urgency in ("today", "now") else ABSENCE if sign.absence else SIGN


def draw_head(matrix: Matrix, spot: Spot | None) -> tuple[Row, ...]:
    """Give the line above the matrix: the levels over their columns, each with a step of the windscreen."""
    name = f" {len(matrix.codes)} sub-domains"
    row = [Piece(name.ljust(matrix.name), "$hint")] if matrix.name else []
    for level in LEVELS:
        is_here = spot is not None and spot.column == level
        row += [Piece(" "), Piece(f"Level {level}", "bold underline" if is_here else "bold")]
        row.append(Piece(f" {RISE[level - 1]}"[: matrix.cell - 8].ljust(matrix.cell - 8), "$rule"))
    return (tuple(row),)


def told(matrix: Matrix, spot: Spot) -> str:
    """Give in words where one stands: the sub-domain, the level with its name and action, and how many signs there are."""
    index, code = matrix.guide_index, matrix.codes[spot.row]
    name = index.guide.sub_domain[code].name
    if spot.column:
        return f"{name}: {count(len(signs_at(index, code, spot.column)), 'sign')}. {level_words(index, spot.column)}"
    return f"{name}: {count(index.subdomain_masks[code].bit_count(), 'sign')}. {index.guide.sub_domain[code].hint}"

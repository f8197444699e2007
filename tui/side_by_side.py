"""Areas side by side as a picture: in columns where there is room, else one below the other. What differs comes first."""

from collections.abc import Iterator, Sequence

from thresholds.guide.comparing import Side, do_differ
from tui.widgets.drawing import Piece, Row, wrapped

ROOMY = 96
"""From this width on, areas stand in columns."""
GAP = 2
DIFFER, SAME = "Where they differ", "The same in each"
Headed = tuple[str, Sequence[Side]]


def draw(compared: Sequence[Headed], width: int) -> tuple[Row, ...]:
    """Give the comparison for `width` columns: first what differs, then what is the same, once."""
    differ = [headed for headed in compared if do_differ(headed[1])]
    same = [headed for headed in compared if not do_differ(headed[1])]
    rows: list[Row] = []
    if differ:
        rows += [*_title(DIFFER, width), *(row for headed in differ for row in _headed(headed, width))]
    if same:
        rows += [*_title(SAME, width), *(row for heading, sides in same for row in _once(heading, sides, width))]
    return tuple(rows)


def _title(text: str, width: int) -> list[Row]:
    return [(Piece(text, "bold $strong"),), (Piece("─" * width, "$rule"),)]


def _headed(headed: Headed, width: int) -> Iterator[Row]:
    heading, sides = headed
    yield from ((Piece(text, "bold $lead"),) for text in wrapped(heading, width))
    if width >= ROOMY:
        wide = (width - GAP * (len(sides) - 1)) // len(sides)
        columns = [[*wrapped(side.area, wide), *wrapped(side.cited, wide)] for side in sides]
        names = [len(wrapped(side.area, wide)) for side in sides]
        for at in range(max(map(len, columns))):
            texts = [column[at] if at < len(column) else "" for column in columns]
            yield tuple(Piece(text.ljust(wide + GAP), "bold" if at < name else "") for text, name in zip(texts, names, strict=True))
    else:
        for side in sides:
            yield (Piece(side.area, "bold"),)
            yield from ((Piece(f"  {text}"),) for text in wrapped(side.cited, width - 2))
    yield ()


def _once(heading: str, sides: Sequence[Side], width: int) -> Iterator[Row]:
    """Give what all areas say alike, with the sources of all."""
    says = sides[0]._replace(sources=tuple(dict.fromkeys(ref for side in sides for ref in side.sources)))
    yield from ((Piece(text, "bold $lead"),) for text in wrapped(heading, width))
    yield from ((Piece(text),) for text in wrapped(says.cited, width))
    yield ()

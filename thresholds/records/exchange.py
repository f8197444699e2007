"""The whole record as lines of JSON, and back into an empty register of any kind: the same origin, the same chain, the same head.

Cards are not part of it: they are folded anew.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from thresholds.errors import BadCall, StoreError, ThresholdsError
from thresholds.records.canonical import canonical
from thresholds.records.chain import Row, as_event, genesis
from thresholds.records.checking import ChainWalk, Faults, check_erasures
from thresholds.records.event import NewEvent, check_card, check_event, is_stream
from thresholds.records.ledger import Ledger
from thresholds.records.register import Fold

_SCHEMA = "thresholds/register/1"
_SLICE = 1000
_KINDS = (int, str, int, str, int, str, str, str, str, str | None, int | None)


def export_lines(register: Ledger) -> Iterator[str]:
    """Give the register as lines of JSON: a first line with origin, count and head, then one line an event, erased ones without words."""
    shelf = register.shelf
    seq, head = shelf.head() or (0, genesis(shelf.origin))
    yield canonical({"schema": _SCHEMA, "origin": shelf.origin, "count": seq, "head": head}).decode()
    for after in range(0, seq, _SLICE):
        for *named, text, erased_by in shelf.rows_between(after, min(after + _SLICE, seq)):
            row = (*named, None if text is None else text.decode(), erased_by)
            yield canonical(dict(zip(Row._fields, row, strict=True))).decode()


def import_lines(register: Ledger, lines: Iterable[str], fold: Fold) -> int:
    """Bring exported `lines` into an empty `register`, all or nothing, and fold the cards; give how many events there are.

    Raises BadCall where the register is not empty, or where a line is not as it was exported: nothing was brought in then.
    """
    shelf, numbered = register.shelf, enumerate(lines, 1)
    first = _read_line(*next(numbered, (1, "")))
    if first.get("schema") != _SCHEMA or not isinstance(first.get("origin"), str):
        raise _refusal(1)
    faults = Faults()
    walk = ChainWalk(first["origin"], faults)
    count, head = 0, walk.genesis
    with shelf.writing():
        if shelf.head():
            raise BadCall("The register is not empty.", "Bring the records into a new one.", code="not-empty")
        shelf.adopt(first["origin"])
        for number, line in numbered:
            row = _read_row(number, line)
            walk.take([(*row[:9], None if row.text is None else row.text.encode(), row.erased_by)])
            if faults.found:
                raise _refusal(number)
            shelf.add([row._replace(text="", erased_by=None) if row.text is None else row])
            count, head = row.seq, row.hash
        if (count, head) != (first.get("count"), first.get("head")):
            raise _refusal(count + 2)
        for seq, by in walk.blanked.values():
            shelf.blank(seq, by)
        check_erasures(shelf, walk, faults)
        if faults.found:
            raise _refusal(faults.found[0].line + 1)
        for stream in walk.positions:
            _fold_card(register, stream, fold)
    shelf.origin = first["origin"]
    return count


def _fold_card(register: Ledger, stream: str, fold: Fold) -> None:
    rows = register.shelf.rows_of(stream)
    try:
        card = fold(tuple(map(as_event, rows)))
        check_card(card)
    except StoreError as error:
        if error.code != "damaged":  # written by a newer program: it says so itself
            raise
        raise _refusal(rows[0].seq + 1) from None
    except Exception:  # whatever a fold makes of events that are not as they must be
        raise _refusal(rows[0].seq + 1) from None
    register.shelf.put_card(stream, rows[-1].position, card)


def _read_row(number: int, line: str) -> Row:
    fields = _read_line(number, line)
    if set(fields) != set(Row._fields) or any(not isinstance(fields[name], kind) for name, kind in zip(Row._fields, _KINDS, strict=True)):
        raise _refusal(number)
    row = Row(**fields)
    try:
        check_event(NewEvent(row.kind, row.version, row.at, row.by_role, {}))
        as_event(row)
        if not is_stream(row.stream) or canonical(fields).decode() != line.strip():
            raise _refusal(number)
    except (ThresholdsError, ValueError):
        raise _refusal(number) from None
    return row


def _read_line(number: int, line: str) -> dict[str, Any]:
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        raise _refusal(number)
    return table


def _refusal(number: int) -> BadCall:
    return BadCall(f"Line {number} is not as it was exported.", "Take a whole export; nothing was brought in.", code="bad-import")

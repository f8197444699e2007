"""Is the record whole? The chain computed anew, cards against their folds, references without gaps, a checkpoint kept elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Any

from thresholds.errors import StoreError
from thresholds.finding import Finding
from thresholds.records.canonical import canonical
from thresholds.records.chain import as_event, genesis, quoted, read_body
from thresholds.records.event import ERASURE, Checkpoint, is_stream, read_reference
from thresholds.records.register import Fold
from thresholds.records.shelf import Shelf

END_NOT_PROVEN = "Without a checkpoint that someone else kept, nobody can prove that the last events were not cut off."
"""What a person is to be told where nothing was found and no checkpoint was given."""
_SLICE = 4000
_MOST = 100
_RESTORE = "Compare with a backup or with a copy that someone else keeps, and restore it."


class Faults:
    """The findings of one check, at most a hundred, so that a wholly damaged record still gives a short answer."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.more = 0

    def add(self, code: str, stream: object, seq: int, says: str, help: str = _RESTORE) -> None:
        """Note one finding; a stream whose name is damaged is left blank."""
        place = stream if isinstance(stream, str) and is_stream(stream) else ""
        if len(self.found) < _MOST:
            self.found.append(Finding(code, "error", "register", place, seq, says, help))
        else:
            self.more += 1

    def all(self) -> list[Finding]:
        """Give the findings, and how many more there are."""
        if self.more:
            last = self.found[-1]
            self.found.append(Finding("more", "error", "register", "", last.line, f"There are {self.more} more findings.", _RESTORE))
            self.more = 0
        return self.found


def check(shelf: Shelf, fold: Fold | None, since: Checkpoint | None) -> list[Finding]:
    """Give what is wrong with what `shelf` holds; see `Register.verify`.

    Events never change, so slices are read one at a time and nobody who writes meanwhile has to wait for the whole.
    """
    faults = Faults()
    own = shelf.begin_check(is_thorough=fold is not None)
    head = shelf.head()
    upto = head[0] if head else 0
    walk = ChainWalk(shelf.origin, faults)
    for after in range(0, upto, _SLICE):
        walk.take(shelf.rows_between(after, min(after + _SLICE, upto)))
    walk.end(upto)
    check_erasures(shelf, walk, faults)
    if since:
        _check_since(shelf, since, upto, faults)
    with _as_finding(faults):
        _check_cards(shelf, walk.positions, faults)
    _check_references(walk.positions, faults)
    if fold:
        for stream in walk.positions:
            with _as_finding(faults, stream):
                _check_fold(shelf, stream, fold, faults)
    return [*faults.all(), *own()]


class ChainWalk:
    """The chain from its first event on; each event is checked against the stored hash before it, so that one change is one finding."""

    def __init__(self, origin: str, faults: Faults) -> None:
        self.genesis = genesis(origin)
        self.positions: dict[Any, int] = {}
        """The last position of every stream."""
        self.blanked: dict[tuple[Any, int], tuple[int, int]] = {}
        """Stream and position of every tombstone: its event and the event that says so."""
        self.erased: list[tuple[Any, int, int]] = []
        """What the events of kind `ERASURE` say: stream, position, and their own number."""
        self._faults = faults
        self._previous = self.genesis
        self._seq = 0
        self._roles: dict[object, str] = {}

    def take(self, rows: Iterable[Sequence[Any]]) -> None:
        """Check the next `rows`; an event's canonical JSON is written here directly, equal to `chain.event_hash` for what is intact."""
        previous, expected, positions, roles = self._previous, self._seq, self.positions, self._roles
        last_of, sha = positions.get, sha256
        for seq, stream, position, kind, version, at, by_role, body_hash, stored, text, erased_by in rows:
            expected += 1
            if seq != expected:
                self._faults.add("event-missing", "", expected, "An event is missing from the record.")
                expected = seq
            role = roles.get(by_role) or self._role(by_role)
            digest = sha(
                f'{{"at":"{at}","body_hash":"{body_hash}","by_role":{role},"kind":"{kind}","position":{position},'
                f'"previous":"{previous}","seq":{seq},"stream":"{stream}","version":{version}}}'.encode()
            ).hexdigest()
            if digest != stored:
                self._faults.add("event-changed", stream, seq, "An event, or the one before it, is not as it was written.")
            if position != last_of(stream, 0) + 1:
                self._faults.add("event-moved", stream, seq, "An event is not at its place in its own history.")
                position = position if isinstance(position, int) else 0
            if text is None:
                self._blank(seq, stream, position, erased_by)
            elif sha(text).hexdigest() != body_hash:
                self._faults.add("body-changed", stream, seq, "The words of an event are not those that were written.")
            elif kind == ERASURE:
                with suppress(ValueError):
                    self.erased.append((stream, read_body(text.decode()).get("position", 0), seq))
            positions[stream] = position
            previous = stored
        self._previous, self._seq = previous, expected

    def end(self, upto: int) -> None:
        """Note where the chain stops before its last event `upto`."""
        if self._seq != upto:
            self._faults.add("event-missing", "", self._seq + 1, "An event is missing from the record.")

    def _role(self, by_role: object) -> str:
        text = by_role if isinstance(by_role, str) else ""
        return self._roles.setdefault(by_role, quoted(text))

    def _blank(self, seq: int, stream: object, position: int, erased_by: object) -> None:
        if isinstance(erased_by, int) and erased_by > 0:
            self.blanked[stream, position] = (seq, erased_by)
        else:
            self._faults.add("body-missing", stream, seq, "The words of an event are gone, and nothing says that they were erased.")


def check_erasures(shelf: Shelf, walk: ChainWalk, faults: Faults) -> None:
    """Every tombstone needs an event in its own stream that says so; every such event needs its tombstone."""
    for (stream, position), (seq, by) in walk.blanked.items():
        says = list(shelf.rows_between(by - 1, by))
        kind, text = (says[0][3], says[0][9]) if says and says[0][1] == stream else ("", None)
        named = 0
        if kind == ERASURE and text is not None:
            with suppress(ValueError):
                named = read_body(text.decode()).get("position", 0)
        if named != position:
            faults.add("body-missing", stream, seq, "The words of an event are gone, and nothing says that they were erased.")
    for stream, position, seq in walk.erased:
        if (stream, position) not in walk.blanked:
            faults.add(
                "body-back", stream, seq, "Words that were erased are back in the record.", "Erase them again; look at who restored them."
            )


def _check_since(shelf: Shelf, since: Checkpoint, upto: int, faults: Faults) -> None:
    """Compare with the checkpoint: same register, nothing cut off, nothing written anew."""
    then = [row[8] for row in shelf.rows_between(since.count - 1, since.count)] if since.count else [genesis(shelf.origin)]
    if shelf.origin != since.origin:
        faults.add("other-register", "", 0, "The checkpoint is of another register.", "Find the checkpoint of this one.")
    elif since.count > upto:
        says = f"The record ends at event {upto}, and the checkpoint counted {since.count}: the end was cut off."
        faults.add("tail-cut", "", upto, says)
    elif then != [since.head]:
        faults.add("history-rewritten", "", since.count, "The record is not the one that the checkpoint was taken of.")


def _check_cards(shelf: Shelf, positions: dict[Any, int], faults: Faults) -> None:
    """Each stream has a card of its last event, and each card a stream."""
    cards = dict(shelf.card_positions())
    for stream in {**positions, **cards} if cards != positions else ():
        if cards.get(stream) == positions.get(stream) or not isinstance(stream, str) or not is_stream(stream):
            continue
        with _as_finding(faults, stream):
            with shelf.reading():  # someone may have written since: look at both in one state
                last, card = shelf.last_position(stream), shelf.card_of(stream)
            if not card:
                faults.add("card-missing", stream, 0, "A record has no card, so no list shows it.")
            elif card[0] != last:
                faults.add("card-behind", stream, 0, "A record's card is not of its last event.")


def _check_references(positions: dict[Any, int], faults: Faults) -> None:
    """References of one prefix and year run from 1 without a gap."""
    numbers: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for stream in positions:
        reference = read_reference(stream) if isinstance(stream, str) else None
        if reference:
            numbers[reference[:2]].add(reference[2])
    for (prefix, year), used in numbers.items():
        if len(used) != max(used):
            faults.add("reference-missing", f"{prefix}-{year}", 0, "References of this year are not without a gap.")


def _check_fold(shelf: Shelf, stream: Any, fold: Fold, faults: Faults) -> None:
    """Fold one stream anew and compare with its card."""
    if not isinstance(stream, str) or not is_stream(stream):
        return
    with shelf.reading():
        rows, card = shelf.rows_of(stream), shelf.card_of(stream)
    last = rows[-1].seq if rows else 0
    try:
        folded = fold(tuple(map(as_event, rows)))
        same = not card or (folded[:3] == card[1][:3] and canonical(folded.json) == canonical(card[1].json))
    except Exception:  # whatever a fold makes of damaged events is a finding of this stream, not the end of the check
        faults.add("not-folded", stream, last, "A record's events do not make a whole.")
    else:
        if not same:
            faults.add("card-differs", stream, last, "A record's card does not say what its events say.")


@contextmanager
def _as_finding(faults: Faults, stream: object = "") -> Iterator[None]:
    """Turn damage that the store meets into a finding; a locked file or a server that is away still ends the check."""
    try:
        yield
    except StoreError as error:
        if error.code != "damaged":
            raise
        faults.add("damaged", stream, 0, error.says)

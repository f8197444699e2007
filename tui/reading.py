"""The guide as pages to read: what stands on each, what can be opened from it, and which sources it rests on. No widget here."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.guide.everything import Hit
from thresholds.guide.index import Index
from thresholds.guide.reading import PLACEMENT, URGENCY, Entry, entries, naming, sign_rows, sources_body
from thresholds.guide.shape import Sign
from thresholds.text import count, join_words

LEVELS = (1, 2, 3, 4)
KINDS = {"sub-domain": "Area", "duty": "Duty", "level": "Level"}
"""What stands before a thing found that is no sign; before a sign stands its level."""


class Place(NamedTuple):
    """One page of the guide."""

    kind: str
    """`front`, `cell`, `sub-domain`, `strand`, `sign`, `duties`, `duty`, `levels` or `level`."""
    id: str = ""
    """The id of what it shows; for a cell and a strand, of its sub-domain."""
    part: str = ""
    """The level of a cell as a digit; the name of a strand."""


FRONT = Place("front")
DUTIES = Place("duties")
LEVELS_PAGE = Place("levels")


class Item(NamedTuple):
    """Something on a page that can be opened; with no place, a line that only says something."""

    place: Place | None
    label: str
    hint: str = ""
    lead: str = ""
    """A short word before the label, such as `Level 4`."""
    group: str = ""
    """The heading it stands under."""


class Leaf(NamedTuple):
    """What a page shows: its heading and hint, a document, and what can be opened."""

    heading: str
    hint: str = ""
    body: Document = Document()
    items: tuple[Item, ...] = ()
    is_short: bool = False
    """Whether the items are few ways on, chosen by number; beside signs digits would look like levels."""


def level_words(index: Index, number: int) -> str:
    """Give a level with its name and action, which always stand together."""
    level = index.guide.level_at(number)
    return f"Level {number}, {level.name}: {level.action}"


def strand_words(strand: str) -> str:
    """Give the name of a strand as words."""
    return strand.replace("-", " ").capitalize()


def signs_at(index: Index, code: str, level: int) -> list[Sign]:
    """Give the signs of a sub-domain at a level, in the guide's order."""
    return index.signs_in(index.subdomain_masks[code] & index.level_masks[level])


def leaf(index: Index, place: Place) -> Leaf:
    """Give what stands on the page at `place`, whose ids are the guide's own."""
    match place.kind:
        case "cell":
            return _cell(index, place.id, int(place.part))
        case "sub-domain":
            return _subdomain(index, place.id)
        case "strand":
            return _strand(index, place.id, place.part)
        case "sign":
            return _sign(index, index.guide.sign[place.id])
        case "duty":
            title = index.guide.duty[place.id].title
            return Leaf(title, "A duty or special route. It applies whatever the level.", _duty(index, place), _set_off_by(index, place.id))
        case "duties":
            items = tuple(Item(Place("duty", name), duty.title) for name, duty in index.guide.duty.items())
            return Leaf("Duties and special routes", "They apply whatever the level. A sign or a fact sets each one off.", items=items)
        case "level":
            says = _entry(index, place).says.blocks[1:]  # the first block is the name and the action: the heading has them
            return Leaf(level_words(index, int(place.id)), "What it means, and what it asks of you.", Document(says))
        case "levels":
            items = tuple(
                Item(Place("level", str(number)), f"{level.name}: {level.action}", level.means.says, f"Level {number}")
                for number in LEVELS
                for level in [index.guide.level_at(number)]
            )
            return Leaf("What to do at each level", "A level is a suggestion, and a person judges.", items=items, is_short=True)
    return Leaf(index.guide.title, f"{index.guide.edition}. {index.guide.caution}")


def sources(index: Index, place: Place) -> Document:
    """Give every source that the page at `place` names, explained; empty where it names none."""
    if place.kind == "sign":
        return sources_body(index, index.guide.sign[place.id].source)
    if place.kind in ("duty", "level"):
        return _entry(index, place).sources
    if place.kind in ("cell", "sub-domain", "strand"):
        return sources_body(index, dict.fromkeys(ref for sign in _signs_of(index, place) for ref in sign.source))
    if place == LEVELS_PAGE:
        return sources_body(index, dict.fromkeys(ref for number in LEVELS for ref in index.guide.level_at(number).means.source))
    return Document()


def beside(index: Index, place: Place) -> Document:
    """Give a page as one document, for the right-hand side of a wide screen while one stands on it in a list."""
    shown = leaf(index, place)
    blocks: list[Block] = [Heading(shown.heading, 3), *([Para(shown.hint)] if shown.hint else []), *shown.body.blocks]
    group = None
    for item in () if shown.is_short and place.kind == "sign" else shown.items:
        if item.group != group:
            group = item.group
            blocks += [Heading(group, 3)] if group else []
        blocks.append(Bullets((f"{item.lead}: {item.label}" if item.lead else item.label,)))
    return Document(tuple(_joined(blocks)))


def found_items(index: Index, hits: Sequence[Hit]) -> tuple[Item, ...]:
    """Give what a search found, each with the words that led to it."""
    return tuple(_found(index, hit) for hit in hits)


def _found(index: Index, hit: Hit) -> Item:
    entry, because = hit.entry, join_words(hit.because)
    sign = index.guide.sign.get(entry.id)
    if sign:
        nothing = " It only says that nothing was seen." if sign.absence else ""
        return Item(Place("sign", sign.id), sign.says, f"{sign.id}, {entry.title}.{nothing} Found by: {because}", f"Level {sign.level}")
    if entry.kind == "level":
        number = entry.id.removeprefix("level-")
        return Item(Place("level", number), level_words(index, int(number)), f"Found by: {because}", "Level")
    return Item(Place(entry.kind, entry.id), entry.title, f"{entry.id}. Found by: {because}", KINDS[entry.kind])


def _cell(index: Index, code: str, level: int) -> Leaf:
    signs = signs_at(index, code, level)
    items = tuple(Item(Place("sign", sign.id), sign.says, _about(index, sign)) for sign in signs)
    none = (Item(None, "The guide lists no sign here. What is not listed is not ruled out."),)
    return Leaf(f"{index.guide.sub_domain[code].name}: {count(len(signs), 'sign')}", level_words(index, level), items=items or none)


def _subdomain(index: Index, code: str) -> Leaf:
    sub = index.guide.sub_domain[code]
    strands = [(strand, signs) for (owner, strand), signs in index.by_strand.items() if owner == code]
    items = [
        Item(Place("sign", sign.id), sign.says, _about(index, sign), f"Level {sign.level}", strand_words(strand))
        for strand, signs in sorted(strands, key=lambda pair: -max(sign.level for sign in pair[1]))
        for sign in reversed(signs)
    ]
    return Leaf(sub.name, f"{sub.hint}. Each concern with the most serious sign first." if sub.hint else "", items=tuple(items))


def _strand(index: Index, code: str, strand: str) -> Leaf:
    signs = index.by_strand[code, strand]
    items: list[Item] = []
    for level in LEVELS:
        here = [sign for sign in signs if sign.level == level]
        group = level_words(index, level)
        items += [Item(Place("sign", sign.id), sign.says, _about(index, sign), group=group) for sign in here]
        items += [] if here else [Item(None, "No sign of this concern is listed at this level.", group=group)]
    name = index.guide.sub_domain[code].name
    return Leaf(f"{strand_words(strand)}: the same concern at each level", name, items=tuple(items))


def _sign(index: Index, sign: Sign) -> Leaf:
    guide, named = index.guide, naming(index, sign)
    rows = (*sign_rows(index, sign).pairs, ("Concern", strand_words(sign.strand)), ("Sources", ", ".join(sign.source)))
    rules = tuple(guide.rule[name].says for name in named["rules"])
    more = (Heading("Rules it takes part in", 3), Bullets(rules)) if rules else ()
    others = len(index.by_strand[sign.subdomain, sign.strand]) - 1
    hint = count(others, "other sign") if others else "No other sign of it is listed."
    items = (
        Item(Place("strand", sign.subdomain, sign.strand), "The same concern at each level", hint),
        Item(Place("sub-domain", sign.subdomain), f"Every sign of {guide.sub_domain[sign.subdomain].name}"),
        Item(Place("level", str(sign.level)), f"What level {sign.level} asks of you"),
        *(Item(Place("duty", name), f"Duty: {guide.duty[name].title}") for name in named["duties"]),
    )
    return Leaf(sign.says, f"Sign {sign.id}", Document((Rows(rows), *more)), items, is_short=True)


def _duty(index: Index, place: Place) -> Document:
    """Give the duty's own words below its title; the signs that set it off are what can be opened from it."""
    blocks = _entry(index, place).says.blocks
    end = next((at for at, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    return Document((*blocks[1:end], Rows((("Sources", ", ".join(index.guide.duty[place.id].source)),))))


def _set_off_by(index: Index, name: str) -> tuple[Item, ...]:
    signs = (index.guide.sign[sign] for sign in index.guide.duty[name].signs)
    return tuple(Item(Place("sign", sign.id), sign.says, sign.id, f"Level {sign.level}", "Signs that set it off") for sign in signs)


def _about(index: Index, sign: Sign) -> str:
    speed = f"; {URGENCY[sign.urgency]}" if sign.urgency else ""
    nothing = "; it only says that nothing was seen" if sign.absence else ""
    return f"{sign.id}; {PLACEMENT[sign.placement]}{speed}{nothing}"


def _signs_of(index: Index, place: Place) -> list[Sign]:
    if place.kind == "strand":
        return index.by_strand[place.id, place.part]
    if place.kind == "cell":
        return signs_at(index, place.id, int(place.part))
    return index.signs_in(index.subdomain_masks[place.id])


def _entry(index: Index, place: Place) -> Entry:
    return entries(index, f"{place.kind}.{place.id}")[0]


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give blocks with bullets that follow each other as one list."""
    held: tuple[str, ...] = ()
    for block in blocks:
        if isinstance(block, Bullets) and not block.numbered:
            held += block.items
            continue
        if held:
            yield Bullets(held)
            held = ()
        yield block
    if held:
        yield Bullets(held)

"""What one part of the data says of another: dangling ids, missing sources, a level without a route, a sweep topic without words.

Works on plain tables, so that these faults are found even where the shape has faults too. Where a whole table is missing
or is no table, that one fault is said by the shape, and nothing is said here of everything that names its ids.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from thresholds.finding import Finding, near
from thresholds.guide.faults import MakeFinding, at_most
from thresholds.guide.fixed import REASONS, ROUTES, TOPICS
from thresholds.guide.overlay import Layers

Known = set[str] | None
"""The ids of a table; nothing where there is no such table, so that nobody can say what is unknown."""

_READS = {
    "count": ("level", "signs", "across", "facts"),
    "with": ("signs", "levels", "sub-domains", "facts", "and-facts"),
    "together": ("groups",),
    "not-known": ("topics",),
}
"""What each kind of rule reads beside kind, says, gives, basis and source."""
_NEEDS = {
    "count": "level and signs (a number, 1 or more)",
    "with": "facts",
    "together": "two groups or more, none of them empty",
    "not-known": "topics (a number, 1 or more)",
}


def guide_references(layers: Layers) -> Iterator[Finding]:
    """Find every fault between the tables of the guide (with an area's overlay, where there is one)."""
    return at_most(_guide(layers), layers.fault)


def area_references(layers: Layers) -> Iterator[Finding]:
    """Find every fault between an area's own tables, its file and the guide."""
    return at_most(_area(layers), layers.area.fault) if layers.area else iter(())


def _guide(layers: Layers) -> Iterator[Finding]:
    tables = layers.tables
    signs, subs, sources = _ids(tables, "sign"), _ids(tables, "sub-domain"), dict(_tables(tables, "source"))
    yield from _missing(layers, "level", ("1", "2", "3", "4"), "missing-level", "A level has no table.")
    yield from _missing(layers, "sweep", TOPICS, "missing-topic", "The sweep lacks a topic that everybody must be asked.")
    yield from _missing(layers, "reason", REASONS, "missing-reason", "A reason that the tool gives has no words.")
    yield from _strange(layers, "sweep", TOPICS, "unknown-topic", "The sweep has a topic that the tool does not know.")
    yield from _strange(layers, "reason", REASONS, "unknown-reason", "There are words for a reason that the tool does not give.")
    for code, sub in _tables(tables, "sub-domain"):
        yield from _unknown(layers, ("sub-domain", code, "group"), [sub.get("group")], _ids(tables, "group"), "group")
    for name, sign in _tables(tables, "sign"):
        if "id" in sign:
            yield layers.fault("unknown-key", ("sign", name, "id"), "A sign's id is its table's name.", "Leave the key out.")
        yield from _unknown(layers, ("sign", name), [name[:3]], subs, "sub-domain")
        yield from _placement(layers, name, sign, sources)
    for table in ("duty", "sweep", "rule"):
        for name, body in _tables(tables, table):
            yield from _unknown(layers, (table, name, "signs"), body.get("signs"), signs, "sign")
            yield from _unknown(layers, (table, name, "sub-domains"), body.get("sub-domains"), subs, "sub-domain")
    for name, duty in _tables(tables, "duty"):
        if not any(duty.get(key) for key in ("signs", "sub-domains", "facts", "rules")):
            yield layers.fault(
                "duty-never-shown", ("duty", name), "Nothing sets this duty off.", "Give it signs, sub-domains, facts or rules."
            )
        yield from _unknown(layers, ("duty", name, "rules"), duty.get("rules"), _ids(tables, "rule"), "rule")
    for name, rule in _tables(tables, "rule"):
        yield from _rule(layers, name, rule, None if signs is None or subs is None else signs | subs)
    yield from source_references(tables, _ids(tables, "source"), layers.fault)


def _area(layers: Layers) -> Iterator[Finding]:
    area, own = layers.area, layers.own
    if area is None:
        return
    if isinstance(own.get("id"), str) and own["id"] != area.file.removesuffix(".toml"):
        yield area.fault("id-not-file", ("id",), "The id is not the file's name.", "Give both the same name.")
    routes, shared = _ids(own, "route"), _ids(layers.guide.tables, "contact")
    for number in ROUTES if routes is not None else ():
        if number not in (routes or ()):
            help_ = f"Add [route.{number}]; the routes are {', '.join(ROUTES)}."
            yield area.fault("missing-route", ("route", number), "A level has no route here.", help_)
    contacts = None if shared is None else shared | (_ids(own, "contact") or set())
    for number, route in _tables(own, "route"):
        for name in _texts(route.get("contacts")):
            if contacts is not None and name not in contacts:
                says = "A route names a contact that is not there."
                yield area.fault("unknown-contact", ("route", number, "contacts"), says, _help(name, contacts))
    yield from source_references(own, _ids(layers.tables, "source"), area.fault)


def source_references(tables: Mapping[str, Any], known: Known, fault: MakeFinding, place: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find every `source` list under `tables` that names a source without a table."""
    if known is None:
        return
    for key, value in tables.items():
        if isinstance(value, str):
            continue
        here = (*place, key)
        if key == "source" and isinstance(value, list):
            for ref in _texts(value):
                if _cited(ref) not in known:
                    yield fault("unknown-source", here, "A source is named that has no table.", _help(_cited(ref), known))
        elif isinstance(value, Mapping):
            yield from source_references(value, known, fault, here)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if not isinstance(item, str) and isinstance(item, Mapping):
                    yield from source_references(item, known, fault, (*here, str(number)))


def _cited(ref: str) -> str:
    """Give the id in a reference: `SD-WT` of `SD-WT para 31`."""
    return ref.partition(" ")[0]


def _placement(layers: Layers, name: str, sign: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """A placement called seen must name a text that was seen, and a comparator's must name a comparator."""
    if sign.get("placement") not in ("seen", "comparator"):
        return
    cited = [sources[_cited(ref)] for ref in _texts(sign.get("source")) if _cited(ref) in sources]
    carries = {
        "seen": any(source.get("seen") != "not-seen" and not source.get("comparator") for source in cited),
        "comparator": any(source.get("comparator") for source in cited),
    }
    placement = sign.get("placement")
    if cited and isinstance(placement, str) and not carries.get(placement, True):
        says, help_ = "The sources named do not carry this placement.", "Name the text that was seen, or write practice."
        yield layers.fault("placement-not-seen", ("sign", name, "placement"), says, help_)


def _rule(layers: Layers, name: str, rule: Mapping[str, Any], parts: Known) -> Iterator[Finding]:
    kind = rule.get("kind")
    place = ("rule", name)
    if name in REASONS:
        yield layers.fault("name-taken", place, "The tool has a reason of its own by this name.", "Give the rule another name.")
    given = rule.get("groups")
    groups = given if isinstance(given, list) else []
    for number, group in enumerate(groups):
        yield from _unknown(layers, (*place, "groups", str(number)), group, parts, "sign or sub-domain")
    if not isinstance(kind, str) or kind not in _READS:
        return
    whole = {
        "count": bool(rule.get("level")) and _is_count(rule.get("signs")),
        "with": bool(rule.get("facts")),
        "together": len(groups) > 1 and all(groups),
        "not-known": _is_count(rule.get("topics")),
    }
    if not whole[kind]:
        yield layers.fault("rule-incomplete", place, "This kind of rule lacks what it reads.", f"Give it {_NEEDS[kind]}.")
    if kind == "with" and isinstance(rule.get("signs"), int):
        yield layers.fault("wrong-type", (*place, "signs"), "This kind of rule names signs.", "Write a list of sign ids.")
    for key in sorted({key for keys in _READS.values() for key in keys} & set(rule) - set(_READS[kind])):
        says, help_ = "This kind of rule does not read this key.", f"It reads {', '.join(_READS[kind])}."
        yield layers.fault("unread-key", (*place, key), says, help_)
    gives = rule.get("gives")
    if kind == "count" and isinstance(gives, Mapping) and gives.get("level"):
        yield layers.fault("rule-cannot-raise", (*place, "gives"), "Only rules of kind with and together may give a level.", "Use discuss.")
    if kind == "not-known" and gives:
        yield layers.fault("rule-cannot-raise", (*place, "gives"), "What is not known changes no level.", "Leave gives out.")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _missing(layers: Layers, table: str, wanted: tuple[str, ...], code: str, says: str) -> Iterator[Finding]:
    there = _ids(layers.tables, table)
    for name in wanted:
        if there is not None and name not in there:
            yield layers.fault(code, (table, name), says, f"Add [{table}.{name}].")


def _strange(layers: Layers, table: str, wanted: tuple[str, ...], code: str, says: str) -> Iterator[Finding]:
    for name in sorted((_ids(layers.tables, table) or set()) - set(wanted)):
        yield layers.fault(code, (table, name), says, f"They are {', '.join(wanted)}.")


def _unknown(layers: Layers, place: tuple[str, ...], names: Any, known: Known, what: str) -> Iterator[Finding]:
    for name in _texts(names):
        if known is not None and name not in known:
            yield layers.fault(f"unknown-{what.split()[0]}", place, f"This names a {what} that is not there.", _help(name, known))


def _help(name: str, known: set[str]) -> str:
    close = near(name, known)
    return f"Near ones: {', '.join(close)}." if close else "Name one that is there, or add its table."


def _ids(tables: Mapping[str, Any], table: str) -> Known:
    found = tables.get(table)
    return set(found) if isinstance(found, Mapping) else None


def _tables(tables: Mapping[str, Any], table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = tables.get(table)
    if isinstance(found, Mapping):
        yield from ((name, body) for name, body in found.items() if isinstance(body, Mapping))


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

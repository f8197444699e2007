"""Reading the guide one id at a time: everything that has an id, explained in full, with its sources, as a Document and as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.errors import UnknownName
from thresholds.finding import near
from thresholds.guide.fixed import FACTS
from thresholds.guide.index import Index
from thresholds.guide.shape import Contact, Duty, Level, Rule, Said, Shape, Sign, Source, SubDomain, Topic, Within

PLACEMENT = {
    "seen": "seen in a London, statutory or local source",
    "comparator": "seen in another area's guide, not London's",
    "practice": "from practice knowledge, not seen in a text",
}
"""Where a sign's level was seen, in words."""
BASIS = {
    "published": "published",
    "comparator": "another area's text",
    "practice": "practice knowledge",
    "convention": "this tool's convention, to be confirmed by the partnership",
}
SEEN = {"whole": "read whole", "excerpt": "an excerpt was read, not the whole", "not-seen": "not seen"}
URGENCY = {
    "routine": "in the ordinary course",
    "referral": "by a written referral",
    "today": "today, whatever the level",
    "now": "now, whatever the level",
}
KIND = {
    "count": "counts signs of one level",
    "with": "signs together with something else that is known",
    "together": "signs of several groups together",
    "not-known": "counts safety questions that are not known",
}


class Entry(NamedTuple):
    """One thing that has an id."""

    kind: str
    """Its table in the guide file, such as `sign`; `fact` for a circumstance or an answer, which has no table."""
    id: str
    body: Document
    json: dict[str, Any]
    says: Document
    """The body without title and sources, for a screen that has places of its own for them."""
    sources: Document


def entries(index: Index, name: str) -> list[Entry]:
    """Give everything with the id `name`, mostly one; `rule.ID` gives the one in that table; case does not count.

    A source reference such as `SD-WT para 31` gives its source. Raises UnknownName with the near ids of all tables.
    """
    typed = name.strip().casefold()
    known = [(kind, table, key) for kind, table, _ in _tables(index) for key in table]
    found = [one for one in known if typed in (one[2].casefold(), f"{one[0]}.{one[2]}".casefold())]
    if not found and " " in typed:
        found = [one for one in known if one[0] == "source" and one[2].casefold() == typed.split(" ", 1)[0]]
    if not found:
        close = near(typed, dict.fromkeys(key for _, _, key in known))
        raise UnknownName("Nothing in the guide has that id.", close, "`thresholds guide list` shows the signs.", code="unknown-id")
    write = {kind: maker for kind, _, maker in _tables(index)}
    return [_entry(index, kind, key, table[key], write[kind]) for kind, table, key in found]


def explained(index: Index, refs: Iterable[str]) -> list[dict[str, Any]]:
    """Give source references with all that is known of each source."""
    found = []
    for ref in refs:
        name, _, place = ref.partition(" ")
        found.append({"ref": ref, "id": name, "place": place, **_plain(index.guide.source[name])})
    return found


def sources_body(index: Index, refs: Iterable[str]) -> Document:
    """Give source references explained, for people to read."""
    return Document(tuple(Rows(_source_rows(source["ref"], source)) for source in explained(index, refs)))


def _tables(index: Index) -> list[tuple[str, Mapping[Any, Any], Callable[..., Iterator[Block]]]]:
    guide = index.guide
    return [
        ("sign", guide.sign, _sign),
        ("sub-domain", guide.sub_domain, _subdomain),
        ("group", guide.group, _group),
        ("level", guide.level, _level),
        ("rule", guide.rule, _rule),
        ("reason", guide.reason, _said),
        ("duty", guide.duty, _duty),
        ("sweep", guide.sweep, _topic),
        ("principle", guide.principle, _said),
        ("contact", guide.contact, _contact),
        ("source", guide.source, _source),
        ("fact", dict.fromkeys((fact for fact in FACTS if fact not in guide.sweep and fact not in guide.reason), ""), _fact),
    ]


def _entry(index: Index, kind: str, key: str, value: Any, maker: Callable[..., Iterator[Block]]) -> Entry:
    refs = _refs(value)
    title = Heading(f"{'safety question' if kind == 'sweep' else kind} {key}", 1)
    says = Document(tuple(maker(index, key, value)))
    sources = sources_body(index, refs)
    body = Document((title, *says.blocks, *((Heading("Sources"), *sources.blocks) if refs else ())))
    json = {"table": kind, "id": key, **(_plain(value) if isinstance(value, Shape) else {"name": value} if value else {})}
    if kind == "sign":
        json |= {"subdomain": value.subdomain, "same_concern": [_brief(s) for s in _strand(index, value)], **naming(index, value)}
    if kind == "sub-domain":
        json["signs"] = [_brief(sign) for sign in index.signs if sign.subdomain == key]
    if kind == "source":
        json["named_by"] = list(_citing(index, key))
    return Entry(kind, key, body, {**json, "sources": explained(index, refs)}, says, sources)


def naming(index: Index, sign: Sign) -> dict[str, list[str]]:
    """Give the ids of the duties and rules that `sign` sets off or takes part in."""
    parts = {sign.id, sign.subdomain} if sign.level > 1 else {sign.id}
    rules = [name for name, rule in index.guide.rule.items() if _speaks_of(rule, sign, parts)]
    own = {name for name in rules if isinstance(signs := index.guide.rule[name].signs, list) and sign.id in signs}
    duties = [name for name, duty in index.guide.duty.items() if parts & {*duty.signs, *duty.sub_domains} or own & set(duty.rules)]
    return {"duties": duties, "rules": rules}


def _speaks_of(rule: Rule, sign: Sign, parts: set[str]) -> bool:
    named = rule.signs if isinstance(rule.signs, list) else []
    in_groups = (part for group in rule.groups for part in group)
    return (
        bool(parts & {*named, *rule.sub_domains, *in_groups})
        or sign.level in rule.levels
        or (rule.kind == "count" and sign.level == rule.level)
    )


def sign_rows(index: Index, sign: Sign) -> Rows:
    """Give what there is to know of a sign beside its words: level, sub-domain, placement, speed, and who differs."""
    guide, level, sub = index.guide, index.guide.level_at(sign.level), index.guide.sub_domain[sign.subdomain]
    differs = [("Others differ", sign.differs)] if sign.differs else []
    absence = [("Note", "It only says that nothing was seen. It never shows that a child is safe.")] if sign.absence else []
    rows = (
        ("Level", f"{sign.level}, {level.name}: {level.action}"),
        ("Sub-domain", f"{sign.subdomain}, {sub.name} ({guide.group[sub.group]})"),
        ("This level was", PLACEMENT[sign.placement]),
        ("How fast", URGENCY[sign.urgency] if sign.urgency else URGENCY[level.urgency].split(",")[0]),
    )
    return Rows((*rows, *differs, *absence))


def _sign(index: Index, key: str, sign: Sign) -> Iterator[Block]:
    guide, named = index.guide, naming(index, sign)
    yield Para(sign.says)
    yield sign_rows(index, sign)
    yield Heading("Other signs of the same concern")
    yield Bullets(tuple(map(_line, others))) if (others := _strand(index, sign)) else Para("None is listed.")
    yield from _list("Duties and special routes it sets off", [f"{guide.duty[name].title} ({name})" for name in named["duties"]])
    yield from _list("Rules it takes part in", [f"{guide.rule[name].says} ({name})" for name in named["rules"]])


def _subdomain(index: Index, key: str, sub: SubDomain) -> Iterator[Block]:
    yield Para(f"{sub.name}. It belongs to: {index.guide.group[sub.group]}.")
    if sub.hint:
        yield Para(sub.hint)
    yield from _list("Safety questions about it", [f"{t.asks} ({name})" for name, t in index.guide.sweep.items() if key in t.sub_domains])
    yield from _list("Signs", [_line(sign) for sign in index.signs if sign.subdomain == key])


def _group(index: Index, key: str, name: str) -> Iterator[Block]:
    yield Para(name)
    yield from _list("Sub-domains", [f"{code}, {sub.name}" for code, sub in index.guide.sub_domain.items() if sub.group == key])


def _level(index: Index, key: str, level: Level) -> Iterator[Block]:
    yield Para(f"{level.name}: {level.action}", strong=True)
    parts = (("Means", level.means), ("Law", level.law), ("Who leads", level.leads), ("Consent", level.consent))
    yield Rows((*((label, _cited(said)) for label, said in parts), ("How fast", URGENCY[level.urgency].split(",")[0])))
    yield Heading("What it asks of you")
    yield Bullets(tuple(_cited(line) for line in level.do), numbered=True)


def _rule(index: Index, key: str, rule: Rule) -> Iterator[Block]:
    gives = rule.gives
    given = [f"level {gives.level}"] if gives.level else []
    given += [f"talk over level {gives.discuss}"] if gives.discuss else []
    given += [f"act {URGENCY[gives.urgency].split(',')[0]}"] if gives.urgency else []
    named = rule.signs if isinstance(rule.signs, list) else []
    yield Para(rule.says)
    rows = [("Kind", KIND[rule.kind]), ("Gives", "; ".join(given) or "the reason alone"), ("Rests on", BASIS[rule.basis])]
    if isinstance(rule.signs, int):
        rows.append(("Counts", f"{rule.signs} or more signs at level {rule.level}, in {rule.across} or more sub-domains"))
    if rule.topics:
        rows.append(("Counts", f"{rule.topics} or more safety questions that are not known"))
    rows += [("With any of", ", ".join(facts)) for facts in (rule.facts, rule.and_facts) if facts]
    rows += [("Any sign at level", ", ".join(map(str, rule.levels)))] if rule.levels else []
    rows += [("Any worrying sign in", ", ".join(rule.sub_domains))] if rule.sub_domains else []
    rows += [("One of", ", ".join(group)) for group in rule.groups]
    yield Rows(tuple(rows))
    yield from _list("Signs", [_line(index.guide.sign[name]) for name in named])


def _duty(index: Index, key: str, duty: Duty) -> Iterator[Block]:
    yield Para(duty.title, strong=True)
    yield Para(duty.says)
    rows = [("Rests on", BASIS[duty.basis]), *([("When", _timed(duty.within))] if duty.within else [])]
    rows += [("Any worrying sign in", ", ".join(duty.sub_domains))] if duty.sub_domains else []
    rows += [("Any of", ", ".join(duty.facts))] if duty.facts else []
    rows += [("When a rule speaks", ", ".join(duty.rules))] if duty.rules else []
    yield Rows(tuple(rows))
    yield from _list("Signs that set it off", [_line(index.guide.sign[name]) for name in duty.signs])


def _topic(index: Index, key: str, topic: Topic) -> Iterator[Block]:
    yield Para(topic.asks, strong=True)
    yield Rows(
        (*([("Hint", topic.hint)] if topic.hint else []), ("If it is not known", topic.who), ("About", ", ".join(topic.sub_domains)))
    )
    yield from _read_by(index, key)


def _said(index: Index, key: str, said: Said) -> Iterator[Block]:
    yield Para(said.says)
    yield Rows((("Rests on", BASIS[said.basis]),))


def _contact(index: Index, key: str, contact: Contact) -> Iterator[Block]:
    parts = (("Phone", contact.phone), ("Email", contact.email), ("Address", contact.address), ("Hours", contact.hours))
    checked = f"checked on {contact.verified}" if contact.verified else "not checked"
    yield Rows((("Name", contact.name), ("Purpose", contact.purpose), *((k, v) for k, v in parts if v), ("Number", checked)))


def _source(index: Index, key: str, source: Source) -> Iterator[Block]:
    yield Rows(_source_rows("Title", _plain(source)))
    yield from _list("Named by", [", ".join(_citing(index, key))])


def _fact(index: Index, key: str, _: str) -> Iterator[Block]:
    yield Para("Something that may be known beside the signs: rules and duties read it.")
    yield from _read_by(index, key)


def _read_by(index: Index, fact: str) -> Iterator[Block]:
    guide = index.guide
    yield from _list("Rules that read it", [f"{r.says} ({name})" for name, r in guide.rule.items() if fact in (*r.facts, *r.and_facts)])
    yield from _list("Duties and special routes it sets off", [f"{d.title} ({name})" for name, d in guide.duty.items() if fact in d.facts])


def _list(heading: str, items: list[str]) -> Iterator[Block]:
    if any(items):
        yield Heading(heading)
        yield Bullets(tuple(items))


def _strand(index: Index, sign: Sign) -> list[Sign]:
    return [other for other in index.by_strand[sign.subdomain, sign.strand] if other.id != sign.id]


def _line(sign: Sign) -> str:
    return f"{sign.id}, level {sign.level}: {sign.says}"


def _brief(sign: Sign) -> dict[str, Any]:
    return {"id": sign.id, "level": sign.level, "says": sign.says}


def _cited(said: Said) -> str:
    return f"{said.says} ({BASIS[said.basis]}; {', '.join(said.source)})"


def _timed(within: Within) -> str:
    return f"{within.says} ({BASIS[within.basis]})"


def _source_rows(label: str, source: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give a source as labels and values; the address has a line of its own, so that it can be copied."""
    title = ". ".join(str(source[part]).rstrip(".") for part in ("title", "publisher", "section", "date") if source.get(part))
    rows = [(label, f"{title}."), *([("Address", str(source["address"]))] if source.get("address") else [])]
    return (*rows, ("Text", SEEN[source["seen"]] + ("; another area's, not London's" if source.get("comparator") else "")))


def _refs(value: Any) -> list[str]:
    """Give every source reference of one entry, each once."""
    lines = (
        [line for part in vars(value).values() for line in (part if isinstance(part, list) else [part])]
        if isinstance(value, Level)
        else [value]
    )
    return list(dict.fromkeys(ref for line in lines for ref in getattr(line, "source", ())))


def _citing(index: Index, name: str) -> Iterator[str]:
    """Give the place of everything in the guide that names a source."""
    for kind, table, _ in _tables(index):
        for key, value in table.items():
            if any(ref.partition(" ")[0] == name for ref in _refs(value)):
                yield f"{kind}.{key}" if kind != "sign" else key


def _plain(value: Shape) -> dict[str, Any]:
    return value.model_dump(mode="json", by_alias=True, exclude={"id"})

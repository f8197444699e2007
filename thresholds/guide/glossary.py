"""The glossary: everyday words, abbreviations, ages, negation and danger words, as data. Read by search, never by a suggestion."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from thresholds.errors import DataFault
from thresholds.finding import Finding, near
from thresholds.guide.ages import AGES
from thresholds.guide.expressions import GAP, Expressions, stems_of
from thresholds.guide.faults import shape_faults
from thresholds.guide.slips import Slips
from thresholds.guide.wording import Word, words
from thresholds.toml import Sheet

Said = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")]
SaidList = Annotated[list[Said], Field(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SURE = 6
"""From this length on a slip in a danger word is forgiven."""
MOST_WORDS = 8
"""The most words of one expression: a longer one is a sentence, and finds only itself."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


INERT, VOID = "0", "-"
"""Keys of expressions whose words of negation deny nothing, and of those that mean nothing here at all."""


class Negation(_Shape):
    """The words that turn what follows into its opposite."""

    cuts: SaidList
    """After these nothing counts, to the end of the clause: no, denies, without."""
    spares: SaidList
    """After these what follows still counts, for it often is the sign itself: won't, can't."""
    firm: list[Said] = []
    """With one of these close behind, a sparing word cuts as well: doesn't have *any*."""
    breaks: SaidList
    """These end what a word of negation reaches, wherever they stand: but, when."""
    ends: SaidList
    """These end it too, unless they follow at once: denies *he* hit her."""
    inert: list[Said] = []
    """Expressions whose *no* denies nothing: not the first time, no one stopped."""
    idle: list[Said] = []
    """Before these a `not` says nothing about the rest: not sure, not only."""


class Danger(_Shape):
    """The words that put the danger question in front of a person again."""

    words: SaidList
    alike: list[Name] = []
    """Lists of words alike that speak of danger as a whole."""


class Hint(_Shape):
    """At these ages, and with words of these lists, these signs come nearer; with `less`, they go further off."""

    ages: list[str]
    alike: list[Name] = []
    signs: SaidList
    """Ids of signs or codes of sub-domains."""
    less: bool = False
    says: str = ""
    """What a person is shown as the reason; not needed with `less`."""


class GlossaryFile(_Shape):
    """The whole glossary file."""

    common: SaidList
    faint: list[Said] = []
    fillers: list[Said]
    capitals: list[Said] = []
    void: list[Said] = []
    """Expressions that mean nothing here: a phone that died, a knife and fork."""
    spelling: dict[str, Said]
    abbreviation: dict[str, SaidList]
    negation: Negation
    danger: Danger
    age: dict[str, SaidList]
    hint: dict[Name, Hint]
    alike: dict[Name, SaidList]
    sign: dict[str, SaidList] = {}
    """More search words for single signs, beside those of the guide."""


class Glossary:
    """A glossary made ready for reading: everything by its stems. Keys begin with `#` (alike), `@` (an age) or `!` (danger)."""

    def __init__(self, file: GlossaryFile | None = None) -> None:
        self.file = file
        self.common = stems_of(file.common) if file else frozenset()
        self.faint = stems_of(file.faint) if file else frozenset()
        self.fillers = stems_of(file.fillers) if file else frozenset()
        self.capitals = stems_of(file.capitals) if file else frozenset()
        self.spelling: Mapping[str, str] = dict(file.spelling) if file else {}
        self.signs: Mapping[str, list[str]] = file.sign if file else {}
        self.hints: Mapping[str, Hint] = file.hint if file else {}
        said = file.negation if file else None
        self.cuts, self.spares = stems_of(said.cuts if said else ()), stems_of(said.spares if said else ())
        self.firm, self.ends, self.idle = (stems_of(part) for part in ((said.firm, said.ends, said.idle) if said else ((), (), ())))
        self.breaks = stems_of(said.breaks if said else ())
        self.negators = self.cuts | self.spares
        self.hollow = self.common | self.negators
        """Stems that carry no expression by themselves."""
        self.light = self.hollow | self.faint
        self.expressions = Expressions(self.fillers, self.light, self.negators)
        for key, expression in _keyed(file) if file else ():
            self.expressions.add(key, expression, self.spelling, 1 if key == "!" else GAP)

    def correct_danger(self, word: Word) -> str | None:
        """Give the stem that a long misspelt word means. Short words are left alone, or every `aimed` would be `armed`."""
        return self._slips.near(word) if len(word.typed) >= SURE else None

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Give every word that the glossary knows."""
        file = self.file
        lists = [file.common, file.faint, file.fillers, file.negation.cuts, file.negation.spares] if file else []
        return (*self.expressions.words.values(), *(word for said in lists for text in said for word in words(text)))

    def keys_of(self, stem: str) -> tuple[str, ...]:
        """Give the keys of the lists in which a single word stands."""
        return self.expressions.single.get(stem, ())


def _keyed(file: GlossaryFile) -> Iterator[tuple[str, str]]:
    """Give every expression of the file with its key. What is short for a thing means the same as the thing."""
    for name, expressions in file.alike.items():
        yield from ((f"#{name}", said) for said in expressions)
    for short, means in file.abbreviation.items():
        yield from ((f"#{short}", said) for said in (short, *means))
    for age, expressions in file.age.items():
        yield from ((f"@{age}", said) for said in expressions)
    yield from (("!", said) for said in file.danger.words)
    yield from (("!", said) for name in file.danger.alike for said in file.alike.get(name, ()))
    yield from ((INERT, said) for said in file.negation.inert)
    yield from ((VOID, said) for said in file.void)


def load_glossary(sheet: Sheet, guide: Mapping[str, Any] | None = None) -> Glossary:
    """Give the glossary in `sheet`, checked against the tables of the guide where they are given. Raises DataFault with every fault."""
    findings = glossary_faults(sheet, guide)
    if findings:
        raise DataFault(findings)
    return Glossary(GlossaryFile.model_validate(dict(sheet.tables)))


def glossary_faults(sheet: Sheet, guide: Mapping[str, Any] | None = None) -> list[Finding]:
    """Give every fault of a glossary file, in the order of its lines."""
    found: list[Finding] = []
    try:
        GlossaryFile.model_validate(dict(sheet.tables))
    except ValidationError as error:
        found += shape_faults(error, GlossaryFile, sheet.fault)
    else:
        found += _never_counted(sheet)
    found += [*_long_expressions(sheet), *_references(sheet, guide)]
    return sorted(dict.fromkeys(found), key=lambda fault: (fault.line, fault.place, fault.code))


def _never_counted(sheet: Sheet) -> Iterator[Finding]:
    """Find single words that mean something in a list and nothing in `common`, which wins: they would find nothing."""
    negation = sheet.tables["negation"]
    hollow = stems_of([*sheet.tables["common"], *negation["cuts"], *negation["spares"]])
    for name, said in _lists(sheet.tables, "alike"):
        if any(len(found) == 1 and found[0].stem in hollow for found in map(words, said)):
            says = "A single word here has the stem of a word in common or negation, so it finds nothing."
            yield sheet.fault("never-counted", ("alike", name), says, "Write it with another word, or take that one out of common.")
    lists = {name for name, _ in _lists(sheet.tables, "alike")}
    danger = sheet.tables.get("danger")
    yield from _unknown(sheet, ("danger", "alike"), danger.get("alike") if isinstance(danger, Mapping) else (), lists, "list of words")


def _long_expressions(sheet: Sheet) -> Iterator[Finding]:
    for table in ("alike", "age", "abbreviation", "sign"):
        for name, said in _lists(sheet.tables, table):
            if any(len(words(text)) > MOST_WORDS for text in said):
                yield sheet.fault(
                    "long-expression", (table, name), "An expression here is a whole sentence.", f"Keep to {MOST_WORDS} words."
                )
            if len({text.casefold() for text in said}) < len(said):
                yield sheet.fault("said-twice", (table, name), "An expression stands here twice.", "Leave one out.")


def _references(sheet: Sheet, guide: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Find hints that name an age, a list or a sign that is not there."""
    hints = sheet.tables.get("hint")
    alike = {name for name, _ in _lists(sheet.tables, "alike")}
    for age, _ in _lists(sheet.tables, "age"):
        yield from _unknown(sheet, ("age", age), [age], set(AGES), "age")
    signs = set(guide.get("sign", {})) if guide else {name for name, _ in _lists(sheet.tables, "sign")}
    for name, _ in _lists(sheet.tables, "sign"):
        yield from _unknown(sheet, ("sign", name), [name], signs, "sign")
    for short in sheet.tables.get("capitals") or ():
        yield from _unknown(sheet, ("capitals",), [short], {name for name, _ in _lists(sheet.tables, "abbreviation")}, "abbreviation")
    if not isinstance(hints, Mapping):
        return
    for name, hint in hints.items():
        if not isinstance(hint, Mapping):
            continue
        yield from _unknown(sheet, ("hint", name, "ages"), hint.get("ages"), set(AGES), "age")
        yield from _unknown(sheet, ("hint", name, "alike"), hint.get("alike"), alike, "list of words")
        if not hint.get("less") and not hint.get("says"):
            yield sheet.fault("missing-key", ("hint", name), "This hint does not say why.", "Add says, the reason that a person is shown.")
        if guide is not None:
            known = {*guide.get("sign", {}), *guide.get("sub-domain", {})}
            yield from _unknown(sheet, ("hint", name, "signs"), hint.get("signs"), known, "sign or sub-domain")


def _unknown(sheet: Sheet, place: tuple[str, ...], named: Any, known: set[str], what: str) -> Iterator[Finding]:
    for name in named if isinstance(named, list) else ():
        if isinstance(name, str) and name not in known:
            close = near(name, known)
            help_ = f"Near ones: {', '.join(close)}." if close else "Name one that is there."
            yield sheet.fault(
                f"unknown-{what.split()[0]}", place, f"This names {'an' if what[0] == 'a' else 'a'} {what} that is not there.", help_
            )


def _lists(tables: Mapping[str, Any], table: str) -> Iterator[tuple[str, list[str]]]:
    found = tables.get(table)
    if isinstance(found, Mapping):
        for name, said in found.items():
            if isinstance(said, list):
                yield name, [text for text in said if isinstance(text, str)]

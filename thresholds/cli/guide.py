"""`thresholds guide`: read and search the guide, explain every id, give the JSON Schema of each kind of file."""

import sys
from typing import Annotated, Any

import typer

from thresholds.cli.console import library, say, say_json, warn
from thresholds.errors import BadCall, UnknownName

HELP = """Read and search the guide: signs, levels, duties, rules, sources.

Example: thresholds guide search "bruise baby"
"""
LIST_HELP = """List the signs by sub-domain: id, level, words.

Example: thresholds guide list --level 4 --subdomain PHY
"""
SHOW_HELP = """Explain an id: a sign, sub-domain, level, duty, rule, safety question, principle or source.

Example: thresholds guide show PHY-4-02

Where two things share an id both are shown; rule.ID or duty.ID names one of them.
"""
SEARCH_HELP = """Find signs by words. What is not found is not ruled out.

Example: thresholds guide search "not crawling" bruise

An account of a child does not belong in shell history: give - and put the words on standard input.
"""
SCHEMA_HELP = """Print the JSON Schema of one kind of input, for editors: concern, guide or partnership.

Example: thresholds guide schema concern
"""
SCHEMAS = ("concern", "guide", "partnership")

SAYS_NOTHING = "These only say that nothing was seen. They never show that a child is safe:"
SAYS_NO = "Your words seem to say no to these. A word search cannot tell a yes from a no, so look at them:"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(rich_markup_mode=None, help=HELP)
    group.callback(invoke_without_command=True)(named)
    group.command("list", help=LIST_HELP)(list_signs)
    group.command("show", help=SHOW_HELP)(show)
    group.command("search", help=SEARCH_HELP)(search)
    group.command("schema", help=SCHEMA_HELP)(schema)
    app.add_typer(group, name="guide")


def named(ctx: typer.Context) -> None:
    """Refuse a call that names no command of the group."""
    if ctx.invoked_subcommand is None:
        raise BadCall(
            "`thresholds guide` needs a command.", "They are list, show, search and schema; add --help to read more.", code="no-command"
        )


def list_signs(
    level: Annotated[int | None, typer.Option(min=1, max=4, help="Only signs of this level, 1 to 4.")] = None,
    subdomain: Annotated[str | None, typer.Option(help="Only signs of this sub-domain, such as PHY.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run `guide list`."""
    shelf = library()
    index = shelf.index()
    guide = index.guide
    code = _code(guide.sub_domain, subdomain) if subdomain is not None else None
    signs = [sign for sign in index.signs if level in (None, sign.level) and code in (None, sign.subdomain)]
    if as_json:
        rows = [
            {"id": s.id, "level": s.level, "subdomain": s.subdomain, "strand": s.strand, "says": s.says, "placement": s.placement}
            for s in signs
        ]
        say_json(
            {"schema": "thresholds/signs/1", "guide": {"id": guide.id, "edition": guide.edition, "digest": shelf.digest()}, "signs": rows}
        )
        return 0
    from thresholds.documents.document import Block, Bullets, Document, Heading, Para
    from thresholds.documents.plain import as_text

    blocks: list[Block] = [Heading(f"{guide.title}, {guide.edition}", 1), Para(guide.caution)]
    for name, sub in guide.sub_domain.items():
        lines = tuple(f"{sign.id}, level {sign.level}: {sign.says}" for sign in signs if sign.subdomain == name)
        blocks += [Heading(f"{name}, {sub.name}"), Bullets(lines)] if lines else []
    if not signs:
        blocks.append(Para("No sign fits. What is not listed is not ruled out."))
    say(as_text(Document(tuple(blocks))))
    return 0


def _code(known: Any, typed: str) -> str:
    from thresholds.finding import near

    if typed.upper() not in known:
        raise UnknownName("No sub-domain has that code.", near(typed, known), f"The codes are {', '.join(known)}.", code="unknown-code")
    return typed.upper()


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Such as PHY-4-02, PHY, 4, fgm-known or S17.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run `guide show`."""
    from thresholds.documents.document import Document
    from thresholds.documents.plain import as_text
    from thresholds.guide.reading import entries

    found = entries(library().index(), name)
    if as_json:
        say_json({"schema": "thresholds/entry/1", "entries": [entry.json for entry in found]})
    else:
        say(as_text(sum((entry.body for entry in found), Document())))
    return 0


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words to look for; - reads them from standard input.")],
    limit: Annotated[int, typer.Option(min=1, max=400, help="The most signs to give.")] = 15,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run `guide search`."""
    from thresholds.guide.search import NOT_RULED_OUT, danger_words, find_signs, led_by
    from thresholds.text import clean_line

    typed = _query(words)
    shelf = library()
    found = find_signs(shelf.index(), typed, limit, shelf.glossary())
    danger = danger_words(typed, shelf.glossary())
    if as_json:
        matches = [
            {"id": m.sign.id, "level": m.sign.level, "says": m.sign.says, "score": m.score, "because": list(m.because),
             "subdomain": m.sign.subdomain, "strand": m.sign.strand, "read_as": dict(m.read_as),
             "absence": m.sign.absence, "denied": m.is_denied}
            for m in found
        ]  # fmt: skip
        answer = {"schema": "thresholds/search/1", "query": clean_line(typed), "danger": list(danger), "caution": NOT_RULED_OUT}
        say_json({**answer, "matches": matches})
        return 0
    from thresholds.documents.document import Block, Bullets, Document, Para
    from thresholds.documents.plain import as_text

    blocks: list[Block] = []
    if danger:
        blocks.append(
            Para(f"These words may speak of danger now: {', '.join(danger)}. If a child is in danger, phone 999 first.", strong=True)
        )
    parts = {
        "": [m for m in found if not m.sign.absence and not m.is_denied],
        SAYS_NOTHING: [m for m in found if m.sign.absence and not m.is_denied],
        SAYS_NO: [m for m in found if m.is_denied],
    }
    for heading, part in parts.items():
        if part:
            lines = (f"{m.sign.id}, level {m.sign.level}: {m.sign.says} (shares: {led_by(m)})" for m in part)
            blocks += [*([Para(heading)] if heading else []), Bullets(tuple(lines))]
    if not found:
        blocks.append(Para("No sign shares these words."))
    say(as_text(Document((*blocks, Para(NOT_RULED_OUT)))))
    return 0


def _query(words: list[str]) -> str:
    """Give the words to look for, from the call or from standard input, line by line as they were written."""
    from thresholds.text import LONGEST, cut

    typed = " ".join(words)
    if words == ["-"] and sys.stdin is None:
        typed = ""
    elif words == ["-"]:
        if sys.stdin.isatty():
            warn("Type the words, then end with Ctrl-D on a line of its own (Ctrl-Z and Enter on Windows).")
        typed = sys.stdin.buffer.read(4 * LONGEST + 4).decode("utf-8", "replace")
    elif "-" in words:
        raise BadCall("A lone - stands among the words.", "Leave it out, or give nothing else and put the words on standard input.")
    kept, is_cut = cut(typed)
    if is_cut:
        warn(f"Only the first {LONGEST} characters are looked at.")
    if not kept.strip():
        raise BadCall("There are no words to look for.", "Give some, or - and put them on standard input.", code="no-words")
    return kept


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="concern, guide or partnership.")],
    as_json: Annotated[bool, typer.Option("--json", help="The answer is JSON with or without this.")] = False,
) -> int:
    """Run `guide schema`."""
    from thresholds.finding import near
    from thresholds.guide.schema import guide_schema, partnership_schema, titled

    if name not in SCHEMAS:
        raise UnknownName("There is no such schema.", near(name, SCHEMAS), f"They are {', '.join(SCHEMAS)}.", code="unknown-schema")
    if name == "concern":
        from thresholds.assessment.concern import Concern

        say_json(titled(Concern.model_json_schema(), "concern"))
    else:
        say_json(guide_schema() if name == "guide" else partnership_schema())
    return 0

"""Typed text taken apart: sentences, clauses, words, and their stems. Nothing here knows a language's meaning, only its endings."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_PIECE = re.compile(r"[a-z]+(?:['&][a-z]+)*|\d+|[.;!?\n,:()/]")
_SENTENCE_ENDS = frozenset(".;!?\n")
_STROKES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u2013": ",", "\u2014": ","})
_VOWELS = frozenset("aeiouy")
_LONG_ENDINGS = (
    ("isation", "ise"), ("ization", "ise"), ("fulness", "ful"), ("ousness", "ous"), ("ability", "able"), ("ibility", "ible"),
    ("ation", "ate"), ("ments", ""), ("ment", ""), ("ness", ""), ("ally", "al"), ("ily", "y"), ("less", "less"), ("ly", ""),
)  # fmt: skip


class Word(NamedTuple):
    """One word as typed, its stem, and where it stands: in which sentence and which clause of the whole text."""

    typed: str
    stem: str
    sentence: int
    clause: int
    capitals: bool = False
    """Whether it was typed in capitals throughout: SEND is no verb."""


def words(text: str, spelling: Mapping[str, str] | None = None) -> list[Word]:
    """Give the words of `text` in order; a word that `spelling` names is read as the word it stands for.

    Hyphens part words, apostrophes do not: `ten-week-old` is three, `won't` is one.
    """
    found: list[Word] = []
    sentence = clause = 0
    text = text.translate(_STROKES)
    plain = text.casefold()
    same = plain != text and len(plain) == len(text) and not _is_shouting(text)
    for match in _PIECE.finditer(plain):
        piece = match[0]
        if piece in _SENTENCE_ENDS:
            sentence += 1
            clause += 1
        elif piece in ",:()/":
            clause += 1
        else:
            read = spelling.get(piece, piece) if spelling else piece
            shouted = same and len(piece) > 1 and text[match.start() : match.end()].isupper()
            found.append(Word(piece, stem(read), sentence, clause, shouted))
    return found


def _is_shouting(text: str) -> bool:
    """Say whether a whole text is in capitals: then no word of it is an abbreviation because of its capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(text.split()) > 3 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def stem(word: str) -> str:
    """Give `word` without its commonest English endings: `bruises`, `bruised` and `bruising` become one."""
    joined = word.replace("'", "")
    bare = joined if joined in _ODD else word.removesuffix("'s").replace("'", "")
    if len(bare) < 4 or bare in _ODD:
        return _ODD.get(bare, bare)
    bare = _without_plural(bare)
    bare = _without_past(bare)
    for ending, instead in _LONG_ENDINGS:
        root = bare.removesuffix(ending)
        if root != bare and len(root) > 3 and root[-1] != "i":
            bare = root + instead
            break
    if bare.endswith("y") and len(bare) > 3 and bare[-2] not in _VOWELS:
        bare = bare[:-1] + "i"
    if bare.endswith("e") and len(bare) > 4:
        bare = bare[:-1]
    return bare


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    for ending in ("ing", "ed"):
        if not word.endswith(ending) or word.endswith("eed"):
            continue
        root = word.removesuffix(ending)
        if len(root) < 3 or not _VOWELS & set(root):
            continue
        if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
            return root[:-1]
        if len(root) == 3 and root[0] not in _VOWELS and root[1] in _VOWELS and root[2] not in "aeiouywx":
            return root + "e" if root + "e" in _SHORT_WITH_E else root
        return root
    return word


_SHORT_WITH_E = frozenset(
    """
    bite bribe care come dare dive fire give hate hide hire like live love make move name rape ride rule save share smoke stare
    take time tire vape vote wake wipe
    """.split()  # noqa: SIM905 - quoted words would hide the list
)
_FORMS = """
    always:; armed:; beat: beaten; bite: bitten; bleed: bled; break: broke broken; bring: brought; bulli: bullied bullies bully
    bullying; burn: burnt; buy: bought; cane: caned canes caning; catch: caught; child: children; cracked:; downs:; die: died
    dying; draw: drew; extremely:; drink: drank; drive: driven drove; fall: fallen falling fell; feed: fed; feel: felt; fight:
    fought; find: found; fired:; followed:; freeze: froze frozen; give: gave given; go: goes going gone went; grow: grew grown;
    hang: hung; hide: hid hidden; keep: kept; know: knew; leave: leaving left; lie: lied lying; lose: losing lost; lovely:; make:
    made; man: men; marked:; meet: met; missing:; mouse: mice; pay: paid; placement: placements; plane: planes; poorly:; ruled:;
    ride: rode; ring: rang; run: ran running; say: said says; scare: scared scares scaring; see: saw seen; sell: sold; send: sent;
    shake: shaken shaking shook; shoot: shot; show: shown; sleep: slept; smell: smelt; speak: spoke; spend: spent; steal: stole
    stolen; stick: stuck; strike: struck; swear: swore; take: taken took; teach: taught; tear: torn; tell: told; throw: threw
    thrown; tie: tied tying; tooth: teeth; treatment: treatments; use: used using; wake: woke; watched:; wedding: weddings; wear:
    wore worn; woman: women; write: written wrote
"""
_ODD = {form: root for row in _FORMS.split(";") for root, _, forms in [row.strip().partition(":")] for form in (root, *forms.split())}
"""Past forms and plurals that no ending explains, and words that would be taken for others without their endings."""

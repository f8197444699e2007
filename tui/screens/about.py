"""About: which guide this is, what of it was seen and what was not, the versions, and what stays on this machine."""

from collections import Counter
from importlib.metadata import version

from thresholds import __version__
from thresholds.documents.document import Bullets, Document, Heading, Para, Rows
from thresholds.guide.library import Library
from thresholds.guide.reading import PLACEMENT, SEEN
from thresholds.text import count
from tui.screens.card import Card
from tui.widgets.press import Press


class AboutCard(Card[None]):
    """About this tool and its guide."""

    page_id = "about-tool"

    def __init__(self, library: Library) -> None:
        super().__init__("About this tool", about(library), Press("Close", "close"))


def about(library: Library) -> Document:
    """Give what there is to say about the guide, its sources and this tool."""
    guide = library.index().guide
    placed: Counter[str] = Counter(sign.placement for sign in guide.sign.values())
    seen: Counter[str] = Counter(source.seen for source in guide.source.values())
    return Document(
        (
            Para("This tool suggests a level of need and a route. It never decides. A different judgement is normal: write down why."),
            Heading("The guide", 3),
            Para(f"{guide.title}, {guide.edition}."),
            Para(guide.caution),
            Heading(f"Where the levels of its {len(guide.sign)} signs come from", 3),
            Bullets(tuple(f"{placed[name]}: {says}" for name, says in PLACEMENT.items())),
            Heading(f"Its {len(guide.source)} sources", 3),
            Bullets(tuple(f"{seen[name]}: {says}" for name, says in SEEN.items())),
            Heading("On this machine", 3),
            Para(
                "Unfinished answers are kept for you alone, and deleted when you end the walk or start again. "
                "Your own words of a walk are never kept. A referral is kept only where you save it. "
                "The text of a disagreement's form is kept as a draft until you save or delete it."
            ),
            Heading("Versions", 3),
            Rows(
                (
                    ("Thresholds", __version__),
                    ("Textual", version("textual")),
                    ("Areas", count(len(library.area_ids), "file")),
                    ("Data", library.digest()[:19]),
                )
            ),
        )
    )

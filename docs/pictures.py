"""Make the README's pictures from the app itself: `make pictures`, or `python3 run.py dev docs/pictures.py [FOLDER]`.

The cases are the invented ones of the screens' tests. Each picture is whole in itself: no font or anything else is fetched for it.
"""

import asyncio
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.tui import docketed, drawn  # noqa: E402 - found from the checkout
from tui.app import ThresholdsApp  # noqa: E402
from tui.screens.browse import BrowseScreen  # noqa: E402
from tui.widgets.guide_front import GuideFront  # noqa: E402

FONTS = '"DejaVu Sans Mono", Menlo, Consolas, monospace'
FONT_FACE = re.compile(r"@font-face\s*{.*?}", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
THEME = "dark"


def main(folder: Path) -> None:
    """Write every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in asyncio.run(make_pictures()).items():
        (folder / f"{name}.svg").write_text(picture, encoding="utf-8")


async def make_pictures() -> dict[str, str]:
    """Give each picture by its name."""
    made = {}
    async with drawn.opened(drawn.walked("suggestion"), theme=THEME) as (app, _):
        made["suggestion"] = picture_of(app, "A suggestion, with its reasons and whom to ring")
    async with drawn.opened(drawn.walked(), (120, 40), THEME) as (app, pilot):
        await drawn.press(pilot, "f3 pagedown down down down right right right right")
        await drawn.until(pilot, lambda: isinstance(app.screen, BrowseScreen) and app.screen.query_one(GuideFront).is_ready)
        await drawn.press(pilot, "")
        made["guide"] = picture_of(app, "The guide: every area of concern by level")
    async with docketed.opened("f5 1", (120, 40), theme=THEME) as (app, _):
        made["disagreement"] = picture_of(app, "A disagreement and its ladder")
    return made


def picture_of(app: ThresholdsApp, title: str) -> str:
    """Give the screen as an SVG that names no address but its own format's."""
    drawing = COMMENT.sub("", FONT_FACE.sub("", app.export_screenshot(title=title, simplify=True)))
    return re.sub(r"\n\s*\n+", "\n", drawing.replace("Fira Code, monospace", FONTS)).rstrip() + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")

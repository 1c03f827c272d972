"""The pictures that social networks show: what they are drawn with, and the drawing on all cores.

Each is kept in the cache under its name, which follows from its words and from all that it is drawn with. So a card
is drawn once, whatever the site, and one that the old output has is not even looked up.
"""

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import features

from ..build.cache import Cache, digest
from ..pictures.card import BOLD, COLOURS, REGULAR, VERSION, Card, Press
from ..pictures.card import FOLDER as CARD_FOLDER
from ..pictures.typeset import read_measures
from .stylesheet import tokens

logger = logging.getLogger(__name__)

# The cache's file below the setting CACHE_PATH.
CARDS = "social.sqlite"
# The folder of the theme that has the ground, the fonts and their measures.
FOLDER = "social"
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialStyle:
    """What cards are drawn with: files of a `folder`, and `colours` by their tokens; `digest` is that of all.

    `letters` are those that the fonts have.
    """

    digest: str
    folder: Path
    colours: tuple[tuple[str, str], ...]
    letters: frozenset[str]

    def spelled(self, words: str) -> str:
        """Return the words in signs that the fonts have, nothing where a letter or digit lacks; others are left out.

        A name without some of its letters would be another name, and a time without its digits none.
        """
        whole = _SPACE.sub(" ", unicodedata.normalize("NFC", words))
        missing = {sign for sign in whole if sign not in self.letters or unicodedata.category(sign) == "Cf"}
        if any(sign.isalnum() for sign in missing):
            return ""
        # No-break spaces stay: they hold together what is one word.
        return _SPACE.sub(" ", "".join(sign for sign in whole if sign not in missing)).strip()


def read_style(theme: Path, css: str) -> SocialStyle | None:
    """Return what cards are drawn with; None where the theme has nothing for them, with a warning if it lacks a part.

    Another version of the library that draws would draw other bytes.
    """
    folder = theme / FOLDER
    if not folder.is_dir():
        return None
    colours = tuple(tokens(css, COLOURS).items())
    try:
        files = [path.read_bytes() for path in _files(folder)]
        # Nothing is drawn for this: it takes a while to have all that is needed, and most builds draw nothing.
        letters = frozenset.intersection(*(frozenset(read_measures(files[place]).widths) for place in (2, 4)))
    except (OSError, ValueError, KeyError) as error:
        logger.warning("No pictures for social networks: %s cannot be used (%s).", folder, error)
        return None
    if len(colours) < len(COLOURS):
        logger.warning("No pictures for social networks: the style sheet lacks one of the tokens %s.", COLOURS)
        return None
    library = str(features.version("pil")), str(features.version("freetype2"))
    return SocialStyle(
        digest=digest(VERSION, *library, *files, repr(colours)), folder=folder, colours=colours, letters=letters
    )


def is_card(name: str) -> bool:
    """Return whether a file of the site is such a picture."""
    return name.startswith(f"{CARD_FOLDER}/")


def drawn(
    style: SocialStyle, cards: Sequence[Card], cache: Path, photo: Callable[[Card], bytes]
) -> Iterable[tuple[str, bytes]]:
    """Yield each card's file by its name, from the cache or drawn; `photo` reads the picture of one that has any."""
    kept = Cache(cache)
    try:
        found = kept.get(card.file for card in cards)
        yield from found.items()
        missing = [card for card in cards if card.file not in found]
        if missing:
            press = _press(style.folder, style.colours)
            made = {card.file: press.draw(card, photo(card)) for card in missing}
            kept.put(made)
            yield from made.items()
    finally:
        kept.close()


def _files(folder: Path) -> list[Path]:
    """Return the ground, and each weight's font and measures: `…-400.ttf`, `…-400.json`."""
    names = [f"*-{weight}.{end}" for weight in (REGULAR, BOLD) for end in ("ttf", "json")]
    return [folder / "ground.png", *(next(iter(sorted(folder.glob(name))), folder / name) for name in names)]


# A process draws many cards, and a new one starts with what its parent has read.
@lru_cache(maxsize=1)
def _press(folder: Path, colours: tuple[tuple[str, str], ...]) -> Press:
    ground, regular, measures, bold, bold_measures = (path.read_bytes() for path in _files(folder))
    return Press(ground, {REGULAR: (regular, measures), BOLD: (bold, bold_measures)}, dict(colours))

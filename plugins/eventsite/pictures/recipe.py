"""Which files are made of a picture: sizes, formats and crops. Who changes what comes out changes VERSION."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

# The version of this package's work: published names and cached files follow from it.
VERSION = "1"

# A text column is 672 px wide, and phones have up to three points to a pixel.
WIDTHS = (480, 800, 1200, 1600)
SQUARES = (96, 192, 384)
CARDS = (360, 720)
# Width : height of a card's picture.
CARD_RATIO = 3, 2
# Programs that know neither AVIF nor WebP get one size.
FALLBACK_WIDTH = 1200
MOVING_WIDTH = 800
# A size that is hardly smaller than the largest helps nobody.
_NEAR = 0.87

Source = Literal["jpeg", "png", "webp", "gif", "avif", "heif", "svg"]
Shape = Literal["whole", "square", "card", "moving", "file"]
Format = Literal["avif", "webp", "jpg", "png", "svg"]
MODERN: tuple[Format, ...] = ("avif", "webp")
MEDIA_TYPES: dict[Format, str] = {"avif": "image/avif", "webp": "image/webp"}
CENTRE = 50, 50


@dataclass(frozen=True, slots=True)
class Picture:
    """What a file holds: the width and height that people see, the `digest` of its bytes and of this recipe.

    `transparent` is one that has to stay so, `moving` one of several frames. `has_place` says that the file tells
    where it was taken, `size` how many bytes it has.
    """

    digest: str
    source: Source
    width: int
    height: int
    transparent: bool = False
    moving: bool = False
    has_place: bool = False
    size: int = 0


class Cut(NamedTuple):
    """A part of a picture: `whole`, `square` or `card` around the focus (per cent of width and height), or `file`.

    A `file` is the whole picture in its full size, for those who download it.
    """

    shape: Shape
    focus: tuple[int, int] = CENTRE


class Variant(NamedTuple):
    """One file that is made of a picture."""

    cut: Cut
    format: Format
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """What its name has behind the picture's: `-800.avif`, `-square-50-30-192.webp`, `.jpg`."""
        shape, (x, y) = self.cut
        if shape == "file":
            return f".{self.format}"
        focus = f"-{x}-{y}" if self.cut.focus != CENTRE else ""
        return f"{'' if shape == 'whole' else f'-{shape}{focus}'}-{self.width}.{self.format}"


def variants(picture: Picture, cut: Cut) -> tuple[Variant, ...]:
    """Return the files that are made of a cut: the formats in the order of their worth, each from small to large.

    The last one is for programs that know none of the others. No file is larger than the picture itself.
    """
    if picture.source == "svg":
        return (Variant(Cut("file"), "svg", picture.width, picture.height),)
    if picture.moving and cut.shape in {"whole", "file"}:
        return tuple(_moving(picture))
    if cut.shape == "file":
        return (Variant(cut, _kept_format(picture), picture.width, picture.height),)
    sizes = list(_sizes(picture, cut))
    large = next((size for size in reversed(sizes) if size[0] <= FALLBACK_WIDTH), sizes[0])
    modern = [Variant(cut, kind, *size) for kind in MODERN for size in sizes]
    return (*modern, Variant(cut, "png" if picture.transparent else "jpg", *large))


def box(width: int, height: int, cut: Cut) -> tuple[int, int, int, int]:
    """Return the part of a picture of this size that the cut shows: left, top, right, bottom."""
    if cut.shape not in {"square", "card"}:
        return 0, 0, width, height
    across, down = CARD_RATIO if cut.shape == "card" else (1, 1)
    part_width = min(width, max(1, height * across // down))
    part_height = min(height, max(1, width * down // across))
    left = _start(width, part_width, cut.focus[0])
    top = _start(height, part_height, cut.focus[1])
    return left, top, left + part_width, top + part_height


def _start(length: int, part: int, focus: int) -> int:
    """Return where a part begins that has the focus in its middle, as far as it can."""
    return min(max(0, length * focus // 100 - part // 2), length - part)


def _moving(picture: Picture) -> Iterator[Variant]:
    """Yield the still for those who want no movement, and the moving picture itself."""
    width = min(picture.width, MOVING_WIDTH)
    height = scaled(width, picture.width, picture.height)
    yield Variant(Cut("whole"), "webp", width, height)
    yield Variant(Cut("moving"), "webp", width, height)


def _kept_format(picture: Picture) -> Format:
    return "png" if picture.transparent or picture.source in {"png", "gif"} else "jpg"


def _sizes(picture: Picture, cut: Cut) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = box(picture.width, picture.height, cut)
    steps = {"square": SQUARES, "card": CARDS}.get(cut.shape, WIDTHS)
    for width in _widths(right - left, steps):
        yield width, scaled(width, right - left, bottom - top)


def _widths(width: int, steps: Sequence[int]) -> list[int]:
    top = min(width, steps[-1])
    return [*(step for step in steps if step < top * _NEAR), top]


def scaled(new_width: int, width: int, height: int) -> int:
    """Return the height that goes with the new width."""
    return max(1, round(new_width * height / width))

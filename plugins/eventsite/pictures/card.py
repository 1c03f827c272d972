"""The picture that social networks show of a page: its words in the site's letters on the site's ground.

Letters are put as steps between two colours into a picture with a palette, so that nothing has to be counted again
when it is saved; only a photo brings colours of its own.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from .make import saved, upright
from .recipe import Cut, box
from .typeset import THOUSAND, line_count, read_measures, shortened

# Who changes what comes out changes it: published names and cached files follow from it.
VERSION = "1"
SIZE = 1200, 630
FOLDER = "social"
MOST_BYTES = 100_000
# The tokens of the style sheet that a card is drawn with.
COLOURS = ("night", "night-soft", "on-night", "on-night-muted", "gold", "sample-tint", "sample")
BOLD, REGULAR = 700, 400
_MARGIN = 66
_STRIP = 52  # the notice, at the top
_GROUND_COLOURS = 48
_STEPS = 14
# Words on their ground, each pair with its steps in the palette; then the two grounds of their own.
_PAIRS = (
    ("night", "on-night"), ("night", "on-night-muted"), ("night", "gold"), ("sample-tint", "sample"),
    ("night-soft", "gold"), ("night", "night-soft"),
)  # fmt: skip
_SOLID = ("sample-tint", "night-soft")
_TITLE, _MUTED, _GOLD, _NOTICE, _INITIALS, _DISC = range(len(_PAIRS))
_SOLIDS = _GROUND_COLOURS + len(_PAIRS) * _STEPS
_PHOTO = _SOLIDS + len(_SOLID)
# With so many colours, and so much blurred, a photo is tried until its file is small enough.
_PHOTO_WAYS = ((256 - _PHOTO, 0), (64, 0), (32, 1), (16, 2), (8, 6))
_TOP, _BOTTOM = 170, 480  # between the mark and the helix
_SIZES = (84, 72, 64, 57, 51, 45, 40, 36, 32, 28)
_LEAST = 40  # a title is not made smaller for the sake of what is below it
_NEAR = 0.7
_MANY = 99
_LEADING = 1.24  # Vietnamese stacks marks on capitals
_PHOTO_BOX = 800, _STRIP, 1200, 630
_DISC_BOX = 806, 134, 1126, 454


class Photo(NamedTuple):
    """A picture on a card: its file, the digest of its bytes, its size, what must stay in sight; or a portrait."""

    name: str
    digest: str
    size: tuple[int, int]
    focus: tuple[int, int]
    is_portrait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words of a card, in letters that the font has; `style` is the digest of all that they are drawn with.

    `event` is its name, `when` its days and place; `kind` says what the page is, `fact` when and where or who, `more`
    the rest. `initials` stand for the portrait of a person, `notice` is at the top of every page.
    """

    style: str
    title: str
    event: str
    when: str = ""
    kind: str = ""
    fact: str = ""
    more: str = ""
    notice: str = ""
    initials: str = ""
    photo: Photo | None = None

    @property
    def file(self) -> str:
        """The name of its file below the site's root: another card has another, so networks fetch it anew."""
        facts = repr((VERSION, *(getattr(self, name) for name in self.__slots__)))
        return f"{FOLDER}/{hashlib.blake2b(facts.encode(), digest_size=12).hexdigest()}.png"


class _Line(NamedTuple):
    words: str
    weight: int
    size: int
    pair: int
    height: float


class Press:
    """Draws cards: what it needs for all of them is read once."""

    def __init__(self, ground: bytes, fonts: Mapping[int, tuple[bytes, bytes]], colours: Mapping[str, str]) -> None:
        """Take the ground's file, each weight's file and measures, and the colours by their tokens."""
        self._files = {weight: font for weight, (font, _) in fonts.items()}
        self._measures = {weight: read_measures(table) for weight, (_, table) in fonts.items()}
        self._colours = {name: _rgb(value) for name, value in colours.items()}
        self._ground = Image.open(BytesIO(ground)).convert("RGB").quantize(_GROUND_COLOURS, dither=Image.Dither.NONE)
        self._palette = [*_padded(self._ground.getpalette() or [], _GROUND_COLOURS), *self._steps()]
        self._font = lru_cache(self._loaded)
        self._base = lru_cache(self._grounded)

    def draw(self, card: Card, photo: bytes = b"") -> bytes:
        """Return the card as a PNG file of at most 100 KB; `photo` are the bytes of its picture."""
        picture = self._base(bool(card.notice)).copy()
        has_side = bool(card.photo or card.initials)
        layers: dict[int, Image.Image] = {}
        for x, baseline, line in self._set(card, 690 if has_side else SIZE[0] - 2 * _MARGIN):
            self._write(layers.setdefault(line.pair, Image.new("L", SIZE)), x, baseline, line)
        if card.initials and not card.photo:
            picture.paste(_SOLIDS + 1, _DISC_BOX, _disc().point(lambda value: 255 * (value > 250)))  # noqa: PLR2004
            layers[_DISC] = Image.new("L", SIZE)
            layers[_DISC].paste(_disc().point(lambda value: value if value <= 250 else 0), _DISC_BOX)  # noqa: PLR2004
        for pair, layer in layers.items():
            _put(picture, layer, pair)
        if not (card.photo and photo):
            picture.putpalette(bytes(self._palette))
            return saved(picture, format="PNG")
        return self._with_photo(picture, card.photo, photo)

    def _set(self, card: Card, width: int) -> Iterator[tuple[float, float, _Line]]:
        """Yield each line of the card with its place: from the left, and where its letters stand."""
        if card.notice:
            yield from self._single(card.notice, REGULAR, 24, _NOTICE, _MARGIN, 35, SIZE[0] - 2 * _MARGIN)
        rise = 0 if card.notice else _STRIP / 2
        name = 112 if card.when else 128
        yield from self._single(card.event, BOLD, 30, _TITLE, 146, name - rise, SIZE[0] - 146 - _MARGIN)
        if card.when:
            yield from self._single(card.when, REGULAR, 25, _MUTED, 146, 145 - rise, SIZE[0] - 146 - _MARGIN)
        if card.initials and not card.photo:
            size, (left, top, right, bottom) = 116, _DISC_BOX
            line = _Line(card.initials, BOLD, size, _INITIALS, size)
            start = (left + right) / 2 - self._measures[BOLD].width(card.initials) * size / THOUSAND / 2
            yield start, (top + bottom) / 2 + size * 0.35, line
        lines = self._block(card, width, _BOTTOM - _TOP + rise)
        y = _TOP - rise + (_BOTTOM - _TOP + rise - sum(line.height for line in lines)) * 0.45
        for line in lines:
            y += line.height
            if line.words:
                yield _MARGIN, y - line.height * 0.28, line

    def _single(
        self, words: str, weight: int, size: int, pair: int, x: float, baseline: float, width: int
    ) -> Iterator[tuple[float, float, _Line]]:
        for one in shortened(self._measures[weight], words, width * THOUSAND / size, 1):
            yield x, baseline, _Line(one, weight, size, pair, size)

    def _block(self, card: Card, width: int, height: float) -> list[_Line]:
        """Return the lines between mark and helix, the title as large as it can be; what does not fit is cut."""
        kind = self._lines(card.kind, BOLD, 26, _GOLD, width, 1)
        kind = [*kind, *_gap(10, kind)]
        fact = self._lines(card.fact, BOLD, 30, _TITLE, width, 2)
        more = self._lines(card.more, REGULAR, 27, _MUTED, width, 2)
        # With a long title the rest is said in fewer lines, and then not at all.
        for rest, least in (([*fact, *more], _LEAST), (fact, _SIZES[-1]), ([], _SIZES[-1])):
            lines = [*_gap(18, rest), *rest]
            room = height - sum(line.height for line in (*kind, *lines))
            if size := self._size(card.title, width, room, least):
                return [*kind, *self._lines(card.title, BOLD, size, _TITLE, width, _MANY), *lines]
        size = _SIZES[-1]
        return [*kind, *self._lines(card.title, BOLD, size, _TITLE, width, int(room // (size * _LEADING)))]

    def _size(self, title: str, width: int, room: float, least: int) -> int:
        """Return the size in which the title fits, 0 where it does not; one line less is worth a smaller size."""
        sizes = [size for size in _SIZES if size >= least]
        counts = {size: line_count(self._measures[BOLD], title, width * THOUSAND / size) for size in sizes}
        fitting = [size for size in sizes if counts[size] * size * _LEADING <= room]
        if not fitting:
            return 0
        near = [size for size in fitting if size >= fitting[0] * _NEAR]
        return min(near, key=lambda size: (counts[size], -size))

    def _lines(self, words: str, weight: int, size: int, pair: int, width: int, most: int) -> list[_Line]:
        found = shortened(self._measures[weight], words, width * THOUSAND / size, most) if words else []
        leading = _LEADING if weight == BOLD and size > 30 else 1.38  # noqa: PLR2004
        return [_Line(one, weight, size, pair, size * leading) for one in found]

    def _write(self, layer: Image.Image, x: float, baseline: float, line: _Line) -> None:
        draw = ImageDraw.Draw(layer)
        font = self._font(line.weight, line.size)
        for letter, place in self._measures[line.weight].places(line.words):
            if letter != " ":
                draw.text((x + place * line.size / THOUSAND, baseline), letter, 255, font, anchor="ls")

    def _with_photo(self, picture: Image.Image, photo: Photo, source: bytes) -> bytes:
        """Return the card with the photo in as many colours as its file has room for."""
        place = _DISC_BOX if photo.is_portrait else _PHOTO_BOX
        shown = self._photo(photo, source, (place[2] - place[0], place[3] - place[1]))
        for colours, blur in _PHOTO_WAYS:
            few = shown.filter(ImageFilter.BoxBlur(blur)).quantize(
                colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
            )
            own = (few.getpalette() or [])[: 3 * colours]
            picture.paste(few.point(lambda value: min(value + _PHOTO, 255)), place)
            picture.putpalette(bytes([*self._palette, *own]))
            content = saved(picture, format="PNG")
            if len(content) <= MOST_BYTES:
                break
        return content

    def _photo(self, photo: Photo, source: bytes, size: tuple[int, int]) -> Image.Image:
        left, _, right, _ = _crop(photo.size, size, photo.focus)
        image = upright(source, min(1.0, size[0] / (right - left)))
        left, top, right, bottom = _crop(image.size, size, photo.focus)
        image = image.resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=2.0)
        ground = Image.new("RGB", size, self._colours["night"])
        ground.paste(image, (0, 0), image if image.mode == "RGBA" else None)
        if not photo.is_portrait:
            return ground
        plain = Image.new("RGB", size, self._colours["night"])
        plain.paste(ground, (0, 0), _disc())
        return plain

    def _steps(self) -> Iterator[int]:
        """Yield the palette's colours between the two of each pair, and the grounds of their own."""
        for under, over in _PAIRS:
            for step in range(1, _STEPS + 1):
                mixed = zip(self._colours[under], self._colours[over], strict=True)
                yield from (round(low + (high - low) * step / _STEPS) for low, high in mixed)
        for name in _SOLID:
            yield from self._colours[name]

    def _grounded(self, has_notice: bool) -> Image.Image:
        base = self._ground.copy()
        if has_notice:
            base.paste(_SOLIDS, (0, 0, SIZE[0], _STRIP))
        else:
            # Nothing is above the mark, which goes up a little.
            base.paste(self._ground.crop((0, _STRIP // 2, SIZE[0], _BOTTOM)), (0, 0))
        return base

    def _loaded(self, weight: int, size: int) -> ImageFont.FreeTypeFont:
        # The simple layout is the same everywhere; each letter is placed by its own measures.
        return ImageFont.truetype(BytesIO(self._files[weight]), size, layout_engine=ImageFont.Layout.BASIC)


def _put(picture: Image.Image, layer: Image.Image, pair: int) -> None:
    """Put the letters on a layer into the picture, as steps between the pair's colours."""
    where = layer.getbbox()
    if where is None:
        return
    letters = layer.crop(where)
    steps, seen = _table(pair)
    picture.paste(letters.point(steps), where, letters.point(seen))


@lru_cache
def _table(pair: int) -> tuple[list[int], list[int]]:
    """Return for each grey its step in the palette, and whether it is one at all."""
    first = _GROUND_COLOURS + pair * _STEPS - 1
    steps = [round(value * _STEPS / 255) for value in range(256)]
    return [first + max(step, 1) for step in steps], [255 * (step > 0) for step in steps]


@lru_cache
def _disc() -> Image.Image:
    size = _DISC_BOX[2] - _DISC_BOX[0]
    large = Image.new("L", (4 * size, 4 * size))
    ImageDraw.Draw(large).ellipse((0, 0, 4 * size - 1, 4 * size - 1), fill=255)
    return large.resize((size, size), Image.Resampling.BOX)


def _crop(size: tuple[int, int], wanted: tuple[int, int], focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the largest part of the picture in the wanted shape that has the focus in its middle, if it can."""
    if wanted[0] == wanted[1]:
        return box(*size, Cut("square", focus))
    width, height = size
    part = min(width, height * wanted[0] // wanted[1]), min(height, width * wanted[1] // wanted[0])
    left, top = (
        min(max(0, length * middle // 100 - own // 2), length - own)
        for length, own, middle in zip(size, part, focus, strict=True)
    )
    return left, top, left + part[0], top + part[1]


def _gap(height: int, before: list[_Line]) -> list[_Line]:
    return [_Line("", REGULAR, 0, _MUTED, height)] if before else []


def _padded(palette: list[int], colours: int) -> list[int]:
    return (palette + [0] * 3 * colours)[: 3 * colours]


def _rgb(value: str) -> tuple[int, int, int]:
    digits = value.removeprefix("#")
    digits = "".join(2 * sign for sign in digits) if len(digits) == 3 else digits  # noqa: PLR2004 -- as in #fff
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue

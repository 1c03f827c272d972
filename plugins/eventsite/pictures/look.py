"""A look into a picture's bytes: what it is, or why it cannot be shown."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

import PIL
import pillow_heif
from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import IFD, Base

from ..errors import Said, say
from .recipe import VERSION, WIDTHS, Picture, Source, scaled
from .svg import look_at_drawing

pillow_heif.register_heif_opener()

# More are no photograph but a mistake, or an attack: a small file can unpack to gigabytes.
MOST_PIXELS = 50_000_000
# All frames of a moving picture together.
MOST_MOVING_PIXELS = 250_000_000
# WebP knows no larger side.
_MOST_HIGH = 16_383
# Half the size at which a phone's scaled JPEG decoder still has to read every byte.
_GLANCE = 8

# As Pillow names them → as we do. MPO is a JPEG with more pictures behind it, as some phones write.
_SOURCES: dict[str, Source] = {
    "JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif", "HEIF": "heif",
}  # fmt: skip
_FORMATS = tuple(name for name in _SOURCES if name != "MPO")
SUFFIXES: dict[str, Source] = {
    "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp", "gif": "gif", "avif": "avif", "heic": "heif",
    "heif": "heif", "svg": "svg",
}  # fmt: skip
NAMES = {source: suffix for suffix, source in reversed(SUFFIXES.items())}
_TURNED = range(5, 9)


class Flaw(NamedTuple):
    """Why a picture cannot be shown, and what to do."""

    message: Said
    hint: Said


def digest(source: bytes) -> str:
    """Return the digest of a picture's bytes and of all that makes the published files from them."""
    made = hashlib.blake2b(digest_size=8)
    made.update(f"{VERSION} {PIL.__version__} {pillow_heif.__version__}\n".encode())
    made.update(source)
    return made.hexdigest()


def look(source: bytes, name: str) -> Picture | Flaw:
    """Return what is in the bytes of the file `name`; every byte is read, so a file that ends early is found."""
    suffix = PurePosixPath(name).suffix[1:].lower()
    if suffix not in SUFFIXES:
        return Flaw(say("`{name}` is of a kind that pages cannot show", name=name), say("save it as JPEG or PNG"))
    if not source:
        return Flaw(say("`{name}` is empty", name=name), say("put the picture there again"))
    if suffix == "svg":
        return _drawing(source, name)
    try:
        with opened(source) as image:
            return _seen(image, source, name, suffix)
    except Image.DecompressionBombError:
        return _too_large(name)
    except UnidentifiedImageError:
        message = say("`{name}` is broken, or no picture at all", name=name)
        return Flaw(message, say("open it in a picture program and save it again"))
    except Exception:  # noqa: BLE001 -- whatever a decoder makes of broken bytes
        message = say("`{name}` is broken: it cannot be read to its end", name=name)
        return Flaw(message, say("copy it again from where it comes from"))


@contextmanager
def opened(source: bytes) -> Iterator[Image.Image]:
    """Open a picture of one of the known formats, of which only the head is read."""
    with warnings.catch_warnings():
        # Our own limit is below the one that Pillow warns of; other warnings are of odd data beside the picture.
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(source), formats=_FORMATS) as image:
            yield image


def kind_of(source: bytes) -> Source | None:
    """Return what kind of picture the bytes begin as, whatever the name says; None for a drawing and what is none."""
    try:
        with opened(source) as image:
            return _SOURCES[image.format or ""]
    except Exception:  # noqa: BLE001 -- whatever a decoder makes of broken bytes
        return None


def is_moving(image: Image.Image) -> bool:
    """Tell whether the picture has several frames that are shown one after the other."""
    return image.format in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(image, "n_frames", 1) > 1


def _seen(image: Image.Image, source: bytes, name: str, suffix: str) -> Picture | Flaw:
    kind = _SOURCES[image.format or ""]
    if kind != SUFFIXES[suffix]:
        kind_name = NAMES[kind].upper()
        right = str(PurePosixPath(name).with_suffix(f".{NAMES[kind]}"))
        message = say("`{name}` holds a {kind} picture, not what its name says", name=name, kind=kind_name)
        return Flaw(message, say("name it `{name}`", name=right))
    width, height = image.size
    moving = is_moving(image)
    frames = getattr(image, "n_frames", 1) if moving else 1
    if width * height > MOST_PIXELS or width * height * frames > MOST_MOVING_PIXELS:
        return _too_large(name)
    exif = image.getexif()
    if exif.get(Base.Orientation) in _TURNED:
        width, height = height, width
    has_place = bool(exif.get_ifd(IFD.GPSInfo))
    if scaled(min(width, WIDTHS[-1]), width, height) > _MOST_HIGH:
        message = say("`{name}` is too tall and narrow to be shown", name=name)
        return Flaw(message, say("cut it into several pictures, or save it smaller"))
    image.draft("RGB", (max(1, image.width // _GLANCE), max(1, image.height // _GLANCE)))
    image.load()
    return Picture(
        digest=digest(source),
        source=kind,
        width=width,
        height=height,
        transparent=is_transparent(image),
        moving=moving,
        has_place=has_place,
        size=len(source),
    )


def is_transparent(image: Image.Image) -> bool:
    """Tell whether anything shines through the picture; many have room for that and do not use it."""
    if not image.has_transparency_data:
        return False
    alpha = image.convert("RGBA").getchannel("A").getextrema()
    return alpha[0] != 255  # noqa: PLR2004 -- opaque


def _drawing(source: bytes, name: str) -> Picture | Flaw:
    found = look_at_drawing(source, name)
    if isinstance(found, Said):
        return Flaw(found, say("export it again as a plain SVG, or save it as PNG"))
    return Picture(digest=digest(source), source="svg", width=found[0], height=found[1], size=len(source))


def _too_large(name: str) -> Flaw:
    message = say("`{name}` has more than {most} million pixels", name=name, most=MOST_PIXELS // 1_000_000)
    return Flaw(message, say("save it smaller: 3000 pixels on its longer edge do"))

"""A picture made fit to be kept: no larger than the site can use, upright, and silent about where it was taken."""

from pathlib import PurePosixPath

from PIL import Image, ImageOps
from PIL.ExifTags import IFD, Base

from ..errors import Said, say
from .look import Flaw, look, opened
from .make import saved, upright

# More pixels on the longer edge are of no use: the site shows 1600, and a newspaper prints 3000 over 25 cm.
LONGEST = 3000
# A heavier file is only slow to share; what is published of it is small all the same.
HEAVY = 12_000_000
_UPRIGHT = 1
_JPEG = {"format": "JPEG", "quality": 92, "progressive": True, "optimize": True}
_FORMATS = {"png": {"format": "PNG", "optimize": True}, "webp": {"format": "WEBP", "quality": 92}}


def repaired(source: bytes, name: str) -> tuple[bytes, list[Said]] | None:
    """Return a better file in the place of `name`, and what was done to it; None where nothing is to be done.

    A picture that moves, a drawing and what cannot be read stay as they are. What comes of HEIC is a JPEG, for which
    `name_after` has the name.
    """
    picture = look(source, name)
    if isinstance(picture, Flaw) or picture.moving or picture.source in {"svg", "gif", "avif"}:
        return None
    done = _to_do(source, turns_to_jpeg=picture.source == "heif")
    if not done:
        return None
    image = upright(source)
    if max(image.size) > LONGEST:
        image = ImageOps.contain(image, (LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if picture.source in _FORMATS:
        image = image if picture.transparent else image.convert("RGB")
        return saved(image, **_FORMATS[picture.source]), done
    return saved(image.convert("RGB"), **_JPEG), done


def name_after(name: str) -> str:
    """Return the name of a picture's file after its repair."""
    path = PurePosixPath(name)
    return str(path.with_suffix(".jpg")) if path.suffix.lower() in {".heic", ".heif"} else name


def _to_do(source: bytes, *, turns_to_jpeg: bool) -> list[Said]:
    done: list[Said] = []
    with opened(source) as image:
        exif = image.getexif()
        if turns_to_jpeg:
            done.append(say("saved as JPEG"))
        if exif.get(Base.Orientation, _UPRIGHT) != _UPRIGHT:
            done.append(say("turned upright"))
        if max(image.size) > LONGEST:
            done.append(say("made smaller: {most} pixels on its longer edge", most=LONGEST))
        if exif.get_ifd(IFD.GPSInfo):
            done.append(say("the place where it was taken removed"))
        elif len(exif):
            done.append(say("the camera's data removed"))
    return done

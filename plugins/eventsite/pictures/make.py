"""From a picture's bytes to the published files: upright, in sRGB, in the wanted sizes, and without any other data.

No file says who took the picture where with which camera: only pixels go from the source into what is made.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from io import BytesIO
from math import ceil
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

from .look import opened
from .recipe import Cut, Picture, Variant, box

# AVIF at speed 9 takes a tenth of the time of speed 6 for a tenth more bytes; one thread, for the same bytes always.
_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 9, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
}
_WHOLE_JPEG = {"format": "JPEG", "quality": 92, "progressive": True, "optimize": True}
_MOVING = {"format": "WEBP", "quality": 70, "method": 3, "save_all": True}
_FRAME = 100  # milliseconds, where a frame does not say
_SRGB = ImageCms.createProfile("sRGB")


def make(source: bytes, picture: Picture, wanted: Sequence[Variant]) -> Iterator[tuple[Variant, bytes]]:
    """Yield the wanted files of the picture that `look` found in the bytes."""
    if picture.source == "svg":
        yield from ((variant, source) for variant in wanted)
        return
    files = [variant for variant in wanted if variant.cut.shape == "file"]
    shown = [variant for variant in wanted if variant.cut.shape not in {"file", "moving"}]
    # What is shown is made from a smaller picture than what is given away.
    for still in filter(None, (files, shown)):
        image = upright(source, _scale(picture, still))
        resize = lru_cache(partial(_resized, image))
        for variant in still:
            yield variant, _encoded(resize(variant.cut, (variant.width, variant.height)), variant)
    yield from ((variant, _moving(source, variant)) for variant in wanted if variant.cut.shape == "moving")


def upright(source: bytes, scale: float = 1.0) -> Image.Image:
    """Return the picture as people see it, in sRGB and with nothing but pixels.

    It is at least `scale` times as large as the file's: a JPEG can be read in a half, a quarter or an eighth.
    """
    with opened(source) as image:
        image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
        image.load()
        return _plain(ImageOps.exif_transpose(image))


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, or RGBA where it has room for transparency, without what else came with it."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        image = image.convert(mode)
    image = _in_srgb(image, profile, mode) if profile else image
    image = image.convert(mode)
    # Pillow writes what it finds here into the next file.
    image.info = {}
    return image


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(given).startswith("sRGB"):
            return image
        return ImageCms.profileToProfile(image, given, _SRGB, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that is broken, or of another kind of picture, says nothing.
        return image


def _scale(picture: Picture, wanted: Sequence[Variant]) -> float:
    """Return how large the picture must be read so that nothing that is made of it has to grow."""
    return max(variant.width / _width(picture, variant.cut) for variant in wanted)


def _width(picture: Picture, cut: Cut) -> int:
    left, _, right, _ = box(picture.width, picture.height, cut)
    return right - left


def _resized(image: Image.Image, cut: Cut, size: tuple[int, int]) -> Image.Image:
    part = box(image.width, image.height, cut)
    if image.size == size and part == (0, 0, *size):
        return image
    return image.resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=3.0)


def _encoded(image: Image.Image, variant: Variant) -> bytes:
    options = _WHOLE_JPEG if variant.cut.shape == "file" and variant.format == "jpg" else _OPTIONS[variant.format]
    if variant.format == "jpg" or not _shines_through(image):
        image = image.convert("RGB")
    return saved(image, **options)


def _shines_through(image: Image.Image) -> bool:
    return image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != 255  # noqa: PLR2004 -- opaque


def saved(image: Image.Image, **options: Any) -> bytes:
    """Return the picture as a file."""
    target = BytesIO()
    image.save(target, **options)
    return target.getvalue()


def _moving(source: bytes, variant: Variant) -> bytes:
    """Return all frames as an animated WebP."""
    size = variant.width, variant.height
    with opened(source) as image:
        loop = image.info.get("loop", 1 if image.format == "GIF" else 0)
        frames, times = [], []
        for frame in ImageSequence.Iterator(image):
            times.append(int(frame.info.get("duration") or _FRAME))
            frames.append(_plain(frame.copy()).convert("RGBA").resize(size, Image.Resampling.LANCZOS))
        first, *others = frames
        return saved(first, append_images=others, duration=times, loop=loop, **_MOVING)

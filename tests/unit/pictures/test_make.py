"""What is made of a picture is upright, in sRGB, as large as it says, and tells nothing of the camera."""

import pytest
from PIL import Image, ImageCms
from tests.pictures import CAMERA, corners, opened, photo, quarters, saved
from tests.unit.pictures.test_look import moving

from eventsite.pictures.look import look
from eventsite.pictures.make import make
from eventsite.pictures.recipe import Cut, Picture, variants

UPRIGHT = ("red", "lime", "blue", "white")
# How a camera stores the upright picture when it is held so (the tag's value → what has to be done to store it).
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def made(content: bytes, name: str, *cuts: Cut) -> dict[str, bytes]:
    """Return everything that is made of a picture, by the names' ends."""
    picture = look(content, name)
    assert isinstance(picture, Picture), picture
    wanted = [variant for cut in cuts for variant in variants(picture, cut)]
    return {variant.suffix: made for variant, made in make(content, picture, wanted)}


@pytest.mark.parametrize("turned", STORED)
def test_turned_picture_is_made_upright(turned: int) -> None:
    """However the camera was held, what is published stands upright without being told to."""
    exif = Image.Exif()
    exif[0x0112] = turned
    stored = saved(quarters(600, 400).transpose(STORED[turned]), exif=exif)
    found = made(stored, "a.jpg", Cut("whole"), Cut("file"))
    assert {
        suffix: (corners(opened(file)), opened(file).size[0] > opened(file).size[1]) for suffix, file in found.items()
    } == dict.fromkeys(found, (UPRIGHT, True))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.heic", "HEIF"), ("a.avif", "AVIF")],
)
def test_nothing_that_is_made_tells_of_the_camera_or_the_place(name: str, kind: str) -> None:
    """No published file, the one for download included, has EXIF, XMP, a comment or the camera's number."""
    content = photo(700, 500, place=True, kind=kind)
    assert CAMERA.encode() in content
    found = made(content, name, Cut("whole"), Cut("square"), Cut("card", (10, 90)), Cut("file"))
    told = {
        suffix: (dict(opened(file).getexif()), {"exif", "xmp", "comment", "icc_profile"} & opened(file).info.keys())
        for suffix, file in found.items()
    }
    assert told == dict.fromkeys(found, ({}, set()))
    assert [suffix for suffix, file in found.items() if CAMERA.encode() in file or b"Exif" in file] == []


def test_comment_and_xmp_are_gone() -> None:
    """Words in a JPEG's comment or XMP do not come along."""
    content = saved(quarters(90, 60), comment=b"secret words", xmp=b"<x:xmpmeta>secret words</x:xmpmeta>")
    assert content.count(b"secret words") == 2
    assert [file for file in made(content, "a.jpg", Cut("whole"), Cut("file")).values() if b"secret" in file] == []


def test_file_has_the_format_and_size_that_its_name_says() -> None:
    """Each file is of the width and format in its name."""
    found = made(photo(1000, 500), "a.jpg", Cut("whole"), Cut("square"), Cut("file"))
    kinds = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
    seen = {suffix: (opened(file).format, opened(file).size) for suffix, file in found.items()}
    assert seen == {
        **{f"-{w}.{k}": (kinds[k], (w, w // 2)) for w in (480, 800, 1000) for k in ("avif", "webp")},
        "-1000.jpg": ("JPEG", (1000, 500)),
        **{f"-square-{w}.{k}": (kinds[k], (w, w)) for w in (96, 192, 384) for k in ("avif", "webp")},
        "-square-384.jpg": ("JPEG", (384, 384)),
        ".jpg": ("JPEG", (1000, 500)),
    }


@pytest.mark.parametrize(
    ("focus", "colour"), [((0, 0), "red"), ((100, 0), "lime"), ((0, 100), "blue"), ((100, 100), "white")]
)
def test_square_shows_what_is_at_the_focus(focus: tuple[int, int], colour: str) -> None:
    """The crop of a wide picture has the left or the right of it, that of a tall one the upper or the lower part."""
    for size in ((800, 200), (200, 800)):
        square = made(saved(quarters(*size), quality=95), "a.jpg", Cut("square", focus))[
            "-square-{}-{}-200.avif".format(*focus)
        ]
        assert colour in corners(opened(square))
        assert len(set(corners(opened(square)))) == 2


def swapped() -> bytes:
    """Return the profile of a colour space in which red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = profile.replace("sRGB".encode("utf-16-be"), "eRGB".encode("utf-16-be"))
    return renamed.replace(b"rXYZ", b"xxxx", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"xxxx", b"gXYZ", 1)


def test_colours_of_another_space_are_converted() -> None:
    """What a profile says of the colours is done to the pixels, and the profile is gone."""
    content = saved(quarters(60, 40), "PNG", icc_profile=swapped())
    found = made(content, "a.png", Cut("whole"), Cut("file"))
    assert {suffix: corners(opened(file)) for suffix, file in found.items()} == dict.fromkeys(
        found, ("lime", "red", "blue", "white")
    )
    assert [suffix for suffix, file in found.items() if "icc_profile" in opened(file).info] == []


def test_colours_of_srgb_are_not_touched() -> None:
    """A profile that says what is so anyway, and one that is broken, change no pixel."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for given in (profile, b"broken"):
        file = made(saved(quarters(60, 40), "PNG", icc_profile=given), "a.png", Cut("file"))[".png"]
        assert opened(file).convert("RGB").tobytes() == quarters(60, 40).tobytes()
        assert "icc_profile" not in opened(file).info


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "I;16", "RGBA"])
def test_picture_of_any_mode_is_made(mode: str) -> None:
    """Grey, black and white, printers' colours, palettes and 16 bits come out as what they show."""
    grey = Image.new("L", (60, 40), 128)
    image = Image.new("I;16", (60, 40), 128 * 256) if mode == "I;16" else grey.convert(mode)
    name, kind = ("a.jpg", "JPEG") if mode == "CMYK" else ("a.png", "PNG")
    file = opened(made(saved(image, kind), name, Cut("whole"))["-60.webp"]).convert("L")
    assert mode == "1" or abs(file.getpixel((30, 20)) - 128) < 12  # type: ignore[operator]


def test_what_shines_through_still_does() -> None:
    """Transparency stays in AVIF, WebP and PNG."""
    image = quarters(100, 100, "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 50, 50))
    found = made(saved(image, "PNG"), "a.png", Cut("whole"))
    alphas = {
        suffix: [opened(file).convert("RGBA").getpixel(at)[3] for at in ((20, 20), (80, 80))]
        for suffix, file in found.items()
    }  # type: ignore[index]
    assert alphas == {"-100.avif": [0, 255], "-100.webp": [0, 255], "-100.png": [0, 255]}


def test_moving_picture_keeps_its_frames_and_times() -> None:
    """A GIF becomes a moving WebP with the same frames, and a still that is its first frame."""
    found = {suffix: opened(file) for suffix, file in made(moving("GIF", 3), "a.gif", Cut("whole")).items()}
    assert {suffix: getattr(image, "n_frames", 1) for suffix, image in found.items()} == {
        "-40.webp": 1,
        "-moving-40.webp": 3,
    }
    image = found["-moving-40.webp"]
    image.seek(1)
    image.load()
    assert image.info["duration"] == 80
    assert corners(found["-40.webp"]) == UPRIGHT


def test_same_picture_makes_the_same_bytes() -> None:
    """What is made depends on the source alone."""
    content = photo(500, 300)
    assert made(content, "a.jpg", Cut("whole")) == made(content, "a.jpg", Cut("whole"))

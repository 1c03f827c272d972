"""What a picture's file holds is found by its bytes, and what cannot be shown is told with the way to mend it."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from tests.pictures import opened, photo, quarters, saved

from eventsite.pictures.look import MOST_PIXELS, Flaw, digest, look
from eventsite.pictures.make import make
from eventsite.pictures.recipe import Cut, Picture, variants


def moving(kind: str = "GIF", frames: int = 3) -> bytes:
    """Return a picture with several frames."""
    images = [quarters(40 + 0 * n, 30).rotate(90 * n) for n in range(frames)]
    return saved(images[0], kind, save_all=True, append_images=images[1:], duration=80, loop=0)


@pytest.mark.parametrize(
    ("name", "kind", "source"),
    [
        ("a.jpg", "JPEG", "jpeg"), ("a.jpeg", "JPEG", "jpeg"), ("A.JPG", "JPEG", "jpeg"), ("a.png", "PNG", "png"),
        ("a.webp", "WEBP", "webp"), ("a.gif", "GIF", "gif"), ("a.avif", "AVIF", "avif"), ("a.heic", "HEIF", "heif"),
    ],
)  # fmt: skip
def test_picture_of_each_kind_is_read(name: str, kind: str, source: str) -> None:
    """JPEG, PNG, WebP, GIF, AVIF and HEIC are known, with the size that people see."""
    content = saved(quarters(60, 40), kind)
    assert look(content, name) == Picture(digest(content), source, 60, 40, size=len(content))  # type: ignore[arg-type]


def test_turned_picture_has_the_size_that_people_see() -> None:
    """Where the camera was held upright, width and height are those of the upright picture."""
    found = look(photo(60, 40, turned=6), "a.jpg")
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (40, 60)


def test_place_is_seen_only_where_one_is_told() -> None:
    """A picture that says where it was taken is known as such; others are not."""
    found = [look(photo(place=place), "a.jpg") for place in (True, False)]
    assert [isinstance(one, Picture) and one.has_place for one in found] == [True, False]


@pytest.mark.parametrize(("alpha", "transparent"), [(255, False), (254, True), (0, True)])
def test_transparent_is_what_something_shines_through(alpha: int, transparent: bool) -> None:
    """Room for transparency that no pixel uses makes no picture transparent."""
    image = quarters(20, 20, "RGBA")
    image.putpixel((3, 3), (1, 2, 3, alpha))
    found = look(saved(image, "PNG"), "a.png")
    assert isinstance(found, Picture)
    assert found.transparent == transparent


@pytest.mark.parametrize(("name", "kind"), [("a.gif", "GIF"), ("a.webp", "WEBP"), ("a.png", "PNG")])
def test_picture_with_frames_moves(name: str, kind: str) -> None:
    """Several frames make a moving picture; one does not."""
    found = [look(moving(kind, frames), name) for frames in (1, 3)]
    assert [isinstance(one, Picture) and one.moving for one in found] == [False, True]


def test_second_picture_behind_a_phones_jpeg_does_not_move() -> None:
    """A JPEG with more pictures behind it, as phones write, is one still picture."""
    content = saved(quarters(60, 40), "MPO", save_all=True, append_images=[quarters(30, 20)])
    found = look(content, "a.jpg")
    assert isinstance(found, Picture)
    assert (found.source, found.moving) == ("jpeg", False)


def bomb() -> bytes:
    """Return a PNG of few bytes that says it has 10 000 million pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def large() -> bytes:
    """Return a picture with a few more pixels than are taken."""
    return saved(Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)), "PNG")


HALF = photo(400, 300)


@pytest.mark.parametrize(
    ("content", "name", "message", "hint"),
    [
        (HALF[: len(HALF) // 2], "images/a.jpg", "`images/a.jpg` is broken: it cannot be read to its end", "copy it again from where it comes from"),
        (saved(quarters(200, 200), "PNG")[:-60], "a.png", "`a.png` is broken: it cannot be read to its end", "copy it again from where it comes from"),
        (saved(quarters(90, 90), "HEIF")[:-40], "a.heic", "`a.heic` is broken: it cannot be read to its end", "copy it again from where it comes from"),
        (b"<html>404</html>", "a.jpg", "`a.jpg` is broken, or no picture at all", "open it in a picture program and save it again"),
        (b"", "a.jpg", "`a.jpg` is empty", "put the picture there again"),
        (saved(quarters(9, 9), "PNG"), "images/a.jpg", "`images/a.jpg` holds a PNG picture, not what its name says", "name it `images/a.png`"),
        (photo(), "a.png", "`a.png` holds a JPG picture, not what its name says", "name it `a.jpg`"),
        (saved(quarters(9, 9), "HEIF"), "a.jpg", "`a.jpg` holds a HEIC picture, not what its name says", "name it `a.heic`"),
        (saved(quarters(9, 9), "TIFF"), "a.tiff", "`a.tiff` is of a kind that pages cannot show", "save it as JPEG or PNG"),
        (b"%PDF-1.4", "a.pdf", "`a.pdf` is of a kind that pages cannot show", "save it as JPEG or PNG"),
        (saved(quarters(400, 16_384), "PNG"), "a.png", "`a.png` is too tall and narrow to be shown", "cut it into several pictures, or save it smaller"),
        (bomb(), "a.png", "`a.png` has more than 50 million pixels", "save it smaller: 3000 pixels on its longer edge do"),
        (large(), "a.png", "`a.png` has more than 50 million pixels", "save it smaller: 3000 pixels on its longer edge do"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'><script/></svg>", "a.svg", "`a.svg` holds `<script>`, which may run a program", "export it again as a plain SVG, or save it as PNG"),
    ],
    ids=["half", "cut png", "cut heic", "html", "empty", "png as jpg", "jpg as png", "heic as jpg", "tiff", "pdf", "tall", "bomb", "large", "svg"],
)  # fmt: skip
def test_flaw_is_told_with_the_way_to_mend_it(content: bytes, name: str, message: str, hint: str) -> None:
    """What cannot be shown is said in words that an editor can act on."""
    found = look(content, name)
    assert isinstance(found, Flaw)
    assert (str(found.message), str(found.hint)) == (message, hint)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (400, 16_383), (1_700, 17_000)])
def test_picture_of_odd_proportions_is_read_and_made(size: tuple[int, int]) -> None:
    """The smallest, the thinnest and the tallest picture that can be shown are no broken ones."""
    content = saved(quarters(*size).convert("L"))
    found = look(content, "a.jpg")
    assert isinstance(found, Picture)
    assert (found.width, found.height) == size
    smallest = variants(found, Cut("whole"))[-1]
    assert [opened(made).size for _, made in make(content, found, [smallest])] == [smallest[2:]]


def test_digest_is_of_the_bytes() -> None:
    """The same bytes have the same digest, others another, and it fits into a file's name."""
    one, other = photo(), photo(place=True)
    assert digest(one) == digest(bytes(BytesIO(one).read())) != digest(other)
    assert len(digest(one)) == 16

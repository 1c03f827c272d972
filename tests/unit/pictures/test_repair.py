"""A repaired picture looks the same, is no larger than need be, and needs no repair again."""

import pytest
from tests.pictures import CAMERA, corners, opened, photo, quarters, saved
from tests.unit.pictures.test_look import moving

from eventsite.pictures.repair import name_after, repaired


@pytest.mark.parametrize(
    ("content", "name", "kind", "size", "done"),
    [
        (photo(300, 200, place=True), "a.jpg", "JPEG", (300, 200), ["the place where it was taken removed"]),
        (photo(300, 200), "a.jpg", "JPEG", (300, 200), ["the camera's data removed"]),
        (photo(300, 200, turned=6), "a.jpg", "JPEG", (200, 300), ["turned upright", "the camera's data removed"]),
        (saved(quarters(4000, 1000)), "a.jpg", "JPEG", (3000, 750), ["made smaller: 3000 pixels on its longer edge"]),
        (saved(quarters(1000, 3100), "PNG"), "a.png", "PNG", (968, 3000), ["made smaller: 3000 pixels on its longer edge"]),
        (saved(quarters(90, 60), "HEIF"), "a.heic", "JPEG", (90, 60), ["saved as JPEG"]),
        (photo(90, 60, place=True, kind="WEBP"), "a.webp", "WEBP", (90, 60), ["the place where it was taken removed"]),
    ],
    ids=["place", "camera", "turned", "large", "large png", "heic", "webp"],
)  # fmt: skip
def test_repair_makes_the_picture_fit_to_be_kept(
    content: bytes, name: str, kind: str, size: tuple[int, int], done: list[str]
) -> None:
    """What was wrong is mended and said, and a second repair finds nothing."""
    found = repaired(content, name)
    assert found is not None
    image = opened(found[0])
    assert (image.format, image.size, [str(said) for said in found[1]]) == (kind, size, done)
    assert dict(image.getexif()) == {}
    assert CAMERA.encode() not in found[0]
    assert repaired(found[0], name_after(name)) is None


def test_turned_picture_looks_the_same() -> None:
    """The turn that the camera noted is made in the pixels."""
    found = repaired(photo(300, 200, turned=3), "a.jpg")
    assert found is not None
    assert corners(opened(found[0])) == ("white", "blue", "lime", "red")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (saved(quarters(300, 200)), "a.jpg"), (saved(quarters(300, 200), "PNG"), "a.png"), (moving(), "a.gif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", "a.svg"), (b"no picture", "a.jpg"),
        (photo(400, 300)[:1000], "a.jpg"),
    ],
    ids=["jpeg", "png", "gif", "svg", "none", "broken"],
)  # fmt: skip
def test_picture_that_is_right_or_beyond_repair_stays(content: bytes, name: str) -> None:
    """Nothing is written again without need."""
    assert repaired(content, name) is None


@pytest.mark.parametrize(
    ("name", "after"), [("images/a.heic", "images/a.jpg"), ("A.HEIF", "A.jpg"), ("a.png", "a.png")]
)
def test_name_after_repair_says_what_the_file_is(name: str, after: str) -> None:
    """Only what becomes a JPEG gets another name."""
    assert name_after(name) == after

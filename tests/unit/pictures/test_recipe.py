"""Which files are made of a picture: never larger than it is, in formats from the best to the one that all know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.pictures.recipe import Cut, Picture, box, variants

SIDES = st.integers(1, 7000)
FOCUS = st.tuples(st.integers(0, 100), st.integers(0, 100))
SHAPES = st.sampled_from(["whole", "square", "card", "file"])


def suffixes(picture: Picture, cut: Cut) -> list[str]:
    """Return the names' ends of what is made."""
    return [variant.suffix for variant in variants(picture, cut)]


def test_photo_has_four_widths_in_two_formats_and_one_for_all_others() -> None:
    """A large photo is made in 480 to 1600 pixels' width, as AVIF and WebP, and as one JPEG."""
    widths = (480, 800, 1200, 1600)
    expected = [f"-{width}.{kind}" for kind in ("avif", "webp") for width in widths]
    assert suffixes(Picture("d", "jpeg", 4032, 3024), Cut("whole")) == [*expected, "-1200.jpg"]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (3000, [480, 800, 1200, 1600]),
        (1600, [480, 800, 1200, 1600]),
        (1300, [480, 800, 1300]),
        (500, [500]),
        (90, [90]),
    ],
)
def test_small_picture_is_not_made_larger(width: int, widths: list[int]) -> None:
    """The widths end with the picture's own, and none stands close below it."""
    made = variants(Picture("d", "jpeg", width, 100), Cut("whole"))
    assert [one.width for one in made if one.format == "avif"] == widths


def test_transparent_picture_falls_back_on_png() -> None:
    """What shines through cannot be a JPEG."""
    assert suffixes(Picture("d", "png", 300, 300, transparent=True), Cut("whole"))[-1] == "-300.png"


def test_crop_says_its_focus_where_that_is_not_the_middle() -> None:
    """Crops of the same picture with different focuses have different names."""
    photo = Picture("d", "jpeg", 1000, 1500)
    assert suffixes(photo, Cut("square"))[:3] == ["-square-96.avif", "-square-192.avif", "-square-384.avif"]
    assert suffixes(photo, Cut("card", (50, 30)))[-1] == "-card-50-30-720.jpg"


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (Picture("d", "svg", 10, 10), {"whole": [".svg"], "square": [".svg"], "file": [".svg"]}),
        (Picture("d", "gif", 900, 90, moving=True), {"whole": ["-800.webp", "-moving-800.webp"]}),
        (Picture("d", "heif", 10, 10), {"file": [".jpg"]}),
        (Picture("d", "png", 10, 10), {"file": [".png"]}),
    ],
)
def test_drawings_moving_pictures_and_files_are_made_as_they_need(
    picture: Picture, expected: dict[str, list[str]]
) -> None:
    """A drawing stays one, a moving picture comes with a still, and a file keeps its whole size."""
    assert {shape: suffixes(picture, Cut(shape)) for shape in expected} == expected  # type: ignore[arg-type]


@given(SIDES, SIDES, SHAPES, FOCUS)
def test_part_lies_within_the_picture(width: int, height: int, shape: str, focus: tuple[int, int]) -> None:
    """Whatever the picture and the focus, the part that is shown is in it, and is not empty."""
    left, top, right, bottom = box(width, height, Cut(shape, focus))  # type: ignore[arg-type]
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    if shape == "square":
        assert right - left == bottom - top == min(width, height)


@given(SIDES, SIDES, SHAPES, FOCUS)
def test_no_file_is_larger_than_its_part(width: int, height: int, shape: str, focus: tuple[int, int]) -> None:
    """Nothing is ever made larger than it is, and no two files of a cut have the same name."""
    cut = Cut(shape, focus)  # type: ignore[arg-type]
    left, top, right, bottom = box(width, height, cut)
    made = variants(Picture("d", "jpeg", width, height), cut)
    assert all(one.width <= right - left and one.height <= bottom - top for one in made)
    assert len({one.suffix for one in made}) == len(made)

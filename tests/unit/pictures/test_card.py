"""Pictures for social networks: of the right size, small, the same from the same words, with every mark whole."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from tests.building import ROOT
from tests.pictures import photo

from eventsite.pictures.card import BOLD, COLOURS, MOST_BYTES, REGULAR, SIZE, Card, Photo, Press
from eventsite.site.stylesheet import tokens

THEME = ROOT / "theme"
FONTS = {
    weight: tuple((THEME / f"social/be-vietnam-pro-{weight}.{end}").read_bytes() for end in ("ttf", "json"))
    for weight in (REGULAR, BOLD)
}
COLOURS_OF_THEME = tokens((THEME / "css/tokens.css").read_text(encoding="utf-8"), COLOURS)
CARD = Card(
    style="s", title="Hội nghị toàn thể", event="TPTM Bình Dương 2017", when="25–27/11/2017", kind="Chương trình",
    fact="Thứ Hai, 27/11/2017 · buổi sáng", more="Trung tâm Hội nghị", notice="Đây là trang minh họa.",
)  # fmt: skip
PORTRAIT = Photo("images/a.jpg", "d", (300, 200), (50, 50), True)


@pytest.fixture(scope="module")
def press() -> Press:
    """Return what draws in the theme's letters and colours."""
    return Press((THEME / "social/ground.png").read_bytes(), FONTS, COLOURS_OF_THEME)  # type: ignore[arg-type]


def _opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert (image.format, image.mode, image.size) == ("PNG", "P", SIZE)
    assert len(content) <= MOST_BYTES
    return image.convert("RGB")


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        replace(CARD, notice="", when="", kind="", fact="", more=""),
        replace(CARD, title="Ẳ Ỗ Ỵ " * 75),
        replace(CARD, title="a" * 300),
        replace(CARD, title="W", fact="w " * 200, more="w " * 200, event="w " * 200, when="w " * 200, kind="w " * 200),
        replace(CARD, initials="TL"),
    ],
    ids=["session", "title alone", "long title", "long word", "long facts", "person"],
)  # fmt: skip
def test_card_is_a_small_png_and_always_the_same(press: Press, card: Card) -> None:
    """Whatever the words, it is 1200 × 630, at most 100 KB, and the same bytes each time."""
    content = press.draw(card)
    _opened(content)
    assert press.draw(card) == content


def test_words_stay_between_the_edges(press: Press) -> None:
    """Right of the words, and between them and the helix, the ground is bare however long they are."""
    image = _opened(press.draw(replace(CARD, title="Ẳ Ỗ Ỵ " * 75)))
    bare = image.getpixel((5, 100))
    for area in ((1140, 60, 1200, 495), (0, 485, 1200, 500)):
        assert image.crop(area).getcolors() == [((area[2] - area[0]) * (area[3] - area[1]), bare)]


@pytest.mark.parametrize("letter", "ẲỖỴẬỂỮ")
def test_marks_are_whole(press: Press, letter: str) -> None:
    """A title of a capital with two marks has above and below it as much ink as the font draws."""
    plain = replace(CARD, kind="", fact="", more="")
    below, above = (_ink(press.draw(replace(plain, title=f"{one} {one}"))) for one in (letter, "O"))
    assert below != above
    assert (below[0] < above[0]) or (below[1] > above[1])
    # Between header and title, and between title and helix, is ground.
    assert below[0] > 155
    assert below[1] < 495


def _ink(content: bytes) -> tuple[int, int]:
    """Return the first and last row of the title."""
    image = _opened(content).convert("L").crop((0, 155, 1200, 495)).point(lambda value: 255 * (value > 120))
    box = image.getbbox()
    assert box
    return box[1] + 155, box[3] + 155


@pytest.mark.parametrize("is_portrait", [True, False])
def test_card_with_a_photo_is_small_too(press: Press, is_portrait: bool) -> None:
    """Even a photo of nothing but noise keeps to 100 KB; it is beside the words, and not over them."""
    noise = Image.merge("RGB", [Image.effect_noise((900, 700), 200)] * 3)
    source = BytesIO()
    noise.save(source, "JPEG")
    card = replace(CARD, photo=PORTRAIT._replace(size=(900, 700), is_portrait=is_portrait))
    shown, without = _opened(press.draw(card, source.getvalue())), _opened(press.draw(replace(CARD, initials="AB")))
    assert shown.crop((0, 0, 780, 160)).tobytes() == without.crop((0, 0, 780, 160)).tobytes()
    assert len(shown.crop((900, 250, 1000, 350)).getcolors(99999) or ()) > 4


def test_photo_shows_what_must_stay_in_sight(press: Press) -> None:
    """The portrait is cropped around the focus: a photo of two colours shows the one that the focus is in."""
    source = photo(300, 200)
    left, right = (
        _opened(press.draw(replace(CARD, photo=PORTRAIT._replace(focus=(x, 50))), source)).getpixel((860, 300))
        for x in (0, 100)
    )
    assert left != right


def test_another_card_has_another_name() -> None:
    """Each word, the picture and what it is drawn with are in the name; the same card has the same one."""
    names = {CARD.file, *(replace(CARD, **{name: "x"}).file for name in CARD.__slots__ if name != "photo")}
    names |= {replace(CARD, photo=PORTRAIT).file, replace(CARD, photo=PORTRAIT._replace(focus=(1, 1))).file}
    assert len(names) == len(CARD.__slots__) + 2
    assert replace(CARD).file == CARD.file

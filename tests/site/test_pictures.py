"""Pictures on the built site: in several sizes, described, cropped, clean, and only those that somebody may see."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from tests.building import Built
from tests.comparing import cold, difference, free_environment, set_clock, tree
from tests.pictures import CAMERA, corners, opened, photo, quarters, saved
from tests.rich_event import RichEvent, make_project, rich_event
from tests.unit.pictures.test_look import moving

from eventsite.errors import ContentError
from eventsite.site.live import Live
from eventsite.site.run import Job, build

Build = Callable[..., Built]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="9" height="9"/></svg>'
TEXT = """
Lời đầu.

![Hội trường](images/hall.jpg "Phiên khai mạc | Nguyễn An")

![Sơ đồ]({static}/images/plan.svg "Sơ đồ | Bản vẽ: Bình")

![-](../images/deep/wave.png) và ![Ảnh động](images/moving.gif)

[tải ảnh](images/hall.jpg) và [sơ đồ]({static}/images/plan.svg)
"""


def write(content: Path, name: str, *lines: str) -> None:
    """Write a document with these lines of front matter, the last one being its text."""
    *fields, body = lines
    path = content / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["---", *fields, "---", body, ""]), encoding="utf-8")


def put(content: Path, **files: bytes) -> None:
    """Put pictures into content/images; `__` in a name is a slash, `_` a dot."""
    for name, file in files.items():
        path = content / "images" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)


@pytest.fixture
def pictured(content: Path) -> Path:
    """Return the tiny event with a news item that has pictures of all kinds, and a person with a portrait."""
    put(
        content, hall_jpg=photo(900, 600, place=True, turned=6), plan_svg=SVG, moving_gif=moving(), unused_jpg=photo(),
        deep__wave_png=saved(quarters(50, 30, "RGBA"), "PNG"),
    )  # fmt: skip
    write(content, "news/pictures.vi.md", "title: Ảnh", "summary: Có ảnh.", "date: 2017-11-20",
          "image: /images/hall.jpg", "image-alt: Toàn cảnh", "image-caption: Buổi sáng", "image-credit: Trần B",
          "image-focus: 0% 0%", TEXT)  # fmt: skip
    write(content, "news/pictures.en.md", "title: Pictures", "summary: With pictures.", "image-alt: The whole view",
          "![The hall](images/hall.jpg \"The opening | An\")")  # fmt: skip
    path = content / "people/do-thi-ut.vi.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("---\n", "---\nimage: images/hall.jpg\nimage-focus: 100% 100%\n", 1),
        encoding="utf-8",
    )
    return content


def sources(picture: Tag) -> dict[str, list[str]]:
    """Return the candidates of a picture by their type, without the digest, and the fallback's address."""
    found = {str(source["type"]): str(source["srcset"]).split(", ") for source in picture.select("source[type]")}
    image = picture.img
    assert image
    found["else"] = [str(image["src"])]
    return {kind: [re.sub(r"\.[0-9a-f]{16}", "", one) for one in names] for kind, names in found.items()}


def page(built: Built, language: str) -> Tag:
    """Return the main part of the news item's page."""
    main = built.soup({"vi": "/tin-tuc/pictures/", "en": "/en/news/pictures/"}[language]).main
    assert main
    return main


def test_pages_show_pictures_in_the_sizes_that_screens_need(build: Build, pictured: Path) -> None:
    """A picture has AVIF and WebP in several widths and a JPEG, the size that people see, and its alt text.

    The one at the top is asked for at once, the others when they come near.
    """
    main = page(build(), "vi")
    lead, hall = main.select("figure picture")[:2]
    expected = {f"image/{kind}": [f"/images/hall-{w}.{kind} {w}w" for w in (480, 600)] for kind in ("avif", "webp")}
    assert sources(lead) == sources(hall) == {**expected, "else": ["/images/hall-600.jpg"]}
    attributes = [{k: v for k, v in one.img.attrs.items() if k != "src"} for one in (lead, hall) if one.img]
    assert attributes == [
        {
            "class": ["tall"],
            "alt": "Toàn cảnh",
            "width": "600",
            "height": "900",
            "fetchpriority": "high",
            "decoding": "async",
        },
        {
            "class": ["tall"],
            "alt": "Hội trường",
            "width": "600",
            "height": "900",
            "loading": "lazy",
            "decoding": "async",
        },
    ]
    adorning = main.select_one("p picture")
    assert adorning
    assert adorning.img
    assert adorning.img["alt"] == ""
    assert sources(adorning)["else"] == ["/images/wave-50.jpg"]


def test_captions_and_credits_are_in_the_words_of_the_page(build: Build, pictured: Path) -> None:
    """Caption and credit stand below the picture; the word before a name is the page's, unless the editor wrote one."""
    built = build()
    said = {
        code: [" | ".join(one.stripped_strings) for one in page(built, code).select("figcaption")]
        for code in ("vi", "en")
    }
    assert said == {
        "vi": ["Buổi sáng | Ảnh: Trần B", "Phiên khai mạc | Ảnh: Nguyễn An", "Sơ đồ | Bản vẽ: Bình"],
        "en": ["Photo: Trần B", "The opening | Photo: An"],
    }


def test_drawings_and_moving_pictures_are_shown_as_what_they_are(build: Build, pictured: Path) -> None:
    """A drawing is published byte for byte with its size; a moving picture stands still for who asks for that."""
    built = build()
    drawing = page(built, "vi").select_one('img[src$=".svg"]')
    assert drawing
    assert (drawing["width"], drawing["height"]) == ("40", "30")
    assert (built.root / str(drawing["src"]).lstrip("/")).read_bytes() == SVG
    still = page(built, "vi").select_one('source[media="(prefers-reduced-motion: reduce)"]')
    assert still
    assert still.parent
    image = still.parent.img
    assert image
    frames = [
        getattr(opened((built.root / name[1:]).read_bytes()), "n_frames", 1)
        for name in (str(still["srcset"]), str(image["src"]))
    ]
    assert frames == [1, 3]


def test_cards_and_portraits_are_cropped_around_the_focus(build: Build, pictured: Path) -> None:
    """A card shows the part around the picture's focus, a portrait a square around its own; their words are beside."""
    built = build()
    card = built.soup("/tin-tuc/").select_one(".card__picture img")
    person = built.soup("/dien-gia/").select_one(".person-card .portrait img")
    large = built.soup("/dien-gia/do-thi-ut/").select_one(".person-head .portrait img")
    assert card
    assert person
    assert large
    found = {str(one["src"]): one["alt"] for one in (card, person, large)}
    assert list(found.values()) == ["", "Đỗ Thị Út"] if len(found) == 2 else ["", "", "Đỗ Thị Út"]
    # Upright, the picture has blue and red above.
    colours = [corners(opened((built.root / str(one["src"])[1:]).read_bytes())) for one in (card, person)]
    assert colours == [("blue", "red", "blue", "red"), ("blue", "red", "white", "lime")]


def test_nothing_is_published_that_nobody_asked_for(build: Build, pictured: Path) -> None:
    """Only what pages show is there; no original, no unused file, and nothing tells of camera or place."""
    built = build()
    files = {path.name: path.read_bytes() for path in (built.root / "images").iterdir()}
    stems = {re.sub(r"\.[0-9a-f]{16}", "", name) for name in files}
    sizes = ("avif", "webp")
    assert stems == {
        *(f"hall-{w}.{kind}" for w in (480, 600) for kind in sizes), "hall-600.jpg", "hall.jpg", "plan.svg",
        *(f"hall-card-0-0-{w}.{kind}" for w in (360, 600) for kind in sizes), "hall-card-0-0-600.jpg",
        *(f"hall-square-100-100-{w}.{kind}" for w in (96, 192, 384) for kind in sizes), "hall-square-100-100-384.jpg",
        "wave-50.avif", "wave-50.webp", "wave-50.jpg", "moving-40.webp", "moving-moving-40.webp",
    }  # fmt: skip
    assert [name for name, file in files.items() if CAMERA.encode() in file or b"Exif" in file] == []
    link = page(built, "vi").select_one('a[href^="/images/"]')
    assert link
    assert opened(files[str(link["href"]).rpartition("/")[2]]).size == (600, 900)


def test_picture_of_a_draft_is_not_public(build: Build, pictured: Path) -> None:
    """What only a draft shows, or a translation that is one, is in the working copy and not on the public site."""
    put(pictured, secret_jpg=photo(90, 60), hidden_jpg=photo(60, 90), early_jpg=photo(80, 80))
    write(pictured, "news/draft.vi.md", "title: X", "summary: X", "date: 2017-11-20", "status: draft",
          "image: images/secret.jpg", "image-alt: X", "X")  # fmt: skip
    write(pictured, "news/early.vi.md", "title: X", "summary: X", "date: 2030-01-01", "[X](images/early.jpg)")
    write(pictured, "news/half.vi.md", "title: X", "summary: X", "date: 2017-11-20", "X")
    write(pictured, "news/half.en.md", "title: X", "summary: X", "status: draft", "![X](images/hidden.jpg)")
    shown = {
        drafts: {path.name.partition(".")[0] for path in (build(EVENTSITE_DRAFTS=drafts).root / "images").iterdir()}
        for drafts in (True, False)
    }
    assert shown[True] - shown[False] == {"secret", "hidden", "early"}
    assert shown[False] == {"hall", "plan", "wave", "moving"}


MISTAKES: list[tuple[tuple[str, ...], str]] = [
    (("![X](images/Hall.JPG)",), "5: there is no file `images/Hall.JPG`; write `images/hall.jpg`: capital and small letters count"),
    (("![X](images/hall.jpeg)",), "5: there is no file `images/hall.jpeg`; write `images/hall.jpg`: that file is there"),
    (("X\n\n![X](images/haall.jpg)",), "7: there is no file `images/haall.jpg`; did you mean `images/hall.jpg`?"),
    (("image: images/hal.jpg", "image-alt: X", "X"), "5: image: there is no file `images/hal.jpg`; did you mean `images/hall.jpg`?"),
    (("image: hall.jpg", "image-alt: X", "X"), "5: image: `hall.jpg` cannot be used here: pictures are in content/images; write it as images/x.jpg"),
    (("image: images/hall.jpg", "X"), "5: image-alt: the picture has no alt text; say in a line `image-alt:` what it shows; a picture that only adorns has `image-alt: \"-\"`"),
    (("image: images/hall.jpg", "image-alt: X", "image-focus: left", "X"), "7: image-focus: `left` cannot be used here; write two numbers from 0 to 100, each with a per cent sign: 50% 30%"),
    (("image: images/hall.jpg", "image-alt: X", "image-focus: 101% 0%", "X"), "7: image-focus: `101% 0%` cannot be used here; write two numbers from 0 to 100, each with a per cent sign: 50% 30%"),
    (("image-credit: X", "X"), "5: image-credit: `X` cannot be used here: it says nothing without a picture; add a line that begins with `image:`"),
    (("![](images/hall.jpg)",), "5: the picture `images/hall.jpg` has no alt text; say what it shows: ![words](images/hall.jpg); a picture that only adorns has ![-](images/hall.jpg)"),
    (("![X](hall.jpg)",), "5: the image `hall.jpg` is not in content/images/; put it there and write images/hall.jpg"),
    (("![X](images/half.jpg)",), "5: `images/half.jpg` is broken: it cannot be read to its end; copy it again from where it comes from"),
    (("[X](images/half.jpg)",), "5: `images/half.jpg` is broken: it cannot be read to its end; copy it again from where it comes from"),
    (("![X](images/false.png)",), "5: `images/false.png` holds a JPG picture, not what its name says; name it `images/false.jpg`"),
    (("![X](images/script.svg)",), "5: `images/script.svg` holds `<script>`, which may run a program; export it again as a plain SVG, or save it as PNG"),
    (("[X](images/none.jpg)",), "5: there is no file `images/none.jpg`"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), MISTAKES, ids=[lines[0] for lines, _ in MISTAKES])
def test_mistake_with_a_picture_is_told_at_its_line(
    build: Build, pictured: Path, lines: tuple[str, ...], expected: str
) -> None:
    """Each mistake stops the build with one line that says where it is and what to do."""
    put(
        pictured, half_jpg=photo(300, 200)[:2000], false_png=photo(),
        script_svg=SVG.replace(b"<rect", b"<script/><rect"),
    )  # fmt: skip
    front = ("title: X", "summary: X", "date: 2017-11-20") if len(lines) > 1 else ("title: X", "date: 2017-11-20")
    if len(lines) == 1:
        front = ("title: X", "summary: X")
        write(pictured, "pages/x.vi.md", *front, *lines)
        place = "content/pages/x.vi.md:"
    else:
        write(pictured, "news/x.vi.md", *front, *lines)
        place = "content/news/x.vi.md:"
    with pytest.raises(ContentError) as caught:
        build()
    assert len(caught.value.problems) == 1
    line, _, words = expected.partition(": ")
    problem = str(caught.value.problems[0])
    assert re.sub(r":(\d+):\d+: ", r":\1: ", problem, count=1).startswith(f"{place}{line}: {words}")


def test_heavy_picture_and_one_with_its_place_are_published_small(build: Build, content: Path) -> None:
    """Neither stops a build, and what is published of them is small; `tests/mistakes` has what is advised."""
    put(content, heavy_jpg=photo() + bytes(12_500_000), place_jpg=photo(place=True), plain_jpg=photo())
    write(
        content,
        "pages/x.vi.md",
        "title: X",
        "summary: X",
        "![X](images/heavy.jpg) ![Y](images/place.jpg) ![Z](images/plain.jpg)",
    )
    built = build()
    assert max(path.stat().st_size for path in (built.root / "images").iterdir()) < 50_000


def test_site_below_a_path_has_whole_addresses(build: Build, pictured: Path) -> None:
    """Every address of a picture begins with the path that the site stands under."""
    built = build(SITEURL="https://example.org/summit")
    html = str(page(built, "vi"))
    addresses = re.findall(r"[^\s\"]*/images/[^\s\",]*", html)
    assert addresses
    assert [one for one in addresses if not one.startswith("/summit/images/")] == []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[RichEvent, Path]]:
    """Return an event with pictures, and the folder of its built project."""
    free_environment(monkeypatch)
    event = rich_event(public=True, press=4, news=4)
    set_clock(event)
    build(make_project(tmp_path / "project", event), tmp_path / "project/output")
    yield event, tmp_path / "project"


def _no_making(*_: object) -> Iterator[tuple[object, bytes]]:
    raise AssertionError("a picture is made that was made before")


def test_what_was_made_is_never_made_again(project: tuple[RichEvent, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the cache alone, a build into a new output makes no picture, and has the same bytes."""
    _, folder = project
    expected = tree(folder / "output")
    assert sum(name.startswith("images/") for name in expected) > 10
    for name in ("output", ".cache/site", ".cache/state"):
        shutil.rmtree(folder / name)
    monkeypatch.setattr("eventsite.site.gallery.make", _no_making)
    build(folder / "pelicanconf.py", folder / "output")
    assert difference(tree(folder / "output"), expected) == {}


def test_changed_picture_needs_no_pelican(
    project: tuple[RichEvent, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another picture under the same name is an update: its old files go, its new ones come, and pages name them."""
    event, folder = project
    before = tree(folder / "output")

    def _whole(*_: object, **__: object) -> None:
        raise AssertionError("Pelican makes the whole site")

    monkeypatch.setattr(Job, "whole", _whole)
    event.files["content/images/hall.jpg"] = photo(200, 300)
    event.write(folder)
    build(folder / "pelicanconf.py", folder / "output")
    after = tree(folder / "output")
    halls = [{name for name in names if name.startswith("images/hall")} for names in (before, after)]
    assert halls[0]
    assert halls[1]
    assert halls[0] & halls[1] == set()
    assert {name for name in difference(after, before) if name.endswith(".html")} >= {
        "tin-tuc/item-2/index.html", "en/news/item-3/index.html", "tin-tuc/index.html",
    }  # fmt: skip
    monkeypatch.undo()
    free_environment(monkeypatch)
    assert difference(after, cold(event, tmp_path / "cold")) == {}


def test_lost_cache_costs_nothing_but_time(project: tuple[RichEvent, Path], tmp_path: Path) -> None:
    """Without the cache, or with a damaged entry, pictures are made again where they are written."""
    event, folder = project
    (folder / ".cache/images.sqlite").write_bytes(b"no cache")
    event.documents["news/item-1"]["vi"].body += "\n\n![X](images/mark.png)"
    event.write(folder)
    build(folder / "pelicanconf.py", folder / "output")
    assert difference(tree(folder / "output"), cold(event, tmp_path / "cold")) == {}


def test_preview_shows_a_new_picture_after_saving(project: tuple[RichEvent, Path], tmp_path: Path) -> None:
    """While a preview runs, a picture that is put there and named in a text is on the page after the save."""
    event, folder = project
    live = Live(folder / "pelicanconf.py", folder / "output", lambda: False)
    steps: list[Callable[[], None]] = [
        lambda: event.files.update({"content/images/new.jpg": photo(64, 48)}),
        lambda: setattr(event.documents["news/item-1"]["vi"], "body", "![Mới](images/new.jpg)"),
        lambda: event.files.update({"content/images/new.jpg": photo(48, 64)}),
    ]
    for step in steps:
        step()
        changed = {folder / name for name, file in event.all_files().items() if not _is(folder / name, file)}
        event.write(folder)
        live.change(changed)
    live.close()
    assert 'width="48" height="64"' in (folder / "output/tin-tuc/item-1/index.html").read_text(encoding="utf-8")
    assert difference(tree(folder / "output"), cold(event, tmp_path / "cold")) == {}


def _is(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content

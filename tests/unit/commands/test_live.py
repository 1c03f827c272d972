"""The preview's command: codes for phones, what is said of mistakes, and a start that waits for the mending."""

import re

import pytest
import zxingcpp

from eventsite.commands.live import _trouble, editing, qr_code, serving
from eventsite.errors import START, ContentError, EventsiteError, Place, Problem, say
from eventsite.i18n.staff import staff_words


@pytest.mark.parametrize("address", ["http://192.168.1.5:8000/", "http://[fd00::2]:65535/"])
def test_code_is_read(address: str) -> None:
    """A reader of codes reads the address off the terminal: black modules on white, with the border that it needs."""
    scale = 4
    shades = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}
    rows: list[bytes] = []
    for line in qr_code(address).splitlines():
        found = re.fullmatch("\x1b\\[30;107m([ ▀▄█]+)\x1b\\[0m", line)
        assert found
        for half in (0, 1):
            rows += [b"".join(bytes([shades[sign][half]]) * scale for sign in found[1])] * scale
    picture = memoryview(b"".join(rows)).cast("B", shape=[len(rows), len(rows[0])])
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


def test_trouble_in_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake is told with its place in the reader's language, in the terminal and for the page; a whole file has none."""
    problems = [
        Problem("content/a.vi.md", Place(3, 7), "title", say("`{value}` is odd", value="<b>{x}"), say("mend it")),
        Problem("content/b.vi.md", START, "", say("the file is missing"), say("write it")),
    ]

    def work() -> None:
        raise ContentError(problems)

    found = _trouble(work, "vi", staff_words("vi"))
    assert found
    assert (found.language, found.title) == ("vi", "Nội dung có 2 lỗi; chưa ghi gì cả.")
    assert found.labels == {"close": "Đóng", "hint": "Cách sửa:"}
    assert [(fault.place, fault.field) for fault in found.faults] == [
        ("content/a.vi.md, dòng 3, cột 7", "title"), ("content/b.vi.md", "")
    ]  # fmt: skip
    assert found.faults[0].message == "`<b>{x}` is odd"
    assert capsys.readouterr().err.splitlines()[1].startswith("content/a.vi.md:3:7: title: ")


def test_many_mistakes_are_counted() -> None:
    """A page is told a hundred mistakes and how many more there are."""
    problems = [Problem("content/a.vi.md", Place(n, 1), "", say("odd"), say("mend it")) for n in range(1, 131)]

    def work() -> None:
        raise ContentError(problems)

    found = _trouble(work, "en", staff_words("en"))
    assert found
    assert (len(found.faults), found.text.splitlines()[1]) == (
        100, "30 more are told in the terminal in which `./inv live` runs."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "title", "text"),
    [
        (EventsiteError("the port is odd"), "The site could not be built", "the port is odd"),
        (KeyError("x"), "The program has failed", "KeyError: 'x'"),
        (SystemExit(1), "The program has failed", "SystemExit: 1"),
    ],
)
def test_other_trouble(error: BaseException, title: str, text: str) -> None:
    """What is nobody's mistake in the content is told as that, and ends nothing."""

    def work() -> None:
        raise error

    found = _trouble(work, "en", staff_words("en"))
    assert found
    assert (found.title, text in found.text.splitlines(), found.faults) == (title, True, ())


def test_no_trouble() -> None:
    """Where all goes well nothing is told."""
    assert _trouble(lambda: True, "en", staff_words("en")) is None


def test_addresses_are_said_in_the_editors_language() -> None:
    """Who starts the preview or the web editor reads in their language where to look."""
    address = "http://127.0.0.1:8000/"
    assert [said(address).in_(staff_words(language)) for said in (serving, editing) for language in ("vi", "en")] == [
        f"Trang đang mở tại {address} (nhấn Ctrl+C để kết thúc)",
        f"The site is at {address} (Ctrl+C ends it)",
        f"Trình soạn thảo mở tại {address}",
        f"The web editor is at {address}",
    ]

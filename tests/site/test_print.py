"""PDF files of the real site: tagged, with the site's own font and words, always the same bytes."""

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.building import ROOT, Built

from eventsite.commands.printing import print_all
from eventsite.i18n.staff import staff_words
from eventsite.printing.papers import Paper, papers
from eventsite.printing.pdf import LIBRARIES, PrinterMissing, pdf, printer

RULES = (ROOT / "theme/css/pdf.css").read_text(encoding="utf-8")
PAPERS = {
    "programme": Paper("chuong-trinh/ban-in/", "vi", "programme"),
    "signs": Paper("en/door-signs/", "en", "signs"),
    "press": Paper("thong-cao-bao-chi/2017/hoi-nghi-toan-the/", "vi", "press"),
    "rules": Paper("en/hackathon/rules/", "en", "rules"),
}
Printed = Callable[[str], PdfReader]


@pytest.fixture(scope="module")
def printed(site: Built) -> Printed:
    """Return what prints a page of each kind, once."""

    @cache
    def made(kind: str) -> PdfReader:
        return PdfReader(BytesIO(pdf(site.root, PAPERS[kind], RULES, "days")))

    return made


def _text(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def _elements(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree in their order."""
    node = node.get_object()
    if not isinstance(node, dict):
        return
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _elements(kid)


def _bookmarks(outline: list[Any]) -> list[str]:
    found: list[str] = []
    for item in outline:
        found += _bookmarks(item) if isinstance(item, list) else [item.title]
    return found


def test_papers_of_the_site(site: Built) -> None:
    """The programme, the signs, every press release and the rules are printed in both languages, and no other page."""
    found = papers(site.root)
    assert set(PAPERS.values()) <= set(found)
    assert [paper.kind for paper in found] == ["programme"] * 2 + ["signs"] * 2 + ["press"] * 12 + ["rules"] * 2


@pytest.mark.parametrize("kind", PAPERS)
def test_file_is_made_for_screen_readers(site: Built, printed: Printed, kind: str) -> None:
    """It is tagged and says so, names its language, title and author, and every figure has words."""
    reader, paper = printed(kind), PAPERS[kind]
    catalog: Any = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()
    title = site.soup(paper.path).title
    assert (catalog["/Lang"], catalog["/MarkInfo"]["/Marked"], catalog["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        paper.language, True, True,
    )  # fmt: skip
    assert re.search(r'pdfuaid:part="1"', metadata)
    assert (reader.metadata.title, reader.metadata.author) == (
        title.text,
        {"vi": "Hội nghị Thành phố thông minh Bình Dương năm 2017", "en": "Binh Duong Smart City Summit 2017"}[paper.language],
    )  # fmt: skip
    elements = list(_elements(catalog["/StructTreeRoot"]))
    assert {"/Document", "/P"} < {element.get("/S") for element in elements}
    assert all(element.get("/Alt") for element in elements if element.get("/S") == "/Figure")
    assert all(element["/A"].get("/Headers") for element in elements if element.get("/S") == "/TD")


@pytest.mark.parametrize("kind", PAPERS)
def test_font_is_the_sites_own_and_in_the_file(printed: Printed, kind: str) -> None:
    """No letter comes from the machine that printed, or from the one that reads."""
    fonts = [font.get_object() for page in printed(kind).pages for font in page["/Resources"]["/Font"].values()]
    names = {re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]) for font in fonts}
    assert {name.removesuffix("-Oblique") for name in names} <= {"Be-Vietnam-Pro", "Be-Vietnam-Pro-Bold"}
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & one.get_object().keys() for one in descriptors)


@pytest.mark.parametrize(
    ("kind", "part"), [("programme", ".sheets"), ("signs", ".sheets"), ("press", "main"), ("rules", "main")]
)
def test_bookmarks_are_the_headings(site: Built, printed: Printed, kind: str, part: str) -> None:
    """A long document opens with its contents beside it."""
    headings = site.soup(PAPERS[kind].path).select_one(part).select("h1, h2, h3")
    assert _bookmarks(printed(kind).outline) == [" ".join(heading.text.split()) for heading in headings]


def test_programme_is_a_page_a_day_or_one_sheet(site: Built, printed: Printed) -> None:
    """Each day of the summit fits a page; on the sheet all of them do."""
    assert len(printed("programme").pages) == len(site.soup(PAPERS["programme"].path).select(".leaflet__day")) == 4
    assert len(PdfReader(BytesIO(pdf(site.root, PAPERS["programme"], RULES))).pages) == 1


def test_sign_is_a_page(site: Built, printed: Printed) -> None:
    """Of each room and day there is one page of A4."""
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in printed("signs").pages]
    assert sizes == [(595, 842)] * len(site.soup(PAPERS["signs"].path).select(".sign"))


def test_one_language_alone(site: Built) -> None:
    """On request the words of the other language are left out."""
    made = {
        kind: _text(PdfReader(BytesIO(pdf(site.root, PAPERS[kind], RULES, "one")))) for kind in ("programme", "signs")
    }
    assert "Hội nghị toàn thể" in made["programme"]
    assert "Plenary" not in made["programme"]
    assert made["signs"].count("Programme as of") == 5
    assert [word for word in ("Hội nghị", "Chương trình", "Thứ") if word in made["signs"]] == []


def test_words_can_be_copied_out(printed: Printed) -> None:
    """Vietnamese comes out in one letter a sign, as it went in; abbreviations are explained, the foot has the place."""
    text = _text(printed("press"))
    assert text == unicodedata.normalize("NFC", text)
    assert "Thông cáo báo chí Hội nghị toàn thể: 1.000 đại biểu bàn về thành phố thông minh" in text
    assert "UBND (Ủy ban nhân dân) tỉnh Bình Dương" in text
    assert "https://summit.example.org/thong-cao-bao-chi/2017/hoi-nghi-toan-the/ Trang 1/1" in text
    assert "Liên hệ: https://summit.example.org/lien-he/" in text
    assert printed("press").metadata.creation_date == dt.datetime(2017, 11, 27)  # noqa: DTZ001 -- a day has no zone


@pytest.mark.parametrize("settings", [{}, {"SITEURL": "https://example.org"}], ids=["working copy", "public"])
def test_page_in_borrowed_words_is_not_printed(
    build: Callable[..., Built], content: Path, settings: dict[str, str]
) -> None:
    """A release that nobody has translated is printed once, in its own language."""
    (content / "press").mkdir()
    (content / "press/khai-mac.vi.md").write_text(
        "---\ntitle: Khai mạc\nsummary: Ngày hội khai mạc.\ndate: 2017-11-20\nplace: Bình Dương\n---\nChữ.\n",
        encoding="utf-8",
    )
    site = build(**settings)
    assert "/en/press/2017/khai-mac/" in site.pages()
    assert papers(site.root) == [Paper("thong-cao/2017/khai-mac/", "vi", "press")]


@pytest.mark.parametrize("kind", PAPERS)
def test_public_file_has_no_mark_of_a_draft(printed: Printed, kind: str) -> None:
    """What is handed out says nothing of what is not public, and has no navigation."""
    words = ("Bản nháp", "Draft", "Chưa công bố", "Not public", "Danh mục", "Menu", "Trang chủ", "Home")
    assert [word for word in words if word in _text(printed(kind))] == []


def test_two_runs_give_the_same_bytes(site: Built, tmp_path: Path) -> None:
    """Nothing of the time, of chance or of the number of cores is in a file."""
    chosen = [PAPERS["press"], PAPERS["rules"]]
    files = print_all(site.root, chosen, tmp_path, "days")
    code = "import sys, hashlib, pathlib; from eventsite.printing.pdf import pdf; from eventsite.printing.papers import Paper;"
    code += "print(hashlib.sha256(pdf(pathlib.Path(sys.argv[1]), Paper(*sys.argv[2:5]), sys.argv[5], 'days')).hexdigest())"
    paper = chosen[0]
    other = subprocess.run(
        [sys.executable, "-c", code, str(site.root), paper.path, paper.language, paper.kind, RULES],
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [paper.name for paper in chosen]
    assert other.stdout.strip() == hashlib.sha256(files[0].read_bytes()).hexdigest()


def test_folder_that_cannot_be_written_is_told(site: Built, tmp_path: Path) -> None:
    """Where a file stands in the way the reader is told so, in their language, and no traceback."""
    from eventsite.printing.files import PrintError  # noqa: PLC0415 -- needs the libraries

    (tmp_path / "print").write_text("")
    with pytest.raises(PrintError) as caught:
        print_all(site.root, [PAPERS["press"]], tmp_path / "print", "")
    assert caught.value.in_(staff_words("vi")).startswith(
        "Không ghi được print/vi/thong-cao-bao-chi-2017-hoi-nghi-toan-the.pdf ("
    )


def test_page_that_asks_for_another_host_is_not_printed(tmp_path: Path) -> None:
    """Nothing is fetched; the address is told."""
    from eventsite.printing.files import PrintError  # noqa: PLC0415 -- needs the libraries

    page = '<html lang="en"><head><link rel="canonical" href="https://example.org/a/"></head><img src="https://x.example/p.png">'
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(page)
    with pytest.raises(PrintError) as caught:
        pdf(tmp_path, Paper("a/", "en", "press"), "")
    assert str(caught.value) == (
        f"https://x.example/p.png is no file of the site; a PDF file is made of what is in {tmp_path.name}/ alone,"
        " and nothing is loaded from elsewhere"
    )


@pytest.mark.parametrize(
    "address", ["https://x.example/a.txt", "https://example.org/b.txt", "https://example.org/s/../b.txt",
                "https://example.org/s/%2e%2e/b.txt", "https://example.org/s/none.txt", "file:///etc/hostname", "data:,x"],
)  # fmt: skip
def test_only_files_of_the_site_are_given(tmp_path: Path, address: str) -> None:
    """No other host, no other folder, no other scheme."""
    from eventsite.printing.files import SiteFiles  # noqa: PLC0415 -- needs the libraries

    (tmp_path / "b.txt").write_text("secret")
    (tmp_path / "s").mkdir()
    (tmp_path / "s/a.txt").write_text("words")
    files = SiteFiles(tmp_path / "s", "https://example.org/s/")
    assert files.fetch("https://example.org/s/a.txt?x#y").read() == b"words"
    with pytest.raises(ValueError, match=re.escape(address)):
        files.fetch(address)


@pytest.mark.parametrize(
    "fault",
    ["raise OSError('cannot load library libgobject')", "import warnings\nwarnings.warn('HarfBuzz-Subset will be required', DeprecationWarning)"],
    ids=["pango", "harfbuzz-subset"],
)  # fmt: skip
def test_missing_libraries_are_one_clear_sentence(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who lacks them is told the command, in their language, and nothing of what Python said."""
    (tmp_path / "weasyprint.py").write_text(f"print('noise')\n{fault}\n")
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    printer.cache_clear()
    try:
        with pytest.raises(PrinterMissing) as caught:
            printer()
    finally:
        printer.cache_clear()
    assert capsys.readouterr().out == ""
    assert caught.value.exitcode == 1
    assert caught.value.in_(staff_words("vi")) == (
        "Không tạo được tệp PDF: máy thiếu thư viện hệ thống. Trên Debian và Ubuntu, hãy chạy: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert LIBRARIES in str(caught.value)

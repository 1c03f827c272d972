"""Proofreading: the shipped content is clean, and every kind of fault is told with its file and line."""

import unicodedata
from pathlib import Path

from tests.building import ROOT

from eventsite.site.proofreading import proofread


def test_shipped_content_is_clean() -> None:
    """There is no false alarm on what this project ships."""
    assert proofread(ROOT / "content") == []


def test_faults_are_told_with_file_and_line(content: Path) -> None:
    """Misspelt names of event.yml, decomposed words, rare tone placement and file names are found; the list is not."""
    facts = content / "event.yml"
    facts.write_text(f"{facts.read_text('utf-8')}\nspelling:\n  Einhoven: Eindhoven\n", encoding="utf-8")
    page = content / "news/welcome.vi.md"
    apart = unicodedata.normalize("NFD", "Đại hội")
    page.write_text(f"{page.read_text('utf-8')}\nEinhoven {apart}.\n\nHòa, khỏe, thuỷ.\n", encoding="utf-8")
    (content / "images").mkdir()
    (content / "images" / unicodedata.normalize("NFD", "ảnh.png")).write_bytes(b"")
    last = page.read_text("utf-8").count("\n")
    told = [(problem.path, problem.line, str(problem.message)) for problem in proofread(content)]
    assert told == [
        (
            f"content/images/{unicodedata.normalize('NFD', 'ảnh.png')}",
            1,
            "the file's name has letters in two parts (Unicode NFD)",
        ),
        ("content/news/welcome.vi.md", last - 2, "`Einhoven` is misspelt"),
        ("content/news/welcome.vi.md", last - 2, "letters are written in two parts (Unicode NFD)"),
        ("content/news/welcome.vi.md", last, "the tone of `thuỷ` is placed otherwise than in most of the content"),
    ]

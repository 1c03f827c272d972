"""Proofreading: the shipped content is clean, and every kind of fault is told with its file and line."""

import unicodedata
from pathlib import Path

from tests.building import ROOT

from eventsite.errors import START, ContentError, Problem, say
from eventsite.i18n.staff import staff_words
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


def test_advice_is_not_called_a_mistake() -> None:
    """What is merely worth a look is told as that; beside a mistake it counts as one of those that the build waits for."""
    advice = Problem(
        "content/a.vi.md", START, "", say("the picture says where it was taken"), say("run it"), advice=True
    )
    mistake = Problem("content/b.vi.md", START, "", say("the file is empty"), say("write it"))
    words = staff_words("vi")
    assert ContentError([advice]).summary.in_(words) == "Số chỗ nên xem lại trong nội dung: 1"
    assert ContentError([advice, mistake]).summary.in_(words) == "Nội dung có 2 lỗi; chưa ghi gì cả."

"""Text hygiene: each fault is told at its line with the words repaired, and right text raises no alarm."""

import unicodedata
from pathlib import Path

import pytest
from tests.building import at_lines

from eventsite.i18n.hygiene import check_encoding, check_text, check_tones

ROOT = Path(__file__).parents[3]
SPELLING = {"Einhoven": "Eindhoven", "Bình Dượng": "Bình Dương", "Bình": "Bình"}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            unicodedata.normalize("NFD", "Đại học Quốc tế"),
            "letters are written in two parts (Unicode NFD)",
            "type the words again, or paste them from here: Đại, học, Quốc, tế",
        ),
        ("Trường Ðại học", "`Ðại` has the Icelandic letter Ð for Đ", "write Đại"),
        ("Thành phố Einhoven (Hà Lan)", "`Einhoven` is misspelt", "write Eindhoven"),
        ("Tỉnh Bình Dượng", "`Bình Dượng` is misspelt", "write Bình Dương"),
    ],
)
def test_fault_is_told_with_the_words_repaired(line: str, message: str, hint: str) -> None:
    """The one fault of the text is told at its line, with what to write instead."""
    spelling = {name: right for name, right in SPELLING.items() if name != right}
    found = check_text("a.md", f"Dòng đúng.\n{line}\n", spelling)
    assert at_lines(found) == [f"a.md:2: {message}; {hint}"]


@pytest.mark.parametrize(
    ("line", "encoding", "right"),
    [
        ("Thµnh phè th«ng minh B×nh D­¬ng", "TCVN3", "Thành phố thông minh Bình Dương"),
        ("Thaønh phoá thoâng minh", "VNI", "Thành phố thông minh"),
        ("Thành ph¯ thông minh Bình Dß½ng", "VISCII", "Thành phố thông minh Bình Dương"),
    ],
)
def test_old_encoding_is_told_with_the_words_in_unicode(line: str, encoding: str, right: str) -> None:
    """A pasted line that no reader can read is a mistake, which is more than advice, in a text that is right else."""
    found = check_encoding("a.md", f"Dòng đúng.\n{line}\n")
    expected = f"a.md:2:1: the text is in the old encoding {encoding}; replace it by: {right} – or run `./inv fix`"
    assert [(str(problem), problem.advice) for problem in found] == [(expected, False)]
    assert check_text("a.md", line, {}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Trường Đại học Quốc tế Miền Đông, Eindhoven",
        "Guðmundur og Ðavid",
        "Einhovens",
        "Jürgen Müller, café, naïve",
        "",
    ],
)
def test_right_text_raises_no_alarm(text: str) -> None:
    """Unicode Vietnamese, names of other languages and longer words that hold a misspelt name are right."""
    assert [*check_text("a.md", text, {"Einhoven": "Eindhoven"}), *check_encoding("a.md", text)] == []


def test_tones_are_placed_one_way() -> None:
    """Of two ways the rarer one is told, wherever it stands; capitals and NFD make no difference."""
    texts = {"a.md": "Hòa bình\nthủy lợi, khoẻ", "b.md": unicodedata.normalize("NFD", "HOÀ\nkhỏe")}
    message = "the tone of `{}` is placed otherwise than in most of the content"
    assert [str(problem) for problem in check_tones(texts)] == [
        f"a.md:2:11: {message.format('khoẻ')}; write khỏe",
        f"b.md:1:1: {message.format('HOÀ')}; write HÒA",
    ]


def test_shipped_content_raises_no_alarm() -> None:
    """The texts of this project are clean by every rule."""
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "content").rglob("*.md")
    }
    assert len(texts) > 60
    assert [
        problem for path, text in texts.items() for problem in check_text(path, text, {"Einhoven": "Eindhoven"})
    ] == []
    assert check_tones(texts) == []


@pytest.mark.parametrize(
    ("path", "line", "right"),
    [
        ("content/rules/a.vi.md", "giải nhất 100,000,000 đồng", "100.000.000"),
        ("content/rules/a.vi.md", "trị giá 1500000 VND", "1.500.000"),
        ("content/rules/a.en.md", "first prize 100.000.000 VND", "100,000,000"),
        ("content/rules/a.vi.md", "giải nhất 100.000.000 đồng, 2000 USD, 1,5 triệu đồng", ""),
        ("content/rules/a.en.md", "a fee of 1,500 USD or 2.5 million VND; call 0274382291", ""),
        ("content/event.yml", "vi: 1,000,000 đồng", ""),
    ],
)
def test_sum_is_written_as_in_the_files_language(path: str, line: str, right: str) -> None:
    """A sum with another language's points and commas is told with the right form; other numbers are left alone."""
    hints = [str(problem.hint) for problem in check_text(path, f"---\n{line}\n", {})]
    assert hints == ([f"write {right}"] if right else [])

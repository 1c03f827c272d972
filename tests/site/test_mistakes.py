"""Mistakes of editors: all at once, each at its line, each with what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built, at_lines

from eventsite.errors import ContentError

Build = Callable[..., Built]


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_ten_mistakes_give_ten_problems(build: Build, content: Path, tmp_path: Path) -> None:
    """Ten files with one mistake each print ten problems with the right lines, and nothing is written."""
    news, people, pages = content / "news", content / "people", content / "pages"
    _write(news / "a.vi.md", "---", "title: A", "date: 31/11/2017", "summary: A", "---", "A")
    _write(news / "b.vi.md", "---", "date: 2017-11-20", "summary: B", "---", "B")
    _write(news / "c.vi.md", "---", "title: C", "date: 2017-11-20", "sumary: C", "summary: C", "---", "C")
    _write(news / "d.vi.md", "---", "title: Tin: mới", "date: 2017-11-20", "summary: D", "---", "D")
    _write(news / "e.fr.md", "---", "title: E", "date: 2017-11-20", "summary: E", "---", "E")
    _write(
        news / "f.vi.md",
        "---",
        "title: F",
        "date: 2017-11-20",
        "summary: F",
        "---",
        "F",
        "",
        "[x](ref:news/wellcome)",
    )
    _write(news / "g.vi.md", "---", "title: G", "slug: chao-mung", "date: 2017-11-20", "summary: G", "---", "G")
    _write(people / "h.vi.md", "---", "name: H", "roles: [R]", "group: speeker", "summary: H", "---", "H")
    _write(pages / "i.vi.md", "title: I", "summary: I", "", "I")
    _write(news / "welcome.en.md", "---", "title: Welcome", "summary: W", "date: 2017-11-21", "---", "Hello.")
    with pytest.raises(ContentError) as caught:
        build()
    assert at_lines(caught.value.problems) == [
        "content/news/a.vi.md:3: date: `31/11/2017` is not a date; there is no such day; "
        "write the date as year-month-day, for example 2017-11-25",
        "content/news/b.vi.md:1: title: the field is missing; add a line that begins with `title:`",
        "content/news/c.vi.md:4: sumary: there is no such field; did you mean `summary`?",
        'content/news/d.vi.md:2: the value holds a colon; put it between double quotes: title: "Tin: mới"',
        "content/news/e.fr.md:1: `fr` is not a language of this event; end the name in one of: .vi.md, .en.md",
        "content/news/f.vi.md:8: the link `ref:news/wellcome` leads nowhere; did you mean `news/welcome`?",
        "content/news/welcome.en.md:4: date: this field is shared by all languages, and the value differs from the "
        "source's; remove the line here; the value in content/news/welcome.vi.md counts",
        "content/news/welcome.vi.md:3: slug: the address /tin-tuc/chao-mung/ belongs to news/g already; "
        "give one of the two another slug",
        "content/pages/i.vi.md:1: the front matter is missing; begin the file with a line of three dashes: ---",
        "content/people/h.vi.md:4: group: `speeker` is not one of the allowed values; write one of: speaker, guest",
    ]
    assert not (tmp_path / "output-0").exists()


def test_mistakes_of_every_file_are_told_together(build: Build, content: Path) -> None:
    """What is wrong in the facts and the schedule hides nothing that is wrong in the documents, nor their links."""
    event = content / "event.yml"
    event.write_text(
        event.read_text(encoding="utf-8").replace("end: 2017-11-26", "end: 2017-11-24"), encoding="utf-8"
    )
    _write(content / "data" / "schedule.json", "{")
    _write(content / "news" / "a.vi.md", "---", "date: 2017-11-20", "summary: A", "---", "A")
    _write(
        content / "news" / "b.vi.md", "---", "title: B", "date: 2017-11-20", "summary: B", "---", "[x](ref:pages/no)"
    )
    with pytest.raises(ContentError) as caught:
        build()
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("content/data/schedule.json", 1),
        ("content/event.yml", 6),
        ("content/news/a.vi.md", 1),
        ("content/news/b.vi.md", 6),
    ]


def test_facts_that_cannot_be_read_hide_no_document(build: Build, content: Path) -> None:
    """Even without the event's facts the documents' mistakes are told."""
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8") + "footer: [\n", encoding="utf-8")
    _write(content / "news" / "a.vi.md", "---", "date: 2017-11-20", "summary: A", "---", "A")
    with pytest.raises(ContentError) as caught:
        build()
    assert [problem.path for problem in caught.value.problems] == ["content/event.yml", "content/news/a.vi.md"]


def test_source_that_cannot_be_read_blames_no_translation(build: Build, content: Path) -> None:
    """A slip in the source's front matter is one problem, at its line, and not also the twin's."""
    path = content / "news" / "welcome.vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Chào", "title: Chào: bạn"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build()
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [("content/news/welcome.vi.md", 2)]


@pytest.mark.parametrize("field", ["room", "track"])
def test_unknown_name_in_the_committed_schedule_is_told(build: Build, content: Path, field: str) -> None:
    """The committed schedule is content: a room or track that nobody has is a mistake there."""
    path = content / "data" / "schedule.json"
    known = {"room": "hall", "track": "workshops"}[field]
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{known}"', '"nowhere"', 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build()
    assert [problem.partition(";")[0] for problem in at_lines(caught.value.problems)] == [
        f"content/data/schedule.json:1: {field}: session `{'opening' if field == 'room' else 'B1'}`: `nowhere` does not exist"
    ]


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        ("news/x.vi.md", ["---", "title: X"], "content/news/x.vi.md:1: the front matter has no end"),
        ("news/x.vi.md", ["Xin chào."], "content/news/x.vi.md:1: the front matter is missing"),
        ("news/x.vi.md", [""], "content/news/x.vi.md:1: the file is empty"),
        (
            "news/x.vi.md",
            ["---", "title: X", "title: Y", "date: 2017-11-20", "summary: X", "---", "X"],
            "content/news/x.vi.md:3: title: the field is there twice; keep one of them; the other is on line 2",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "---", "X", "", "# Y"],
            "content/news/x.vi.md:8: a first-level heading in the text",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "---", "<script>x</script>"],
            "content/news/x.vi.md:6: `<script>` is not allowed in content",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "---", "![Y]({static}/images/logo.png)"],
            "content/news/x.vi.md:6: there is no file `images/logo.png`",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "---", "X", "![Y](https://example.org/y.png)"],
            "content/news/x.vi.md:7: the image `https://example.org/y.png` is on another host",
        ),
        (
            "pages/x.vi.md",
            ["---", "title: X", "summary: X", "parent: agend", "---", "X"],
            "content/pages/x.vi.md:4: parent: `agend` is not a page above this one",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "people: [do-thi-utt]", "---", "X"],
            "content/sessions/x.vi.md:4: people: `do-thi-utt` does not exist in content/people; did you mean `do-thi-ut`?",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "start: 8h30", "---", "X"],
            "content/sessions/x.vi.md:4: start: `8h30` cannot be used here; "
            "write the time with two digits each, for example 08:30",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "start: 08:30", "---", "X"],
            "content/sessions/x.vi.md:4: start: `08:30` cannot be used here: it says nothing without a day",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "date: 2017-11-26", "until: 2017-11-25", "---", "X"],
            "content/sessions/x.vi.md:5: until: `2017-11-25` cannot be used here: it is before the first day",
        ),
        (
            "pages/x.vi.md",
            ["---", "title: X", "summary: X", 'slug: ""', "---", "X"],
            "content/pages/x.vi.md:4: slug: only the home page may have an empty slug",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017", "summary: X", "---", "X"],
            "content/news/x.vi.md:3: date: `2017` is not a date",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "slug:", "---", "X"],
            "content/news/x.vi.md:5: slug: the field is empty",
        ),
        (
            "news/x.vi.md",
            ["---", "title: X", "date: 2017-11-20", "summary: X", "---", "Mở đầu", "======"],
            "content/news/x.vi.md:7: a first-level heading in the text",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "date: 2017-11-26", "until: 2107-11-26", "---", "X"],
            "content/sessions/x.vi.md:5: until: `2107-11-26` cannot be used here: it is more than a year after",
        ),
        (
            "sessions/x.vi.md",
            ["---", "title: X", "summary: X", "date: 2017-11-26", "start: 10:00", "end: 09:00", "---", "X"],
            "content/sessions/x.vi.md:6: end: the session ends before it starts",
        ),
        (
            "pages/x.vi.md",
            ["---", "title: X", "summary: X", "layout: agenda", "---", "X"],
            "content/pages/x.vi.md:4: layout: pages/agenda is the `agenda` page already",
        ),
        (
            "data/schedule.json",
            ["{"],
            "content/data/schedule.json:1: ",
        ),
        (
            "people/do-thi-ut.vi.md",
            ["---", "name: Đỗ Thị Út", "summary: Hai trang dẫn tới đây.", "---", "X"],
            "content/people/do-thi-ut.vi.md:1: roles: the field is missing",
        ),
        (
            "people/x.vi.md",
            ["---", "name: X", "roles: Trưởng phòng", "summary: X", "---", "X"],
            "content/people/x.vi.md:3: roles: `Trưởng phòng` is not a list",
        ),
        ("speakers/x.vi.md", ["---", "name: X", "---"], "content/speakers/x.vi.md:1: `speakers` is not a folder for content"),
        ("news/Tin Mới.vi.md", ["---", "title: X", "---"], "content/news/Tin Mới.vi.md:1: the file's name cannot be used"),
    ],
)  # fmt: skip
def test_mistake_is_told(build: Build, content: Path, name: str, lines: list[str], expected: str) -> None:
    """A single mistake gives a single problem, where it is."""
    (content / name).parent.mkdir(exist_ok=True)
    _write(content / name, *lines)
    with pytest.raises(ContentError) as caught:
        build()
    assert [problem[: len(expected)] for problem in at_lines(caught.value.problems)] == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("start: 2017-11-25", "start: 25/11/2017", "content/event.yml:5: start: `25/11/2017` is not a date"),
        ("end: 2017-11-26", "end: 2017-11-24", "content/event.yml:6: end: the event ends before it starts"),
        ("Asia/Ho_Chi_Minh", "Asia/Hanoi", "content/event.yml:7: time-zone: `Asia/Hanoi` cannot be used here"),
        (", en: Test Days}\nshort", "}\nshort", "content/event.yml:1: name: the words in `en` are missing"),
        ("menu: [agenda", "menu: [agend", "content/event.yml:18: menu: there is no page `agend`; did you mean `agenda`?"),
        ("  - id: workshops", "  - id: talks\n    name: {vi: A, en: B}\n  - id: workshops", "content/event.yml:16: tracks.id: `talks` is used twice"),
        ("- id: hall\n", "- id: hall\n    venu: x\n", "content/event.yml:12: rooms.0.venu: there is no such field; did you mean `venue`?"),
        ("- id: hall\n", "- id: hall\n    venue: x\n", "content/event.yml:12: rooms.venue: there is no venue `x`"),
        (
            "languages: [vi, en]",
            "languages: [vi, en, vi_VN]",
            "content/event.yml:8: languages.2: `vi_VN` cannot be used here: it is not a language code",
        ),
        ("columns: track", "colums: track", "content/event.yml:9: colums: there is no such field; did you mean `columns`?"),
    ],
)  # fmt: skip
def test_mistake_in_the_facts_is_told(build: Build, content: Path, old: str, new: str, expected: str) -> None:
    """A mistake in event.yml is told at its line as well."""
    path = content / "event.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build()
    assert [problem[: len(expected)] for problem in at_lines(caught.value.problems)] == [expected]

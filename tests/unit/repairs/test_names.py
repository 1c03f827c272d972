"""Names of files: a–z, 0–9 and hyphens, never over another file, and every text follows."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.repairs.names import document_path, file_path, names
from eventsite.repairs.references import known, with_keys, with_references


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("content/news/mo-cua.vi.md", "content/news/mo-cua.vi.md"),
        ("content/news/Mở Cửa Đón.VI.md", "content/news/mo-cua-don.vi.md"),
        (unicodedata.normalize("NFD", "content/people/Đỗ Thị Út.vi.md"), "content/people/do-thi-ut.vi.md"),
        ("content/news/mo_cua .vi.MD", "content/news/mo-cua.vi.md"),
        ("content/news/mo-cua.vi.md.txt", "content/news/mo-cua.vi.md"),
        ("content/news/mo-cua.vi.md.md", "content/news/mo-cua.vi.md"),
        ("content/news/mo-cua.md", None),
        ("content/news/mo-cua (1).vi.md", None),
        ("content/news/mo-cua - Copy.vi.md", None),
        ("content/news/Bản sao của mo-cua.vi.md", None),
        ("content/news/!.vi.md", None),
    ],
)
def test_document_has_a_name_by_the_rule(path: str, right: str | None) -> None:
    """What has no language, and what is a copy that a build would publish twice, nobody can name but a person."""
    assert document_path(path) == right


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("content/images/hall_1.2.jpg", "content/images/hall_1.2.jpg"),
        ("content/images/Ảnh Hội trường (2).JPG", "content/images/anh-hoi-truong-2.jpg"),
        ("content/images/Ngày 25/IMG_1.jpeg", "content/images/ngay-25/img-1.jpeg"),
        ("content/documents/Chương trình.PDF", "content/documents/chuong-trinh.pdf"),
    ],
)
def test_file_has_a_name_that_links_can_write(path: str, right: str) -> None:
    """A name without capitals, spaces and accents stays, as its address is known elsewhere."""
    assert file_path(path) == right


def test_no_file_takes_the_place_of_another() -> None:
    """Where two would have one name, or one is there already, both stay and it is told."""
    found = names(
        {
            path: file_path(path)
            for path in ("c/images/A.jpg", "c/images/a.jpg", "c/images/B b.png", "c/images/b-b.PNG", "c/images/C.png")
        }
    )
    assert found.new == {"c/images/C.png": "c/images/c.png"}
    assert [(problem.path, str(problem.message)) for problem in found.problems] == [
        ("c/images/A.jpg", "it would have the same name as c/images/a.jpg: c/images/a.jpg"),
        ("c/images/B b.png", "it would have the same name as c/images/b-b.PNG: c/images/b-b.png"),
        ("c/images/b-b.PNG", "it would have the same name as c/images/B b.png: c/images/b-b.png"),
    ]


def test_place_that_a_file_leaves_is_free_the_next_time() -> None:
    """A name is not given away before its file has another one."""
    wanted: dict[str, str | None] = {"c/images/a.jpeg": "c/images/a.jpg", "c/images/a.jpg": "c/images/a.png"}
    found = names(wanted)
    assert found.new == {"c/images/a.jpg": "c/images/a.png"}
    assert [problem.path for problem in found.problems] == ["c/images/a.jpeg"]
    assert names({"c/images/a.jpeg": "c/images/a.jpg", "c/images/a.png": "c/images/a.png"}).new == {
        "c/images/a.jpeg": "c/images/a.jpg"
    }


@given(st.lists(st.text(st.sampled_from("aAàÀđ-_ .1"), min_size=1, max_size=4), unique=True, max_size=8))
def test_new_names_are_right_and_apart(stems: list[str]) -> None:
    """Whatever the names: after the renaming no two files share one, and a second time there is nothing to rename."""
    paths = [f"c/images/{stem}.jpg" for stem in stems]
    new = names({path: file_path(path) for path in paths}).new
    after = [new.get(path, path) for path in paths]
    assert len(set(after)) == len(paths)
    assert names({path: file_path(path) for path in after}).new == {}


FILES = [
    "c/images/Ảnh 1.JPG",
    "c/images/hall.jpg",
    "c/people/Đỗ Út.vi.md",
    "c/people/Đỗ Út.en.md",
    "c/pages/faq.vi.md",
]
NEW = {
    "c/images/Ảnh 1.JPG": "c/images/anh-1.jpg", "c/people/Đỗ Út.vi.md": "c/people/do-ut.vi.md",
    "c/people/Đỗ Út.en.md": "c/people/do-ut.en.md",
}  # fmt: skip
PLACES = known(FILES, NEW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![A]({static}/images/Ảnh 1.JPG)", "![A]({static}/images/anh-1.jpg)"),
        (f'![A](/images/{quote("Ảnh 1.JPG")} "Tựa")', '![A](/images/anh-1.jpg "Tựa")'),
        ("![A](../images/ảnh-1.jpg)", "![A](../images/anh-1.jpg)"),
        ('<img src="{static}/images/HALL.JPEG">', '<img src="{static}/images/hall.jpg">'),
        ("image: images/Hall.jpg", "image: images/hall.jpg"),
        ("[A](ref:people/Đỗ Út), [B](ref:people/do-ut#x)", "[A](ref:people/do-ut), [B](ref:people/do-ut#x)"),
        ("[A](ref:pages/FAQ)", "[A](ref:pages/faq)"),
    ],
)
def test_reference_follows(text: str, expected: str) -> None:
    """In whatever way it was written; capitals and accents that the file has not are no matter."""
    assert with_references(text, PLACES) == expected
    assert with_references(expected, PLACES) == expected


@pytest.mark.parametrize(
    "text",
    [
        "![A]({static}/images/none.jpg)",
        "https://example.org/images/Hall.jpg",
        "[A](ref:people/none)",
        "[A](ref:days/2017-11-25)",
    ],
)
def test_other_reference_stays(text: str) -> None:
    """What leads elsewhere or nowhere is not guessed at."""
    assert with_references(text, PLACES) == text


def test_ambiguous_reference_stays() -> None:
    """Of two files that differ by case only, nobody can know which is meant."""
    places = known(["c/images/A.jpg", "c/images/a.jpg"], {})
    assert with_references("({static}/images/A.jpg) ({static}/images/a.JPG)", places) == (
        "({static}/images/A.jpg) ({static}/images/a.JPG)"
    )


def test_fields_with_keys_follow() -> None:
    """Keys of people and pages in front matter and event.yml are changed where they stand, and no other words are."""
    fields = '---\ntitle: Đỗ Út\npeople: [ "Đỗ Út", khac ]\nparent: FAQ\nhighlights:\n  - people/Đỗ Út\n---\n'
    assert with_keys(fields, PLACES) == (
        '---\ntitle: Đỗ Út\npeople: [ "do-ut", khac ]\nparent: faq\nhighlights:\n  - people/do-ut\n---\n'
    )
    facts = "menu: [FAQ, khac]\nmilestones:\n  - page: people/Đỗ Út\n    title: {vi: FAQ}\n"
    assert with_keys(facts, PLACES) == (
        "menu: [faq, khac]\nmilestones:\n  - page: people/do-ut\n    title: {vi: FAQ}\n"
    )

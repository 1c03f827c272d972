"""A new document is right as it is, explains each of its fields, and cannot be published before it is written."""

import datetime as dt
import re

import pytest

from eventsite.content.documents import read_documents
from eventsite.content.fields import fields_of
from eventsite.content.kinds import KINDS, field_names
from eventsite.content.marks import MARK_FIELDS
from eventsite.content.starting import LONGEST_KEY, Start, free_key, key_of, kind_named, new_files

TODAY = dt.date(2017, 11, 20)
TITLE = 'Họp báo: "thành phố" #1 & đối tác'
LANGUAGES = ("vi", "en")


def _start(kind: str, title: str = TITLE, languages: tuple[str, ...] = LANGUAGES) -> Start:
    """Return a start whose words and explanations tell which translator made them."""
    words = {language: (lambda text, code=language: text.replace("(", f"({code} ")) for language in languages}
    return Start(
        kind=kind, key="k", title=title, languages=languages, today=TODAY, words=words, explain=lambda text: text
    )  # fmt: skip


def _read(files: dict[str, str]) -> tuple[dict, list]:
    return read_documents({f"content/{path}": text.encode() for path, text in files.items()}, LANGUAGES)


@pytest.mark.parametrize("languages", [("vi", "en"), ("vi",), ("en",)])
@pytest.mark.parametrize("kind", KINDS)
def test_new_document_is_right_as_it_is(kind: str, languages: tuple[str, ...]) -> None:
    """The files of every kind, in both languages or in one, have no problem; the title is the one that was given."""
    files = new_files(_start(kind, languages=languages))
    documents, problems = _read(files)
    assert problems == []
    assert list(files) == [f"{kind}/k.{language}.md" for language in languages]
    twins = documents[f"{kind}/k"]
    assert twins[languages[0]].fields.heading == TITLE
    assert {twin.fields.status for twin in twins.values()} == {"draft"}


@pytest.mark.parametrize("kind", KINDS)
def test_new_document_explains_every_field(kind: str) -> None:
    """Each field that a person writes stands in the source's file once, with its meaning above it.

    A translation has the translated ones only; the marks that a command writes are in neither.
    """
    source, translation = new_files(_start(kind)).values()
    model = KINDS[kind]
    translated = set(field_names(model, translated_only=True))
    for text, expected in ((source, set(field_names(model))), (translation, translated)):
        found = re.findall(r"^#?([a-z-]+):", text, re.MULTILINE)
        assert sorted(found) == sorted(expected - set(MARK_FIELDS))
        flat = re.sub(r"\n# ", " ", text)
        for field in fields_of(model):
            if field.name in found:
                assert re.search(rf"(?:^|\n|\s){re.escape(field.description)}\n#?{field.name}:", flat)


@pytest.mark.parametrize("kind", KINDS)
def test_optional_line_with_a_value_is_right_without_its_sign(kind: str) -> None:
    """Whoever removes the sign # before the lines that have a value gets a document without a problem."""
    files = {
        path: re.sub(r"^#(?=[a-z-]+: \S)", "", text, flags=re.M) for path, text in new_files(_start(kind)).items()
    }
    documents, problems = _read(files)
    assert problems == []
    assert documents[f"{kind}/k"]["vi"].fields.sample is True


@pytest.mark.parametrize("kind", KINDS)
def test_document_that_is_not_written_cannot_be_published(kind: str) -> None:
    """Without `status: draft` each bracket that is left is a problem at its line: of the fields and of the text."""
    files = {path: text.replace("status: draft\n", "") for path, text in new_files(_start(kind)).items()}
    _, problems = _read(files)
    expected = sorted(
        (f"content/{path}", number)
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(r"^(?!#).*\((vi|en) [^)]*\)$", line)
    )
    found = sorted((problem.path, problem.line) for problem in problems)
    # A list is told at its name, on the line before.
    assert [path for path, _ in found] == [path for path, _ in expected]
    assert all(at - 1 <= line <= at for (_, line), (_, at) in zip(found, expected, strict=True))
    assert {problem.field for problem in problems} >= {"", "summary"}


def test_brackets_within_words_are_words() -> None:
    """A published document may have brackets, as long as they are not all that a field or the text has."""
    text = "---\ntitle: Họp báo (lần 2)\ndate: 2017-11-20\nsummary: (Mới) Họp báo (lần 2)\n---\n(Một.)\n\n(Hai.)\n"
    assert _read({"news/a.vi.md": text})[1] == []


def test_today_and_this_year_are_filled_in() -> None:
    """Days that must be there are today, an edition's year is this one."""
    edition = _read(new_files(_start("editions")))[0]["editions/k"]["vi"].fields
    assert (edition.year, edition.start) == (2017, TODAY)
    assert _read(new_files(_start("press")))[0]["press/k"]["vi"].fields.date == TODAY


@pytest.mark.parametrize(
    "title", ["2016", "no", "- a", "a #b", "a: b", "[a]", "&a", "*a", "'a'", '"', "a\\", "{a}", "Đường  phố", "% a", "@a", "| a", "> a", "? a", "!a b", "`a`"]
)  # fmt: skip
def test_title_is_read_as_it_was_given(title: str) -> None:
    """Whatever signs a title has, it is read as the same words, with one space between them."""
    documents, problems = _read(new_files(_start("news", title)))
    assert problems == []
    assert documents["news/k"]["vi"].fields.title == " ".join(title.split())


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Đường phố: Đà Nẵng đổi mới!", "duong-pho-da-nang-doi-moi"),
        ("  Họp báo — lần 2 ", "hop-bao-lan-2"),
        ("Họp báo", "hop-bao"),
        ("スマート", ""),
        ("từ " * 40, "-".join(["tu"] * 20)),
        ("a" * 80, "a" * LONGEST_KEY),
    ],
)
def test_key_is_made_of_the_title(title: str, key: str) -> None:
    """A key is ASCII with đ as d, words parted by hyphens, and cut off between words where it is long."""
    assert key_of(title) == key


def test_key_that_is_taken_gets_a_number() -> None:
    """The next free number is proposed; another kind's document of this key takes nothing away."""
    assert free_key("news", "a", {"press/a"}) == "a"
    assert free_key("news", "a", {"news/a", "news/a-2"}) == "a-3"


def test_kind_is_known_by_folder_and_by_document() -> None:
    """What a person calls one document, or the folder of them, is its kind; anything else is none."""
    names = ["press", "person", "session", "news", "rules", "page", "partner", "edition", "people", "Page"]
    assert [kind_named(name) for name in names] == [
        "press", "people", "sessions", "news", "rules", "pages", "partners", "editions", "people", "pages"
    ]  # fmt: skip
    assert kind_named("poster") is None

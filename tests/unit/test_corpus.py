"""The benchmarks' corpus: the same for everyone, and content that the project accepts."""

import datetime as dt
from pathlib import Path

import pytest
from benchmarks.corpus import WRITERS, write_corpus
from benchmarks.documents import LANGUAGES, Document

from eventsite.content.documents import document_ids, read_documents
from eventsite.content.facts import read_event

DOCUMENTS = 45


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content folder of a small corpus in every language."""
    write_corpus("eventsite", DOCUMENTS, tmp_path, languages=len(LANGUAGES))
    return tmp_path / "content"


@pytest.mark.parametrize("form", WRITERS)
def test_corpus_with_the_same_seed_has_the_same_bytes(form: str, tmp_path: Path) -> None:
    """Two corpora with the same arguments are the same files, and another seed gives other ones."""
    for name, seed in (("one", "7"), ("two", "7"), ("other", "8")):
        write_corpus(form, DOCUMENTS, tmp_path / name, seed=seed)
    one = _bytes(tmp_path / "one")
    assert _bytes(tmp_path / "two") == one
    assert _bytes(tmp_path / "other") != one


def test_corpus_is_valid_content(content: Path) -> None:
    """The reader finds no problem in any document, and every document in every language."""
    files = {path.relative_to(content.parent).as_posix(): path.read_bytes() for path in content.rglob("*.md")}
    documents, problems = read_documents(files, LANGUAGES)
    assert problems == []
    assert documents.keys() == document_ids(files)
    assert {tuple(twins) for twins in documents.values()} == {LANGUAGES}
    kinds = [name.partition("/")[0] for name in documents]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "pages": 10,
        "people": 21,
        "press": 8,
        "sessions": 14,
    }


def test_corpus_has_valid_facts(content: Path) -> None:
    """event.yml and sources.yml are read without a problem, and the event has the corpus's languages."""
    event, problems = read_event(
        "event.yml", (content / "event.yml").read_bytes(), "sources.yml", (content / "sources.yml").read_bytes()
    )
    assert problems == []
    assert event
    assert event.event.languages == LANGUAGES


def test_no_room_has_two_sessions_at_once(tmp_path: Path) -> None:
    """However many sessions there are, each has its day and hour in its room for itself."""
    write_corpus("eventsite", 2000, tmp_path, languages=1)
    places = []
    for path in (tmp_path / "content/sessions").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        places.append(tuple(line for line in lines if line.startswith(("date: ", "start: ", "room: "))))
    assert len(set(places)) == len(places) == 700  # 35 %
    days = {dt.date.fromisoformat(day.removeprefix("date: ")) for day, *_ in places}
    assert (max(days) - min(days)).days + 1 == len(days) == 16


def test_every_generator_gets_the_same_text() -> None:
    """A document depends on its number and the seed only, not on the size of the corpus; its link does."""
    few, many = Document(30, 45), Document(30, 2000)
    assert [few.body(code) for code in LANGUAGES] == [many.body(code) for code in LANGUAGES]
    assert few.body("nl") == few.body("en") != few.body("vi")
    assert (few.link, many.link) == (33, 213)


def test_corpus_never_replaces_a_folder_that_is_none(tmp_path: Path) -> None:
    """Writing into a folder with other files is refused, and the files stay."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_corpus("hugo", DOCUMENTS, tmp_path)
    assert _bytes(tmp_path) == {"thesis.txt": b"years of work"}

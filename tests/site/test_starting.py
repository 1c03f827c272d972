"""Documents that `./inv new` begins, in the tiny event."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

from eventsite.content.kinds import KINDS
from eventsite.errors import EventsiteError
from eventsite.site.starting import start_document

Build = Callable[..., Built]
# Still the 19th in London, and the 20th where the event is.
NOW = dt.datetime(2017, 11, 19, 20, tzinfo=dt.UTC)


def _start(content: Path, name: str, title: str, **given: object) -> list[str]:
    paths = start_document(
        content, name, title, NOW, words=lambda language: str, explain=lambda text: text, **given
    )  # fmt: skip
    return [path.relative_to(content).as_posix() for path in paths]


def test_site_is_built_with_a_new_document_of_each_kind(build: Build, content: Path) -> None:
    """The working copy has a marked page of each; the public site has nothing of them, whatever file one looks into."""
    kinds = list(KINDS)
    written = [path for kind in kinds for path in _start(content, kind, f"Mới soạn thảo {kind}")]
    assert written == [f"{kind}/moi-soan-thao-{kind}.{code}.md" for kind in kinds for code in ("vi", "en")]
    site = build()
    assert "Mới soạn thảo press" in site.soup("/thong-cao/2017/moi-soan-thao-press/").h1.get_text()
    assert "Mới soạn thảo people" in site.soup("/dien-gia/moi-soan-thao-people/").h1.get_text()
    public = build(EVENTSITE_DRAFTS=False).text()
    assert "soan-thao" not in public
    assert "soạn thảo" not in public


def test_day_is_the_one_of_the_event(content: Path) -> None:
    """A document is dated as the calendar at the event's place says."""
    (path, _) = _start(content, "news", "Tin")
    assert "\ndate: 2017-11-20\n" in (content / path).read_text(encoding="utf-8")


def test_language_that_is_asked_for_is_the_only_one(content: Path) -> None:
    """One language gives one file, which has the shared fields as the source's would."""
    assert _start(content, "person", "An Smith", languages=["en"]) == ["people/an-smith.en.md"]
    assert "\nname: An Smith\n" in (content / "people/an-smith.en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "title", "given", "words"),
    [
        ("poster", "A", {}, ["poster", "person", "press"]),
        ("news", "Chào", {"languages": ["vi", "fr"]}, ["fr", "vi"]),
        ("news", "Chào", {"key": "Chào"}, ["--key"]),
        ("news", "新聞", {}, ["--key"]),
        ("news", "Welcome", {}, ["news/welcome", "--key welcome-2"]),
    ],
)
def test_name_that_cannot_be_used_writes_nothing(
    content: Path, name: str, title: str, given: dict[str, object], words: list[str]
) -> None:
    """An unknown kind or language, a key that is none or that is taken: it is said what to write, and no file changes."""
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    with pytest.raises(EventsiteError) as caught:
        _start(content, name, title, **given)
    assert [word for word in words if word not in str(caught.value)] == []
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_same_key_in_another_language_is_taken(content: Path) -> None:
    """A document that has only a Vietnamese file is not mixed with another one that begins in English."""
    (content / "news/welcome.en.md").unlink()
    with pytest.raises(EventsiteError, match="news/welcome already"):
        _start(content, "news", "Welcome", languages=["en"])

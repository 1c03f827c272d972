"""The local saving, asked as Decap asks it, on real folders."""

import base64
import datetime as dt
import json
from http import HTTPStatus
from pathlib import Path

import pytest

from eventsite.content.documents import group_sources, read_twins
from eventsite.content.markdown import MarkdownRenderer
from eventsite.editing.api import Desk, answer
from eventsite.editing.folder import ContentFolder

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VI = "---\ntitle: Chào mừng\ndate: 2017-11-20\nsummary: Lời chào.\n---\nXin chào.\n"
EN = "---\ntitle: Welcome\nsummary: A greeting.\n---\nHello.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder with a news item in two languages, beside files that are nobody's business."""
    content = tmp_path / "content"
    (content / "news").mkdir(parents=True)
    (content / "images").mkdir()
    (content / "news" / "welcome.vi.md").write_text(VI, encoding="utf-8")
    (content / "news" / "welcome.en.md").write_text(EN, encoding="utf-8")
    (content / "news" / "_draft.md").write_text("not a document", encoding="utf-8")
    (content / "images" / "hall.png").write_bytes(PIXEL)
    (content / "event.yml").write_text("languages: [vi, en]\n", encoding="utf-8")
    (tmp_path / "secret.vi.md").write_text("secret", encoding="utf-8")
    return content


def ask(content: Path, action: str, **params: object) -> tuple[HTTPStatus, object]:
    """Return the answer to a question as Decap words it."""
    desk = Desk(folder=ContentFolder(content), languages=("vi", "en"), today=dt.date(2017, 11, 21))
    body = json.dumps({"branch": "main", "action": action, "params": {"branch": "main", **params}})
    reply = answer(body.encode(), desk)
    return reply.status, json.loads(json.dumps(reply.content))


def save(content: Path, files: dict[str, str], assets: dict[str, bytes] | None = None) -> HTTPStatus:
    """Save an entry as Decap does, and return the status."""
    status, _ = ask(
        content,
        "persistEntry",
        dataFiles=[{"slug": "x", "path": path, "raw": raw} for path, raw in files.items()],
        assets=[
            {"path": path, "content": base64.b64encode(content).decode(), "encoding": "base64"}
            for path, content in (assets or {}).items()
        ],
        options={"commitMessage": "", "useWorkflow": False, "status": "draft"},
    )
    return status


def files(content: Path) -> dict[str, bytes]:
    """Return every file beside and below the content folder."""
    root = content.parent
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_documents_of_a_kind_are_listed_with_their_texts(content: Path) -> None:
    """The editor gets each document's file, and no other file of the folder."""
    status, entries = ask(content, "entriesByFolder", folder="content/news", extension="md", depth=1)
    assert status == HTTPStatus.OK
    assert [(entry["file"]["path"], entry["data"]) for entry in entries] == [
        ("content/news/welcome.en.md", EN),
        ("content/news/welcome.vi.md", VI),
    ]


def test_language_that_is_not_there_is_no_error(content: Path) -> None:
    """A document without a translation can be opened: the missing file is null."""
    status, entry = ask(content, "getEntry", path="content/news/other.en.md")
    assert (status, entry) == (
        HTTPStatus.OK,
        {"data": None, "file": {"path": "content/news/other.en.md", "id": None}},
    )


def test_saved_document_is_right_and_its_translation_untouched(content: Path) -> None:
    """A save changes what was changed; the file of the other language, which comes along, stays byte for byte."""
    raw = '---\ntitle: "Chào mừng bạn"\nsummary: Lời chào.\ndate: 2017-11-20\n---\nXin chào.\n'
    same = '---\nsummary: "A greeting."\ntitle: "Welcome"\n---\nHello.\n'
    assert save(content, {"content/news/welcome.vi.md": raw, "content/news/welcome.en.md": same}) == HTTPStatus.OK
    assert (content / "news/welcome.vi.md").read_text("utf-8") == VI.replace("Chào mừng", '"Chào mừng bạn"')
    assert (content / "news/welcome.en.md").read_text("utf-8") == EN


def test_languages_saved_together_are_marked_as_made_from_each_other(content: Path) -> None:
    """Who saves both languages need not accept the translation by a command: its mark fits the new source."""
    new = {
        "content/news/welcome.vi.md": VI.replace("Xin chào.", "Xin chào các bạn."),
        "content/news/welcome.en.md": EN.replace("Hello.", "Hello, everybody."),
    }
    assert save(content, new) == HTTPStatus.OK
    twins = _read(content)
    assert twins["en"].fields.translated_on == dt.date(2017, 11, 21)
    assert twins["en"].fields.translated_from is not None
    assert not twins["en"].stale


def test_translation_that_is_behind_stays_so_when_it_alone_is_mended(content: Path) -> None:
    """A slip that is put right in a translation does not make it one of the newest source."""
    marked = EN.replace("---\nHello", "translated-from: vi@000000000000\n---\nHello")
    (content / "news/welcome.en.md").write_text(marked, encoding="utf-8")
    new = {"content/news/welcome.vi.md": VI, "content/news/welcome.en.md": marked.replace("Hello", "Hullo")}
    assert save(content, new) == HTTPStatus.OK
    assert _read(content)["en"].stale


@pytest.mark.parametrize("blank", ["", "\n", "---\n{}\n---\n", '---\ntitle: ""\n---\n'])
def test_translation_that_nobody_began_is_not_written(content: Path, blank: str) -> None:
    """A new document has a file in the languages in which it says something."""
    new = {"content/news/new.vi.md": VI, "content/news/new.en.md": blank}
    assert save(content, new) == HTTPStatus.OK
    assert [path.name for path in sorted((content / "news").glob("new.*"))] == ["new.vi.md"]


def test_translation_without_fields_is_kept(content: Path) -> None:
    """Words that stand without a title are not lost, though the site will ask for the title."""
    assert save(content, {"content/news/new.vi.md": VI, "content/news/new.en.md": "Hello.\n"}) == HTTPStatus.OK
    assert (content / "news/new.en.md").read_text("utf-8") == "Hello.\n"


def test_letters_in_two_parts_are_joined(content: Path) -> None:
    """A keyboard that types accents as signs of their own leaves no mistake in the file."""
    assert save(content, {"content/news/new.vi.md": VI.replace("Chào", "Cha\u0300o")}) == HTTPStatus.OK
    assert (content / "news/new.vi.md").read_text("utf-8") == VI


def test_picture_comes_along_with_the_document(content: Path) -> None:
    """A picture is written as it was sent, and can be looked at again."""
    assert save(content, {"content/news/new.vi.md": VI}, {"content/images/anh-1.png": PIXEL}) == HTTPStatus.OK
    _, media = ask(content, "getMedia", mediaFolder="content/images")
    assert [(file["name"], base64.b64decode(file["content"])) for file in media] == [
        ("anh-1.png", PIXEL),
        ("hall.png", PIXEL),
    ]


def test_deleted_document_is_gone_in_all_languages(content: Path) -> None:
    """Deleting takes the files that are named, and bears with one that is not there."""
    paths = [f"content/news/welcome.{code}.md" for code in ("vi", "en", "nl")]
    before = files(content)
    assert ask(content, "deleteFiles", paths=paths, options={"commitMessage": ""})[0] == HTTPStatus.OK
    assert before.keys() - files(content).keys() == {"content/news/welcome.vi.md", "content/news/welcome.en.md"}


FORBIDDEN = [
    "secret.vi.md",
    "content/secret.vi.md",
    "content/../secret.vi.md",
    "content/news/../../secret.vi.md",
    "../content/news/welcome.vi.md",
    "/etc/passwd",
    "content/event.yml",
    "content/news/welcome.vi.html",
    "content/news/Wel come.vi.md",
    "content/news/.hidden.vi.md",
    "content/data/schedule.json",
    "content/other/welcome.vi.md",
    "content/news/deep/welcome.vi.md",
    "content/images/welcome.vi.md",
    "content//welcome.vi.md",
    "content/news/welcome.vi.md\0",
    "content\\news\\welcome.vi.md",
]


@pytest.mark.parametrize("path", FORBIDDEN)
def test_file_that_is_no_document_is_neither_read_nor_written(content: Path, path: str) -> None:
    """Outside the documents nothing is read, written or deleted, and a save with one such file saves nothing."""
    before = files(content)
    new = {"content/news/welcome.vi.md": VI.replace("Lời", "Câu"), path: VI}
    assert ask(content, "getEntry", path=path)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert save(content, new) == HTTPStatus.UNPROCESSABLE_ENTITY
    paths = ["content/news/welcome.vi.md", path]
    assert ask(content, "deleteFiles", paths=paths)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert files(content) == before


@pytest.mark.parametrize(
    "path",
    [
        "content/images/x.svg",
        "content/images/x.html",
        "content/images/../x.png",
        "content/news/x.png",
        "content/images/.x.png",
    ],
)
def test_file_that_is_no_picture_is_not_written(content: Path, path: str) -> None:
    """A drawing with scripts, a page or a picture elsewhere is refused together with its document."""
    before = files(content)
    assert save(content, {"content/news/new.vi.md": VI}, {path: PIXEL}) == HTTPStatus.UNPROCESSABLE_ENTITY
    asset = {"path": path, "content": base64.b64encode(PIXEL).decode(), "encoding": "base64"}
    assert ask(content, "persistMedia", asset=asset)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask(content, "getMediaFile", path=path)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert files(content) == before


def test_link_leads_nowhere(content: Path) -> None:
    """A link in the folder, or in a folder's place, is neither listed nor followed."""
    secret = content.parent / "secret.vi.md"
    (content / "news" / "link.vi.md").symlink_to(secret)
    (content / "press").symlink_to(content.parent)
    before = files(content)
    for path in ("content/news/link.vi.md", "content/press/secret.vi.md"):
        assert ask(content, "getEntry", path=path)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
        assert save(content, {path: VI}) == HTTPStatus.UNPROCESSABLE_ENTITY
    _, listed = ask(content, "entriesByFolder", folder="content/news", extension="md", depth=1)
    assert [entry["file"]["path"] for entry in listed] == ["content/news/welcome.en.md", "content/news/welcome.vi.md"]
    assert ask(content, "entriesByFolder", folder="content/press", extension="md", depth=1) == (HTTPStatus.OK, [])
    assert files(content) == before
    assert secret.read_text("utf-8") == "secret"


@pytest.mark.parametrize("folder", ["content", "content/data", "/etc", "content/../..", "", "news"])
def test_folder_that_is_no_kind_is_not_listed(content: Path, folder: str) -> None:
    """Only folders of documents are looked into."""
    status, _ = ask(content, "entriesByFolder", folder=folder, extension="md", depth=1)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"action": "format"}',
        b'{"action": "getEntry"}',
        b'{"action": "persistEntry", "params": {"dataFiles": []}}',
    ],
)
def test_question_that_makes_no_sense_is_refused(content: Path, body: bytes) -> None:
    """What is no question of the protocol gets a reason and changes nothing."""
    desk = Desk(folder=ContentFolder(content), languages=("vi", "en"), today=dt.date(2017, 11, 21))
    before = files(content)
    reply = answer(body, desk)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert isinstance(reply.content, dict) and reply.content["error"]
    assert files(content) == before


def _read(content: Path):
    found = {f"content/news/{path.name}": path.read_bytes() for path in (content / "news").glob("welcome.*")}
    groups, problems = group_sources(found, ["vi", "en"])
    assert problems == []
    reading = read_twins(groups["news/welcome"], "vi", MarkdownRenderer())
    assert reading.problems == ()
    return reading.twins


def test_file_in_another_encoding_is_not_saved_over(content: Path) -> None:
    """The editor has seen other signs for its letters, so a save is refused in words and every byte stays."""
    path = content / "news/welcome.vi.md"
    path.write_bytes(VI.encode("utf-8") + b"caf\xe9\n")
    before = files(content)
    status, entry = ask(content, "getEntry", path="content/news/welcome.vi.md")
    assert status == HTTPStatus.OK
    asked = [{"path": "content/news/welcome.vi.md", "raw": f"{entry['data']}More.\n"}]
    assert ask(content, "persistEntry", dataFiles=asked) == (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        {"error": "`welcome.vi.md` is not UTF-8 text: run `./inv fix`, and load the editor again"},
    )
    assert files(content) == before

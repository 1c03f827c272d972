"""./inv fix, as a person runs it: content full of faults builds afterwards, and nothing happens unasked."""

import os
import pty
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import ROOT
from tests.pictures import colour_at, opened, photo, quarters, saved
from tests.site.test_build import _invoke, _tree, project  # noqa: F401 -- a fixture

from eventsite.content.documents import read_documents
from eventsite.repairs.plan import Question
from eventsite.site.proofreading import proofread
from eventsite.site.reader import read_files
from eventsite.site.repairing import repaired_content

HEAD = "title: {}\ndate: 2017-11-20\nsummary: Tóm tắt.\n"
WORD = (
    "<p class=MsoNormal style='mso-x:y'><b><span lang=VI>Mời họp báo</span></b><o:p></o:p></p>\r\n\r\n"
    '<p class=MsoNormal><a href="ref:people/Do-Thi-Ut">Bà Út</a></p>\r\n'
)


def _yes(question: Question) -> bool:
    return True


def _spoil(content: Path) -> None:
    """Put into the content what careless programs and hurried people leave there."""
    news, images = content / "news", content / "images"
    images.mkdir()
    heic = photo(kind="HEIF")
    (images / unicodedata.normalize("NFD", "Hội trường.HEIC")).write_bytes(heic)
    (images / "Turned.JPG").write_bytes(photo(3600, 2400, turned=6, place=True))
    (images / "plan.jpg").write_bytes(photo(kind="PNG"))
    (content / "documents").mkdir()
    (content / "documents/Chương trình (1).PDF").write_bytes(b"%PDF-1.4\n")
    texts = {
        "Họp Báo.vi.md": ("utf-8-sig", f"---\r\n{HEAD.format('Họp báo')}---\r\n{WORD}"),
        "utf-16.vi.md": ("utf-16", f"---\n{HEAD.format('Mười sáu')}slug: muoi-sau\n---\nXin chào.\n"),
        "ghi-nham.vi.md": ("utf-8", f"---\n{_misread(HEAD.format('Hòa bình'))}slug: hoa-binh\n---\nA.\n"),
        "pictures.vi.md": (
            "utf-8",
            f"---\n{HEAD.format('Ảnh')}slug: anh\n---\n![Sân khấu]({{static}}/images/Hội trường.HEIC)\n\n"
            "![Toàn cảnh]({static}/images/turned.jpg)\n\n![Sơ đồ](/images/plan.jpg)\n\n"
            "[Chương trình]({static}/documents/Chương%20trình%20(1).PDF)\n",
        ),
        "tabs.vi.md": ("utf-8", f"---\n{HEAD.format('Bảng')}sources:\n\t[]\n---\nA\u00ad\u200b,\u00a0B"),
    }
    for name, (encoding, text) in texts.items():
        (news / name).write_bytes(text.encode(encoding))


def _misread(text: str) -> str:
    return "".join(bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in text.encode())


def test_shipped_content_needs_no_repair() -> None:
    """There is no false alarm on what this project ships."""

    def never(question: Question) -> bool:
        raise AssertionError(question)

    made = repaired_content(ROOT / "content", never, dry_run=True)
    assert (made.changes, made.left) == ([], [])


def test_spoilt_content_builds_after_the_repair(project: Path) -> None:  # noqa: F811
    """Every fault is put right and listed, a line a file; a second run finds nothing; then the site can be built."""
    _spoil(project / "content")
    before = _tree(project)
    shown = _invoke(project, "fix", "--dry-run", "--lang", "en")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert _tree(project) == before
    assert _invoke(project, "build", "--lang", "en").returncode == 2
    done = _invoke(project, "fix", "--yes", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "content/news/Họp Báo.vi.md: byte order mark removed; Unix line ends; pasted HTML made Markdown;"
        " references put right; renamed news/hop-bao.vi.md",
        "content/news/ghi-nham.vi.md: UTF-8 that was read as Windows-1252",
        "content/news/pictures.vi.md: references put right",
        "content/news/tabs.vi.md: fields indented with plain spaces; invisible signs removed;"
        " plain spaces for no-break spaces; end of the file tidied",
        "content/news/utf-16.vi.md: UTF-16 made UTF-8",
        "content/documents/Chương trình (1).PDF: renamed documents/chuong-trinh-1.pdf",
        f"content/images/{unicodedata.normalize('NFD', 'Hội trường.HEIC')}: saved as JPEG; the camera's data removed; renamed images/hoi-truong.jpg",
        "content/images/Turned.JPG: turned upright; made smaller: 3000 pixels on its longer edge;"
        " the place where it was taken removed; renamed images/turned.jpg",
        "content/images/plan.jpg: the camera's data removed; renamed images/plan.png",
        "9 files put right.",
    ]
    again = _invoke(project, "fix", "--yes", "--lang", "vi")
    assert (again.returncode, again.stdout, again.stderr) == (0, "Không có gì để sửa.\n", "")
    built = _invoke(project, "build", "--lang", "en")
    assert (built.returncode, built.stderr) == (0, "")
    paper = (project / "content/news/hop-bao.vi.md").read_text("utf-8")
    assert paper == f"---\n{HEAD.format('Họp báo')}---\n**Mời họp báo**\n\n[Bà Út](ref:people/do-thi-ut)\n"
    turned = opened((project / "content/images/turned.jpg").read_bytes())
    assert turned.size == (2000, 3000)


def test_only_the_content_is_written(content: Path) -> None:
    """A folder that leads outside, other text files and data are not touched; permissions stay; no parts are left."""
    outside = content.parent / "outside"
    outside.mkdir()
    (outside / "A.JPG").write_bytes(photo(place=True))
    (content / "images").symlink_to(outside)
    (content / "news/other.vi.md").symlink_to(outside / "other.md")
    (outside / "other.md").write_bytes(b"a\r\n")
    for name in ("notes.txt", "_draft.vi.md", ".hidden.vi.md", "../data/x.json"):
        (content / "news" / name).write_bytes(b"a\r\n")
    page = content / "news/welcome.vi.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    page.chmod(0o640)
    before = _tree(content.parent)
    made = repaired_content(content, _yes)
    changed = {name for name, source in _tree(content.parent).items() if before.get(name) != source}
    assert [change.path for change in made.changes] == ["content/news/welcome.vi.md"]
    assert changed == {"content/news/welcome.vi.md"}
    assert _tree(content.parent).keys() == before.keys()
    assert page.stat().st_mode & 0o777 == 0o640


def test_renamed_file_keeps_its_time(content: Path) -> None:
    """Only its name changes, and a folder that nothing is in any more goes with it."""
    (content / "images/Ngày 1").mkdir(parents=True)
    old = content / "images/Ngày 1/a.png"
    old.write_bytes(saved(quarters(30, 20), "PNG"))
    os.utime(old, (1_500_000_000, 1_500_000_000))
    repaired_content(content, _yes)
    assert [path.relative_to(content).as_posix() for path in (content / "images").rglob("*")] == [
        "images/ngay-1", "images/ngay-1/a.png",
    ]  # fmt: skip
    assert (content / "images/ngay-1/a.png").stat().st_mtime == 1_500_000_000


def _with_question(folder: Path) -> Path:
    path = folder / "content/news/welcome.vi.md"
    path.write_text(path.read_text("utf-8").replace("Xin chào.", _misread("Hòa bình.")), encoding="utf-8")
    return path


def test_nobody_to_ask_means_no(project: Path) -> None:  # noqa: F811
    """Without a terminal words stay as they are; the file is named, and the exit code says that a person is needed."""
    path = _with_question(project)
    before = path.read_bytes()
    run = _invoke(project, "fix", "--lang", "en")
    assert (run.returncode, run.stdout) == (1, "Nothing that can be put right.\n")
    assert run.stderr == (
        "content/news/welcome.vi.md:1:1: words are in a wrong encoding;"
        " run ./inv fix in a terminal and answer, or with --yes\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [("c\n", 0), ("n\n", 1), ("\n", 1)])
def test_person_is_asked_with_the_difference(project: Path, answer: str, code: int) -> None:  # noqa: F811
    """In a terminal both lines are shown in the staff's language, and only a yes writes."""
    path = _with_question(project)
    before = path.read_text("utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "invoke", "--search-root", str(project), "fix", "--lang", "vi"]
    process = subprocess.Popen(
        command, cwd=project, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answer.encode())
    said, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == code
    assert f"-{_misread('Hòa bình.')}\n+Hòa bình.\n" in said
    assert "Ghi như vậy? [c/K] " in said
    right = before.replace(_misread("Hòa bình."), "Hòa bình.")
    assert path.read_text("utf-8") == (right if code == 0 else before)


def test_picture_without_a_copy_in_git_is_asked_about(content: Path) -> None:
    """One that git has as it is is replaced at once; one that it has otherwise, or not at all, after a yes only."""
    (content / "images").mkdir()
    names = ["changed.jpg", "kept.jpg", "new.jpg", "staged.jpg"]
    for name in names[:2]:
        (content / "images" / name).write_bytes(photo(place=True))
    git: Callable[..., object] = lambda *words: subprocess.run(  # noqa: E731 -- short
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        cwd=content,
        check=True,
        capture_output=True,
    )
    git("init")
    git("add", ".")
    git("commit", "-m", "All")
    (content / "images/changed.jpg").write_bytes(photo(310, place=True))
    for name in names[2:]:
        (content / "images" / name).write_bytes(photo(320, place=True))
    git("add", "images/staged.jpg")
    asked = []

    def no(question: Question) -> bool:
        asked.append(question.path)
        return False

    made = repaired_content(content, no)
    assert asked == [f"content/images/{name}" for name in names if name != "kept.jpg"]
    assert [change.path for change in made.changes] == ["content/images/kept.jpg"]
    assert colour_at(opened((content / "images/kept.jpg").read_bytes()), 0.1, 0.1)


@pytest.mark.parametrize(
    "name",
    [
        "capital-in-file-name", "file-name-in-two-parts", "file-utf-16", "file-windows-1258",
        "file-with-byte-order-mark", "file-with-windows-line-ends", "list-with-bullets-of-word", "pasted-from-word",
        "spaces-and-accents-in-file-name", "style-on-a-word", "tab-in-fields", "text-file-in-the-content",
        "text-in-tcvn3", "text-in-two-parts", "text-in-viscii", "text-in-vni",
    ],
)  # fmt: skip
def test_mistake_of_the_catalogue_is_put_right(name: str, content: Path) -> None:
    """After a yes nothing is left of the mistake: neither the reader nor the proofreader finds one, nor a second run."""
    shutil.copytree(ROOT / "tests/mistakes" / name / "content", content, dirs_exist_ok=True)
    made = repaired_content(content, _yes)
    assert made.changes
    assert made.left == []
    _, problems = read_documents(read_files(content).documents, ["vi", "en"])
    assert problems + proofread(content) == []
    assert repaired_content(content, _yes).changes == []

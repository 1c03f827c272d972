"""The web editor: staff without a terminal write in both languages, and the site shows it."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from eventsite.build.server import serve
from eventsite.content.documents import read_documents
from tests.browser.test_live import LEFT_OUT
from tests.building import ROOT, TINY, Built

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VI = """\
---
# Bản gốc / The source
title: 'Lễ ra mắt: ngày đầu'
date: 2017-11-24
place: Bình Dương
summary: Ban tổ chức ra mắt sự kiện.
order: 10
---
Ban tổ chức ra mắt sự kiện, xem [chương trình](ref:pages/agenda).
Câu thứ hai.

*Lời* cuối.
"""
EN = """\
---
title: 'Launch: the first day'
place: Binh Duong
summary: The organisers launched the event.
translated-from: vi@000000000000
translated-on: 2017-11-24
---
The organisers launched the event.

*Last* words.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project with the tiny event and a press release, all in git."""
    project = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=shutil.ignore_patterns(*LEFT_OUT)))
    shutil.rmtree(project / "content")
    shutil.copytree(TINY, project / "content")
    (project / "content" / "sources.yml").write_text("- id: s\n  title: {vi: Báo, en: Paper}\n", encoding="utf-8")
    (project / "content" / "press").mkdir()
    (project / "content" / "press" / "launch.vi.md").write_text(VI, encoding="utf-8")
    (project / "content" / "press" / "launch.en.md").write_text(EN, encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "before")
    return project


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """Run `edit` on the project, and return the editor's address."""
    command = [sys.executable, "-u", "-m", "invoke", "edit", "--port", "0"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("EVENTSITE_", "PYTEST_"))}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/admin/", line)))
        process.terminate()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return the editor, begun, in a browser in America; it has asked for nothing outside its origin in the end."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, timezone_id="America/Los_Angeles")
    origin = address.removesuffix("admin/")
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((origin, "blob:", "data:")):
            outside.append(request.url)

    errors: list[str] = []
    page.on("request", note)
    # Decap rejects a save that it does not allow with nothing.
    page.on("pageerror", lambda error: errors.append(str(error)) if str(error) != "undefined" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.get_by_role("button", name="Bắt đầu").click()
    yield page
    page.close()
    assert (outside, errors) == ([], [])


def git(project: Path, *arguments: str) -> str:
    """Return what git says in the project."""
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, encoding="utf-8").stdout


def changed_lines(project: Path, name: str) -> list[str]:
    """Return the lines of a file that differ from the committed ones, with their signs."""
    lines = git(project, "diff", "-U0", "--", f"content/{name}").splitlines()
    return [line for line in lines if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))]


def problems(project: Path) -> list[str]:
    """Return what is wrong with the documents as they are on the disk."""
    content = project / "content"
    files = {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(content.glob("*/*.md"))}
    return problems_of(files)


def problems_of(files: dict[str, bytes]) -> list[str]:
    """Return what is wrong with these documents."""
    return [str(problem) for problem in read_documents(files, ["vi", "en"])[1]]


def save(page: Page) -> None:
    """Save the open document, and wait until that is done."""
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("menuitem", name="Lưu", exact=True).click()
    expect(page.get_by_text("Thay đổi đã được lưu")).to_be_visible()


def write(page: Page, number: int, words: str) -> Locator:
    """Add a paragraph at the end of a text; 0 is the one on the left, in Vietnamese. Return the text."""
    text = page.locator("[data-slate-editor=true]").nth(number)
    text.locator("> *").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    expect(text).to_contain_text(words)
    return text


def test_press_release_is_edited_in_both_languages(page: Page, project: Path, address: str) -> None:
    """New words in both languages and a photo are on the site; in git just those lines differ, and all is right."""
    page.get_by_test_id("press").click()
    page.get_by_role("link", name="Lễ ra mắt: ngày đầu").click()
    page.get_by_label("Tóm tắt").nth(0).fill("Ban tổ chức ra mắt sự kiện hôm nay.")
    page.get_by_label("Tóm tắt").nth(1).fill("The organisers launched the event today.")
    write(page, 1, "Written in the browser.")
    write(page, 0, "Viết trong trình duyệt.")
    page.get_by_title("Chèn thêm").first.click()
    page.get_by_role("menuitem", name="Ảnh").click()
    page.get_by_role("button", name="Chọn ảnh").first.click()
    page.locator("input[type=file]").set_input_files(
        {"name": "Ảnh Đông.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    page.get_by_label("Mô tả ảnh").first.fill("Hội trường")
    save(page)

    assert git(project, "status", "--porcelain", "--untracked-files=all").split("\n") == [
        " M content/press/launch.en.md",
        " M content/press/launch.vi.md",
        "?? content/images/anh-dong.png",
        "",
    ]
    assert changed_lines(project, "press/launch.vi.md") == [
        "-summary: Ban tổ chức ra mắt sự kiện.",
        "+summary: Ban tổ chức ra mắt sự kiện hôm nay.",
        "+",
        "+Viết trong trình duyệt.",
        "+",
        "+![Hội trường]({static}/images/anh-dong.png)",
    ]
    marks = [line for line in changed_lines(project, "press/launch.en.md") if "translated-" in line]
    assert [line.split(":")[0] for line in marks] == [
        "-translated-from", "-translated-on", "+translated-from", "+translated-on",
    ]  # fmt: skip
    assert [line for line in changed_lines(project, "press/launch.en.md") if line not in marks] == [
        "-summary: The organisers launched the event.",
        "+summary: The organisers launched the event today.",
        "+",
        "+Written in the browser.",
    ]
    assert (project / "content/images/anh-dong.png").read_bytes() == PIXEL
    assert problems(project) == []

    for language, words in (("vi", "Viết trong trình duyệt."), ("en", "Written in the browser.")):
        with page.expect_popup() as popup:
            page.get_by_role("link", name=f"Xem trang ({language})").click()
        built = popup.value
        expect(built.locator("main")).to_contain_text(words, timeout=15_000)
        # The translation was saved with its source, so it is not older than that.
        expect(built.locator("main")).not_to_contain_text("24 November 2017 was")
        if language == "vi":
            picture = built.get_by_role("img", name="Hội trường")
            assert picture.evaluate("image => image.naturalWidth") == 1
        built.close()


def test_news_item_is_begun_in_one_language(page: Page, project: Path, address: str) -> None:
    """A new item has a file with a plain name and only what was said; a mistake is told, kept, and can be mended."""
    page.get_by_test_id("news").click()
    page.get_by_role("link", name="Thêm: Tin").click()
    page.get_by_label("Tiêu đề").first.fill("Đêm hội: Đường hoa & ánh sáng")
    page.get_by_label("Ngày", exact=True).first.fill("25/11/2017")
    page.get_by_label("Tóm tắt").first.fill("Một câu.")
    write(page, 0, "Xem trang này.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("menuitem", name="Lưu", exact=True).click()
    expect(page.get_by_text("Viết ngày, ví dụ 2017-11-25")).to_be_visible()
    page.get_by_label("Ngày", exact=True).first.press("Control+a")
    page.keyboard.type("2017-11-25T08:00+07:00")
    page.get_by_label("Tóm tắt").first.click()
    save(page)
    name = "news/dem-hoi-duong-hoa-anh-sang.vi.md"
    assert [path.name for path in sorted((project / "content/news").glob("dem-*"))] == [name.removeprefix("news/")]
    assert (project / "content" / name).read_text("utf-8") == (
        "---\n"
        'title: "Đêm hội: Đường hoa & ánh sáng"\n'
        "date: 2017-11-25T08:00+07:00\n"
        "summary: Một câu.\n"
        "searchable: true\n"
        "---\n"
        "Xem trang này.\n"
    )
    assert problems(project) == []
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Xem trang (vi)").click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text("Đêm hội: Đường hoa & ánh sáng", timeout=15_000)
    popup.value.close()

    # The picture of the page is named as the models want it.
    page.get_by_role("button", name="Chọn ảnh").click()
    page.locator("input[type=file]").set_input_files({"name": "hoa.png", "mimeType": "image/png", "buffer": PIXEL})
    page.get_by_role("button", name="Dùng ảnh đã chọn").click()
    page.get_by_label("Mô tả ảnh").first.fill("Hoa")
    save(page)
    assert "image: images/hoa.png\nimage-alt: Hoa\n" in (project / "content" / name).read_text("utf-8")
    assert problems(project) == []

    # A link that leads nowhere is saved, and told until it is mended.
    bar = page.get_by_role("complementary")
    page.get_by_label("Phần cuối của địa chỉ trang").first.fill("dem-hoi")
    page.get_by_role("switch").first.click()
    source = page.locator("[data-slate-editor=true]").first
    source.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" [Lạc](ref:pages/nowhere)")
    expect(source).to_contain_text("nowhere")
    save(page)
    expect(bar).to_contain_text(f"content/{name}", timeout=15_000)
    expect(bar).to_contain_text("pages/nowhere")
    assert "ref:pages/nowhere" in (project / "content" / name).read_text("utf-8")
    (project / "content" / name).write_text(
        (project / "content" / name).read_text("utf-8").replace("nowhere", "agenda"), encoding="utf-8"
    )
    expect(bar).not_to_contain_text("nowhere", timeout=15_000)


# Sveltia asks for the folder of the repository; a test has one of the browser's own.
FOLDER = """
window.showDirectoryPicker = async () => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(FILES)) {
    const names = path.split("/");
    const file = names.pop();
    let folder = root;
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create: true });
    const writable = await (await folder.getFileHandle(file, { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }
  return root;
};
"""

READ = """
async (path) => {
  const names = path.split("/");
  const file = names.pop();
  let folder = await navigator.storage.getDirectory();
  for (const name of names) folder = await folder.getDirectoryHandle(name);
  return (await (await folder.getFileHandle(file)).getFile()).text();
}
"""


def test_sveltia_reads_the_same_configuration(browser: Browser, build: Callable[..., Built], content: Path) -> None:
    """With the other editor all kinds are there and a document opens in both languages; nothing leaves this host."""
    built = build(EVENTSITE_ADMIN="sveltia")
    files = {path.relative_to(content.parent).as_posix(): path.read_text("utf-8") for path in content.glob("*/*.md")}
    failures: set[str | None] = set()
    errors: list[str] = []
    with serve(built.root, "127.0.0.1", 0, reload=False) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        own = (server.url, "blob:", "data:")
        page.on("response", lambda response: None if response.url.startswith(own) else failures.add(response.url))
        page.on(
            "requestfailed", lambda request: None if request.url.startswith(own) else failures.add(request.failure)
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(FOLDER.replace("FILES", json.dumps(files)))
        page.goto(f"{server.url}admin/")
        page.get_by_role("button", name="Work with Local Repository").click()
        kinds = page.get_by_role("tree", name="Collection List").get_by_role("treeitem")
        expect(kinds).to_have_text(
            [
                re.compile(f"{kind}\\s*{count}\\s*$")
                for kind, count in (
                    ("Trang", 8), ("Diễn giả và khách mời", 1), ("Hoạt động", 1), ("Thông cáo báo chí", 0),
                    ("Tin tức", 1), ("Thể lệ", 0), ("Các kỳ sự kiện", 0), ("Đơn vị tổ chức và đối tác", 0),
                )
            ]
        )  # fmt: skip
        page.get_by_role("treeitem", name="Tin tức").click()
        page.get_by_role("row", name="Chào mừng").click()
        page.get_by_role("textbox", name="Tiêu đề").nth(0).fill("Chào bạn")
        page.get_by_role("textbox", name="Tiêu đề").nth(1).fill("Hello")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("row", name="Chào bạn")).to_be_visible()
        saved = {name: page.evaluate(READ, f"content/news/welcome.{name}.md") for name in ("vi", "en")}
        page.close()
    assert problems_of({f"content/news/welcome.{name}.md": text.encode() for name, text in saved.items()}) == []
    # It has an order of its own, and an empty line before the text.
    lines = {name: sorted(line for line in text.split("\n") if line) for name, text in saved.items()}
    assert lines == {
        "en": sorted(["---", "title: Hello", "summary: Words of welcome.", "---", "Hello."]),
        "vi": sorted(
            ["---", "title: Chào bạn", "slug: chao-mung", "date: 2017-11-20", "sample: false", "searchable: true", "summary: Lời chào mừng.", "---", "Xin chào."]
        ),
    }  # fmt: skip
    # What Sveltia would ask others for, its fonts and news of a version, the page's policy stops.
    assert (failures, errors) == ({"csp"}, [])

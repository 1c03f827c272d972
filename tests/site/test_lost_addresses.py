"""Before a publish: what the published site answers and the new one does not is told, with the line that helps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import ROOT, Built

from eventsite.commands.lost import lines, lost_addresses
from eventsite.i18n.staff import staff_words
from eventsite.site.clock import build_time
from eventsite.site.lost import Lost
from eventsite.site.prepare import prepare

Build = Callable[..., Built]


def _news(content: Path, key: str, fields: str = "", language: str = "vi") -> None:
    date = "date: 2017-11-21\n" if language == "vi" else ""
    text = f"---\ntitle: Tin {key[:3]}\nsummary: Tóm tắt.\n{date}{fields}---\nChữ.\n"
    (content / "news" / f"{key}.{language}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def lost(build: Build, content: Path, tmp_path: Path) -> Callable[[Callable[[], None]], list[Lost]]:
    """Return a function that builds, changes the content, builds again, and tells what was lost."""

    def run(change: Callable[[], None]) -> list[Lost]:
        before = build(SITEURL="https://example.org/summit", EVENTSITE_DRAFTS=False)
        change()
        after = build(SITEURL="https://example.org", EVENTSITE_DRAFTS=False)
        settings = {
            "PATH": str(content), "THEME": str(ROOT / "theme"), "CACHE_PATH": str(tmp_path / "cache-of-publish"),
            "EVENTSITE_SCHEDULE_CACHE": str(tmp_path / "cache"), "EVENTSITE_DRAFTS": False,
            "SITEURL": "https://example.org",
        }  # fmt: skip

        def read(name: str) -> bytes | None:
            return (before.root / name).read_bytes() if (before.root / name).is_file() else None

        return lost_addresses(read, after.root, lambda: prepare(settings, build_time()).site)

    return run


def test_renamed_and_removed_pages_are_told_with_the_line_to_paste(
    lost: Callable[..., list[Lost]], content: Path
) -> None:
    """A page with the same heading is named with its whole list of aliases; without one the two ways are said."""
    _news(content, "moi", "slug: cu\naliases: [/rat-cu/]\n")
    _news(content, "xoa")

    def change() -> None:
        _news(content, "moi", "slug: moi\naliases: [/rat-cu/]\n")
        (content / "news" / "xoa.vi.md").unlink()

    found = lost(change)
    assert [(item.path, item.is_ours) for item in found] == [("/tin-tuc/cu/", True), ("/tin-tuc/xoa/", True)]
    vietnamese = [line.in_(staff_words("vi")) for line in lines(found)]
    assert vietnamese == [
        "Số địa chỉ đã công bố sắp bị mất: 2. Khi chưa xử lý từng địa chỉ thì chưa công bố gì; thêm --allow-gone thì"
        " vẫn công bố.",
        "/tin-tuc/cu/ đã công bố nay không còn; trang ấy có vẻ nay là news/moi: ghi vào"
        f" {content.name}/news/moi.vi.md dòng `aliases: [/rat-cu/, /tin-tuc/cu/]`",
        "/tin-tuc/xoa/ đã công bố nay không còn; thêm `aliases: [/tin-tuc/xoa/]` vào trang thay thế, hoặc"
        f" `- path: /tin-tuc/xoa/` vào `gone` trong {content.name}/event.yml",
    ]


def test_what_was_looked_after_or_comes_and_goes_by_itself_stops_nothing(
    lost: Callable[..., list[Lost]], content: Path
) -> None:
    """An alias, a gone page and one that expired are answered; a day and a list's further page are only told."""
    for number in range(25):
        _news(content, f"n{number:02}")
    _news(content, "tam", "expires: 2018-01-01T08:00\n")
    event = content / "event.yml"
    facts = event.read_text(encoding="utf-8")
    event.write_text(facts.replace("end: 2017-11-26", "end: 2017-11-27"), encoding="utf-8")

    def change() -> None:
        for number in range(2, 25):
            (content / "news" / f"n{number:02}.vi.md").unlink()
        _news(content, "n00", "slug: khac\naliases: [/tin-tuc/n00/]\n")
        _news(content, "tam", "expires: 2017-12-01\n")
        gone = "".join(f"  - path: /tin-tuc/n{number:02}/\n" for number in range(2, 25))
        event.write_text(f"{facts}gone:\n{gone}", encoding="utf-8")

    assert {(item.path, item.is_ours) for item in lost(change)} == {
        ("/tin-tuc/trang/2/", False), ("/en/news/page/2/", False), ("/chuong-trinh/2017-11-27/", False),
        ("/en/agenda/2017-11-27/", False),
    }  # fmt: skip


def test_site_that_was_never_published_has_nothing_to_lose(tmp_path: Path) -> None:
    """Without a sitemap there is nothing to compare, and the new site is not even read."""
    assert lost_addresses(lambda _: None, tmp_path, lambda: pytest.fail("asked")) == []
    assert lines([]) == []

"""The worker's list: exactly what is there, everything that a kept page needs, and a version that says so."""

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT, Built
from tests.comparing import cold, difference, free_environment, set_clock, tree
from tests.rich_event import RichEvent, make_project, rich_event

from eventsite.site.run import build as run_build

Build = Callable[..., Built]
HOST = "https://summit.example.org"


def _list(site: Built) -> dict[str, Any]:
    return _read(site)[1]


def _read(site: Built) -> tuple[str, dict[str, Any]]:
    """Return the version and the list of a worker, of which nothing else may stand before the theme's code."""
    text = (site.root / "sw.js").read_text(encoding="utf-8")
    head, code = text.split("\n\n", 1)
    assert code == (ROOT / "theme/worker.js").read_text(encoding="utf-8")
    version, listed = re.fullmatch(r'const VERSION = "([0-9a-f]{10})";\nconst LIST = (.*);', head, re.DOTALL).groups()
    return version, json.loads(listed)


def _files(listed: dict[str, Any]) -> dict[str, str]:
    """Return path → digest of everything in the list."""
    parts = [listed["shell"], listed["pages"], listed["data"], *listed["sessions"].values()]
    return {path: digest for part in parts for path, digest in part.items()}


def _file(site: Built, path: str, base: str = "") -> Path:
    assert path.startswith(f"{base}/")
    name = path[len(base) + 1 :]
    return site.root / (name + "index.html" if not name or name.endswith("/") else name)


def test_listed_files_are_there_with_these_bytes(site: Built) -> None:
    """Every path of the list is a file of the site, and the digest is that of its bytes."""
    files = _files(_list(site))
    assert {path: sha256(_file(site, path).read_bytes()).hexdigest()[:10] for path in files} == files


def test_list_has_everything_that_a_listed_page_is_shown_with(site: Built) -> None:
    """Every style sheet, script, font, icon and manifest that a listed page asks for is in the list; so are modules."""
    listed = _list(site)
    pages = [listed["pages"], *listed["sessions"].values()]
    asked = set()
    for path in {path for part in pages for path in part}:
        soup = site.soup(path)
        rels = "stylesheet", "preload", "icon", "apple-touch-icon", "manifest"
        asked |= {link["href"] for rel in rels for link in soup.select(f"link[rel={rel}]")}
        asked |= {script["src"] for script in soup.select("script[src]")}
        asked |= {image["src"] for image in soup.select("img") if image["src"].startswith("/theme/")}
    for path in [path for path in listed["shell"] if path.endswith((".js", ".css"))]:
        text = _file(site, path).read_text(encoding="utf-8")
        folder = path.rpartition("/")[0]
        asked |= {f"{folder}/{name}" for name in re.findall(r'(?:from|import\()\s*"\./([\w.-]+)"', text)}
        asked |= {f"{folder}/{name}" for name in re.findall(r'url\("([\w./-]+)"\)', text)}
    assert len(asked) > 10
    assert asked - listed["shell"].keys() == set()


def test_list_has_the_pages_of_the_programme(site: Built) -> None:
    """Home, agenda, days, venues, changes and the visitor's own agenda come first, then all sessions; nothing else."""
    listed = _list(site)
    agendas = {"vi": "/chuong-trinh/", "en": "/en/agenda/"}
    below = {code: {path for path in site.pages() if path.startswith(above)} for code, above in agendas.items()}
    days = {path for paths in below.values() for path in paths if re.search(r"/\d{4}-\d\d-\d\d/$", path)}
    changes = {"/chuong-trinh/thay-doi/", "/en/agenda/changes/"}
    sheets = {"/chuong-trinh/ban-in/", "/en/agenda/printed-programme/"}
    own = {"/lich-cua-toi/", "/en/my-agenda/"}
    others = {"/", "/en/", "/dia-diem/", "/en/venues/", "/offline.html"} | own
    assert set(listed["pages"]) == days | changes | others | set(agendas.values())
    assert {code: set(paths) for code, paths in listed["sessions"].items()} == {
        code: below[code] - days - changes - sheets - {agendas[code]} for code in agendas
    }
    assert set(listed["data"]) == {"/api/schedule.vi.json", "/api/schedule.en.json"}


def test_worker_stands_below_the_sites_own_path(build: Build) -> None:
    """Below a path on its host, worker and list begin with it, and pages name the worker there."""
    site = build(SITEURL=f"{HOST}/summit")
    files = _files(_list(site))
    assert {path: _file(site, path, "/summit").is_file() for path in files} == dict.fromkeys(files, True)
    for path in ("/", "/en/agenda/"):
        assert site.soup(path).html["data-worker"] == "/summit/sw.js"


def test_sessions_are_limited(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """With many sessions only the first of the programme are in the list, in each language."""
    monkeypatch.setattr("eventsite.site.worker.MOST_SESSIONS", 2)
    sessions = _list(build(SITEURL=HOST))["sessions"]
    assert {code: list(paths) for code, paths in sessions.items()} == {
        "vi": ["/chuong-trinh/d1/", "/chuong-trinh/khai-mac/"],
        "en": ["/en/agenda/d1/", "/en/agenda/opening/"],
    }


def test_version_changes_with_the_list_alone(build: Build, content: Path) -> None:
    """The same files have the same version, whenever they are built; another word on a kept page is another one."""
    first = _read(build(SITEURL=HOST))
    assert _read(build(SITEURL=HOST)) == first
    news = content / "news/welcome.en.md"
    news.write_text(news.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert _read(build(SITEURL=HOST))[0] == first[0]
    session = content / "sessions/opening.en.md"
    session.write_text(session.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    changed = _read(build(SITEURL=HOST))
    assert changed[0] != first[0]
    before, after = _files(first[1]), _files(changed[1])
    assert [path for path in after if before.get(path) != after[path]] == ["/en/agenda/opening/"]


def test_language_that_is_prepared_is_not_kept(build: Build, content: Path, tmp_path: Path) -> None:
    """Nothing of it is in the list: nobody is led there yet."""
    words = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme")) / "translations"
    shutil.copytree(words / "vi", words / "fr")
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8") + "preparing: [fr]\n", encoding="utf-8")
    site = build(SITEURL=HOST, THEME=str(tmp_path / "theme"))
    assert (site.root / "fr/index.html").exists()
    listed = _list(site)
    assert list(listed["sessions"]) == ["vi", "en"]
    assert [path for path in _files(listed) if "/fr/" in path or ".fr." in path] == []
    assert site.soup("/fr/").select_one("link[rel=manifest]")["href"] == "/manifest.vi.webmanifest"


def test_working_copy_has_no_worker(build: Build) -> None:
    """Without the site's address there is none, and no page asks for one."""
    site = build()
    assert not (site.root / "sw.js").exists()
    for path in site.pages():
        page = site.soup(path)
        assert "data-worker" not in page.html.attrs
        assert page.select("script[src$='/offline.js']") == []


def test_switch_publishes_the_worker_that_removes(build: Build, content: Path) -> None:
    """With `offline: false` no page registers a worker, and its address has the code that removes everything."""
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8") + "offline: false\n", encoding="utf-8")
    site = build(SITEURL=HOST)
    assert (site.root / "sw.js").read_bytes() == (ROOT / "theme/worker-off.js").read_bytes()
    assert [path for path in site.pages() if "data-worker" in site.soup(path).html.attrs] == []
    assert not (site.root / "offline.html").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("theme/worker.js", "PATIENCE = 2_000", "PATIENCE = 3_000"),
        ("theme/static/img/mark.svg", "#b07d1e", "#b07d1f"),
        ("theme/js/reader.js", "eventsite.language", "eventsite.tongue"),
        ("theme/css/tokens.css", "--night: #0d3338", "--night: #0d3339"),
    ],
)
def test_change_of_the_theme_reaches_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> None:
    """After a change of the worker, an image, a script or a colour, an update makes what a cold build makes."""
    free_environment(monkeypatch)
    event: RichEvent = rich_event(public=True)
    set_clock(event)
    settings = make_project(tmp_path / "project", event)
    output = tmp_path / "project/output"
    run_build(settings, output)
    before = (output / "sw.js").read_bytes()
    event.files[path] = event.files[path].replace(old.encode(), new.encode())
    event.write(tmp_path / "project")
    run_build(settings, output)
    assert (output / "sw.js").read_bytes() != before
    assert difference(tree(output), cold(event, tmp_path / "cold")) == {}

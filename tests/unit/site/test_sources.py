"""What a build is made from: settings without Pelican, and every file that can change the site."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from eventsite.build.manifest import changed
from eventsite.errors import SettingsError
from eventsite.site.code import PACKAGE
from eventsite.site.sources import (
    has_other_plugins,
    needs_pelican,
    read_settings,
    settings_key,
    source_stamps,
)

PUBLISH = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *
SITEURL = "https://example.org"
"""
OURS = [
    "content/event.yml", "content/sources.yml", "content/news/a.vi.md", "content/pages/deep/b.en.md",
    "content/data/schedule.json", "theme/templates/base.html", "theme/templates/macros/a.html",
    "theme/translations/vi/LC_MESSAGES/messages.po", "theme/css/base.css",
]  # fmt: skip
PELICANS = [
    "content/images/a.jpg", "content/images/deep/b.svg", "content/documents/a.pdf", "content/CNAME",
    "theme/static/fonts/a.woff2", "theme/static/a.css", "theme/make_fonts.py", "code/site/run.py", "code/errors.py",
    "settings/pelicanconf.py", "settings/publishconf.py",
]  # fmt: skip

FILES = ("images/a.png", "images2/a.png", "extra/deep/a.png", "extra/b.png", "a.txt", "news/a.vi.md")
SETTINGS = {"PATH": "/site/content", "PLUGINS": ["eventsite"], "STATIC_PATHS": ["images", "documents", "CNAME"]}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a small project; what its settings do to Python's modules is undone."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setitem(sys.modules, "pelicanconf", sys)
    del sys.modules["pelicanconf"]
    folder = tmp_path / "project"
    for path in ("content/news/a.vi.md", "theme/templates/base.html"):
        write(folder / path, "text")
    return folder


def write(path: Path, text: str) -> Path:
    """Write a file that is older than any look at it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1_500_000_000_123_456_789, 1_500_000_000_123_456_789))
    return path


def test_paths_are_seen_from_the_settings_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative paths are made absolute from the file's folder, wherever the build is started; absolute ones stay."""
    source = (
        'PATH = "content"\nTHEME = "../theme"\nOUTPUT_PATH = "/site"\nCACHE_PATH = "./cache/"\nOTHER = "content"\n'
    )
    write(project / "pelicanconf.py", source)
    found = read_settings(project / "pelicanconf.py")
    assert {name: found[name] for name in ("PATH", "THEME", "OUTPUT_PATH", "CACHE_PATH", "OTHER")} == {
        "PATH": str(project / "content"),
        "THEME": str(project.parent / "theme"),
        "OUTPUT_PATH": "/site",
        "CACHE_PATH": str(project / "cache"),
        "OTHER": "content",
    }
    monkeypatch.chdir(project.parent)
    assert read_settings(Path("project/pelicanconf.py")) == found
    monkeypatch.chdir(project)
    assert read_settings(Path("pelicanconf.py")) == found


def test_settings_are_the_names_in_capitals(project: Path) -> None:
    """Names with a small letter are the file's own; what is not set has Pelican's default, if a build needs it."""
    write(project / "pelicanconf.py", "import os\nfolder = Small = _x = 1\nSITE_NAME = 'a'\nA1 = [1]\n")
    found = read_settings(project / "pelicanconf.py")
    assert found == {
        "SITE_NAME": "a",
        "A1": [1],
        "PATH": str(project),
        "THEME": str(project / "theme"),
        "CACHE_PATH": str(project / "cache"),
    }


@pytest.mark.parametrize("names", [("one", "other words"), ("one", "two")], ids=["longer", "as long"])
def test_changed_settings_are_read_again(project: Path, names: tuple[str, str]) -> None:
    """publishconf.py has what pelicanconf.py says now, also when both were read before, however soon before."""
    publish = write(project / "publishconf.py", PUBLISH)
    for name in names:
        (project / "pelicanconf.py").write_text(f"SITENAME = '{name}'\nSITEURL = ''\n", encoding="utf-8")
        found = read_settings(publish)
        assert (found["SITENAME"], found["SITEURL"]) == (name, "https://example.org")
    assert (found["PATH"], "Path" in found) == (str(project), False)


def test_settings_of_two_projects_do_not_mix(project: Path) -> None:
    """Each publishconf.py has the pelicanconf.py beside it."""
    files = []
    for name in ("one", "other"):
        write(project / name / "pelicanconf.py", f"SITENAME = '{name}'\n")
        files.append(write(project / name / "publishconf.py", PUBLISH))
    assert [read_settings(file)["SITENAME"] for file in (*files, *files)] == ["one", "other", "one", "other"]


@pytest.mark.parametrize(
    "source",
    ["SITENAME = ", "  SITENAME = 1", "SITENAME = missing", "import no_such_module_at_all", "1 / 0",
     "raise ValueError('no')", "SITENAME = '\0'"],
    ids=["syntax", "indent", "name", "import", "error", "raise", "null"],
)  # fmt: skip
def test_settings_that_cannot_be_run(project: Path, source: str) -> None:
    """A file that cannot be run is a SettingsError that names it."""
    write(project / "pelicanconf.py", source)
    with pytest.raises(SettingsError, match=r"^pelicanconf\.py cannot be read: "):
        read_settings(project / "pelicanconf.py")


@pytest.mark.parametrize("name", ["missing.py", "content"])
def test_settings_that_are_no_file(project: Path, name: str) -> None:
    """Where there is no such file, the error says so."""
    with pytest.raises(SettingsError, match=f"^{name} cannot be read: "):
        read_settings(project / name)


def test_settings_with_a_mistake_in_the_imported_file(project: Path) -> None:
    """A mistake in pelicanconf.py is told for publishconf.py too."""
    write(project / "pelicanconf.py", "SITENAME = ")
    with pytest.raises(SettingsError):
        read_settings(write(project / "publishconf.py", PUBLISH))


def test_key_tells_settings_apart(tmp_path: Path) -> None:
    """Another setting or another folder is another key; the time of the build and the order are none."""
    key = settings_key({"A": 1, "B": "x"}, tmp_path)
    assert key == settings_key({"B": "x", "A": 1, "EVENTSITE_NOW": "2017-11-25"}, tmp_path)
    others = [({"A": 2, "B": "x"}, tmp_path), ({"A": 1}, tmp_path), ({"A": 1, "B": "x"}, tmp_path / "other")]
    assert key not in {settings_key(settings, base) for settings, base in others}


def test_stamps_are_of_every_source(project: Path) -> None:
    """All files of content, theme, code and settings are there, and what editors and systems leave is not."""
    kept = ["content/event.yml", "content/images/deep/a b.jpg", "content/CNAME", "theme/static/a.js"]
    left = ["content/.git/a", "content/news/.a.md.swp", "content/news/a.md~", "content/a.swx", "theme/__pycache__/a.pyc",
            "theme/b.pyc", "theme/.DS_Store", "output/index.html", ".cache/a", "other.py"]  # fmt: skip
    for path in (*kept, *left, "pelicanconf.py", "publishconf.py", "deep/otherconf.py"):
        write(project / path, "")
    settings = read_settings(project / "pelicanconf.py") | {"PATH": str(project / "content")}
    found = source_stamps(settings, project / "publishconf.py")
    code = {f"code/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.py")}
    names = {path for path in found if not path.startswith("code/")}
    assert code <= found.keys()
    assert names == {
        *kept, "content/news/a.vi.md", "theme/templates/base.html", "settings/pelicanconf.py",
        "settings/publishconf.py",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "name"),
    [("content/news/a.vi.md", "content/news/a.vi.md"), ("content/new.yml", "content/new.yml"),
     ("theme/templates/base.html", "theme/templates/base.html"), ("pelicanconf.py", "settings/pelicanconf.py")],
)  # fmt: skip
def test_change_of_a_source_is_seen(project: Path, path: str, name: str) -> None:
    """A source that is new or changed is named."""
    settings_file = write(project / "pelicanconf.py", 'PATH = "content"\n')
    settings = read_settings(settings_file)
    before = source_stamps(settings, settings_file)
    write(project / path, "PATH = 'other text'\n")
    assert changed(before, source_stamps(settings, settings_file)) & {name} == {name}


def test_change_of_an_own_template_is_seen(project: Path) -> None:
    """Templates that the settings put before the theme's are sources too."""
    settings_file = write(project / "pelicanconf.py", f"THEME_TEMPLATES_OVERRIDES = [{str(project / 'own')!r}]\n")
    template = write(project / "own/base.html", "one")
    settings = read_settings(settings_file) | {"PATH": str(project / "content")}
    before = source_stamps(settings, settings_file)
    write(template, "other")
    assert changed(before, source_stamps(settings, settings_file)) != set()


@pytest.mark.parametrize("path", OURS)
def test_plugin_alone_makes_what_follows_from_its_own_files(path: str) -> None:
    """Content, templates, catalogs and styles need no new run of Pelican."""
    assert not needs_pelican({path}, SETTINGS)


@pytest.mark.parametrize("path", PELICANS)
def test_pelican_is_needed_for_what_it_copies_and_for_code(path: str) -> None:
    """A file that is copied, code and settings need a new run, also among other files."""
    assert needs_pelican({path}, SETTINGS)
    assert needs_pelican({path, *OURS}, SETTINGS)


def test_nothing_changed_needs_nothing() -> None:
    """Any number of the plugin's own files, and none, need no new run."""
    assert [needs_pelican(paths, SETTINGS) for paths in (set(), set(OURS))] == [False, False]


@pytest.mark.parametrize(
    ("settings", "copied"),
    [
        ({"STATIC_PATHS": ["extra", "a.txt"]}, {"extra/b.png", "extra/deep/a.png", "a.txt"}),
        ({"STATIC_PATHS": ["images/"]}, {"images/a.png"}),
        ({"STATIC_PATHS": ["./extra/deep"]}, {"extra/deep/a.png"}),
        ({"STATIC_PATHS": ["/site/content/extra"]}, {"extra/b.png", "extra/deep/a.png"}),
        ({"STATIC_PATHS": ["../other"]}, set()),
        ({"STATIC_PATHS": [""]}, set(FILES)),
        ({"STATIC_PATHS": ["."]}, set(FILES)),
        ({"STATIC_PATHS": "images"}, {"images/a.png"}),
        ({"STATIC_PATHS": []}, set()),
        ({"STATIC_PATHS": [], "EXTRA_PATH_METADATA": {"a.txt": {"path": "b.txt"}}}, {"a.txt"}),
        ({"EXTRA_PATH_METADATA": {"extra/b.png": {"path": "c.png"}}}, {"images/a.png", "extra/b.png"}),
        ({}, {"images/a.png"}),
    ],
)
def test_what_pelican_copies_is_what_the_settings_say(settings: dict[str, Any], copied: set[str]) -> None:
    """STATIC_PATHS and EXTRA_PATH_METADATA decide, however they are written; without them, Pelican's default."""
    settings = {"PATH": "/site/content", "PLUGINS": ["eventsite"]} | settings
    assert {name for name in FILES if needs_pelican({f"content/{name}"}, settings)} == copied


@pytest.mark.parametrize(
    ("settings", "answer"),
    [({"PLUGINS": ["eventsite"]}, False), ({"PLUGINS": ("eventsite",)}, False), ({"PLUGINS": []}, True),
     ({"PLUGINS": ["eventsite", "sitemap"]}, True), ({"PLUGINS": ["sitemap"]}, True), ({"PLUGINS": None}, True),
     ({}, True)],
)  # fmt: skip
def test_other_plugins_may_do_anything(settings: dict[str, Any], answer: bool) -> None:
    """With any plugin but ours Pelican is needed, whatever changed; without the setting it loads all there are."""
    assert has_other_plugins(settings) is answer
    assert needs_pelican({"content/news/a.vi.md"}, {"PATH": "/site/content"} | settings) is answer

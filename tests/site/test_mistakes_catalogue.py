"""The catalogue of editors' mistakes, `tests/mistakes/`: each is told in both languages, and nothing is lost.

A folder has a `content/` that is laid over the tiny event's, and what is said of it in `en.txt` and `vi.txt`; both
are empty where a slip is harmless. Pictures are made where a file says how (`hall.jpg.made`), and a file `public`
asks for the site as its readers would get it. `UPDATE_MISTAKES=1` writes what is said now, to be read by a person.
"""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.building import ROOT
from tests.site.test_build import _invoke, _tree, project  # noqa: F401 -- a fixture

from eventsite.errors import Problem
from eventsite.i18n.staff import staff_words
from eventsite.site.proofreading import look_through

CATALOGUE = ROOT / "tests" / "mistakes"
MISTAKES = sorted(path for path in CATALOGUE.iterdir() if path.is_dir())
LANGUAGES = ("en", "vi")
# What only `./inv check.content` looks for: a build makes the letters whole by itself.
LETTERS = {"text-in-two-parts"}


def _photo(width: int = 60, height: int = 40) -> Image.Image:
    return Image.radial_gradient("L").resize((width, height)).convert("RGB")


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def _with_gps() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 58.0, 0.0), 3: "E", 4: (106.0, 39.0, 0.0)})
    return _saved(_photo(), "JPEG", exif=exif)


def _heic() -> bytes:
    import pillow_heif  # noqa: PLC0415 -- as in the program, only where there is such a file

    pillow_heif.register_heif_opener()
    return _saved(_photo(), "HEIF")


PICTURES: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: _saved(_photo(), "JPEG"),
    "png": lambda: _saved(_photo(), "PNG"),
    "broken": lambda: _saved(_photo(600, 400), "JPEG")[:900],
    "huge": lambda: _saved(_photo(), "JPEG") + bytes(12_500_000),
    "gps": _with_gps,
    "heic": _heic,
}


def _lay_over(mistake: Path, content: Path) -> None:
    shutil.copytree(mistake / "content", content, dirs_exist_ok=True)
    for recipe in content.rglob("*.made"):
        recipe.with_suffix("").write_bytes(PICTURES[recipe.read_text(encoding="utf-8").strip()]())
        recipe.unlink()


def _settings(content: Path, *, public: bool) -> dict[str, Any]:
    cache = content.parent / "cache"
    return {
        "PATH": str(content), "THEME": str(ROOT / "theme"), "CACHE_PATH": str(cache),
        "EVENTSITE_SCHEDULE_CACHE": str(cache / "schedule"), "EVENTSITE_DRAFTS": not public,
        "EVENTSITE_NOW": "2018-01-01T00:00:00+07:00", "SITEURL": "https://summit.example.org" if public else "",
    }  # fmt: skip


def _told(problems: list[Problem], language: str) -> str:
    return "".join(f"{problem.in_(staff_words(language))}\n" for problem in problems)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_mistake_is_told_in_both_languages(mistake: Path, content: Path) -> None:
    """What is said of it is, word for word, what the catalogue has: each problem at its place, with what to do."""
    _lay_over(mistake, content)
    problems = look_through(_settings(content, public=(mistake / "public").exists()))
    for language in LANGUAGES:
        expected = mistake / f"{language}.txt"
        if os.environ.get("UPDATE_MISTAKES"):
            expected.write_text(_told(problems, language), encoding="utf-8")
        assert _told(problems, language) == expected.read_text(encoding="utf-8")


def test_only_harmless_slips_are_not_told() -> None:
    """Whatever a page shows as it was meant is silent; everything else in the catalogue is told."""
    # The tests of the reader hold the documents against each other; here it is told which slips say nothing.
    silent = {path.name for path in MISTAKES if not (path / "en.txt").read_text(encoding="utf-8")}
    assert silent == {
        "file-with-byte-order-mark",
        "file-with-windows-line-ends",
        "list-without-an-empty-line",
        "picture-heic",
        "right-as-it-is",
        "time-without-zone-near-midnight",
    }


def test_catalogue_is_as_large_as_promised() -> None:
    """At least sixty kinds of mistake are held to their words."""
    assert len(MISTAKES) >= 60


def _alone(mistake: Path) -> bool:
    """Return whether the mistake is in one news item, so that it can stand beside others."""
    files = [path.relative_to(mistake / "content").as_posix() for path in (mistake / "content").rglob("*.*")]
    return all(name.startswith("news/mo-cua.") and name.endswith(".md") for name in files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_build_tells_all_mistakes_of_all_files_at_once(project: Path, language: str) -> None:  # noqa: F811
    """One `./inv build` says everything that is wrong with dozens of files, exits with 2 and leaves the output alone."""
    assert _invoke(project, "build").returncode == 0
    before = _tree(project / "output")
    expected = set()
    for mistake in filter(_alone, MISTAKES):
        for path in (mistake / "content" / "news").iterdir():
            name = path.name.replace("mo-cua", mistake.name)
            shutil.copyfile(path, project / "content" / "news" / name)
        if mistake.name not in LETTERS:
            words = (mistake / f"{language}.txt").read_text(encoding="utf-8")
            expected |= set(words.replace("mo-cua", mistake.name).splitlines())
    run = _invoke(project, "build", "--lang", language)
    assert run.returncode == 2
    summary, *lines = run.stderr.strip().splitlines()
    assert sorted(lines) == sorted(expected)
    assert summary.startswith(f"{len(lines)} problems" if language == "en" else f"Nội dung có {len(lines)} lỗi")
    assert len(lines) > 50
    assert _tree(project / "output") == before

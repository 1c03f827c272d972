"""A page of each kind in both languages: small, right, and usable by everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import axe, lighthouse, markup, web, weight
from tests.browser.pages.kinds import ALL, KINDS, Kind
from tests.building import ROOT, Built


@pytest.fixture(scope="module")
def served(site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the real site on a real web server that compresses."""
    with web.served(site.root, tmp_path_factory.mktemp("web")) as address:
        yield address


def test_kinds_are_all_that_the_theme_has() -> None:
    """Every template that is a page's own has a page among those that are measured."""
    templates = {path.stem for path in (ROOT / "theme/templates").glob("*.html")} - {"base", "document"}
    measured = {kind.name for kind in KINDS}
    assert templates - measured == set()


def test_html_has_no_error(site: Built, tmp_path: Path) -> None:
    """The Nu Html Checker and html-validate find no error on any page of the site."""
    assert markup.nu_errors(site.root) == []
    assert markup.html_validate_errors(site.root, tmp_path) == []


def test_checkers_find_errors(tmp_path: Path) -> None:
    """Both checkers say where a page is wrong, so that their silence means something."""
    page = '<!doctype html>\n<html lang="vi"><head><title>Trang</title></head><body>\n<p id="a"><b id="a">Ví dụ</p></body></html>\n'
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(page, encoding="utf-8")
    assert "index.html:3: Duplicate ID “a”." in markup.nu_errors(folder)
    assert any(
        error.startswith("index.html:3: no-dup-id: ") for error in markup.html_validate_errors(folder, tmp_path)
    )


@pytest.mark.parametrize(("kind", "language", "path"), ALL, ids=[f"{kind.name}-{code}" for kind, code, _ in ALL])
def test_page_is_light_and_usable(browser: Browser, served: str, kind: Kind, language: str, path: str) -> None:
    """A first visit stays within the budget, asks no other host, and axe finds nothing in any mode."""
    found = weight.weigh(browser, served + path, language)
    budget = (weight.AGENDA_PAGE, weight.AGENDA_SCRIPTS) if kind.is_agenda else (weight.PAGE, weight.SCRIPTS)
    assert (found.page <= budget[0], found.scripts <= budget[1], found.fonts <= weight.FONTS) == (True,) * 3, found
    # An answer without its length would weigh nothing.
    assert min(found.page, found.scripts, found.fonts) > 0, found
    # A tenth of what counts as steady; `./inv check.pages` is stricter, with the machine for itself.
    assert (found.foreign, found.shift < 0.01) == ((), True), found
    page = browser.new_page(locale=language, viewport={"width": 360, "height": 800}, ignore_https_errors=True)
    page.goto(served + path)
    wrong = axe.violations(page)
    page.close()
    assert wrong == []


@pytest.mark.parametrize("is_hidden", [False, True], ids=["public", "hidden"])
def test_lighthouse_finds_nothing(served: str, is_hidden: bool) -> None:
    """A page of each kind has full scores for accessibility, best practices and search engines.

    Vietnamese and English take turns. How fast pages are depends on what else a machine does, so it is no test:
    `./inv check.pages` measures it, in both languages.
    """
    kinds = [kind for kind in KINDS if kind.is_hidden is is_hidden]
    paths = [kind.en if number % 2 else kind.vi for number, kind in enumerate(kinds)]
    found = lighthouse.measure([served + path for path in paths], *lighthouse.CATEGORIES, is_hidden=is_hidden)
    assert [(one.address, one.failed) for one in found if not one.is_good] == []
    assert len(found) == len(paths)

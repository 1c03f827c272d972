"""Imports go one way, and only one package knows Pelican."""

import ast
from pathlib import Path

import pytest

from tests.building import ROOT

PACKAGE = ROOT / "plugins" / "eventsite"
CORE = {"errors", "model", "settings"}
# Package → the packages it may import besides itself and what comes from outside.
ALLOWED = {
    "errors": set(),
    "model": set(),
    "settings": {"errors"},
    "content": CORE,
    "schedule": CORE | {"content"},
    "i18n": CORE,
    "editing": CORE | {"content", "build"},
    "exports": CORE | {"content", "schedule", "i18n"},
    "repairs": CORE | {"content", "i18n"},
    "site": CORE
    | {"content", "schedule", "i18n", "editing", "exports", "pictures", "repairs", "build", "checks", "site"},
    "pictures": {"errors"},
    "build": {"errors"},
    "checks": {"errors", "model"},
    "printing": {"errors"},
    "publish": {"errors"},
    "commands": CORE | {"content", "schedule", "i18n", "editing", "printing", "repairs", "site", "build", "publish"},
    "__init__": {"site"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> set[str]:
    """Return what a module imports: `eventsite` packages as `.name`, others by their first name."""
    found: set[str] = set()
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            # `from . import x` within a package names its own modules.
            base = parts[: len(parts) - node.level]
            target = (*base, *(str(node.module).split(".") if node.module else [node.names[0].name]))
            found.add("." + target[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_imports_only_what_its_layer_may(path: Path) -> None:
    """A module imports its own package and the layers below it, never one above."""
    layer = path.relative_to(PACKAGE).with_suffix("").parts[0]
    inside = {name[1:] for name in _imports(path) if name.startswith(".")}
    assert inside - ALLOWED[layer] - {layer} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_outside_site_knows_no_pelican(path: Path) -> None:
    """Only the package `site` imports Pelican, Jinja or what belongs to them."""
    if path.relative_to(PACKAGE).parts[0] != "site":
        assert _imports(path) & {"pelican", "jinja2", "markupsafe", "blinker"} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_outside_printing_knows_no_printer(path: Path) -> None:
    """Only `printing` imports WeasyPrint, which is slow to load and needs libraries that a build does not."""
    if path.relative_to(PACKAGE).parts[0] != "printing":
        assert "weasyprint" not in _imports(path)


def test_no_module_is_named_after_nothing() -> None:
    """No module is called utils or the like, and none has more than 400 lines."""
    names = {path.stem for path in MODULES}
    assert names & {"utils", "util", "helpers", "misc", "common"} == set()
    assert [path.name for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 400] == []

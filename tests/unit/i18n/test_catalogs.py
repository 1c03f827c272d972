"""No page speaks a wrong language: a missing or broken catalog stops the build."""

from pathlib import Path

import pytest

from eventsite.errors import ContentError
from eventsite.i18n.catalogs import load_catalogs

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Agenda"\nmsgstr "{}"\n'


def _catalog(folder: Path, language: str, source: str) -> None:
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")


def test_catalog_translates(tmp_path: Path) -> None:
    """Each language has its own words; English needs no catalog."""
    folder = tmp_path / "theme" / "translations"
    _catalog(folder, "vi", PO.format("Chương trình"))
    catalogs = load_catalogs(folder, ("vi", "en"))
    assert [catalogs[code].gettext("Agenda") for code in ("vi", "en")] == ["Chương trình", "Agenda"]


def test_missing_and_broken_catalogs_are_told_together(tmp_path: Path) -> None:
    """Every catalog that cannot be used is a problem with its path."""
    folder = tmp_path / "theme" / "translations"
    _catalog(folder, "vi", 'msgid "Agenda\n')
    with pytest.raises(ContentError) as caught:
        load_catalogs(folder, ("vi", "fr", "en"))
    assert [problem.path for problem in caught.value.problems] == [
        "theme/translations/fr/LC_MESSAGES/messages.po",
        "theme/translations/vi/LC_MESSAGES/messages.po",
    ]

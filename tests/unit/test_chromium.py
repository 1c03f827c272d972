"""Browser tests are never skipped in silence."""

import pytest
from tests import debian
from tests.browser import chromium


def test_missing_browser_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser is there and none can be installed, the task says what was tried and what to do."""
    tried: list[list[str]] = []
    monkeypatch.setattr(chromium, "executable", lambda: None)
    monkeypatch.setattr(chromium, "install", lambda *_: False)
    monkeypatch.setattr(chromium.subprocess, "run", lambda command, **_: tried.append(command))
    with pytest.raises(chromium.BrowserMissing) as caught:
        chromium.ensure()
    assert str(caught.value) == (
        "The browser tests need Chromium, and it could not be installed (tried: playwright install chromium); "
        "install it by hand, for example with `apt-get install chromium`, and run ./inv test again."
    )
    assert [command[1:] for command in tried] == [["-m", "playwright", "install", "chromium"]]


def test_root_installs_debians_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root gets Debian's package, and nothing else is asked for when that worked."""
    found = iter([None, "/usr/bin/chromium", "/usr/bin/chromium"])
    commands: list[list[str]] = []
    monkeypatch.setattr(chromium, "executable", lambda: next(found))
    monkeypatch.setattr(debian.subprocess, "run", lambda command, **_: commands.append(command))
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert chromium.ensure() == "/usr/bin/chromium"
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]

"""A setting that has no meaning is told by its name, and never as a traceback."""

import datetime as dt
from pathlib import Path

import pytest

from eventsite.errors import START, ContentError, Problem, SettingsError, say
from eventsite.settings import Config, read_config
from eventsite.site.generators import build_time
from eventsite.site.reader import read_files

CLOCK = dt.datetime(2017, 11, 25, 8, 0, tzinfo=dt.UTC)


def _refusal(**settings: object) -> str:
    with pytest.raises(SettingsError) as error:
        read_config(settings, CLOCK)
    return str(error.value)


def test_config_of_settings() -> None:
    """Every setting arrives; SITEURL loses its last slash, and its path is the base."""
    settings = {
        "PATH": "content",
        "THEME": "theme",
        "SITEURL": "https://example.org/summit/",
        "EVENTSITE_SCHEDULE_URL": " feed.json ",
        "EVENTSITE_SCHEDULE_CACHE": ".cache",
        "EVENTSITE_DRAFTS": True,
        "EVENTSITE_NOW": "2017-11-26T08:00:00+07:00",
    }
    config = read_config(settings, CLOCK)
    assert config == Config(
        content=Path("content"),
        catalogs=Path("theme/translations"),
        site_url="https://example.org/summit",
        schedule_url="feed.json",
        schedule_cache=Path(".cache"),
        drafts=True,
        now=dt.datetime(2017, 11, 26, 1, 0, tzinfo=dt.UTC),
        is_rehearsal=True,
    )
    assert config.base == "/summit"


def test_config_without_settings() -> None:
    """In development the address is empty, the time is the clock's, and nothing is rehearsed."""
    config = read_config({"SITEURL": ""}, CLOCK)
    assert (config.site_url, config.base, config.schedule_url, config.drafts) == ("", "", None, False)
    assert (config.now, config.is_rehearsal) == (CLOCK, False)


@pytest.mark.parametrize(("now", "is_rehearsal"), [("2017-11-25T08:00:00+00:00", True), ("", False), (None, False)])
def test_config_of_another_time(now: str | None, *, is_rehearsal: bool) -> None:
    """Whoever sets the time rehearses, be it the clock's own; an empty one sets none."""
    config = read_config({"EVENTSITE_NOW": now}, CLOCK)
    assert (config.now, config.is_rehearsal) == (CLOCK, is_rehearsal)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://[x", "SITEURL cannot be read as an address: 'https://[x'"),
        ("example.org", "SITEURL must be empty or begin with https:// (or http://), not 'example.org'"),
        (
            "https://example.org/?a=b",
            "SITEURL must be an address without a query (?) or a fragment (#), not 'https://example.org/?a=b'",
        ),
        (
            "https://example.org/#a",
            "SITEURL must be an address without a query (?) or a fragment (#), not 'https://example.org/#a'",
        ),
        ("https://x.org?", "SITEURL must be an address without a query (?) or a fragment (#), not 'https://x.org?'"),
    ],
)
def test_site_url_refused(address: str, message: str) -> None:
    """An address that pages cannot be put below is refused with the reason."""
    assert _refusal(SITEURL=address) == message


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"SITEURL": 1}, "SITEURL must be a string, not 1"),
        ({"EVENTSITE_DRAFTS": "yes"}, "EVENTSITE_DRAFTS must be True or False, not 'yes'"),
        (
            {"EVENTSITE_NOW": "2017-11-25"},
            "EVENTSITE_NOW must be a time with its offset, such as 2017-11-25T08:00:00+07:00, not '2017-11-25'",
        ),
    ],
)
def test_setting_of_another_kind_refused(settings: dict[str, object], message: str) -> None:
    """A value of the wrong kind is told with the setting's name."""
    assert _refusal(**settings) == message


def test_build_time_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still at SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1514764800")
    assert build_time() == dt.datetime(2018, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("epoch", ["abc", "1.5", "99999999999999999999"])
def test_build_time_of_no_number_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """What is no number of seconds, or leads past the calendar's end, is refused."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsError) as error:
        build_time()
    assert str(error.value) == f"SOURCE_DATE_EPOCH must be a whole number of seconds, not {epoch!r}"


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_content_folder_missing(tmp_path: Path, kind: str) -> None:
    """A PATH that leads to no folder is one problem of the content."""
    root = tmp_path / "content"
    if kind == "file":
        root.touch()
    with pytest.raises(ContentError) as error:
        read_files(root)
    hint = "make the folder, or correct PATH in pelicanconf.py"
    assert error.value.problems == [Problem(str(root), START, "", say("the content folder is missing"), say(hint))]

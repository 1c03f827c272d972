"""The EVENTSITE_ settings of pelicanconf.py, read once into a frozen Config.

Each attribute of Config is the setting `EVENTSITE_<NAME>`; what Pelican itself defines keeps its name.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that the build takes from the settings; no module reads the settings elsewhere.

    `site_url` has no slash at its end and is empty in development; `now` is aware. In a rehearsal that
    is another time than the real one, and nothing that happens in it may be kept. The scripts of pages may be told
    another time, too, where there may be a `rehearsal`.
    """

    content: Path
    catalogs: Path
    site_url: str
    schedule_url: str | None
    schedule_cache: Path
    drafts: bool
    now: dt.datetime
    is_rehearsal: bool = False
    rehearsal: bool = False

    @property
    def base(self) -> str:
        """The path that the site stands under on its host: "" or, for example, "/summit"."""
        return urlsplit(self.site_url).path.rstrip("/")


def read_config(settings: Mapping[str, object], clock: dt.datetime) -> Config:
    """Return the Config for Pelican's settings; `clock` is the time of the build, unless EVENTSITE_NOW is set.

    Raises SettingsError with the setting's name and what it may be.
    """
    return Config(
        content=Path(_string(settings, "PATH")),
        catalogs=Path(_string(settings, "THEME")) / "translations",
        site_url=_site_url(_string(settings, "SITEURL")),
        schedule_url=_string(settings, "EVENTSITE_SCHEDULE_URL").strip() or None,
        schedule_cache=Path(_string(settings, "EVENTSITE_SCHEDULE_CACHE")),
        drafts=_boolean(settings, "EVENTSITE_DRAFTS"),
        now=_time(_string(settings, "EVENTSITE_NOW")) or clock,
        is_rehearsal=bool(_string(settings, "EVENTSITE_NOW")),
        rehearsal=_boolean(settings, "EVENTSITE_REHEARSAL"),
    )


def _string(settings: Mapping[str, object], name: str) -> str:
    value = settings.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | Path):
        raise SettingsError(f"{name} must be a string, not {value!r}")
    return str(value)


def _boolean(settings: Mapping[str, object], name: str) -> bool:
    value = settings.get(name, False)
    if not isinstance(value, bool):
        raise SettingsError(f"{name} must be True or False, not {value!r}")
    return value


def _site_url(value: str) -> str:
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        raise SettingsError(f"SITEURL cannot be read as an address: {value!r}") from None
    if value and scheme not in {"http", "https"}:
        raise SettingsError(f"SITEURL must be empty or begin with https:// (or http://), not {value!r}")
    if "?" in value or "#" in value:
        raise SettingsError(f"SITEURL must be an address without a query (?) or a fragment (#), not {value!r}")
    return value.rstrip("/")


def _time(value: str) -> dt.datetime | None:
    if not value:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise SettingsError(
            f"EVENTSITE_NOW must be a time with its offset, such as 2017-11-25T08:00:00+07:00, not {value!r}"
        )
    return moment

"""The EVENTSITE_ settings of pelicanconf.py, read once into a frozen Config.

Each attribute of Config is the setting `EVENTSITE_<NAME>`; what Pelican itself defines keeps its name. `admin` has
all settings of the web editor.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from .errors import SettingsError

# An address stands in the page's security policy, where a space or a semicolon would begin something else.
_REPOSITORY = re.compile(r"(?:https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9_.-]+){2,})?")
EDITORS = ("decap", "sveltia")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """Which web `editor` the site has ("" for none), and where it saves: on a `branch` of the `repository`.

    The repository is its address at GitHub or a GitLab; without one, the local preview saves. `login` is the address
    of the service through which people log in to GitHub, or the id of the application at GitLab.
    """

    editor: str = ""
    repository: str = ""
    branch: str = "main"
    login: str = ""

    @property
    def host(self) -> str:
        """The host of the repository, with its port; empty for the local preview."""
        return urlsplit(self.repository).netloc

    @property
    def is_github(self) -> bool:
        """Whether the repository is at GitHub; any other host is taken for a GitLab."""
        return self.host == "github.com"

    @property
    def project(self) -> str:
        """The repository's owner and name."""
        return urlsplit(self.repository).path.strip("/").removesuffix(".git")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that the build takes from the settings; no module reads the settings elsewhere.

    `site_url` has no slash at its end and is empty in development; `now` is aware. In a rehearsal that
    is another time than the real one, and nothing that happens in it may be kept. The scripts of pages may be told
    another time, too, where there may be a `rehearsal`. `social_images` are those that social networks show of pages.
    `copied` are files by their names below the site's root which Pelican is told to copy, each with its path below
    the content folder.
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
    social_images: bool = True
    admin: Admin = Admin()
    copied: tuple[tuple[str, str], ...] = ()

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
        social_images=_boolean(settings, "EVENTSITE_SOCIAL_IMAGES", default=True),
        admin=_admin(settings),
        copied=tuple(_copied(settings)),
    )


def _copied(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the files that Pelican's own settings name one by one; what has no meaning there, Pelican tells."""
    static, renamed = settings.get("STATIC_PATHS"), settings.get("EXTRA_PATH_METADATA")
    if isinstance(static, list | tuple):
        yield from ((path, path) for path in static if isinstance(path, str))
    if isinstance(renamed, Mapping):
        for source, facts in renamed.items():
            if isinstance(facts, Mapping) and isinstance(facts.get("path"), str):
                yield facts["path"], str(source)


def _string(settings: Mapping[str, object], name: str) -> str:
    value = settings.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | Path):
        raise SettingsError(f"{name} must be a string, not {value!r}")
    return str(value)


def _boolean(settings: Mapping[str, object], name: str, *, default: bool = False) -> bool:
    value = settings.get(name, default)
    if not isinstance(value, bool):
        raise SettingsError(f"{name} must be True or False, not {value!r}")
    return value


def _admin(settings: Mapping[str, object]) -> Admin:
    """Return the web editor; a public site, where no preview saves, has none without a repository."""
    admin = Admin(
        editor=_string(settings, "EVENTSITE_ADMIN"),
        repository=_string(settings, "EVENTSITE_ADMIN_REPOSITORY"),
        branch=_string(settings, "EVENTSITE_ADMIN_BRANCH") or "main",
        login=_string(settings, "EVENTSITE_ADMIN_LOGIN"),
    )
    if admin.editor not in {"", *EDITORS}:
        raise SettingsError(f"EVENTSITE_ADMIN must be empty, decap or sveltia, not {admin.editor!r}")
    if not _REPOSITORY.fullmatch(admin.repository):
        raise SettingsError(
            f"EVENTSITE_ADMIN_REPOSITORY must be an address such as https://github.com/owner/name,"
            f" not {admin.repository!r}"
        )
    is_public = bool(_string(settings, "SITEURL"))
    return replace(admin, editor="") if is_public and not admin.repository else admin


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

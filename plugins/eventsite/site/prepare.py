"""The edge where a build reads everything: content, schedule, catalogs and the theme, once and in this order."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..build.cache import Cache, CacheError, cache_file, digest, passing_file
from ..content.facts import EventFile
from ..errors import START, Problem, ScheduleError, say
from ..i18n.catalogs import catalog_path, load_catalogs, program_words
from ..model import Event, Feed, Schedule
from ..schedule.feeds import SNAPSHOT, Current, current_schedule
from ..settings import Config, read_config
from . import stylesheet
from .code import code_version, own_version
from .context import SiteContext
from .gallery import PICTURES, Gallery
from .gather import event_facts, gather
from .jinja import Templates
from .library import Library, read_library
from .reader import read_files, shown
from .scripts import read_scripts
from .search import indexed
from .shelf import Shelf, text_key
from .social import read_style
from .sources import DOCUMENTS
from .worker import Keeping, keeping

logger = logging.getLogger(__name__)

# Name at the root → the theme's picture.
ROOT_ICONS = {"favicon.ico": "favicon.ico", "apple-touch-icon.png": "icon-180.png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything that was read, and the site that follows from it; all that is needed to make pages.

    `cache` is the folder of caches, `catalogs` that of the interface's words, `words` the version of each language's,
    `assets` the style sheet, the scripts and the root's icons by their names below the site's root, `copied`
    the files there that Pelican's settings name one by one, `keeping` how the
    devices of visitors keep the public site: None in the working copy.
    """

    code: str
    cache: Path
    facts: EventFile
    library: Library
    current: Current
    site: SiteContext
    templates: Templates
    catalogs: Path
    words: Mapping[str, str]
    assets: Mapping[str, str | bytes]
    copied: frozenset[str]
    keeping: Keeping | None


def prepare(settings: Mapping[str, Any], clock: dt.datetime, before: Prepared | None = None) -> Prepared:
    """Read everything, or raise ContentError with every problem, before the first page is made.

    Documents and pictures that were the same `before` are not read again.
    """
    config = read_config(settings, clock)
    cache = Path(settings["CACHE_PATH"])
    files = read_files(config.content)
    facts, problems = event_facts(files, config.content.name)
    event = facts.event
    current, found = _schedule(config, event)
    load_catalogs(config.catalogs, event.languages)
    code = code_version()
    known = before.library if before else None
    documents, pictures = cache_file(cache / DOCUMENTS), cache_file(cache / PICTURES)
    try:
        library = read_library(files.documents, event.languages, documents, code, known)
    except CacheError as error:
        logger.warning("%s This build goes without.", error)
        documents = passing_file(documents)
        library = read_library(files.documents, event.languages, documents, code)
    theme = Path(settings["THEME"])
    css = stylesheet.sheets(theme / "css")
    scripts, modules = read_scripts(theme, event.languages)
    versions = word_versions(config.catalogs, event.languages)
    sheets = stylesheet.file_names(css)
    told = repr((current.schedule, current.changes))
    site = gather(
        config, files, library, facts, current, [*problems, *found],
        stylesheets=sheets, scripts=scripts, colours=stylesheet.colours(css["main"]),
        social=read_style(theme, css["main"]) if config.site_url and config.social_images else None,
        gallery=Gallery(config.content, pictures),
        seen={name: one.seen for name, one in before.site.pictures.items()} if before else {}, shelf=Shelf(documents),
        words={language: program_words(config.catalogs, language) for language in event.languages},
        inputs=digest(
            own_version(), *sheets.values(), *modules, *versions.values(), files.event or b"", files.sources or b"",
            told,
        ),
    )  # fmt: skip
    site = indexed(site, before.site if before else None)
    if known is None:
        _prune(documents, library)
        site.gallery.prune({name: (one.picture, [*one.variants.values()]) for name, one in site.pictures.items()})
    site = replace(site, warnings=(*current.warnings, *site.warnings))
    return Prepared(
        code=code,
        cache=cache,
        facts=facts,
        library=library,
        current=current,
        site=site,
        templates=templates(settings),
        catalogs=config.catalogs,
        words=versions,
        assets={**{sheets[name]: text for name, text in css.items()}, **modules, **_root_icons(theme)},
        copied=frozenset(name for name, path in config.copied if (config.content / path).is_file()),
        keeping=keeping(theme, event) if config.site_url else None,
    )


def _root_icons(theme: Path) -> dict[str, bytes]:
    """Return the icons that readers ask for at the root without having been told of them, as far as there are any."""
    paths = {name: theme / "static" / "img" / file for name, file in ROOT_ICONS.items()}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _prune(path: Path, library: Library) -> None:
    store = Cache(path)
    versions = ((entry.version, entry.twins) for entry in library.entries.values())
    store.prune(key for version, twins in versions for key in (version, *(text_key(version, code) for code in twins)))
    store.close()


def templates(settings: Mapping[str, Any]) -> Templates:
    """Return where the templates are and what the settings add, as Pelican's own generators take them."""
    folders = [Path(folder) for folder in settings.get("THEME_TEMPLATES_OVERRIDES") or ()]
    return Templates(
        folders=(*folders, Path(settings["THEME"]) / "templates"),
        compiled=Path(settings["CACHE_PATH"]) / "templates",
        options=settings.get("JINJA_ENVIRONMENT") or {},
        filters=settings.get("JINJA_FILTERS") or {},
        tests=settings.get("JINJA_TESTS") or {},
        variables=settings.get("JINJA_GLOBALS") or {},
    )


def word_versions(folder: Path, languages: tuple[str, ...]) -> dict[str, str]:
    """Return the version of the interface's words in each language."""
    paths = {language: catalog_path(folder, language) for language in languages}
    return {language: digest(path.read_bytes() if path.exists() else b"") for language, path in paths.items()}


def feeds(config: Config, event: Event) -> tuple[Feed, ...]:
    """Return where the programme comes from: the address in the settings, else the feeds of event.yml."""
    if config.schedule_url:
        # A path is seen from where the command was called, as everywhere on a command line.
        address = config.schedule_url if ":" in config.schedule_url else str(Path(config.schedule_url).absolute())
        return (Feed(id="live", address=address, token="SCHEDULE_TOKEN"),)  # noqa: S106
    return event.feeds


def _schedule(config: Config, event: Event) -> tuple[Current, list[Problem]]:
    """Return the schedule to show; a committed copy that cannot be read is a mistake of the content."""
    snapshot = config.content / SNAPSHOT
    try:
        current = current_schedule(
            feeds(config, event), config.content, config.schedule_cache, event, config.now,
            keeping=not config.is_rehearsal,
        )  # fmt: skip
    except ScheduleError as error:
        message = say("{reason}", reason=str(error).removeprefix(f"{snapshot}: "))
        hint = say("correct the file, or take an earlier version of it")
        return Current(Schedule(), "none"), [Problem(shown(config.content, snapshot), START, "", message, hint)]
    return current, []

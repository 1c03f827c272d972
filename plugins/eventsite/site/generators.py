"""The Pelican generator that makes every page of the site."""

import datetime as dt
import logging
import os
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..errors import Problem, ScheduleError, SettingsError
from ..i18n.catalogs import load_catalogs
from ..model import Event, Schedule
from ..schedule.formats.eventsite import render_schedule
from ..schedule.guard import Current, current_schedule
from ..settings import Config, read_config
from . import jinja, stylesheet
from .gather import event_facts, gather
from .pages import site_pages
from .reader import read_files, shown

logger = logging.getLogger(__name__)

SCHEDULE_FILE = "api/schedule.json"


class EventGenerator(Generator):
    """Reads the content and the schedule, and writes the site's pages with the theme's templates."""

    def generate_context(self) -> None:
        """Gather everything, or raise ContentError with every problem, before the first page is written."""
        config = read_config(self.settings, build_time())
        files = read_files(config.content)
        facts, problems = event_facts(files, config.content.name)
        event = facts.event
        current, found = self._schedule(config, event)
        if current.warning:
            logger.warning(current.warning)
        catalogs = load_catalogs(config.catalogs, event.languages)
        self.stylesheet = stylesheet.join(Path(self.theme) / "css")
        name = stylesheet.file_name(self.stylesheet)
        self.event_site = gather(config, files, facts, current, name, problems + found)
        for warning in self.event_site.warnings:
            logger.warning(warning)
        self.context["event_site"] = self.event_site
        jinja.install(self.env, catalogs)

    def _schedule(self, config: Config, event: Event) -> tuple[Current, list[Problem]]:
        """Return the schedule to show; a committed copy that cannot be read is a mistake of the content."""
        snapshot = config.content / "data" / "schedule.json"
        try:
            current = current_schedule(
                config.schedule_url,
                snapshot,
                config.schedule_cache,
                zone=event.zone,
                day_starts=event.day_starts,
                source_language=event.source_language,
                now=config.now,
            )
        except ScheduleError as error:
            message = str(error).removeprefix(f"{snapshot}: ")
            hint = "correct the file, or take an earlier version of it"
            return Current(Schedule(), "none"), [Problem(shown(config.content, snapshot), 1, "", message, hint)]
        return current, []

    def generate_output(self, writer: Writer) -> None:
        """Write every page, and the schedule as JSON."""
        for page in site_pages(self.event_site):
            context: dict[str, Any] = {"page": page.view.page, "view": page.view}
            html = self.get_template(page.template).render(context)
            path = self._write(page.file, html)
            signals.content_written.send(str(path), context=context)
        self._write(self.event_site.stylesheet, self.stylesheet)
        self._write(SCHEDULE_FILE, render_schedule(self.event_site.schedule))

    def _write(self, name: str, text: str) -> Path:
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path


def build_time() -> dt.datetime:
    """Return the build's only clock: SOURCE_DATE_EPOCH where it is set, else now.

    Raises SettingsError when that is not a whole number of seconds, or more than the calendar has.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH must be a whole number of seconds, not {epoch!r}"
        raise SettingsError(message) from None

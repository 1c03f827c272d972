"""The Pelican generator that makes every page of the site."""

import logging
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from .clock import build_time
from .pages import page_names
from .prepare import prepare
from .records import PageName, Records
from .render import PageMaker, Target, render_files, render_pages, render_worker, template_versions
from .render_cards import render_cards
from .state import State

logger = logging.getLogger(__name__)


class EventGenerator(Generator):
    """Reads the content and the schedule, and writes the site's pages with the theme's templates."""

    def generate_context(self) -> None:
        """Gather everything, or raise ContentError with every problem, before the first page is written."""
        self.prepared = prepare(self.settings, build_time())
        for warning in self.prepared.site.warnings:
            logger.warning(warning)
        self.context["event_site"] = self.prepared.site

    def generate_output(self, writer: Writer) -> None:
        """Write every page, and the files that are no pages; what only hidden documents lead to is not copied."""
        # The generator that copies comes after all others.
        secret = self.prepared.site.kept_back_files
        copied = self.context.get("staticfiles", ())
        self.context["staticfiles"] = [file for file in copied if file.relative_source_path not in secret]
        target = self.settings.get("EVENTSITE_TARGET") or Target(Path(self.output_path))
        names = list(page_names(self.prepared.site))
        templates = template_versions(self.prepared)
        made = render_pages(self.prepared, templates, names, target)
        if signals.content_written.receivers:
            self._tell(names, made)
        made.add(render_files(self.prepared, target))
        made.add(render_cards(self.prepared, made.pages, made.cards, target))
        made.add(render_worker(self.prepared, made, target))
        self.state = State(prepared=self.prepared, templates=templates, made=made)

    def _tell(self, names: list[PageName], made: Records) -> None:
        """Send Pelican's signal for each page that was written, for other plugins."""
        written = set(made.written)
        maker = PageMaker(self.prepared, {})
        for name in names:
            file = made.pages[name].file
            if file in written:
                page, _ = maker.view(name)
                context: dict[str, Any] = {"page": page.view.page, "view": page.view}
                signals.content_written.send(str(Path(self.output_path) / file), context=context)

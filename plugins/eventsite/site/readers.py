"""Which pages read what: the index that a preview keeps, so that a save need not ask every page."""

from collections.abc import Iterable, Mapping

from .records import PageName, PageRecord


class Readers:
    """The pages by the notes of what their views read."""

    def __init__(self, pages: Mapping[PageName, PageRecord]) -> None:
        """Note what all pages read."""
        self._pages: dict[str, set[PageName]] = {}
        for name, record in pages.items():
            self._add(name, record)

    def of(self, notes: Iterable[str]) -> list[PageName]:
        """Return the pages that read something of what these notes name, in a fixed order."""
        return sorted(set().union(*(self._pages.get(note, ()) for note in notes)))

    def replace(self, before: Mapping[PageName, PageRecord], made: Mapping[PageName, PageRecord]) -> None:
        """Note what the pages read that were made again; `before` has their records of until then."""
        for name, record in made.items():
            if record.reads != before[name].reads:
                for note in before[name].reads:
                    self._pages[note].discard(name)
                self._add(name, record)

    def _add(self, name: PageName, record: PageRecord) -> None:
        for note in record.reads:
            self._pages.setdefault(note, set()).add(name)

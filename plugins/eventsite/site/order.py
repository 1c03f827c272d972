"""The order of documents in lists."""

from collections.abc import Iterable

from ..content.documents import Documents
from ..content.kinds import Dated
from ..model import Event
from .publication import moment


def by_order(documents: Documents, names: Iterable[str]) -> list[str]:
    """Return the documents by their `order`, then id."""
    return sorted(names, key=lambda name: (next(iter(documents[name].values())).fields.order, name))


def newest_first(documents: Documents, names: Iterable[str], event: Event) -> list[str]:
    """Return dated documents, newest first; of one moment, in their `order`."""

    def key(name: str) -> tuple[float, int, str]:
        fields = next(iter(documents[name].values())).as_(Dated)
        return -moment(fields.date, event.zone).timestamp(), fields.order, name

    return sorted(names, key=key)

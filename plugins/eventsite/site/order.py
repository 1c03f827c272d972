"""The order of documents in lists."""

from collections.abc import Iterable, Mapping

from ..content.documents import Documents
from ..content.kinds import Dated
from ..i18n.collation import Key, name_key
from ..model import Event, Person
from .publication import moment


def by_order(documents: Documents, names: Iterable[str]) -> list[str]:
    """Return the documents by their `order`, then id."""
    return sorted(names, key=lambda name: (next(iter(documents[name].values())).fields.order, name))


def by_name(documents: Documents, names: Iterable[str], people: Mapping[str, Person]) -> list[str]:
    """Return people as they are listed: by their `order`, then by name, which in Vietnamese is the given name.

    `people` are those of the programme by their keys: of some there is no document.
    """

    def key(name: str) -> tuple[int, Key, str]:
        twins = documents.get(name)
        fields = next(iter(twins.values())).fields if twins else None
        words = fields.heading if fields else people[name.partition("/")[2]].name
        return fields.order if fields else 0, name_key(words), name

    return sorted(names, key=key)


def newest_first(documents: Documents, names: Iterable[str], event: Event) -> list[str]:
    """Return dated documents, newest first; of one moment, in their `order`."""

    def key(name: str) -> tuple[float, int, str]:
        fields = next(iter(documents[name].values())).as_(Dated)
        return -moment(fields.date, event.zone).timestamp(), fields.order, name

    return sorted(names, key=key)

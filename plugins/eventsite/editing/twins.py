"""The marks of translations that are saved: which source they were made from."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ..content.documents import digest_of
from ..content.frontmatter import split_document
from ..content.marks import with_mark


def with_marks(
    old: Mapping[str, str | None], new: Mapping[str, str], languages: Sequence[str], today: dt.date
) -> dict[str, str]:
    """Return the texts `new` of a document's files, by their names, with marks as `./inv i18n.accept` writes them.

    Who saves both languages has made one from the other, and so has who adds a translation. A save of one alone
    marks nothing: it may mend a slip in a translation that is behind.
    """
    by_language = {name.split(".")[-2]: name for name in new}
    source = by_language.get(languages[0]) if languages else None
    mark = _mark(source, new[source], languages[0]) if source else None
    if source is None or mark is None:
        return dict(new)
    is_changed = new[source] != old[source]
    marked = {
        name: with_mark(text, mark, today)
        for name, text in new.items()
        if name != source
        and text != old[name]
        and (is_changed or old[name] is None)
        and split_document(name, text.encode())[0]
    }
    return {**new, **marked}


def _mark(name: str, text: str, language: str) -> str | None:
    parts, problems = split_document(name, text.encode())
    return f"{language}@{digest_of(name.split('/')[-2], parts)}" if parts and not problems else None

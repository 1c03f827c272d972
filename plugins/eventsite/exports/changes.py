"""The change ledger as open data: `api/changes.json`."""

import json
from collections.abc import Iterable, Mapping

from ..model import Change
from ..schedule.formats.strict import Json, Row
from ..schedule.state import change_row
from .programme import Programme
from .sentences import Say, sentence

FORMAT = "eventsite-changes/1"


def render_changes(programme: Programme, changes: Iterable[Change], say: Mapping[str, Say]) -> str:
    """Return the text of the file: each change, newest first, with both values and a sentence in each language."""
    entries: list[Json] = [_entry(programme, change, say) for change in changes]
    document: Row = {
        "format": FORMAT,
        "licence": dict(programme.licence(programme.event.source_language)),
        "contact": programme.contact,
        "changes": entries,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _entry(programme: Programme, change: Change, say: Mapping[str, Say]) -> Row:
    urls: Row = {code: url for code in say if (url := programme.session_url(change.session, code))}
    sentences: Row = {code: sentence(change, code, words) for code, words in say.items()}
    return change_row(change) | {"sentences": sentences, "urls": urls}

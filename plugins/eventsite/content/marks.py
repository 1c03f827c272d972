"""The mark in a translation's front matter that says which source it was made from."""

import datetime as dt
import re

MARK_FIELDS = ("translated-from", "translated-on")
_LINE = re.compile(rf"^(?:{'|'.join(MARK_FIELDS)})[ \t]*:[^\n]*\n", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)^(---[ \t]*\r?$)", re.DOTALL | re.MULTILINE)


def with_mark(text: str, mark: str, day: dt.date) -> str:
    """Return a content file's text with this mark and day as the last lines of its front matter.

    A mark that is there already gives way; every other byte, line ends included, stays. The text must have a front
    matter, as every file has that the reader takes.
    """
    found = _FRONT_MATTER.match(text)
    assert found, "a file without a front matter"
    end = "\r\n" if found[1].endswith("\r\n") else "\n"
    lines = f"translated-from: {mark}{end}translated-on: {day.isoformat()}{end}"
    return f"{found[1]}{_LINE.sub('', found[2])}{lines}{text[found.start(3) :]}"

"""A feed's bytes as plain values: JSON, a zip of JSON files, XML and iCalendar all become what `detect` looks at.

JSON            the value
zip             {"files": {name: value}}, for each .json file, whatever folder it is in
XML             {"xml": {"tag", "attributes", "text", "children": [the same]}}
iCalendar       {"vcalendar": {"properties": [[name, parameters, value]], "components": [{"name", …}]}}
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ...errors import ScheduleError
from .strict import Json, Row, read_json

# Unpacked; as much as `fetch` reads at most.
_MOST_BYTES = 20_000_000
_DEEPEST = 100
# All that reading a damaged archive raises.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip
_WITHOUT_SUFFIX = {"event", "sessions", "speakers", "microlocations", "tracks"}


def decode(body: bytes) -> Json:
    """Return the value that the bytes spell, whichever of the four they are.

    Raises ScheduleError, with one line, for what cannot be read.
    """
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\x03\x04"):
        return {"files": dict(_unpacked(body))}
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        from .calendar_file import read_calendar  # noqa: PLC0415 -- slow import, and few feeds are one

        return {"vcalendar": read_calendar(body)}
    if start.startswith(b"<") and not start[:14].lower().startswith((b"<!doctype html", b"<html")):
        return {"xml": _xml(body)}
    return read_json(body)


def _unpacked(body: bytes) -> Iterator[tuple[str, Json]]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            files = [item for item in archive.infolist() if json_name(item.filename)]
            if sum(item.file_size for item in files) > _MOST_BYTES:
                raise ScheduleError(f"the zip file unpacks to more than {_MOST_BYTES:,} bytes")
            for item in files:
                with archive.open(item) as file:
                    unpacked = file.read(item.file_size + 1)
                yield json_name(item.filename), read_json(unpacked)
    except _BROKEN as error:
        raise ScheduleError("the zip file is broken") from error


def json_name(path: str) -> str:
    """Return the name of a JSON file, empty for any other; the files of an Open Event export may lack the suffix."""
    name = PurePosixPath(path).name
    if name.lower().endswith(".json"):
        return name
    return f"{name}.json" if name in _WITHOUT_SUFFIX else ""


def _xml(body: bytes) -> Row:
    try:
        # No document type: entities made of entities would fill the memory.
        return _element(fromstring(body, forbid_dtd=True), 0)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise ScheduleError("the XML is broken, or has a document type") from error


def _element(element: Element, depth: int) -> Row:
    if depth > _DEEPEST:
        raise ScheduleError("the XML is nested too deeply")
    return {
        "tag": element.tag,
        "attributes": dict(element.attrib),
        "text": element.text or "",
        "children": [_element(child, depth + 1) for child in element if isinstance(child.tag, str)],
    }

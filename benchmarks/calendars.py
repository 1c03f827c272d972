"""How long our lines of calendar entries take beside the icalendar library's: `python -m benchmarks.calendars`.

Both write the same entries; the figures are the seconds of one run each and their ratio.
"""

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins"))

from icalendar import Event

from eventsite.exports.ical import Entry, render_entry

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def entries(count: int) -> list[Entry]:
    """Return so many entries, each with a text of a paragraph."""
    start = dt.datetime(2017, 11, 25, 8, tzinfo=ZONE)
    text = "Một đoạn giới thiệu, dài như thường thấy; có dấu phẩy và dấu chấm phẩy. " * 8
    return [
        Entry(
            uid=f"session-{number}@example.org",
            title=f"Dữ liệu mở, bài số {number}",
            start=start + dt.timedelta(minutes=15 * number),
            end=start + dt.timedelta(minutes=15 * number + 14),
            description=text,
            location="Hội trường A",
            url=f"https://example.org/chuong-trinh/{number}/",
            stamp=start,
        )
        for number in range(count)
    ]


def by_library(entry: Entry) -> bytes:
    """Return the entry as the library writes it."""
    event = Event()
    values = {
        "uid": entry.uid, "summary": entry.title, "dtstart": entry.start, "dtend": entry.end, "dtstamp": entry.stamp,
        "description": entry.description, "location": entry.location, "url": entry.url, "sequence": entry.sequence,
        "status": "CONFIRMED",
    }  # fmt: skip
    for name, value in values.items():
        event.add(name, value)
    return bytes(event.to_ical())


def seconds(write: Callable[[Entry], bytes], items: list[Entry]) -> float:
    """Return how long it takes to write the entries."""
    began = time.perf_counter()
    for entry in items:
        write(entry)
    return time.perf_counter() - began


def main() -> None:
    """Print both times and their ratio."""
    items = entries(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    ours, library = seconds(render_entry, items), seconds(by_library, items)
    print(f"{len(items)} entries: ours {ours:.2f} s, icalendar {library:.2f} s, ratio {ours / library:.2f}")


if __name__ == "__main__":
    main()

"""A programme of 1,100 sessions in twelve rooms on three days, for what must stay quick however big an event is."""

import json
import random
from typing import Any

SESSIONS = 1100
ROOMS = 12
TRACKS = 8
PEOPLE = 700
DAYS = ("2017-11-25", "2017-11-26", "2017-11-27")
# How long a session lasts, and when the first begins, in minutes.
LENGTH = 20
MORNING = 8 * 60
WORDS = {
    "vi": "thành phố thông minh dữ liệu mở giao thông đô thị nền tảng số quản trị hợp tác đổi mới sáng tạo hạ tầng "
    "cảm biến năng lượng xanh",
    "en": "smart city open data urban traffic platform digital governance cooperation innovation infrastructure "
    "sensor green energy",
}


def schedule() -> dict[str, Any]:
    """Return the programme in the project's own format; the same one at each call."""
    dice = random.Random(2017)  # noqa: S311 -- a sample, not a secret
    numbers = range(SESSIONS)
    return {
        "format": "eventsite-schedule/1",
        "version": "1.0",
        "rooms": [_named("room", number, "Phòng", "Room") for number in range(1, ROOMS + 1)],
        "tracks": [_named("track", number, "Chuyên đề", "Track") for number in range(1, TRACKS + 1)],
        "people": [{"id": f"person-{number}", "name": f"Người mẫu {number}"} for number in range(PEOPLE)],
        "sessions": [_session(number, dice) for number in numbers],
    }


def text() -> str:
    """Return the same as the text of a file."""
    return json.dumps(schedule(), ensure_ascii=False)


def _named(kind: str, number: int, vietnamese: str, english: str) -> dict[str, Any]:
    return {"id": f"{kind}-{number}", "name": {"vi": f"{vietnamese} {number}", "en": f"{english} {number}"}}


def _session(number: int, dice: random.Random) -> dict[str, Any]:
    slot, room = divmod(number, ROOMS)
    rows = -(-SESSIONS // (ROOMS * len(DAYS)))
    day, row = divmod(slot, rows)
    return {
        "id": f"{dice.randrange(16**6):06X}-{number}",
        "title": {code: " ".join(dice.choices(words.split(), k=8)).capitalize() for code, words in WORDS.items()},
        "start": _moment(day, row * LENGTH),
        "end": _moment(day, (row + 1) * LENGTH),
        "room": f"room-{room + 1}",
        "track": f"track-{dice.randint(1, TRACKS)}",
        "people": [f"person-{dice.randrange(PEOPLE)}" for _ in range(dice.choice([1, 1, 2]))],
        "languages": dice.choice([["vi"], ["en"], ["vi", "en"]]),
    }


def _moment(day: int, minutes: int) -> str:
    hour, minute = divmod(MORNING + minutes, 60)
    return f"{DAYS[day]}T{hour:02}:{minute:02}:00+07:00"

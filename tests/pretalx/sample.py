"""The sample event that a real pretalx is given: plain data for its shell script and for the tests.

The people are invented, and their names say so.
"""

from dataclasses import dataclass, replace

EVENT = "bdsc17"
NAME = {"vi": "Hội nghị mẫu Bình Dương 2017", "en": "Sample Summit Binh Duong 2017"}
ZONE = "Asia/Ho_Chi_Minh"
DAYS = ("2017-11-25", "2017-11-27")
# Stands in everything that only organisers may read.
SENTINEL = "not-for-the-public-7f3a"
# An organiser's token for the REST interface.
TOKEN = "sample-token-of-an-organiser"  # noqa: S105
VERSIONS = ("0.1 – bản đầu", "0.2")

ROOMS = {
    "hall": {"vi": "Hội trường A", "en": "Hall A"},
    "lab": {"vi": "Phòng B1", "en": "Room B1"},
}
TRACKS = {
    "plenary": {"vi": "Toàn thể", "en": "Plenary"},
    "science": {"vi": "Khoa học", "en": "Science"},
}
SPEAKERS = {
    "MAWVAN": "Nguyễn Văn Mẫu",
    "THWNGH": "Trần Thị Thử Nghiệm",
    "VYDUUU": "Lê Ví Dụ",
    "SAMPLE": "Sam Sample",
    "VRBEEL": "Jan van Voorbeeld",
}


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of the sample event: who speaks, where, and when."""

    code: str
    title: str
    language: str
    track: str
    room: str
    start: str
    minutes: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """The sample event's break, which has no code."""

    title: dict[str, str]
    room: str
    start: str
    minutes: int


STAYS = Talk(
    "START3", "Khai mạc: một thành phố mẫu", "vi", "plenary", "hall", "2017-11-27T08:00:00+07:00", 45, ("MAWVAN",)
)
# In UTC it still is the day before.
EARLY = Talk(
    "WALKS7", "Đi bộ ngắm phố buổi sớm", "vi", "science", "lab", "2017-11-26T06:30:00+07:00", 60, ("VYDUUU", "SAMPLE")
)
MOVES = Talk(
    "LAMPS9", "Street lamps that count bicycles", "en", "science", "lab", "2017-11-27T09:00:00+07:00", 30, ("SAMPLE",)
)
IS_RETITLED = Talk(
    "HARBR8", "Bến cảng và dữ liệu mở", "vi", "science", "hall", "2017-11-25T14:00:00+07:00", 45, ("THWNGH",)
)
IS_CANCELLED = Talk(
    "BRDGE7", 'Bridges <b>&</b> "sensors"', "en", "science", "lab", "2017-11-27T10:30:00+07:00", 30, ("VRBEEL",)
)
PAUSE = Pause({"vi": "Giải lao", "en": "Coffee break"}, "hall", "2017-11-27T10:00:00+07:00", 30)

FIRST = (STAYS, EARLY, MOVES, IS_RETITLED, IS_CANCELLED)
MOVED = replace(MOVES, room="hall", start="2017-11-27T13:30:00+07:00")
RETITLED = replace(IS_RETITLED, title="Bến cảng và dữ liệu mở, một năm sau")
SECOND = (STAYS, EARLY, MOVED, RETITLED)
# Never in a release: one waits for the organisers' decision, the other has theirs.
SUBMITTED = ("WAKTS7", f"Chờ duyệt {SENTINEL}")
REJECTED = ("REFSD8", f"Declined {SENTINEL}")

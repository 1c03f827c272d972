"""A feed that changes: what the site tells of it on its pages, in feeds, calendars and data."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import icalendar
import pytest
from tests.building import SHARED, Built, needs_shared

from eventsite.checks import check_site

Build = Callable[..., Built]
HOST = "https://example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
SESSIONS = [
    {
        "id": "opening", "title": {"vi": "Khai mạc", "en": "Opening"}, "start": "2017-11-25T08:00:00+07:00",
        "end": "2017-11-25T08:30:00+07:00", "room": "hall", "people": ["an"],
    },
    {
        "id": "data", "title": {"vi": "Dữ liệu", "en": "Data"}, "start": "2017-11-25T09:00:00+07:00",
        "end": "2017-11-25T10:00:00+07:00", "room": "hall",
    },
    {"id": "water", "title": {"vi": "Nước", "en": "Water"}, "start": "2017-11-25T10:00:00+07:00", "room": "hall"},
    {"id": "light", "title": {"vi": "Đèn", "en": "Light"}, "start": "2017-11-25T11:00:00+07:00", "room": "yard"},
]  # fmt: skip
ROOMS = [
    {"id": "hall", "name": {"vi": "Hội trường", "en": "Hall"}},
    {"id": "yard", "name": {"vi": "Sân", "en": "Yard"}},
]
PEOPLE = [{"id": "an", "name": "An Lê"}, {"id": "binh", "name": "Bình Trần"}, {"id": "chi", "name": "Chi Phạm"}]


class Feed:
    """A feed in a file, of which tests make new versions."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sessions = [dict(session) for session in SESSIONS]
        self.rooms = [dict(room) for room in ROOMS]
        self.people = [dict(person) for person in PEOPLE]
        self.write()

    def write(self) -> None:
        """Write this version."""
        data = {
            "format": "eventsite-schedule/1",
            "rooms": self.rooms,
            "people": self.people,
            "sessions": self.sessions,
        }
        self.path.write_text(json.dumps(data), encoding="utf-8")

    def change(self, position: int, **fields: object) -> None:
        """Let a session have other fields."""
        self.sessions[position] |= fields
        self.write()


def add_changes_page(content: Path) -> None:
    """Give the tiny event a page of changes."""
    words = {"vi": ("Thay đổi", "thay-doi", "layout: changes\n"), "en": ("Changes", "changes", "")}
    for language, (title, slug, shared) in words.items():
        text = f"---\ntitle: {title}\nslug: {slug}\n{shared}summary: Words.\n---\n"
        (content / "pages" / f"changes.{language}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def feed(tmp_path: Path, content: Path) -> Feed:
    """Give a feed in a file, and an event that knows nothing but it and has a page of changes."""
    for kind in ("sessions", "people"):
        shutil.rmtree(content / kind)
    add_changes_page(content)
    return Feed(tmp_path / "feed.json")


@pytest.fixture
def built(build: Build, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    """Return what builds the site from the feed at a time of day of the week before the event."""

    def at(moment: str, **settings: object) -> Built:
        set_clock(monkeypatch, moment)
        return build(EVENTSITE_SCHEDULE_URL=str(feed.path), SITEURL=HOST, **settings)

    return at


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let it be this day and time of November 2017 in the event's zone."""
    seconds = dt.datetime.fromisoformat(f"2017-11-{moment}+07:00").timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))


def _told(site: Built, path: str) -> list[str]:
    return [" ".join(item.get_text(" ").split()) for item in site.soup(path).select("main .changes > li")]


def _events(site: Built, name: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical((site.root / name).read_bytes())
    return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_first_version_of_a_feed_changes_nothing(built: Callable[..., Built]) -> None:
    """What a feed says when it is first read is the programme, and not news."""
    site = built("20T09:00")
    assert _told(site, "/thay-doi/") == []
    assert "Chương trình chưa có thay đổi nào" in site.soup("/thay-doi/").get_text()
    assert json.loads((site.root / "api/changes.json").read_text())["changes"] == []
    assert {str(event["SEQUENCE"]) for event in _events(site, "ical/schedule.ics").values()} == {"0"}


def test_each_kind_of_change_is_told_in_both_languages(feed: Feed, built: Callable[..., Built]) -> None:
    """Time, room, title, people, a new session and one that is gone: each is an entry with both values."""
    built("20T09:00")
    feed.change(0, people=["an", "binh"], title={"vi": "Lễ khai mạc", "en": "Opening"})
    feed.change(1, start="2017-11-25T14:00:00+07:00", end="2017-11-25T15:00:00+07:00")
    feed.change(3, room="hall")
    del feed.sessions[2]
    feed.sessions.append(
        {"id": "new", "title": {"vi": "Mới tinh", "en": "Brand new"}, "start": "2017-11-26T08:00:00"}
    )
    feed.write()
    site = built("21T14:05")
    assert _told(site, "/en/changes/") == [
        "Speakers changed updated 14:05, 21 Nov 2017 Opening Speakers: An Lê, Bình Trần (previously An Lê).",
        "Cancelled updated 14:05, 21 Nov 2017 Water Cancelled; previously planned: 10:00, 25 November 2017, Hall.",
        "New place updated 14:05, 21 Nov 2017 Light New place: Hall (previously Yard).",
        "New time updated 14:05, 21 Nov 2017 Data New time: 14:00–15:00, 25 November 2017 (previously 09:00–10:00, 25 November 2017).",
        "New updated 14:05, 21 Nov 2017 Brand new Added to the programme: 08:00, 26 November 2017.",
    ]
    assert _told(site, "/thay-doi/")[:4:3] == [
        "Đổi tên cập nhật lúc 14:05, 21/11/2017 Lễ khai mạc Đổi tên; tên cũ: “Khai mạc”.",
        "Đổi địa điểm cập nhật lúc 14:05, 21/11/2017 Đèn Địa điểm mới: Hội trường; trước đây: Sân.",
    ]
    assert check_site(site.root)[0] == []


def test_change_is_marked_for_a_week(feed: Feed, built: Callable[..., Built]) -> None:
    """Cards and the session's page say that something changed, for seven days and no longer; the entry stays."""
    built("20T09:00")
    feed.change(1, room="yard")
    for moment, marks in (("21T09:00", ["Đổi địa điểm"]), ("28T08:59", ["Đổi địa điểm"]), ("28T09:00", [])):
        site = built(moment)
        assert [mark.get_text(strip=True) for mark in site.soup("/chuong-trinh/").select(".badge--change")] == marks
        assert len(site.soup("/chuong-trinh/data/").select(".intro .badge--change")) == len(marks)
        assert _told(site, "/chuong-trinh/data/") == [
            "Đổi địa điểm cập nhật lúc 09:00, 21/11/2017 Địa điểm mới: Sân; trước đây: Hội trường."
        ]


def test_withdrawn_session_stays_cancelled_where_it_was(feed: Feed, built: Callable[..., Built]) -> None:
    """A session that the feed no longer has keeps its page and place, struck through; when it is back, that is told."""
    built("20T09:00")
    water = feed.sessions.pop(2)
    feed.write()
    site = built("21T09:00")
    card = site.soup("/chuong-trinh/2017-11-25/").select_one(".session-card--cancelled")
    assert card is not None
    assert (card.h2.get_text(strip=True), card.strong.get_text(strip=True)) == ("Nước", "Đã hủy")
    assert "Hoạt động này không diễn ra" in site.soup("/chuong-trinh/water/").get_text()
    feed.sessions.append(water)
    feed.write()
    assert _told(built("22T09:00"), "/en/agenda/water/") == [
        "Back on updated 09:00, 22 Nov 2017 No longer cancelled: 10:00, 25 November 2017, Hall.",
        "Cancelled updated 09:00, 21 Nov 2017 Cancelled; previously planned: 10:00, 25 November 2017, Hall.",
    ]


def test_calendar_counts_versions(feed: Feed, built: Callable[..., Built]) -> None:
    """Time, room and title make another version of an entry, people do not; a cancelled one says so and stays."""
    first = _events(built("20T09:00"), "en/ical/schedule.ics")
    feed.change(0, people=["binh"])
    feed.change(1, start="2017-11-25T14:00:00+07:00", end=None)
    del feed.sessions[2]
    feed.write()
    site = built("21T09:00")
    events = _events(site, "en/ical/schedule.ics")
    versions = {key: int(event["SEQUENCE"]) for key, event in events.items()}
    assert versions == {"opening": 0, "data": 1, "water": 1, "light": 0}
    # What is made of the data in a browser is the same version.
    sessions = json.loads((site.root / "api/schedule.en.json").read_text("utf-8"))["sessions"]
    assert {session["id"].lower(): session.get("sequence", 0) for session in sessions} == versions
    assert {key: str(event["STATUS"]) for key, event in events.items()}["water"] == "CANCELLED"
    assert str(events["water"]["SUMMARY"]) == "Cancelled: Water"
    assert events["data"]["LAST-MODIFIED"].dt.isoformat() == "2017-11-21T02:00:00+00:00"
    assert events["light"] == first["light"]
    assert {event["DTSTAMP"].dt.isoformat() for event in first.values()} == {"2017-11-20T02:00:00+00:00"}


def test_feeds_of_changes_say_what_the_page_says(feed: Feed, built: Callable[..., Built]) -> None:
    """Atom and JSON have the same items in the same order, in each language; ids differ and stay."""
    built("20T09:00")
    feed.change(1, room="yard")
    feed.change(3, title={"vi": "Đèn đường", "en": "Street light"})
    site = built("21T09:00")
    feed.change(0, room="yard")
    later = built("22T09:00")
    for language, prefix in (("vi", ""), ("en", "en/")):
        atom = fromstring((later.root / f"{prefix}changes.xml").read_bytes())  # noqa: S314 -- our own file
        entries = [
            tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary", "published"))
            for entry in atom.findall(f"{ATOM}entry")
        ]
        items = json.loads((later.root / f"{prefix}changes.json").read_text(encoding="utf-8"))["items"]
        assert entries == [
            (item["id"], item["title"], item["content_text"], item["date_published"]) for item in items
        ]
        before = json.loads((site.root / f"{prefix}changes.json").read_text(encoding="utf-8"))["items"]
        assert [item["id"] for item in items[1:]] == [item["id"] for item in before]
        assert len({item["id"] for item in items}) == 3
        path = later.soup("/thay-doi/" if language == "vi" else "/en/changes/")
        links = {link["type"]: link["href"] for link in path.select("head link[type*=feed], head link[type*=atom]")}
        assert links["application/feed+json"] == f"/{prefix}changes.json"


def test_hidden_session_is_in_no_ledger(feed: Feed, content: Path, built: Callable[..., Built]) -> None:
    """A session that an editor holds back as a draft is told of nowhere, its changes neither."""
    (content / "sessions").mkdir()
    (content / "sessions" / "light.vi.md").write_text(
        "---\ntitle: Bí mật 7f3a\nsummary: x\nstatus: draft\n---\n", encoding="utf-8"
    )
    built("20T09:00")
    feed.change(3, title={"vi": "Bí mật 7f3a", "en": "Secret 7f3a"})
    # Development builds show drafts.
    shown = built("21T09:00")
    assert "7f3a" in shown.text()


def _hold_back(content: Path, kind: str, key: str, words: str) -> None:
    (content / kind).mkdir(exist_ok=True)
    text = f"---\n{words}\nsummary: x\nstatus: draft\n---\n"
    (content / kind / f"{key}.vi.md").write_text(text, encoding="utf-8")


def test_hidden_session_is_not_published(feed: Feed, content: Path, built: Callable[..., Built]) -> None:
    """In the public build neither the held back session, nor its room, nor what changed in it can be read anywhere."""
    _hold_back(content, "sessions", "light", "title: Bí mật 7f3a")
    feed.rooms.append({"id": "vip", "name": {"vi": "Phòng 7f3a", "en": "Room 7f3a"}})
    feed.change(3, room="vip", title={"vi": "Bí mật 7f3a", "en": "Secret 7f3a"}, people=["chi"])
    built("20T09:00", EVENTSITE_DRAFTS=False)
    feed.change(3, title={"vi": "Bí mật 7f3a", "en": "Other secret 7f3a"}, start="2017-11-25T12:00:00+07:00")
    site = built("21T09:00", EVENTSITE_DRAFTS=False)
    assert [word for word in ("7f3a", '"light"', "light.ics", "vip") if word in site.text()] == []
    names = [path.relative_to(site.root).as_posix() for path in site.root.rglob("*")]
    assert [name for name in names if "light" in name or "vip" in name] == []


def test_hidden_person_is_not_published(feed: Feed, content: Path, built: Callable[..., Built]) -> None:
    """Whom an editor holds back is not named by what changed either."""
    _hold_back(content, "people", "binh", "name: Bình Trần 7f3a\nroles: [x]")
    feed.people[1]["name"] = "Bình Trần 7f3a"
    feed.write()
    built("20T09:00", EVENTSITE_DRAFTS=False)
    feed.change(0, people=["an", "binh"])
    site = built("21T09:00", EVENTSITE_DRAFTS=False)
    assert "7f3a" not in site.text()
    assert _told(site, "/thay-doi/") == []


def test_hidden_session_of_a_second_feed_is_not_published(
    feed: Feed, content: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that got another id beside the first feed's is held back under that, and the first one stays."""
    (content / "data/one.json").write_bytes(feed.path.read_bytes())
    feed.change(1, title={"vi": "Bí mật 7f3a", "en": "Secret 7f3a"})
    (content / "data/two.json").write_bytes(feed.path.read_bytes())
    event = content / "event.yml"
    feeds = "feeds: [{id: one, address: data/one.json}, {id: two, address: data/two.json}]\n"
    event.write_text(event.read_text(encoding="utf-8") + feeds, encoding="utf-8")
    _hold_back(content, "sessions", "two-data", "title: Bí mật 7f3a")
    set_clock(monkeypatch, "20T09:00")
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=False)
    assert "7f3a" not in site.text()
    told = {
        name: [
            session["id"]
            for session in json.loads((site.root / f"api/feeds/{name}.json").read_text())["schedule"]["sessions"]
        ]
        for name in ("one", "two")
    }
    assert told == {"one": ["opening", "data", "water", "light"], "two": ["opening", "water", "light"]}


def test_forgotten_session_is_nowhere(
    feed: Feed, content: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What event.yml tells to forget goes, though it was published and the feed still has it."""
    feed.change(3, title={"vi": "Nhầm 7f3a", "en": "Mistake 7f3a"}, people=["chi"])
    path = content / "data/one.json"
    path.write_bytes(feed.path.read_bytes())
    event = content / "event.yml"
    text = event.read_text(encoding="utf-8")
    event.write_text(f"{text}feeds: [{{id: one, address: data/one.json}}]\n", encoding="utf-8")
    set_clock(monkeypatch, "20T09:00")
    assert "7f3a" in build(SITEURL=HOST).text()
    feed.change(3, title={"vi": "Nhầm 7f3a", "en": "Another mistake 7f3a"})
    path.write_bytes(feed.path.read_bytes())
    set_clock(monkeypatch, "21T09:00")
    assert "7f3a" in build(SITEURL=HOST).text()
    event.write_text(f"{text}feeds: [{{id: one, address: data/one.json, forget: [light]}}]\n", encoding="utf-8")
    assert "7f3a" not in build(SITEURL=HOST).text()


def test_rehearsal_leaves_no_trace(feed: Feed, built: Callable[..., Built]) -> None:
    """A build that is told another time keeps nothing of what it saw."""
    built("20T09:00")
    feed.change(1, room="yard")
    rehearsed = built("20T09:00", EVENTSITE_NOW="2019-01-01T09:00+07:00")
    assert len(_told(rehearsed, "/thay-doi/")) == 1
    told = _told(built("21T09:00"), "/thay-doi/")
    assert [item.split(" Dữ liệu ")[0] for item in told] == ["Đổi địa điểm cập nhật lúc 09:00, 21/11/2017"]


def test_changes_are_told_in_the_names_of_the_site(feed: Feed, content: Path, built: Callable[..., Built]) -> None:
    """A room that only event.yml names has its name there; a title that an editor wrote does not change with the feed's."""
    built("20T09:00")
    feed.rooms = []
    feed.change(3, room="hall", title={"vi": "Q&amp;A <b>đèn</b>", "en": "Q&amp;A <b>light</b>"})
    assert _told(built("21T09:00"), "/en/changes/")[-1].endswith("Q&A light Renamed; previously “Light”.")
    (content / "sessions").mkdir()
    for language, title in (("vi", "Đèn của ta"), ("en", "Our light")):
        text = f"---\ntitle: {title}\nsummary: x\n---\n"
        (content / "sessions" / f"light.{language}.md").write_text(text, encoding="utf-8")
    told = [item for item in _told(built("22T09:00"), "/en/changes/") if "light" in item.lower()]
    assert [item.rsplit("2017 ", 1)[1] for item in told] == ["Our light New place: Hall (previously Yard)."]


def test_rooms_of_one_name_but_for_capitals_have_two_calendars(feed: Feed, built: Callable[..., Built]) -> None:
    """Each room's calendar has its own sessions, under names that differ on every system."""
    feed.rooms = [{"id": "A", "name": "Big A"}, {"id": "a", "name": "Small a"}]
    feed.change(0, room="A")
    feed.change(1, room="a")
    files = sorted((built("20T09:00").root / "ical/rooms").glob("a*.ics"))
    found = {
        str(next(iter(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")))["LOCATION"]) for path in files
    }
    assert (len(files), found) == (2, {"Big A", "Small a"})
    assert len({path.name.lower() for path in files}) == 2


def test_session_far_from_the_event_is_left_out(
    feed: Feed, built: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    """A slip in a year makes no hundreds of days: the session is left out, and the build says so."""
    feed.sessions.append({"id": "slip", "title": "Slip", "date": "2018-01-01", "until": "2018-12-30"})
    feed.write()
    site = built("20T09:00")
    assert [path for path in site.pages() if "2018" in path or "slip" in path] == []
    assert "slip is from 2018-01-01 to 2018-12-30, more than 60 days from the event" in caplog.text


@needs_shared("schedules")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("pretalx-2026.2-bdsc17-widget.json", "pretalx-2026.2-bdsc17-v0.2-widget.json"),
        ("pretalx-2026.2-bdsc17-frab-schedule.json", "pretalx-2026.2-bdsc17-v0.2-frab-schedule.json"),
        (
            "pretalx-2026.2-bdsc17-api-schedule-latest-expanded.json",
            "pretalx-2026.2-bdsc17-v0.2-api-schedule-latest-expanded.json",
        ),
    ],
    ids=["widget", "frab", "REST"],
)
def test_second_release_of_pretalx(feed: Feed, built: Callable[..., Built], first: str, second: str) -> None:
    """The second version of a real event gives one moved, one retitled and one cancelled session, everywhere."""
    schedules = SHARED / "schedules"
    feed.path.write_bytes((schedules / first).read_bytes())
    built("20T09:00")
    feed.path.write_bytes((schedules / second).read_bytes())
    site = built("21T09:00")
    changes = json.loads((site.root / "api/changes.json").read_text(encoding="utf-8"))["changes"]
    kinds = {change["session"]: change["kind"] for change in changes}
    assert sorted(change["kind"] for change in changes) == ["cancelled", "moved", "title"]
    assert len(_told(site, "/thay-doi/")) == len(_told(site, "/en/changes/")) == 3
    atom = fromstring((site.root / "changes.xml").read_bytes())  # noqa: S314 -- our own file
    assert len(atom.findall(f"{ATOM}entry")) == 3
    events = _events(site, "ical/schedule.ics")
    versions = {key: int(event["SEQUENCE"]) for key, event in events.items()}
    assert {key for key, version in versions.items() if version} == {key.lower() for key in kinds}
    assert set(versions.values()) <= {0, 1}
    cancelled = next(key for key, kind in kinds.items() if kind == "cancelled")
    assert str(events[cancelled.lower()]["STATUS"]) == "CANCELLED"
    sessions = json.loads((site.root / "api/schedule.vi.json").read_text(encoding="utf-8"))["sessions"]
    assert {session["id"]: session["changed"] for session in sessions if "changed" in session} == kinds
    told = {change["session"]: change["sentences"]["vi"] for change in changes}
    assert {session["id"]: session["change"] for session in sessions if "change" in session} == told
    assert {session["id"] for session in sessions if session.get("state") == "cancelled"} == {cancelled}
    assert len(site.soup("/chuong-trinh/").select(".session-card--cancelled")) == 1
    assert check_site(site.root)[0] == []

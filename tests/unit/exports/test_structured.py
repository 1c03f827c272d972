"""JSON-LD: what search engines read of a page, its languages and what it is about, safe inside a script element."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.vocabulary import faults

from eventsite.exports.structured import events, graph, texts
from eventsite.model import Change, Event, Room, Session, Slot, Text, Told, Venue

ADDRESSES = {
    "vi": "https://a.example/gioi-thieu/",
    "en": "https://a.example/en/about/",
    "nl": "https://a.example/nl/over/",
}
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 27)
EVENT = Event(
    name=Text({"vi": "Hội nghị", "en": "Summit"}), short_name=Text(), tagline=Text(), place=Text({"vi": "Bình Dương"}),
    notice=Text(), start=dt.date(2017, 11, 25), end=DAY, zone=SAIGON, languages=("vi", "en"),
)  # fmt: skip
HOME = "https://a.example/"
URL = "https://a.example/chuong-trinh/toan-the/"
HALL = events.place(Room(id="hall", name=Text({"vi": "Hội trường A"})), None, "vi", f"{HOME}#room-hall")


def _at(hour: int, day: dt.date = DAY) -> Slot:
    start = dt.datetime.combine(day, dt.time(hour), tzinfo=SAIGON)
    return Slot(first=day, last=day, start=start, end=start + dt.timedelta(hours=1))


def _session(slot: Slot | None, **more: object) -> Session:
    return Session(id="plenary", title=Text({"vi": "Toàn thể"}), slot=slot, **more)  # type: ignore[arg-type]


def _moved(before: Slot, after: Slot | None) -> Change:
    seen = dt.datetime(2017, 11, 20, tzinfo=SAIGON)
    return Change(
        session="plenary", kind="moved", seen=seen, title=Text(), before=Told(slot=before), after=Told(slot=after)
    )


def _told(session: Session, *changes: Change) -> dict[str, object]:
    """Return the data of a session, held against the vocabulary."""
    above = events.whole_event(EVENT, "vi", HOME)
    found = events.session_event(session, "vi", events.Known(url=URL, changes=changes, place=HALL), above)
    data = json.loads(graph.render_graph([found] if found else []))
    assert faults(data) == []
    return data["@graph"][0] if data["@graph"] else {}


def test_source_names_its_translations() -> None:
    """The page in the source language names the others, each by its address."""
    page = graph.full(graph.web_page("WebPage", "Giới thiệu", "vi", ADDRESSES, "vi"))
    assert page == {
        "@type": "WebPage",
        "@id": ADDRESSES["vi"],
        "url": ADDRESSES["vi"],
        "name": "Giới thiệu",
        "inLanguage": "vi",
        "workTranslation": [{"@id": ADDRESSES["en"]}, {"@id": ADDRESSES["nl"]}],
    }


def test_translation_names_its_source() -> None:
    """A translation names what it was made from, and not the other translations."""
    page = graph.full(graph.web_page("WebPage", "About", "en", ADDRESSES, "vi"))
    assert (page["inLanguage"], page["translationOfWork"]) == ("en", {"@id": ADDRESSES["vi"]})
    assert "workTranslation" not in page


def test_page_without_translations_names_none() -> None:
    """A page in one language, the source's or another, says nothing of translations."""
    for code, source in (("vi", "vi"), ("en", "")):
        page = graph.full(graph.web_page("WebPage", "T", code, {code: ADDRESSES[code]}, source))
        assert {"workTranslation", "translationOfWork"} & set(page) == set()


def test_title_cannot_end_the_script() -> None:
    """Signs that HTML would read as the script's end, or a comment, are escaped; the words stay the same."""
    words = "</script><script>alert(1)</script> <!-- & \u2028 “Việt”"
    text = graph.render_graph([graph.web_page("WebPage", words, "vi", ADDRESSES, "vi")])
    assert [sign for sign in "<>&\u2028" if sign in text] == []
    assert json.loads(text)["@graph"][0]["name"] == words


def test_search_is_told_where_there_is_a_page_for_it() -> None:
    """The site has a search action with the address of its page, and none without such a page."""
    with_search = graph.web_site(HOME, "Hội nghị", "HN", "vi", "https://a.example/tim-kiem/")
    data = json.loads(graph.render_graph([with_search]))
    assert faults(data) == []
    assert data["@graph"][0]["potentialAction"]["target"]["urlTemplate"] == "https://a.example/tim-kiem/?q={words}"
    assert "potentialAction" not in graph.full(graph.web_site(HOME, "Hội nghị", "HN", "vi", ""))


def test_home_has_no_breadcrumbs() -> None:
    """A way of one page is none; any other counts from 1 and ends at the page itself."""
    assert graph.breadcrumbs([("Trang chủ", HOME)]) == {}
    way = graph.breadcrumbs([("Trang chủ", HOME), ("Giới thiệu", ADDRESSES["vi"])])
    assert [(item["position"], item["item"]["@id"]) for item in way["itemListElement"]] == [
        (1, HOME),
        (2, ADDRESSES["vi"]),
    ]


def test_session_begins_when_it_is_known_to_begin() -> None:
    """A clock time has the zone's offset, a part of a day is the day, days are the first and the last of them."""
    morning = Slot(first=DAY, last=DAY, part="morning")
    days = Slot(first=dt.date(2017, 11, 25), last=DAY)
    found = [_told(_session(slot)) for slot in (_at(9), morning, days)]
    assert [(item.get("startDate"), item.get("endDate")) for item in found] == [
        ("2017-11-27T09:00:00+07:00", "2017-11-27T10:00:00+07:00"),
        ("2017-11-27", None),
        ("2017-11-25", "2017-11-27"),
    ]


def test_session_without_a_day_is_no_event() -> None:
    """Of a session whose day nobody knows, nothing is told; nor is it a part of the programme."""
    assert _told(_session(None)) == {}
    assert events.session_part(_session(None), "vi", events.Known(url=URL)) is None


def test_status_follows_the_ledger() -> None:
    """A moved session is rescheduled, with each earlier start in order; a cancelled one is cancelled."""
    moved = _moved(_at(9), _at(10)), _moved(_at(8), _at(9))
    found = _told(_session(_at(10)), *moved)
    assert (found["eventStatus"], found["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        ["2017-11-27T08:00:00+07:00", "2017-11-27T09:00:00+07:00"],
    )
    found = _told(_session(_at(10), state="cancelled"), *moved)
    assert (found["eventStatus"], found.get("previousStartDate")) == ("https://schema.org/EventCancelled", None)
    assert _told(_session(_at(9)))["eventStatus"] == "https://schema.org/EventScheduled"


def test_session_that_came_back_to_its_time_is_as_it_was() -> None:
    """Moved and moved back, a session has no earlier start, but for where it was in between."""
    found = _told(_session(_at(9)), _moved(_at(10), _at(9)), _moved(_at(9), _at(10)))
    assert found["previousStartDate"] == ["2017-11-27T10:00:00+07:00"]


def test_session_that_lost_its_time_is_postponed() -> None:
    """Without a new time the last one is both the start and the previous start, as search engines ask."""
    found = _told(_session(None), _moved(_at(9), None))
    assert (found["eventStatus"], found["startDate"], found["previousStartDate"]) == (
        "https://schema.org/EventPostponed",
        "2017-11-27T09:00:00+07:00",
        ["2017-11-27T09:00:00+07:00"],
    )


def test_session_tells_which_languages_are_heard() -> None:
    """The spoken languages and those of interpreters, each once."""
    session = _session(_at(9), languages=("vi",), interpretation={"en": "2", "vi": ""})
    assert _told(session)["inLanguage"] == ["en", "vi"]


def test_room_names_the_place_that_it_is_in() -> None:
    """A room within a venue of another name says so; one that is the venue does not say it twice."""
    venue = Venue(id="centre", name=Text({"vi": "Trung tâm"}), area=Text({"vi": "Thành phố mới"}))
    hall = events.place(Room(id="a", name=Text({"vi": "Hội trường A"})), venue, "vi", f"{HOME}#room-a")
    assert graph.full(hall)["containedInPlace"] == {"@type": "Place", "name": "Trung tâm", "address": "Thành phố mới"}
    whole = events.place(Room(id="a", name=Text({"vi": "Trung tâm"})), venue, "vi", f"{HOME}#room-a")
    assert "containedInPlace" not in graph.full(whole)


def test_text_of_questions_is_told_as_such() -> None:
    """Where each heading asks, the words below it are the answer, without tags and escapes."""
    html = (
        "<p>Mở đầu.</p>\n<h2 id='a'>Ở <em>đâu</em>?</h2>\n<p>Ở A &amp; <a href='/b/'>B</a>.</p><ul><li>Một</li><li>hai</li></ul>"
        "<h2 id='b'>Khi nào?</h2><h3>Ngày</h3><p>Ngày 25.</p>"
    )
    found = texts.questions(html)
    assert [(item["name"], item["acceptedAnswer"]["text"]) for item in found] == [
        ("Ở đâu?", "Ở A & B. Một hai"),
        ("Khi nào?", "Ngày Ngày 25."),
    ]


def test_text_with_another_heading_is_no_list_of_questions() -> None:
    """One heading that does not ask, one question alone, or a question without an answer: nothing is told."""
    for html in (
        "<h2>Ở đâu?</h2><p>A.</p><h2>Liên hệ</h2><p>B.</p>",
        "<h2>Ở đâu?</h2><p>A.</p>",
        "<h2>Ở đâu?</h2><p>A.</p><h2>Khi nào?</h2>",
        "<p>Không có câu hỏi nào?</p>",
    ):
        assert texts.questions(html) == []


@given(st.text(min_size=1, max_size=400))
def test_headline_is_never_longer_than_search_engines_show(title: str) -> None:
    """A short title stays, a longer one begins as it did and says that it goes on."""
    found = texts.headline(title)
    assert len(found) <= texts.MOST_SIGNS
    assert found == title or (found.endswith("…") and title.startswith(found[:-1]))

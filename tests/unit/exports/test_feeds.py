"""Feeds are Atom as RFC 4287 has it, whatever words they carry."""

import datetime as dt
import re
from xml.etree.ElementTree import Element, fromstring
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from eventsite.exports.feeds import Feed, Item, absolute, render_feed

ATOM = "{http://www.w3.org/2005/Atom}"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FEED = Feed(
    language="vi", url="https://a.org/feed.xml", home="https://a.org/tin-tuc/", title="Ngày hội", subtitle="Hai ngày.",
    author="Ngày hội",
)  # fmt: skip
# RFC 3339, as RFC 4287 section 3.3 asks for.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def _item(number: int = 1, **fields: object) -> Item:
    given_fields = {
        "id": f"tag:a.org,2017:/news/{number}.vi", "url": f"https://a.org/{number}/", "title": "Tin", "summary": "Một câu.",
        "date": dt.datetime(2017, 11, number, tzinfo=ZONE),
    } | fields  # fmt: skip
    return Item(**given_fields)


def _parsed(*items: Item) -> Element:
    return fromstring(render_feed(FEED, items).encode())  # noqa: S314 -- our own text


def _one(parent: Element, name: str) -> str:
    (found,) = parent.findall(ATOM + name)
    return found.text or ""


def test_feed_has_what_the_standard_requires() -> None:
    """One id, title, updated and author for the feed, one id, title and updated for each entry, and links to pages."""
    root = _parsed(_item(2), _item(1))
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert [_one(root, name) for name in ("id", "title", "subtitle", "updated")] == [
        "https://a.org/feed.xml", "Ngày hội", "Hai ngày.", "2017-11-02T00:00:00+07:00",
    ]  # fmt: skip
    assert [name.text for name in root.findall(f"{ATOM}author/{ATOM}name")] == ["Ngày hội"]
    assert [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        ("self", "https://a.org/feed.xml"), ("alternate", "https://a.org/tin-tuc/"),
    ]  # fmt: skip
    entries = root.findall(f"{ATOM}entry")
    assert [
        [_one(entry, name) for name in ("id", "title", "published", "updated", "summary")] for entry in entries
    ] == [
        [f"tag:a.org,2017:/news/{number}.vi", "Tin", *[f"2017-11-{number:02}T00:00:00+07:00"] * 2, "Một câu."]
        for number in (2, 1)
    ]
    assert [link.attrib for link in entries[0].findall(f"{ATOM}link")] == [
        {"rel": "alternate", "type": "text/html", "href": "https://a.org/2/"}
    ]


def test_feed_is_as_new_as_its_newest_item() -> None:
    """The feed's own date is the latest instant among its items, whatever their offsets and order."""
    early = dt.datetime(2017, 11, 25, 9, tzinfo=ZONE)
    late = dt.datetime(2017, 11, 25, 3, tzinfo=dt.UTC)
    root = _parsed(_item(1, date=early), _item(2, date=late))
    assert _one(root, "updated") == "2017-11-25T03:00:00+00:00"


def test_markup_in_words_stays_words() -> None:
    """Words that look like markup arrive as they were written, and no element comes of them."""
    words = 'A & B <script>"1"</script> ]]> &amp;'
    root = _parsed(_item(title=words, summary=words, url="https://a.org/?a=1&b=\"'"))
    (entry,) = root.findall(f"{ATOM}entry")
    assert [_one(entry, "title"), _one(entry, "summary")] == [words, words]
    assert entry.find(f"{ATOM}link").get("href") == "https://a.org/?a=1&b=\"'"


def test_item_may_have_its_whole_text() -> None:
    """HTML is told to be HTML and comes out as it went in; an item without a text has only its summary."""
    html = '<p class="a">A &amp; <a href="https://a.org/">B</a></p>'
    with_text, without = _parsed(_item(2, html=html), _item(1)).findall(f"{ATOM}entry")
    assert [(content.get("type"), content.text) for content in with_text.findall(f"{ATOM}content")] == [
        ("html", html)
    ]
    assert without.findall(f"{ATOM}content") == []


def test_addresses_become_whole() -> None:
    """Addresses from the root, places on the page and all sizes of a picture; those of other hosts stay."""
    html = (
        '<a href="/b/">x</a><a href="#n">y</a><a href="https://c.org/">z</a><a href="//d.org/">w</a>'
        '<img src="/i.png" srcset="/i.png 1x, /j.png 2x" alt="/b/">'
    )
    assert absolute(html, "https://a.org", "https://a.org/p/") == (
        '<a href="https://a.org/b/">x</a><a href="https://a.org/p/#n">y</a><a href="https://c.org/">z</a>'
        '<a href="//d.org/">w</a><img src="https://a.org/i.png" srcset="https://a.org/i.png 1x, https://a.org/j.png 2x"'
        ' alt="/b/">'
    )


def test_signs_that_xml_forbids_are_dropped() -> None:
    """Control signs, lone surrogates and non-characters leave nothing behind; the letters around them stay."""
    root = _parsed(_item(title="a\x00b\x08c\x0bd\x1fe\ud800f\ufffeg\uffffh\U0001f600\ti"))
    assert _one(root.find(f"{ATOM}entry"), "title") == "abcdefgh\U0001f600\ti"


# Before 1976 some zones were off by seconds, which RFC 3339 cannot say.
@given(st.text(), st.datetimes(dt.datetime(1976, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_any_words_and_time_make_a_feed(words: str, moment: dt.datetime) -> None:
    """Whatever stands in the content, the feed can be parsed and its times are RFC 3339's."""
    root = _parsed(_item(title=words, summary=words, date=moment))
    times = [_one(root, "updated"), _one(root.find(f"{ATOM}entry"), "updated")]
    assert [time for time in times if not MOMENT.fullmatch(time)] == []

"""Sitemaps keep to the protocol: its elements, its limits, and addresses that any parser reads as they are."""

import datetime as dt
from xml.etree.ElementTree import Element, fromstring
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from eventsite.exports.sitemap import Entry, render_index, render_robots, render_sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def _parsed(text: str) -> Element:
    return fromstring(text.encode())  # noqa: S314 -- our own text


def _urls(text: str) -> list[str]:
    root = _parsed(text)
    assert root.tag == f"{SITEMAP}urlset"
    return [place.text or "" for place in root.iterfind(f"{SITEMAP}url/{SITEMAP}loc")]


def test_entry_names_all_its_translations() -> None:
    """An address comes with each of its translations, itself among them, and the default for other readers."""
    alternates = (("vi", "https://a.org/x/"), ("en", "https://a.org/en/x/"), ("x-default", "https://a.org/x/"))
    text = render_sitemap([Entry("https://a.org/en/x/", alternates, dt.date(2017, 11, 20))])
    (url,) = _parsed(text)
    assert [(part.tag, part.text) for part in url if part.tag != LINK] == [
        (f"{SITEMAP}loc", "https://a.org/en/x/"), (f"{SITEMAP}lastmod", "2017-11-20"),
    ]  # fmt: skip
    links = url.findall(LINK)
    assert [(link.get("hreflang"), link.get("href")) for link in links] == list(alternates)
    assert {link.get("rel") for link in links} == {"alternate"}


def test_entry_of_unknown_age_says_none() -> None:
    """Where nobody knows when a page changed, nothing is claimed."""
    text = render_sitemap([Entry("https://a.org/", ())])
    assert "lastmod" not in text


def test_time_is_written_with_its_offset() -> None:
    """A time is written to the second, with its offset from UTC."""
    moment = dt.datetime(2017, 11, 25, 8, 0, 0, 5, tzinfo=ZONE)
    text = render_sitemap([Entry("https://a.org/", (), moment)])
    assert "<lastmod>2017-11-25T08:00:00+07:00</lastmod>" in text


@given(st.text(), st.text())
def test_any_address_can_be_read_again(one: str, other: str) -> None:
    """Whatever signs an address has, a parser reads the same, without those that XML forbids."""
    address = f"https://a.org/{one}"
    (url,) = _parsed(render_sitemap([Entry(address, (("en", f"https://a.org/{other}"),))]))
    found = [url.findtext(f"{SITEMAP}loc", ""), url.find(LINK).get("href")]
    assert [_plain(words) for words in found] == [_plain(address), _plain(f"https://a.org/{other}")]


def _plain(words: str) -> str:
    """Return words without control signs, surrogates and non-characters, and with XML's one kind of line end."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ").replace("\t", " ")
    return "".join(
        sign for sign in lines if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )


def test_addresses_keep_their_order() -> None:
    """A file has every address once, in the order given."""
    urls = [f"https://a.org/{number}/" for number in range(100)]
    assert _urls(render_sitemap(Entry(url, ()) for url in urls)) == urls


def test_index_and_robots_lead_to_the_sitemaps() -> None:
    """The index names each sitemap, and robots.txt the index."""
    urls = ["https://a.org/sitemap-vi.xml", "https://a.org/sitemap-en.xml"]
    root = _parsed(render_index([(urls[0], dt.date(2017, 11, 25)), (urls[1], None)]))
    assert [place.findtext(f"{SITEMAP}lastmod") for place in root] == ["2017-11-25", None]
    assert root.tag == f"{SITEMAP}sitemapindex"
    assert [place.text for place in root.iterfind(f"{SITEMAP}sitemap/{SITEMAP}loc")] == urls
    assert render_robots("https://a.org/sitemap.xml") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://a.org/sitemap.xml\n"
    )

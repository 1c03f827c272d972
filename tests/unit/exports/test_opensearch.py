"""What tells a browser how the site is searched."""

import xml.etree.ElementTree as ET

import pytest

from eventsite.exports.opensearch import Description, render_description

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def _described(name: str) -> ET.Element:
    text = render_description(
        Description("vi", name, "Hội & nghị", "https://example.org/tim-kiem/", "https://x.org/i")
    )
    return ET.fromstring(text)  # noqa: S314 -- our own


def test_description_leads_to_the_page() -> None:
    """The typed words go to the search page as `q`, in UTF-8."""
    root = _described("Test")
    url = root.find(f"{SPACE}Url")
    assert url is not None
    assert url.attrib == {
        "type": "text/html", "method": "get", "template": "https://example.org/tim-kiem/?q={searchTerms}"
    }  # fmt: skip
    assert root.findtext(f"{SPACE}Description") == "Hội & nghị"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("TPTM Bình Dương", "TPTM Bình Dương"),
        ("TPTM Bình Dương 2017", "TPTM Bình Dương"),
        ("Nghìnchínhinhđồngnào", "Nghìnchínhinhđồn"),
    ],
)
def test_name_is_cut_where_the_format_ends(name: str, short: str) -> None:
    """A short name has 16 signs at the most, and ends with a word where it can."""
    root = _described(name)
    assert [root.findtext(f"{SPACE}{part}") for part in ("ShortName", "LongName")] == [short, name]

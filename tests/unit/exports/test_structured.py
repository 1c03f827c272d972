"""JSON-LD: what search engines read of a page's languages, safe inside a script element."""

import json

from eventsite.exports.structured import page_data

ADDRESSES = {
    "vi": "https://a.example/gioi-thieu/",
    "en": "https://a.example/en/about/",
    "nl": "https://a.example/nl/over/",
}


def test_source_names_its_translations() -> None:
    """The page in the source language names the others, each by its address."""
    assert json.loads(page_data("Giới thiệu", "vi", ADDRESSES, "vi")) == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": ADDRESSES["vi"],
        "url": ADDRESSES["vi"],
        "name": "Giới thiệu",
        "inLanguage": "vi",
        "workTranslation": [{"@id": ADDRESSES["en"]}, {"@id": ADDRESSES["nl"]}],
    }


def test_translation_names_its_source() -> None:
    """A translation names what it was made from, and not the other translations."""
    data = json.loads(page_data("About", "en", ADDRESSES, "vi"))
    assert (data["inLanguage"], data["translationOfWork"]) == ("en", {"@id": ADDRESSES["vi"]})
    assert "workTranslation" not in data


def test_page_without_translations_names_none() -> None:
    """A page in one language, the source's or another, says nothing of translations."""
    for code, source in (("vi", "vi"), ("en", "")):
        data = json.loads(page_data("T", code, {code: ADDRESSES[code]}, source))
        assert {"workTranslation", "translationOfWork"} & set(data) == set()


def test_title_cannot_end_the_script() -> None:
    """Signs that HTML would read as the script's end, or a comment, are escaped; the words stay the same."""
    words = "</script><script>alert(1)</script> <!-- & \u2028 “Việt”"
    text = page_data(words, "vi", ADDRESSES, "vi")
    assert [sign for sign in "<>&\u2028" if sign in text] == []
    assert json.loads(text)["name"] == words

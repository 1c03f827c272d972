"""Old addresses are read as the site knows its own, and what no page can have had is refused."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from eventsite.content.old_addresses import OldAddress, file_of

ADDRESS: TypeAdapter[str] = TypeAdapter(OldAddress)


@pytest.mark.parametrize(
    ("written", "read", "file"),
    [
        ("/gioi-thieu/", "/gioi-thieu/", "gioi-thieu/index.html"),
        ("/gioi-thieu", "/gioi-thieu/", "gioi-thieu/index.html"),
        ("/en/2016/About.html", "/en/2016/About.html", "en/2016/About.html"),
        ("/b%C3%A0i-vi%E1%BA%BFt/", "/bài-viết/", "bài-viết/index.html"),
        ("/bài-viết/", "/bài-viết/", "bài-viết/index.html"),
    ],
)
def test_old_address_is_read_as_the_site_knows_it(written: str, read: str, file: str) -> None:
    """Without its last slash, percent-encoded or with letters in two parts: one address, and the file that answers."""
    assert ADDRESS.validate_python(written) == read
    assert file_of(read) == file


@pytest.mark.parametrize(
    "written",
    [
        "", "/", "about/", "//example.org/a/", "https://example.org/a/", "/a//b/", "/../a/", "/a/./b/", "/.git/", "/a?b=1",
        "/a#b", "/report.pdf", "/feed.xml", "/feed.xml/a/", "/a b/", "/a\\b/", "/admin/", "/theme/x/", "/api/x/", "/a:b/",
        "/%2e%2e/a/", "/" + "a" * 300 + "/", "/.html", "/a\u200b/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(written: str) -> None:
    """Neither other hosts, nor files, nor ways out of the site's folder, nor the site's own folders."""
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(written)


@given(st.text(st.sampled_from("/.%2eaBđ-_ \\?#:\x00\u0301"), max_size=30).map("/{}".format))
def test_every_address_that_is_read_is_a_file_within_the_site(written: str) -> None:
    """Whatever is accepted is a page's file below the root, without hidden names, and is read as itself again."""
    try:
        read = ADDRESS.validate_python(written)
    except ValidationError:
        return
    path = PurePosixPath(file_of(read))
    assert path.suffix in {".html", ".htm"}
    assert not path.is_absolute()
    assert [part for part in path.parts if part.startswith(".") or part == ""] == []
    assert ADDRESS.validate_python(read) == read

"""The pictures in a text's HTML are found however their addresses are written, and replaced without harm."""

import pytest

from eventsite.content.figures import InText, pictures, with_pictures
from eventsite.content.markdown import MarkdownRenderer, resolve_targets, targets

RENDERER = MarkdownRenderer()


def shown(text: str) -> list[tuple[str, str | None, str, str]]:
    """Return file, alt text, caption and credit of each picture in a Markdown text."""
    return [(one.name, one.alt, one.caption, one.credit) for one in pictures(RENDERER.editors_html(text))]


@pytest.mark.parametrize(
    "address",
    [
        "images/a.jpg",
        "/images/a.jpg",
        "../images/a.jpg",
        "../../images/a.jpg",
        "{static}/images/a.jpg",
        "<images/a.jpg>",
    ],
)
def test_every_way_to_write_an_address_leads_to_the_same_file(address: str) -> None:
    """As this program writes it, as other programs do, and as a reader of the repository can follow it."""
    assert shown(f"![X]({address})") == [("images/a.jpg", "X", "", "")]
    assert targets(RENDERER.editors_html(f"[X]({address})")) == ["{static}/images/a.jpg"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("![X](images/Hội trường 5 km.jpg)", "images/Hội trường 5 km.jpg"),
        ("![X](images/a%20b.jpg)", "images/a b.jpg"),
        ("![X](images/deep/a(1).jpg)", "images/deep/a(1).jpg"),
        ("![X][a]\n\n[a]: images/a.jpg", "images/a.jpg"),
        ('<img alt="X" src="images/a.jpg">', "images/a.jpg"),
    ],
)
def test_file_with_any_name_is_found(text: str, name: str) -> None:
    """Spaces, brackets and letters with marks are no hindrance, however the picture is written."""
    assert [one[0] for one in shown(text)] == [name]


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [("", "", ""), ("Words", "Words", ""), ("Words | An", "Words", "An"), ("| An", "", "An"), ("A | B | C", "A", "B | C"),
     ('A "quoted" <b>', 'A "quoted" <b>', "")],
)  # fmt: skip
def test_title_is_caption_and_credit(title: str, caption: str, credit: str) -> None:
    """What stands behind the first `|` is the credit."""
    written = title.replace('"', "&quot;")
    text = f'![X](images/a.jpg "{written}")' if title else "![X](images/a.jpg)"
    assert shown(text) == [("images/a.jpg", "X", caption, credit)]


@pytest.mark.parametrize(
    "text",
    [
        "`![X](images/a.jpg)`",
        "```\n![X](images/a.jpg)\n```",
        "\\![X](images/a.jpg)",
        "![X](https://x.org/images/a.jpg)",
    ],
)
def test_what_only_looks_like_a_picture_is_none(text: str) -> None:
    """Code, links, and pictures of other hosts are left alone."""
    html = RENDERER.editors_html(text)
    assert list(pictures(html)) == []
    assert with_pictures(html, lambda one: "PICTURE") == html


def test_replacing_keeps_everything_around() -> None:
    """A picture that is alone in its paragraph gives way to a figure; links around it, and others, stay."""

    def make(one: InText) -> str:
        made = f"({one.name.removeprefix('images/')}{'!' if one.first else ''})"
        return f"<figure>{made}<figcaption>{one.caption}</figcaption></figure>" if one.alone and one.title else made

    text = (
        '![X](images/a.jpg "A")\n\nSo ![X](images/b.jpg "B") it is.\n\n[![X](images/c.jpg "C")](ref:pages/x)\n\n'
        "![X](images/d.jpg)\n\n- ![X](images/e.jpg)"
    )
    html = with_pictures(RENDERER.editors_html(text), make)
    assert resolve_targets(html, {"ref:pages/x": "/x/"}).split("\n") == [
        "<figure>(a.jpg!)<figcaption>A</figcaption></figure>",
        "<p>So (b.jpg) it is.</p>",
        '<figure><a href="/x/">(c.jpg)</a><figcaption>C</figcaption></figure>',
        "<p>(d.jpg)</p>",
        "<ul>",
        "<li>(e.jpg)</li>",
        "</ul>",
    ]

"""A drawing is published only if all it can do is be looked at."""

import pytest

from eventsite.pictures.svg import look_at_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">'


def drawing(inner: str) -> bytes:
    """Return a drawing with these elements."""
    return f"{HEAD}{inner}</svg>".encode()


@pytest.mark.parametrize(
    "inner",
    [
        '<rect width="4" height="3" fill="#fff"/>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/><use xlink:href="#g"/>',
        '<style>.a{fill:url(#g)}</style><text class="a">Bình Dương</text>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<animate attributeName="opacity" from="0" to="1"/>',
    ],
)
def test_harmless_drawing_is_taken(inner: str) -> None:
    """Shapes, gradients, styles, words and pictures within the file are fine."""
    assert look_at_drawing(drawing(inner), "a.svg") == (40, 30)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<script>alert(1)</script>", "holds `<script>`, which may run a program"),
        ("<g><SCRIPT/></g>", "holds `<SCRIPT>`, which may run a program"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "holds `<script>`, which may run a program"),
        ("<foreignObject/>", "holds `<foreignObject>`, which may run a program"),
        ('<rect onload="x()"/>', "has a script in `onload`"),
        ('<rect ONCLICK="x()"/>', "has a script in `onclick`"),
        ('<set attributeName="onclick" to="x()"/>', "has a script in `attributename`"),
        ('<animate attributeName="xlink:href" to="javascript:x()"/>', "has a script in `attributename`"),
        ('<a href="javascript:x()"/>', "leads to `javascript:x()`, outside the file"),
        ('<image href="https://example.org/a.png"/>', "leads to `https://example.org/a.png`, outside the file"),
        ('<image xlink:href="//example.org/a.png"/>', "leads to `//example.org/a.png`, outside the file"),
        ('<use href="other.svg#a"/>', "leads to `other.svg#a`, outside the file"),
        (
            '<image href="data:image/svg+xml;base64,AAAA"/>',
            "leads to `data:image/svg+xml;base64,AAAA`, outside the file",
        ),
        ("<style>@import 'https://example.org/a.css'</style>", "has a style that loads something from elsewhere"),
        ("<style>a{fill:url( 'https://example.org/a')}</style>", "has a style that loads something from elsewhere"),
        ('<rect style="fill:url(https://example.org/a)"/>', "loads something from elsewhere in `style`"),
        ('<rect fill="url(a.svg#b)"/>', "loads something from elsewhere in `fill`"),
        (r'<rect style="fill:\75rl(https://example.org/a)"/>', "loads something from elsewhere in `style`"),
        (
            r"<style>@im\000070 ort 'https://example.org/a.css'</style>",
            "has a style that loads something from elsewhere",
        ),
        (
            '<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://example.org"/>',
            "holds `<meta>`, which may run a program",
        ),
    ],
)
def test_drawing_that_could_do_anything_else_is_refused(inner: str, why: str) -> None:
    """Scripts, documents within, and whatever reaches out of the file are found."""
    assert str(look_at_drawing(drawing(inner), "a.svg")) == f"`a.svg` {why}"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (b"<svg", "is no SVG drawing that can be read safely"),
        (b"\x89PNG", "is no SVG drawing that can be read safely"),
        (b"<html/>", "is no SVG drawing"),
        (b"<svg viewBox='0 0 1 1'/>", "is no SVG drawing"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), "is no SVG drawing that can be read safely"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("&a;"), "is no SVG drawing that can be read safely"),
        (b'<?xml-stylesheet href="https://example.org/a.css"?>' + drawing(""), "takes its style from elsewhere"),
        (('<?xml-stylesheet href="https://example.org/a.css"?>' + drawing("").decode()).encode("utf-16"), "takes its style from elsewhere"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', "does not say how large it is"),
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(source: bytes, why: str) -> None:
    """Broken files, other documents, entities, and drawings without a size are found."""
    assert str(look_at_drawing(source, "a.svg")) == f"`a.svg` {why}"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="80" height="60"', (80, 60)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="20" viewBox="0 0 40 30"', (20, 15)),
        ('width="100%" viewBox="0 0 40.4 30"', (40, 30)),
    ],
)
def test_size_is_that_of_the_drawing(attributes: str, size: tuple[int, int]) -> None:
    """Width and height count; where they are missing, the box that is drawn in."""
    assert look_at_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode(), "a.svg") == size

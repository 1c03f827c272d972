"""HTML as Word and Google Docs write it, freed of what only they understand."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from .fragments import BLOCKS
from .word_lists import make_lists

# What the site can show, or what carries no words of its own.
KNOWN = BLOCKS | {
    "a", "b", "br", "code", "col", "colgroup", "del", "em", "font", "i", "img", "ins", "link", "meta", "s", "small",
    "span", "strike", "strong", "sub", "sup", "u", "wbr",
}  # fmt: skip
_WORDLESS = ["head", "style", "meta", "link", "title", "xml", "col", "colgroup", "wbr"]
_STRESS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_ITALIC = re.compile(r"font-style:\s*italic")
_ADDRESS = re.compile(r"(?:https?|mailto|tel|ref):|\{static\}|%7Bstatic%7D|/|#(?!_)", re.IGNORECASE)
_PICTURE = re.compile(r"https?:|\{static\}|%7Bstatic%7D", re.IGNORECASE)
_EDGE = re.compile(r"^\s+|\s+$")
_TALK = {"span", "font", "u", "small", "ins", "strike", "s"}
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_CONTAINERS = {"[document]", *BLOCKS}
_LINES_APART = {"br", *BLOCKS}


def is_known(tags: Iterable[str]) -> bool:
    """Tell whether the HTML has no other tags than those that can be put right."""
    return all(tag in KNOWN or tag.startswith(("st1:", "o:", "w:")) for tag in tags)


def prepared(source: str) -> BeautifulSoup | None:
    """Return the HTML, clean; None where it has a picture that the site cannot find.

    Its words are those of the source without the bullets and numbers that are now a list's own.
    """
    soup = BeautifulSoup(source, "html.parser")
    for node in soup.find_all(string=lambda words: isinstance(words, PreformattedString)):
        node.extract()
    for tag in soup.find_all(_WORDLESS):
        tag.decompose()
    if any(not _PICTURE.match(str(image.get("src", ""))) for image in soup.find_all("img")):
        return None
    make_lists(soup)
    _heads(soup)
    _stress(soup)
    _unlink(soup)
    for tag in soup.find_all(_is_empty_talk):
        tag.unwrap()
    _blocks(soup)
    for tag in soup.find_all(["p", "div", *_HEADINGS, "b", "i", "a"]):
        if not tag.decomposed and not tag.get_text().strip() and not tag.find(["img", "table", "hr"]):
            _empty(tag)
    soup.smooth()
    _join(soup)
    _plain_edges(soup)
    _lower_headings(soup)
    return soup


def _blocks(soup: BeautifulSoup) -> None:
    """Take away paragraphs and ends of lines that say nothing."""
    for paragraph in soup.select("li > p:only-of-type"):
        if not paragraph.parent or paragraph.parent.find(["table", "div"], recursive=False) is None:
            paragraph.insert_after("\n")
            paragraph.unwrap()
    for end in soup.find_all("br"):
        if (
            end.parent
            and end.parent.name in _CONTAINERS
            and (_is_edge(end.previous_siblings) or _is_edge(end.next_siblings))
        ):
            end.decompose()


def _is_edge(siblings: Iterable[PageElement]) -> bool:
    """Tell whether nothing but space or a block comes first."""
    for sibling in siblings:
        if isinstance(sibling, Tag):
            return sibling.name in BLOCKS
        if str(sibling).strip():
            return False
    return True


def _heads(soup: BeautifulSoup) -> None:
    """Make the first row of a table its head, as the editors' guide has it."""
    for row in filter(None, (table.find("tr") for table in soup.select("table:not(:has(th))"))):
        for cell in row.find_all("td", recursive=False):
            cell.name = "th"


def _is_empty_talk(tag: Tag) -> bool:
    return tag.name in _TALK or ":" in tag.name


def _empty(tag: Tag) -> None:
    if tag.name in BLOCKS:
        tag.decompose()
    else:
        tag.unwrap()


def _stress(soup: BeautifulSoup) -> None:
    """Say bold and italic with `b` and `i` only, and with each once; what is around blocks is no stress."""
    for tag in soup.find_all(["b", "strong", "i", "em", "span", "font"]):
        style = str(tag.get("style", ""))
        wanted = {_STRESS[tag.name]} if tag.name in _STRESS else set()
        wanted |= {name for name, rule in (("b", _BOLD), ("i", _ITALIC)) if rule.search(style)}
        if _NOT_BOLD.search(style):
            wanted.discard("b")
        if tag.find(list(BLOCKS)):
            wanted = set()
        wanted -= {parent.name for parent in tag.parents}
        wanted -= {"b"} if tag.find_parent([*_HEADINGS, "th"]) else set()
        tag.attrs = {}
        tag.name = "span"
        for name in sorted(wanted):
            tag = tag.wrap(soup.new_tag(name))  # noqa: PLW2901 -- both can be around the same words


def _unlink(soup: BeautifulSoup) -> None:
    """Keep the words of links that lead nowhere from a web page: Word's own anchors, files of somebody's computer."""
    for link in soup.find_all("a"):
        if not _ADDRESS.match(str(link.get("href", ""))) or link.find(list(BLOCKS)):
            link.unwrap()


def _join(soup: BeautifulSoup) -> None:
    """Make one element of the same ones that follow each other: Word begins a new one wherever somebody stopped."""
    for tag in soup.find_all(["b", "i"]):
        following = tag.next_sibling
        while isinstance(following, Tag) and following.name == tag.name:
            tag.extend(list(following.contents))
            following.decompose()
            following = tag.next_sibling
    # Their stars would run into each other.
    for tag in soup.select("b + i, i + b"):
        before = tag.previous_sibling
        if isinstance(before, Tag) and not re.search(r"\s$", before.get_text()) and re.match(r"\S", tag.get_text()):
            tag.unwrap()
    soup.smooth()


def _plain_edges(soup: BeautifulSoup) -> None:
    """Put plain spaces where stress begins or ends: Markdown has none there, so the space must move out."""
    for words in soup.find_all(string=True):
        words.replace_with(_EDGE.sub(" ", words))


def _lower_headings(soup: BeautifulSoup) -> None:
    """Make room for the page's title, which is the only heading of the first level."""
    if soup.find("h1"):
        for heading in soup.find_all(re.compile(r"^h[1-6]$")):
            heading.name = f"h{min(int(heading.name[1]) + 1, 6)}"


def mark_line_starts(soup: BeautifulSoup, mark: str) -> None:
    """Put the mark before the first words of each line, where a sign could be taken for Markdown's."""
    starts = True
    for node in list(soup.descendants):
        if isinstance(node, Tag):
            starts = starts or node.name in _LINES_APART
        elif isinstance(node, NavigableString) and node.strip():
            # In a heading or a table there is more in front of them on the line.
            if starts and not node.find_parent([*_HEADINGS, "td", "th"]):
                node.replace_with(mark + node.lstrip())
            starts = False

"""Markdown to safe HTML: one way for what staff write, a stricter one for what feeds bring.

Links keep the targets that the author wrote (`ref:kind/key`, `{static}/images/x.jpg`) until a page of one language
is made; resolve_targets then puts that language's addresses in their place.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import filterfalse

import markdown
import nh3

from ..errors import Place, Problem, say
from .aids import dress
from .figures import own_addresses
from .parser import editors_parser
from .tables import label_cells

SCHEMES = {"http", "https", "mailto", "tel"}
_INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
           "strong", "sub", "sup", "time", "u", "span"}  # fmt: skip
_BLOCK = {"blockquote", "dd", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul", "table", "thead", "tbody", "tr", "th",
          "td", "caption"}  # fmt: skip
FEED_TAGS = _INLINE | _BLOCK
EDITOR_TAGS = FEED_TAGS | {"h2", "h3", "h4", "h5", "h6", "img", "figure", "figcaption", "div", "section"}
EDITOR_ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "div": {"class"},
}
LINK_CLASSES = {"button", "card"}
# Markdown's own for notes beside those that editors may give a link.
EDITOR_CLASSES = {"a": LINK_CLASSES | {"footnote-ref", "footnote-backref"}}
_FEED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "abbr": {"title"}}
# Longer texts are not programme notes; Markdown's time can grow with the square of what it is given.
FEED_TEXT_LIMIT = 20_000
FEED_LIMITS = {"[": 200, "<": 1_000}


def heading_id(words: str, separator: str) -> str:
    """Return a heading's id: ASCII, with đ kept as d (Markdown's own function deletes it)."""
    plain = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(filterfalse(unicodedata.combining, plain)).lower()
    return re.sub(r"[^a-z0-9]+", separator, plain).strip(separator)


class MarkdownRenderer:
    """One Markdown parser for editors' text and one for feeds', used again for every text."""

    def __init__(self) -> None:
        """Make the two parsers and what makes their HTML safe."""
        self._editors = editors_parser(heading_id)
        self._feeds = markdown.Markdown(extensions=["sane_lists"], output_format="html")
        self._editors_cleaner = nh3.Cleaner(
            tags=EDITOR_TAGS, attributes=EDITOR_ATTRIBUTES, allowed_classes=EDITOR_CLASSES,
            url_schemes=SCHEMES | {"ref"}, link_rel=None,
        )  # fmt: skip
        self._feeds_cleaner = nh3.Cleaner(
            tags=FEED_TAGS, attributes=_FEED_ATTRIBUTES, attribute_filter=_whole_address, url_schemes=SCHEMES,
            link_rel="nofollow noopener",
        )  # fmt: skip

    def editors_html(self, text: str) -> str:
        """Return what staff wrote as safe HTML; headings begin at h2."""
        clean = own_addresses(self._editors_cleaner.clean(self._editors.reset().convert(text)))
        return dress(label_cells(clean) if "<table" in clean else clean)

    def feed_html(self, text: str) -> str:
        """Return a feed's Markdown or HTML as safe HTML without images; its headings become bold paragraphs.

        A feed knows nothing of the page around its text, so headings could break the page's order, and links that
        are not whole addresses lead nowhere.
        """
        if any(text.count(sign) > limit for sign, limit in FEED_LIMITS.items()) or len(text) > FEED_TEXT_LIMIT:
            return _paragraphs(text)
        try:
            converted = self._feeds.reset().convert(text)
        except RecursionError:
            return _paragraphs(text)
        flat = _HEADING_END.sub("</strong></p>", _HEADING.sub("<p><strong>", converted))
        return self._feeds_cleaner.clean(flat)


_HEADING = re.compile(r"<h[1-6](?:\s[^>]*)?>", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)


def _paragraphs(text: str) -> str:
    """Return the text as it is, escaped, in paragraphs."""
    return "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in re.split(r"\n\s*\n", text.strip()))


def _whole_address(tag: str, attribute: str, value: str) -> str | None:
    """Let only whole addresses of the allowed schemes through."""
    if (tag, attribute) == ("a", "href") and value.partition(":")[0].lower() not in SCHEMES:
        return None
    return value


def plain_text(words: str) -> str:
    """Return a feed's one-line text without its HTML tags; `<b>&</b>` becomes `&`.

    Titles are text and not HTML, so a lone `<` stays: only real tags go.
    """
    without = re.sub(r"</?[a-zA-Z][^<>]*>", "", words)
    return html.unescape(without).strip() or words.strip()


RAW_TAGS = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "select", "textarea", "video",
            "audio", "meta", "link", "base", "svg", "math"}  # fmt: skip
_RAW = re.compile(rf"<\s*({'|'.join(sorted(RAW_TAGS))})\b", re.IGNORECASE)
_TOP_HEADING = re.compile(r"#(?!#)\s*\S")
_UNDERLINE = re.compile(r"=+[ ]*$")
_HASHTAG = re.compile(r"#[^#\s]\S*")
_ANY_TOP_HEADING = re.compile(r"^(?:#(?!#)|=)", re.MULTILINE)


def check_body(path: str, lines: Sequence[str], first_line: int) -> list[Problem]:
    """Return what the text's lines, of which code is left out, hold that would be lost or would break the page."""
    problems: list[Problem] = []
    body = "\n".join(lines)
    if not (_RAW.search(body) or _ANY_TOP_HEADING.search(body)):
        return problems
    before = ""
    for number, line in enumerate(lines, start=first_line):
        if _TOP_HEADING.match(line) or (_UNDERLINE.match(line) and before.strip()):
            hashtag = _HASHTAG.match(line)
            hint = say("begin headings with ##; the title is the page's only first-level heading")
            if hashtag:
                hint = say("write \\{word} where it is no heading, else ## and a space", word=hashtag[0])
            problems.append(Problem(path, Place(number), "", say("a first-level heading in the text"), hint))
        before = line
        if match := _RAW.search(line):
            message = say("`<{tag}>` is not allowed in content", tag=match[1].lower())
            hint = say("remove it; scripts and styles belong to the theme")
            problems.append(Problem(path, Place(number, match.start() + 1), "", message, hint))
    return problems


# Within a tag only: in running text and code the same letters are words.
_TARGET = re.compile(r'''(?P<before><a\b[^<>]*?\shref=")(?P<target>(?:ref:|\{static\}|%7Bstatic%7D)[^"]*)"''')


def targets(text_html: str) -> list[str]:
    """Return the `ref:` and `{static}` targets of the links in rendered HTML, in order."""
    return [html.unescape(match["target"]) for match in _TARGET.finditer(text_html)]


_LINK = re.compile(r'(<a\b[^<>]*?\shref="(?P<target>ref:[^"]*)"[^<>]*)>(?P<words>.*?)</a>', re.DOTALL)


def name_languages(text_html: str, languages: Mapping[str, tuple[str, str]]) -> str:
    """Return the HTML whose links to these targets say which language they lead to: its code, and its name behind."""

    def replace(match: re.Match[str]) -> str:
        found = languages.get(html.unescape(match["target"]))
        if found is None:
            return match[0]
        code, name = found
        return f'{match[1]} hreflang="{code}">{match["words"]} ({html.escape(name)})</a>'

    return _LINK.sub(replace, text_html)


def unlink(text_html: str, targets: Collection[str]) -> str:
    """Return the HTML in which the words of links to these targets stand alone."""

    def replace(match: re.Match[str]) -> str:
        return match["words"] if html.unescape(match["target"]) in targets else match[0]

    return _LINK.sub(replace, text_html) if targets else text_html


def resolve_targets(text_html: str, urls: Mapping[str, str]) -> str:
    """Return the HTML with each target replaced by its address; every target must be in `urls`."""

    def replace(match: re.Match[str]) -> str:
        return f'{match["before"]}{html.escape(urls[html.unescape(match["target"])])}"'

    return _TARGET.sub(replace, text_html)

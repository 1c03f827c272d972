"""OpenSearch descriptions: what lets a browser offer the site's search in its own bar."""

from typing import NamedTuple

from .markup import HEAD, text

# What browsers show of longer ones is cut; the format allows no more.
_LONGEST_NAME = 16
_LONGEST_DESCRIPTION = 1024


class Description(NamedTuple):
    """The site's search in one language; `search` is the address of its page, `icon` that of a picture."""

    language: str
    name: str
    description: str
    search: str
    icon: str


def render_description(one: Description) -> str:
    """Return the description; the typed words go into the page's address as `q`."""
    lines = [
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"  <ShortName>{text(_cut(one.name))}</ShortName>",
        f"  <LongName>{text(one.name)}</LongName>",
        f"  <Description>{text(one.description[:_LONGEST_DESCRIPTION])}</Description>",
        f"  <Language>{text(one.language)}</Language>",
        "  <InputEncoding>UTF-8</InputEncoding>",
        f'  <Image width="192" height="192" type="image/png">{text(one.icon)}</Image>',
        f'  <Url type="text/html" method="get" template="{text(one.search)}?q={{searchTerms}}"/>',
        "</OpenSearchDescription>",
    ]
    return HEAD + "\n".join(lines) + "\n"


def _cut(name: str) -> str:
    """Return the name in as many signs as the format allows, cut between words where that is possible."""
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]

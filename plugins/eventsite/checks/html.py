"""What every page owes its reader: one heading, a language, a title, a description, and matter."""

from collections import Counter
from itertools import pairwise

from bs4 import BeautifulSoup, Tag


def html_faults(soup: BeautifulSoup) -> list[str]:
    """Return what is missing on the page, or there too often, or not allowed by its own security policy."""
    return [*_head(soup), *_headings(soup), *_identifiers(soup), *_inline_code(soup)]


def _head(soup: BeautifulSoup) -> list[str]:
    found = []
    if not (soup.html and soup.html.get("lang")):
        found.append("the page says no language")
    if not (soup.title and soup.title.get_text(strip=True)):
        found.append("the page has no title")
    description = soup.find("meta", attrs={"name": "description"})
    if not isinstance(description, Tag) or not str(description.get("content", "")).strip():
        found.append("the page has no description")
    main = soup.find("main")
    if not main or not main.get_text(strip=True):
        found.append("the page is empty")
    return found


def _headings(soup: BeautifulSoup) -> list[str]:
    levels = [int(tag.name[1]) for tag in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    found = []
    if levels.count(1) != 1:
        found.append(f"the page has {levels.count(1)} first-level headings instead of one")
    for before, after in pairwise(levels):
        if after > before + 1:
            found.append(f"a heading of level {after} follows one of level {before}")
            break
    return found


def _identifiers(soup: BeautifulSoup) -> list[str]:
    counts = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    return [f"the id `{name}` is there {count} times" for name, count in sorted(counts.items()) if count > 1]


def _inline_code(soup: BeautifulSoup) -> list[str]:
    """Return code inside the page, which its security policy would block."""
    found = []
    if soup.find("style") or soup.find(style=True):
        found.append("the page has a style inside it")
    if any(not tag.get("src") for tag in soup.find_all("script")):
        found.append("the page has a script inside it")
    for tag in soup.find_all(True):
        if handlers := [name for name in tag.attrs if name.startswith("on")]:
            found.append(f"<{tag.name}> has the event handler {handlers[0]}")
    return found

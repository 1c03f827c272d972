"""Lists as Word writes them: paragraphs with a sign in front, each of which says how deep it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

_IS_ITEM = re.compile(r"MsoListParagraph|MsoListBullet|MsoListNumber")
_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)")
# Signs of Word's bullets; those in private use are of the fonts Symbol and Wingdings.
_BULLET = re.compile(r"[·•▪■□●○◦‣–—\-+*o§Øüvq✓➢\uf000-\uf0ff]")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_SEEN_BULLET = re.compile(r"\s*([·•▪■●○◦‣➢\uf000-\uf0ff])\s+")


class _Item(NamedTuple):
    """A paragraph of a list: its level from 1, and its number, 0 where it has a bullet."""

    paragraph: Tag
    level: int
    number: int


def make_lists(soup: BeautifulSoup) -> None:
    """Put real lists in the place of Word's paragraphs; a sign that a list cannot have stays a part of the words."""
    for run in list(_runs(soup)):
        _make_list(soup, run)


def _runs(soup: BeautifulSoup) -> Iterator[list[_Item]]:
    """Yield the items that follow each other directly."""
    run: list[_Item] = []
    for paragraph in soup.find_all("p"):
        item = _item(paragraph)
        if run and (item is None or _before(paragraph) is not run[-1].paragraph or not _goes_on(run, item)):
            yield run
            run = []
        if item:
            run.append(item)
    if run:
        yield run


def _before(paragraph: Tag) -> Tag | None:
    """Return the element before, if there are no words between."""
    for sibling in paragraph.previous_siblings:
        if isinstance(sibling, Tag):
            return sibling
        if str(sibling).strip():
            return None
    return None


def _goes_on(run: list[_Item], item: _Item) -> bool:
    """Tell whether an item belongs to the list before it: numbers count on, and bullets stay bullets."""
    same = [other for other in run if other.level <= item.level]
    last = next((other for other in reversed(same) if other.level == item.level), None)
    if last is None or (same[-1].level < item.level):
        return item.number in {0, 1} if same else False
    return item.number == (last.number + 1 if last.number else 0)


def _item(paragraph: Tag) -> _Item | None:
    """Return what a paragraph is as an item, and take its sign away; None where it is none."""
    style = str(paragraph.get("style", ""))
    level = _LEVEL.search(style)
    if not level and not _IS_ITEM.search(" ".join(paragraph.get("class") or ())):
        return None
    sign = paragraph.find(_is_sign)
    number = _sign_number(sign.get_text().strip()) if isinstance(sign, Tag) else None
    if number is not None and isinstance(sign, Tag):
        sign.decompose()
    elif sign is None:
        number = _typed_bullet(paragraph)
    return None if number is None else _Item(paragraph, int(level[1]) if level else 1, number)


def _is_sign(tag: Tag) -> bool:
    return re.search(r"mso-list:\s*ignore", str(tag.get("style", "")), re.IGNORECASE) is not None


def _sign_number(sign: str) -> int | None:
    if _BULLET.fullmatch(sign):
        return 0
    found = _NUMBER.fullmatch(sign)
    return int(found[1]) if found else None


def _typed_bullet(paragraph: Tag) -> int | None:
    """Take away a bullet that is a part of the words, as where a mail program has removed Word's own marks."""
    for words in paragraph.find_all(string=True):
        if words.strip():
            match = _SEEN_BULLET.match(words) or _SEEN_BULLET.fullmatch(f"{words} ")
            if not match:
                return None
            words.replace_with(words[match.end(1) :].lstrip())
            return 0
    return None


def _make_list(soup: BeautifulSoup, run: list[_Item]) -> None:
    place = run[0].paragraph
    stack: list[tuple[int, Tag]] = []
    for item in run:
        while stack and stack[-1][0] > item.level and len(stack) > 1:
            stack.pop()
        if not stack or item.level > stack[-1][0]:
            made = soup.new_tag("ol", start=str(item.number)) if item.number else soup.new_tag("ul")
            if stack:
                stack[-1][1].find_all("li", recursive=False)[-1].append(made)
            else:
                place.insert_before(made)
            stack.append((item.level, made))
        entry = soup.new_tag("li")
        stack[-1][1].append(entry)
        entry.extend(list(item.paragraph.contents))
        item.paragraph.decompose()

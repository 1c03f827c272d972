"""What Babel knows of a language: its names and the direction of its script."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site; `name` is what its speakers call it, `locale` has its country: vi_VN."""

    code: str
    name: str
    direction: str
    locale: str


def known(code: str) -> bool:
    """Return whether Babel knows the language; a code is two or three small letters, as files' names end in."""
    try:
        return bool(re.fullmatch("[a-z]{2,3}", code)) and bool(Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return False


@cache
def language(code: str) -> Language:
    """Return what there is to know of the language `code`."""
    locale = Locale.parse(code)
    name = locale.get_display_name(code) or code
    full = Locale.parse(get_global("likely_subtags").get(code, code))
    with_country = f"{code}_{full.territory}" if full.territory else code
    return Language(code, name[:1].upper() + name[1:], locale.text_direction, with_country)


@cache
def name_in(code: str, reader: str) -> str:
    """Return what readers of the language `reader` call the language `code`: "Tiếng Đức"; the code if unknown."""
    names = Locale.parse(reader).languages
    return str(names.get(code) or names.get(code.partition("-")[0]) or code)


def within_text(name: str) -> str:
    """Return a language's name as it stands in the middle of a sentence: in Vietnamese "tiếng Đức"."""
    return name[:1].lower() + name[1:] if name.startswith("Tiếng ") else name


def spoken_in(name: str) -> str:
    """Return `vi` where a name has a letter that only Vietnamese has, else "": its language is not known."""
    return "vi" if re.search("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ]", name) else ""

"""Spaces at which a line must not end: between a number and its unit, a title and the name, `ngày` and the day.

Vietnamese writes its syllables apart, so a line could end anywhere; what belongs together is read together only if it
stands together. The rules are few and sure: a space too many that cannot break makes a ragged line.
"""

import re

_UNITS = {
    "vi": "giờ|phút|giây|km|ha|m²|m2|%|đồng|triệu|tỷ|tỉ|nghìn|USD|VND|euro",
    "en": "a\\.m\\.|p\\.m\\.|am|pm|km|ha|m²|%|million|billion|USD|VND|euros?"
    "|January|February|March|April|May|June|July|August|September|October|November|December",
}
_BEFORE_FIGURES = {
    "vi": "[Nn]gày|[Tt]háng|[Nn]ăm|[Ll]úc|[Tt]hứ|[Ss]ố|[Đđ]iều|[Qq]uận|[Tt]rang",
    "en": "No\\.|[Pp]age",
}
_TITLES = {"vi": "TP|Tp|GS|PGS|TS|ThS|BS|KS|Th\\.S|Q|P", "en": "Mr|Mrs|Ms|Dr|Prof|St"}
_NO_BREAK = "\N{NO-BREAK SPACE}"
_CODE = re.compile(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", re.DOTALL)


def _rules(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\d) (?=(?:{_UNITS[language]})(?!\w))"
        rf"|(?<!\w)(?P<word>{_BEFORE_FIGURES[language]}) (?=\d)"
        rf"|(?<!\w)(?P<title>(?:{_TITLES[language]})\.) (?=[^\W\d_])"
    )


_RULES = {language: _rules(language) for language in _UNITS}


def bind(text_html: str, language: str) -> str:
    """Return safe HTML with no-break spaces where the language wants them; code stays, and so do other languages."""
    rules = _RULES.get(language)
    if rules is None:
        return text_html
    if "<code" not in text_html and "<pre" not in text_html:
        return rules.sub(_bound, text_html)
    # Every second part is code.
    parts = _CODE.split(text_html)
    return "".join(part if place % 2 else rules.sub(_bound, part) for place, part in enumerate(parts))


def bound_spaces(text: str, language: str) -> set[int]:
    """Return where in the text the spaces are that the language does not want to break at."""
    rules = _RULES.get(language)
    # Each rule ends with its space.
    return {match.end() - 1 for match in rules.finditer(text)} if rules else set()


def _bound(match: re.Match[str]) -> str:
    return f"{match['word'] or match['title'] or ''}{_NO_BREAK}"

"""The corpus as a content folder of this project: the documents, the pages with their lists, and the facts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .documents import Document, key_of, kind_of, numbers_of, text_language
from .peer_forms import linked, put, quoted
from .text import chance
from .words import HOME, LISTS, WORDS

_FOLDERS = {"speakers": "people", "sessions": "sessions", "press": "press", "pages": "pages"}
_FIRST_DAY = dt.date(2017, 11, 25)
_MOST_DAYS = 366
_ROOMS = 8
# As many as fill six hours of eight rooms; a larger corpus is a longer event, and a day stays a day.
_SESSIONS_A_DAY = 44
_SLOTS = [(f"{hour:02}:{minute:02}", f"{hour:02}:{minute + 25:02}") for hour in range(8, 22) for minute in (0, 30)]
_TWO_PEOPLE = 1 / 3
_RULES = "rules"

# Key of a page → layout, and per language its title; the address is the key.
_LIST_PAGES = {
    "home": ("home", HOME),
    "agenda": ("agenda", {code: titles["sessions"] for code, titles in LISTS.items()}),
    "people": ("people", {code: titles["speakers"] for code, titles in LISTS.items()}),
    "press": ("press", {code: titles["press"] for code, titles in LISTS.items()}),
    "news": ("news", {"vi": "Tin tức", "en": "News"}),
    "venues": ("venues", {"vi": "Địa điểm", "en": "Venues"}),
    "sources": ("sources", {"vi": "Nguồn tư liệu", "en": "Sources"}),
    _RULES: ("page", {"vi": "Quy định", "en": "Rules"}),
}
_SHORT_NAME = {"vi": "TPTM Bình Dương 2017", "en": "Smart City Summit 2017"}
_TAGLINE = {"vi": "Nhà nước, Nhà trường và Nhà doanh nghiệp.", "en": "Government, academia and business."}
_PLACE = {"vi": "Bình Dương", "en": "Binh Duong"}
_HALL = {"vi": "Hội trường", "en": "Hall"}
_CENTRE = {"vi": "Trung tâm Hội nghị", "en": "Convention Centre"}
_PORTAL = {"vi": "Cổng thông tin của tỉnh", "en": "Portal of the province"}
_ROLE = {"vi": "Chuyên gia về {topic}", "en": "Expert on {topic}"}


@dataclass(frozen=True, slots=True)
class _Programme:
    """When, where and with whom the sessions of a corpus of `total` take place."""

    sessions: dict[int, int]
    people: list[int]
    days: int

    @classmethod
    def of(cls, total: int) -> "_Programme":
        sessions = numbers_of("sessions", total)
        days = min(_MOST_DAYS, max(1, -(-len(sessions) // _SESSIONS_A_DAY)))
        return cls({number: n for n, number in enumerate(sessions)}, numbers_of("speakers", total), days)

    @property
    def last_day(self) -> dt.date:
        return _FIRST_DAY + dt.timedelta(days=self.days - 1)

    def fields(self, document: Document) -> Iterator[str]:
        """Yield the shared lines of a session's front matter; sessions fill day after day, and room after room."""
        position = self.sessions[document.number]
        day = position * self.days // len(self.sessions)
        in_day = position - -(-day * len(self.sessions) // self.days)
        start, end = _SLOTS[in_day // _ROOMS % len(_SLOTS)]
        yield f"date: {_FIRST_DAY + dt.timedelta(days=day)}"
        yield f'start: "{start}"'
        yield f'end: "{end}"'
        yield f"room: hall-{in_day % _ROOMS + 1}"
        two = chance(document.seed, document.number, "people").random() < _TWO_PEOPLE
        people = dict.fromkeys(self.people[position * step % len(self.people)] for step in ((1, 3) if two else (1,)))
        yield f"people: [{', '.join(key_of(number) for number in people)}]"


def event_file(document: Document, language: str) -> str:
    """Return the path of a document's file, below the project's folder."""
    return f"content/{_FOLDERS[document.kind]}/{document.key}.{language}.md"


def to_event(site: Path, documents: Sequence[Document], languages: Sequence[str]) -> None:
    """Write `content/`: what the documents say is what they say in the peers' forms."""
    total = len(documents)
    programme = _Programme.of(total)
    put(site / "content/event.yml", _facts(programme, languages))
    put(site / "content/sources.yml", f"- id: portal\n{_by_language('title', _PORTAL, languages, '  ')}")
    for key, (layout, titles) in _LIST_PAGES.items():
        for language in languages:
            text = _list_page(key, layout, titles[text_language(language)], total if language == languages[0] else 0)
            put(site / f"content/pages/{key}.{language}.md", text)
    for document in documents:
        target = f"ref:{_FOLDERS[kind_of(document.link)]}/{key_of(document.link)}"
        for language in languages:
            fields = [*_translated(document, language)]
            if language == languages[0]:
                fields += _shared(document, programme)
            text = "---\n" + "\n".join(fields) + f"\n---\n{linked(document, language, target)}"
            put(site / event_file(document, language), text)


def _translated(document: Document, language: str) -> Iterator[str]:
    """Yield the lines of the front matter that every language has."""
    code = text_language(language)
    if document.kind == "speakers":
        yield f"roles: [{quoted(_ROLE[code].format(topic=document.topic(language)))}]"
        yield f"organisation: {quoted(WORDS[code]['org'][document.number % len(WORDS[code]['org'])])}"
    else:
        yield f"title: {quoted(document.title(language))}"
    if document.kind == "press":
        yield f"place: {quoted(_PLACE[code])}"
    yield f"summary: {quoted(document.summary(language))}"


def _shared(document: Document, programme: _Programme) -> Iterator[str]:
    """Yield the lines of the front matter that only the source language has."""
    if document.kind == "speakers":
        yield f"name: {quoted(document.name)}"
        yield "group: speaker"
    elif document.kind == "sessions":
        yield from programme.fields(document)
    elif document.kind == "press":
        yield f"date: {document.date:%Y-%m-%d}"
        yield "sources: [portal]"
    else:
        yield f"parent: {_RULES}"


def _list_page(key: str, layout: str, title: str, total: int) -> str:
    """Return a page with a list; `total` is 0 in a translation, which repeats no shared field."""
    fields = [f"title: {quoted(title)}", f"summary: {quoted(title + '.')}"]
    if layout == "home":
        fields.append('slug: ""')
    if total and layout != "page":
        fields.append(f"layout: {layout}")
    if total and layout == "home":
        names = [f"{_FOLDERS[kind]}/{key_of(numbers[0])}" for kind in ("sessions", "press", "pages")
                 if (numbers := numbers_of(kind, total))]  # fmt: skip
        fields.append(f"highlights: [{', '.join(names)}]")
    return "---\n" + "\n".join(fields) + f"\n---\n{title}.\n"


def _facts(programme: _Programme, languages: Sequence[str]) -> str:
    """Return event.yml."""
    parts = [
        *(_by_language(name, words, languages)
          for name, words in (("name", HOME), ("short-name", _SHORT_NAME), ("tagline", _TAGLINE), ("place", _PLACE))),
        f"start: {_FIRST_DAY}\nend: {programme.last_day}\ntime-zone: Asia/Ho_Chi_Minh\n",
        f"languages: [{', '.join(languages)}]\ncolumns: room\n",
        f"venues:\n  - id: centre\n{_by_language('name', _CENTRE, languages, '    ')}",
        "rooms:\n",
    ]  # fmt: skip
    for room in range(1, _ROOMS + 1):
        names = {code: f"{words} {room}" for code, words in _HALL.items()}
        parts.append(f"  - id: hall-{room}\n{_by_language('name', names, languages, '    ')}    venue: centre\n")
    parts.append(f"menu: [agenda, people, press, {_RULES}]\nfooter: [news, venues, sources]\n")
    return "".join(parts)


def _by_language(name: str, words: dict[str, str], languages: Sequence[str], indent: str = "") -> str:
    lines = [f"{indent}  {language}: {quoted(words[text_language(language)])}\n" for language in languages]
    return f"{indent}{name}:\n" + "".join(lines)

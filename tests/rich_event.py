"""A small event that has something of everything, as data that tests may change and write as a project's files."""

import json
import os
import random
import shutil
import time
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventsite.content.documents import digest_of
from eventsite.content.frontmatter import split_document
from tests.building import ROOT
from tests.pictures import photo, quarters, saved

LANGUAGES = ("vi", "en")
# Kind → the field that is the document's heading.
HEADINGS = {"people": "name", "partners": "name"}
WORDS = [
    "sông",
    "phố",
    "đèn",
    "thành",
    "bến",
    "chợ",
    "dữ",
    "liệu",
    "mở",
    "trường",
    "cầu",
    "river",
    "city",
    "open",
    "data",
    "light",
    "bridge",
    "harbour",
]
IMAGE = (ROOT / "theme/static/img/icon-180.png").read_bytes()
_AGE = 10_000_000_000  # ns
_LAYOUTS = {
    "home": "", "agenda": "chuong-trinh", "people": "dien-gia", "news": "tin-tuc", "press": "thong-cao",
    "hackathon": "hackathon", "archive": "luu-tru", "partners": "doi-tac", "venues": "dia-diem", "sources": "nguon",
    "search": "tim-kiem", "site-map": "so-do-trang",
}  # fmt: skip


@dataclass(slots=True)
class File:
    """A content file: its front matter and its text."""

    fields: dict[str, Any]
    body: str

    def text(self) -> str:
        """Return the file as an editor would write it."""
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in self.fields.items()]
        return "\n".join(["---", *lines, "---", self.body, ""])


@dataclass(slots=True, kw_only=True)
class RichEvent:
    """All sources of a site; `documents` are by `kind/key` and language, `files` the others by path in the project.

    `touched` are the paths that are to be written again though they are the same. `clock` is an environment
    variable and its value.
    """

    facts: dict[str, Any]
    sources: list[dict[str, Any]]
    schedule: dict[str, Any]
    documents: dict[str, dict[str, File]]
    files: dict[str, bytes]
    settings: dict[str, Any]
    clock: tuple[str, str]
    touched: set[str] = field(default_factory=set)
    number: int = 1000

    def copy(self) -> "RichEvent":
        """Return the same event, which changes of this one leave as it is."""
        files = dict(self.files)
        self.files = {}
        other = deepcopy(self)
        self.files, other.files = files, dict(files)
        return other

    def next(self) -> int:
        """Return a number that was not given before."""
        self.number += 1
        return self.number

    def of(self, *kinds: str) -> list[str]:
        """Return the names of the documents of these kinds, sorted."""
        return sorted(name for name in self.documents if name.partition("/")[0] in kinds)

    def all_files(self) -> dict[str, bytes]:
        """Return every source by its path in the project."""
        made = {
            f"content/{name}.{language}.md": file.text().encode()
            for name, twins in self.documents.items()
            for language, file in twins.items()
        }
        made["content/event.yml"] = _yaml(self.facts)
        made["content/sources.yml"] = "".join(f"- {_json(item)}\n" for item in self.sources).encode()
        made["content/data/schedule.json"] = _json(self.schedule).encode()
        made["pelicanconf.py"] = self._settings()
        # Files come last, so that one may take the place of what is made here: a mistake.
        return made | self.files

    def write(self, project: Path, *, aged: bool = True) -> None:
        """Make the project's files those of this event; files that are the same already are left alone.

        `aged` files are as old as if the build had come some seconds later; younger ones it must take for changed.
        """
        wanted = self.all_files()
        known = {
            path.relative_to(project).as_posix() for name in ("content", "theme") for path in _files(project / name)
        }
        for name in known - wanted.keys():
            (project / name).unlink()
        for name, content in wanted.items():
            path = project / name
            if name in self.touched or not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                if aged:
                    then = time.time_ns() - _AGE
                    os.utime(path, ns=(then, then))
        self.touched.clear()

    def _settings(self) -> bytes:
        lines = [f"{name} = {value!r}" for name, value in self.settings.items()]
        return "\n".join([(ROOT / "pelicanconf.py").read_text(encoding="utf-8"), *lines, ""]).encode()


def rich_event(*, press: int = 26, news: int = 6, public: bool = True, **settings: Any) -> RichEvent:
    """Return the event: about 80 documents, most of them in both languages.

    With `public` it has an address, and drafts are left out; `settings` go over those of the project.
    """
    rng = random.Random(2017)
    event = RichEvent(
        facts=_facts(),
        sources=[
            {"id": f"s{n}", "title": {"vi": f"Nguồn {n}", "en": f"Source {n}"}, "date": "2017-11-28"}
            for n in range(4)
        ],
        schedule=_schedule(),
        documents={},
        files=_theme(),
        settings={"SITEURL": "https://summit.example.org" if public else "", "EVENTSITE_DRAFTS": not public}
        | settings,
        clock=("EVENTSITE_NOW", "2017-11-24T12:00:00+07:00"),
    )
    _add_pages(event)
    _add_people_and_sessions(event)
    for number in range(news):
        _add(event, f"news/item-{number}", {"date": f"2017-11-{number + 10}"}, rng)
    for number in range(press):
        date = f"2017-11-{number % 20 + 1:02}" if number % 7 else f"2017-12-{number % 20 + 1:02}T08:00:00+07:00"
        _add(event, f"press/release-{number}", {"date": date, "place": "Bình Dương"}, rng, translated=number % 4 != 1)
        if "en" in event.documents[f"press/release-{number}"]:
            event.documents[f"press/release-{number}"]["en"].fields["place"] = "Binh Duong"
    for number, category in enumerate(("host", "co-organiser", "partner", "agreement")):
        _add(event, f"partners/body-{number}", {"category": category}, rng)
        event.documents[f"partners/body-{number}"]["en"].fields["name"] = f"Body {number}"
    _add(event, "rules/contest", {"version": "1.0", "effective": "2017-11-01"}, rng)
    for year in (2016, 2017):
        _add(event, f"editions/{year}", {"year": year, "start": f"{year}-11-25"}, rng)
    for name in event.documents:
        if "en" in event.documents[name] and rng.random() < 0.4:
            event.documents[name]["en"].fields["translated-from"] = source_mark(event, name)
    _add_pictures(event)
    event.documents["press/release-2"]["vi"].fields["status"] = "draft"
    event.documents["press/release-3"]["en"].fields["status"] = "draft"
    return event


def source_mark(event: RichEvent, name: str) -> str:
    """Return the mark of a translation that is made from the document as it is now."""
    parts, _ = split_document(name, event.documents[name]["vi"].text().encode())
    return f"vi@{digest_of(name.partition('/')[0], parts)}" if parts else "vi@000000000000"


def _add(event: RichEvent, name: str, fields: dict[str, Any], rng: random.Random, *, translated: bool = True) -> None:
    """Add a document; its text links to a page and to a session."""
    kind, _, key = name.partition("/")
    heading = HEADINGS.get(kind, "title")
    twins = {}
    for language in LANGUAGES if translated else LANGUAGES[:1]:
        words = " ".join(rng.choices(WORDS, k=4))
        own = {heading: f"{key} {words}", "summary": f"Summary {language} of {key}."}
        link = rng.choice(["ref:pages/about", "ref:sessions/talk-1", "ref:people/person-2", "ref:pages/about#more"])
        twins[language] = File(own, f"Text {language} of [{key}]({link}), {words}.\n\n## More\n\nAnd more.")
    if kind == "people":
        twins.get("en", File({}, "")).fields.pop("name", None)
    twins["vi"].fields |= fields
    event.documents[name] = twins


def _add_pages(event: RichEvent) -> None:
    rng = random.Random(1)
    for layout, slug in _LAYOUTS.items():
        _add(event, f"pages/{layout}", {"slug": slug, "layout": layout}, rng)
        event.documents[f"pages/{layout}"]["en"].fields["slug"] = "" if layout == "home" else layout
    event.documents["pages/home"]["vi"].fields["highlights"] = ["pages/about", "sessions/talk-1", "news/item-1"]
    _add(event, "pages/about", {"sources": ["s1", "s2"]}, rng)
    _add(event, "pages/theme-1", {"parent": "about", "order": 2}, rng)
    _add(event, "pages/theme-2", {"parent": "about", "order": 1}, rng, translated=False)
    _add(event, "pages/faq", {"parent": "theme-1", "sample": True}, rng)
    _add(event, "pages/secret", {"status": "draft"}, rng)


def _add_pictures(event: RichEvent) -> None:
    """Let a text show pictures, and a news item and a person have one of their own."""
    for language, words in (("vi", "Hội trường"), ("en", "The hall")):
        item = event.documents["news/item-2"][language]
        item.body += f'\n\n![{words}](images/hall.jpg "{words} | An")\n\n[{words}](images/hall.jpg)'
        event.documents["news/item-3"][language].fields["image-alt"] = words
    event.documents["news/item-3"]["vi"].fields |= {"image": "images/hall.jpg", "image-focus": "20% 40%"}
    event.documents["people/person-1"]["vi"].fields["image"] = "images/deep/face.png"


def _add_people_and_sessions(event: RichEvent) -> None:
    rng = random.Random(2)
    for number in range(12):
        group = "speaker" if number % 3 else "guest"
        _add(
            event,
            f"people/person-{number}",
            {"roles": ["Trưởng phòng"], "group": group},
            rng,
            translated=number % 5 != 4,
        )
        if "en" in event.documents[f"people/person-{number}"]:
            event.documents[f"people/person-{number}"]["en"].fields["roles"] = ["Head"]
    for number in range(11):
        fields = {
            "date": f"2017-11-{25 + number % 2}",
            "start": f"{9 + number:02}:00",
            "room": ("hall", "lab")[number % 2],
            "track": ("talks", "workshops")[number % 2],
            "people": [f"person-{number}", f"person-{(number * 5 + 1) % 12}"],
        }
        _add(event, f"sessions/talk-{number}", fields, rng, translated=number % 4 != 3)
    _add(event, "sessions/opening", {"people": ["person-1"]}, rng)
    _add(event, "sessions/a1", {"people": ["person-2", "person-3"]}, rng)
    _add(event, "sessions/later", {}, rng)


def _facts() -> dict[str, Any]:
    return {
        "name": {"vi": "Ngày hội Thử nghiệm", "en": "Test Days"},
        "short-name": {"vi": "Thử nghiệm", "en": "Test Days"},
        "tagline": {"vi": "Hai ngày để thử.", "en": "Two days for testing."},
        "place": {"vi": "Bình Dương", "en": "Binh Duong"},
        "start": "2017-11-25",
        "end": "2017-11-26",
        "time-zone": "Asia/Ho_Chi_Minh",
        "languages": ["vi", "en"],
        "columns": "track",
        "venues": [{"id": "centre", "name": {"vi": "Trung tâm", "en": "Centre"}}],
        "rooms": [
            {"id": "hall", "name": {"vi": "Hội trường", "en": "Hall"}, "venue": "centre"},
            {"id": "lab", "name": {"vi": "Phòng máy", "en": "Lab"}},
        ],
        "tracks": [
            {"id": "talks", "name": {"vi": "Tham luận", "en": "Talks"}},
            {"id": "workshops", "name": {"vi": "Thực hành", "en": "Workshops"}},
        ],
        "menu": ["agenda", "people", "about"],
        "footer": ["news", "sources", "theme-1"],
        "milestones": [
            {"date": "2017-11-20", "title": {"vi": "Một", "en": "One"}, "page": "pages/about"},
            {"date": "2017-11-25", "title": {"vi": "Hai", "en": "Two"}, "page": "press/release-1"},
            {"date": "2017-12-10", "title": {"vi": "Ba", "en": "Three"}},
        ],
    }  # fmt: skip


def _schedule() -> dict[str, Any]:
    def session(key: str, hour: int, **fields: Any) -> dict[str, Any]:
        start = f"2017-11-25T{hour:02}:00:00+07:00"
        return {"id": key, "title": {"vi": f"Phiên {key}", "en": f"Session {key}"}, "start": start} | fields

    return {
        "format": "eventsite-schedule/1",
        "version": "1.0",
        "retrieved": "2017-11-20T09:00:00+07:00",
        "people": [{"id": "p9", "name": "Lê Văn Chín"}],
        "sessions": [
            session("opening", 8, room="hall", track="talks"),
            session("A1", 9, room="hall", track="talks"),
            session("B1", 9, track="workshops", people=["p9"]),
            session("C1", 11, track="talks", state="cancelled"),
            session("D1", 12, room="lab"),
        ],
    }


def _theme() -> dict[str, bytes]:
    found = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in _files(ROOT / "theme")}
    return found | {
        "content/images/mark.png": IMAGE,
        "content/images/hall.jpg": photo(place=True),
        "content/images/deep/face.png": saved(quarters(120, 160), "PNG"),
        "content/documents/plan.txt": b"A plan.\n",
        "content/documents/film.mp4": b"A film.\n",
    }


def _files(root: Path) -> list[Path]:
    return [Path(folder) / name for folder, _, names in os.walk(root) for name in names]


def _yaml(values: dict[str, Any]) -> bytes:
    return "".join(f"{name}: {_json(value)}\n" for name, value in values.items()).encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def make_project(project: Path, event: RichEvent) -> Path:
    """Write a project with the event, whose plugin is this one's; return its settings file."""
    project.mkdir(parents=True)
    (project / "plugins").symlink_to(ROOT / "plugins")
    shutil.copy(ROOT / "tasks.py", project)
    event.write(project)
    return project / "pelicanconf.py"

"""What names a document that expires goes on without it; times that cannot be meant are told before they do harm."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built
from tests.comparing import cold, difference, free_environment, set_clock, tree
from tests.rich_event import File, make_project, rich_event

from eventsite.content.documents import read_documents
from eventsite.errors import ContentError
from eventsite.site.publication import kept_back_files
from eventsite.site.run import build as build_site

Build = Callable[..., Built]


def _write(content: Path, name: str, fields: str, text: str = "", language: str = "vi") -> None:
    heading = "name: T\nroles: [R]" if name.startswith("people/") else "title: T"
    heading = heading if language == "vi" else "title: T"
    lines = f"---\n{heading}\nsummary: S\n{fields}---\n{text}\n"
    (content / f"{name}.{language}.md").write_text(lines, encoding="utf-8")


def _problems(build: Build) -> list[str]:
    with pytest.raises(ContentError) as caught:
        build(EVENTSITE_DRAFTS=False)
    return [str(problem) for problem in caught.value.problems]


def test_site_goes_on_without_what_expired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Menu, footer, milestones, contact, highlights, a page below, a session's people and links lose it, and say so."""
    free_environment(monkeypatch)
    event = rich_event(press=5, news=4)
    for name in ("pages/about", "people/person-1", "sessions/talk-1"):
        event.documents[name]["vi"].fields["expires"] = "2017-12-24"
    event.facts["contact"] = "about"
    event.facts["milestones"][0]["page"] = "pages/about"
    # It is one of two people of an own session, and both sessions have a link to it.
    event.documents["sessions/talk-0"]["vi"].fields["people"] = ["person-1", "person-0"]
    event.documents["news/item-0"][
        "vi"
    ].body = "Xem [trang *này*](ref:pages/about#more) và [phiên](ref:sessions/talk-1)."
    project = tmp_path / "project"
    settings = make_project(project, event)
    event.clock = ("EVENTSITE_NOW", "2017-12-23T23:59:59+07:00")
    set_clock(event)
    build_site(settings, project / "output")
    assert Built(project / "output").soup("/").select('nav a[href="/about/"]')
    assert not [line for line in caplog.messages if "expired" in line]

    event.clock = ("EVENTSITE_NOW", "2017-12-24T00:00:00+07:00")
    set_clock(event)
    with caplog.at_level(logging.WARNING):
        build_site(settings, project / "output")
    found = tree(project / "output")
    assert difference(found, cold(event, tmp_path / "cold")) == {}
    assert [name for name, page in found.items() if b'/about/"' in page or b"/talk-1/" in page] == []
    site = Built(project / "output")
    text = site.soup("/tin-tuc/item-0/").select_one(".prose")
    assert " ".join(text.get_text().split()) == "Xem trang này và phiên."
    assert text.find("em").get_text() == "này"
    # The page below it keeps its address, and so do those below that.
    assert site.soup("/about/theme-1/faq/").h1
    people = site.soup("/chuong-trinh/talk-0/").select('main a[href^="/dien-gia/"]')
    assert [link["href"] for link in people] == ["/dien-gia/person-0/"]
    schedule = json.loads(found["api/schedule.vi.json"])
    assert "person-1" not in {person["id"] for person in schedule["people"]}
    assert {line.rpartition("; ")[0] for line in caplog.messages if "expired" in line} >= {
        "event.yml, menu: pages/about has expired and is left out",
        "event.yml, milestones: pages/about has expired and is left out",
        "event.yml, contact: pages/about has expired and is left out",
        "content/pages/home.vi.md, highlights: pages/about has expired and is left out",
        "content/pages/home.vi.md, highlights: sessions/talk-1 has expired and is left out",
        "content/sessions/talk-0.vi.md, people: people/person-1 has expired and is left out",
    }
    links = [line for line in caplog.messages if line.startswith("content/news/item-0.vi.md:6:")]
    assert links == [
        f"content/news/item-0.vi.md:6:{column}: the link `{name}` leads to a document that has expired; remove the link, "
        "or give the document a later time; until then its words stand without a link"
        for column, name in ((19, "ref:pages/about#more"), (52, "ref:sessions/talk-1"))
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "date: 2017-11-27\nexpires: 2017-11-27\n",
            "5:10: expires: the document would expire before it is public, 2017-11-27 00:00; write a later time, or remove "
            "the line",
        ),
        (
            "date: 2017-11-20\npublish-at: 2017-11-27T08:00\nexpires: 2017-11-27T00:59:59Z\n",
            "6:10: expires: the document would expire before it is public, 2017-11-27 08:00; write a later time, or remove "
            "the line",
        ),
        (
            "date: 2017-11-20\nembargo-until: 2017-11-26\npublish-at: 2017-11-27\n",
            "5:16: embargo-until: the embargo ends before `publish-at`, 2017-11-27 00:00; write the same time in both, or "
            "remove `publish-at`",
        ),
        (
            "date: 2017-11-27\nembargo-until: 2017-11-26T17:00\n",
            "5:16: embargo-until: it is before the document's `date`, which keeps it back until 2017-11-27 00:00; correct "
            "one of the two",
        ),
        (
            "date: 2017-11-27T08:00\npublish-at: 2017-11-27\n",
            "5:13: publish-at: it is before the document's `date`, which keeps it back until 2017-11-27 08:00; correct one "
            "of the two",
        ),
        (
            "date: 2017-11-27\nexpires: next week\n",
            "5:10: expires: `next week` is not a date; write the date as year-month-day, for example 2017-11-25",
        ),
    ],
)
def test_contradiction_is_told_at_its_line(build: Build, content: Path, lines: str, expected: str) -> None:
    """Each pair of times that cannot both be meant is one problem, in the working copy too."""
    _write(content, "news/later", lines)
    assert _problems(build) == [f"content/news/later.vi.md:{expected}"]
    with pytest.raises(ContentError):
        build()


@pytest.mark.parametrize(
    "lines",
    [
        "date: 2017-11-27\nembargo-until: 2017-11-27\nexpires: 2017-11-27T00:00:01\n",
        # Midnight of the 27th in Việt Nam, and an embargo that was added to a time.
        "date: 2017-11-27\nembargo-until: 2017-11-26T17:00Z\n",
        "date: 2017-11-20\npublish-at: 2017-11-21\nembargo-until: 2017-11-27\n",
    ],
)
def test_times_that_agree_are_no_problem(build: Build, content: Path, lines: str) -> None:
    """Equal moments, however they are written, and an embargo that lasts longer than the time to appear are right."""
    _write(content, "news/later", lines)
    assert build().soup("/tin-tuc/later/").h1


def test_page_of_a_list_cannot_expire(build: Build, content: Path) -> None:
    """What stands below a list needs it, so that it would stop the site at night."""
    path = content / "pages/press.vi.md"
    path.write_text(path.read_text("utf-8").replace("layout:", "expires: 2030-01-01\nlayout:"), encoding="utf-8")
    (problem,) = _problems(build)
    assert "expires: a page with the layout `press` cannot expire: other pages need it; remove the line" in problem


def test_only_news_and_press_have_an_embargo(build: Build, content: Path) -> None:
    """Elsewhere `publish-at` says all there is to say, and the other field is a mistake."""
    _write(content, "pages/secret", "embargo-until: 2017-11-27\n")
    assert ["embargo-until: there is no such field" in line for line in _problems(build)] == [True]


def test_time_in_a_translation_is_a_mistake(build: Build, content: Path) -> None:
    """The times are shared: a translation inherits them, and cannot have others."""
    _write(content, "news/later", "date: 2017-11-20\npublish-at: 2017-11-27\n")
    _write(content, "news/later", "publish-at: 2017-11-28\n", language="en")
    (problem,) = _problems(build)
    assert problem.startswith("content/news/later.en.md:4:13: publish-at: this field is shared by all languages")


def test_document_to_come_must_not_name_a_later_one(build: Build, content: Path) -> None:
    """What would stop the site when the clock makes a document public is told when that is written."""
    _write(content, "news/draft", "date: 2018-01-02\nstatus: draft\n")
    _write(content, "news/second", "date: 2018-01-03\n")
    _write(content, "people/later", "publish-at: 2018-01-03\n")
    text = "[a](ref:news/second)\n[b](ref:news/draft)\n[c](ref:news/first)\n[d](ref:news/welcome)"
    _write(content, "news/first", "date: 2018-01-02\n", text)
    _write(content, "sessions/first", "publish-at: 2018-01-02\npeople: [later]\n")
    message = "leads to a document that is not public yet when this one appears, 2018-01-02 00:00"
    hint = "let that one appear no later, or do not name it"
    assert _problems(build) == [
        f"content/news/first.vi.md:6:5: the link `ref:news/second` {message}; {hint}",
        f"content/news/first.vi.md:7:5: the link `ref:news/draft` {message}; {hint}",
        "content/sessions/first.vi.md:5:9: people: `people/later` is not public yet when this document appears, "
        f"2018-01-02 00:00; {hint}",
    ]


def test_document_to_come_may_name_what_is_public_then(build: Build, content: Path) -> None:
    """Two documents of one moment may lead to each other, and to one that will have expired."""
    _write(content, "news/first", "publish-at: 2018-01-02\ndate: 2017-12-01\n", "[a](ref:news/second)")
    _write(content, "news/second", "date: 2018-01-02\n", "[a](ref:news/first) [b](ref:news/short)")
    _write(content, "news/short", "date: 2017-12-01\nexpires: 2018-01-01T12:00\n")
    assert "T</h1>" not in build(EVENTSITE_DRAFTS=False).text().replace("T</h1>", "", 1)


def test_link_to_what_is_not_due_stops_the_public_build(build: Build, content: Path) -> None:
    """A public page cannot lead to one under embargo."""
    _write(content, "news/later", "date: 2018-01-01\nembargo-until: 2018-01-05\n")
    path = content / "news/welcome.vi.md"
    path.write_text(path.read_text("utf-8") + "[Xem](ref:news/later)\n", encoding="utf-8")
    assert _problems(build) == [
        "content/news/welcome.vi.md:8:7: the link `ref:news/later` leads to a document that is not public yet; "
        "remove the link, or publish the document"
    ]


def test_kept_back_files_are_those_that_only_hidden_documents_lead_to() -> None:
    """A file stays public that a public document leads to, or nobody; each language's links count for themselves."""
    body = "[a]({{static}}/images/{0}.png) [b]({{static}}/documents/{0}.pdf)"
    texts = {
        "news/hidden.vi": body.format("hidden") + " " + body.format("both"),
        "news/hidden.en": body.format("hidden-en"),
        "news/public.vi": body.format("public") + " " + body.format("both"),
        "news/public.en": body.format("translation"),
    }
    files = {
        f"content/{name}.md": File(
            {"title": "T", "summary": "S"} | ({"date": "2017-11-20"} if "vi" in name else {}), text
        )
        for name, text in texts.items()
    }
    documents, problems = read_documents({name: file.text().encode() for name, file in files.items()}, ["vi", "en"])
    assert problems == []
    hidden = {"documents/hidden.pdf", "images/hidden.png", "documents/hidden-en.pdf", "images/hidden-en.png"}
    names = ("hidden", "both", "hidden-en", "public", "translation", "of-nobody")
    static = [path for name in names for path in (f"images/{name}.png", f"documents/{name}.pdf")]
    assert kept_back_files(documents, {"news/public": documents["news/public"]}, static) == hidden
    source_only = {"news/public": {"vi": documents["news/public"]["vi"]}}
    more = {"documents/translation.pdf", "images/translation.png"}
    assert kept_back_files(documents, source_only, static) == hidden | more
    assert kept_back_files(documents, documents, static) == set()
    both = {"news/hidden": documents["news/hidden"]}
    assert "documents/both.pdf" not in kept_back_files(documents, both, static)


def test_kept_back_film_keeps_what_lies_beside_it() -> None:
    """Poster and subtitles are hidden and shown with their film; another film whose name begins so is not its matter."""
    texts = {"hidden": "[a]({static}/documents/talk.mp4)", "public": "[b]({static}/documents/talk-2.webm)"}
    fields = {"title": "T", "summary": "S", "date": "2017-11-20"}
    files = {f"content/news/{key}.vi.md": File(fields, text).text().encode() for key, text in texts.items()}
    documents, problems = read_documents(files, ["vi"])
    assert problems == []
    hidden = {"documents/talk.mp4", "documents/talk.jpg", "documents/talk.vi.vtt"}
    static = [
        *hidden,
        "documents/talk-2.webm",
        "documents/talk-2.jpg",
        "documents/talk-2.vi.vtt",
        "documents/talks.pdf",
    ]
    assert kept_back_files(documents, {"news/public": documents["news/public"]}, static) == hidden


def test_file_goes_with_the_last_public_link_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a public document no longer leads to a file, and a draft still does, the next build removes it."""
    free_environment(monkeypatch)
    event = rich_event(press=5, news=4)
    link = "[Plan]({static}/documents/plan.txt)"
    event.documents["pages/secret"]["vi"].body = link
    event.documents["news/item-0"]["vi"].body = link
    project = tmp_path / "project"
    settings = make_project(project, event)
    set_clock(event)
    build_site(settings, project / "output")
    assert (project / "output/documents/plan.txt").exists()
    for body in ("Không có gì.", link):
        event.documents["news/item-0"]["vi"].body = body
        event.write(project)
        build_site(settings, project / "output")
        assert difference(tree(project / "output"), cold(event, tmp_path / "cold")) == {}
        assert (project / "output/documents/plan.txt").exists() == (body == link)

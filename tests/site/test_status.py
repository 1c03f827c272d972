"""`./inv status` tells what is not plainly published, and when the clock changes the site."""

import datetime as dt
import json
from pathlib import Path

from tests.comparing import start
from tests.rich_event import File, RichEvent, make_project, rich_event

from eventsite.content.documents import read_documents
from eventsite.content.facts import read_event
from eventsite.site.status import Row, due_line, status

NOW = dt.datetime.fromisoformat("2017-11-24T12:00:00+07:00")


def _event() -> RichEvent:
    """Return an event with one document for each reason, and of the others only public ones in both languages."""
    event = rich_event(press=5, news=4)
    keep = {"pages/home", "pages/agenda", "news/item-0", "news/item-1"}
    event.documents = {name: twins for name, twins in event.documents.items() if name in keep}
    times = {
        "news/draft": {"status": "draft"},
        "news/scheduled": {"publish-at": "2017-11-27T01:00Z"},
        "news/dated": {"date": "2017-12-20"},
        "press/embargo": {"embargo-until": "2017-11-26T08:00", "place": "P"},
        "press/lifted": {"embargo-until": "2017-11-23T08:00", "place": "P"},
        "news/soon": {"expires": "2017-12-08T12:00"},
        "news/late": {"expires": "2017-12-08T12:01"},
        "news/expired": {"expires": "2017-11-24"},
        "news/half": {},
        "news/alone": {},
        "news/old": {},
        "news/waiting": {"publish-with": "all"},
    }
    for name, fields in times.items():
        shared = {"title": "T", "summary": "S", "date": "2017-11-20"} | fields
        twins = {"vi": File(shared, ""), "en": File({"title": "T", "summary": "S"}, "")}
        if "place" in fields:
            twins["en"].fields["place"] = "P"
        event.documents[name] = twins
    event.documents["news/half"]["en"].fields["status"] = "draft"
    event.documents["news/old"]["en"].fields["translated-from"] = "vi@000000000000"
    for twins in event.documents.values():
        if "translated-from" in twins["en"].fields and twins is not event.documents["news/old"]:
            del twins["en"].fields["translated-from"]
    for name in ("news/alone", "news/waiting"):
        del event.documents[name]["en"]
    event.facts["milestones"] = event.facts["milestones"][2:]
    return event


def test_status_has_a_row_for_each_reason_and_no_other() -> None:
    """What comes next comes first; plainly published documents are counted only."""
    event = _event()
    files = event.all_files()
    facts, _ = read_event("event.yml", files["content/event.yml"], "sources.yml", files["content/sources.yml"])
    assert facts
    documents, problems = read_documents({n: c for n, c in files.items() if n.endswith(".md")}, ["vi", "en"])
    assert problems == []
    found = status(documents, facts.event, NOW)

    def moment(words: str) -> dt.datetime:
        return dt.datetime.fromisoformat(words).replace(tzinfo=facts.event.zone)

    assert found.rows == (
        Row("press/embargo", "", "embargoed", moment("2017-11-26T08:00")),
        Row("news/scheduled", "", "scheduled", moment("2017-11-27T08:00")),
        Row("news/dated", "", "scheduled", moment("2017-12-20")),
        Row("news/soon", "", "expires soon", moment("2017-12-08T12:00")),
        Row("news/expired", "", "expired", moment("2017-11-24")),
        Row("press/lifted", "", "embargo over", moment("2017-11-23T08:00")),
        Row("news/waiting", "en", "waiting"),
        Row("news/draft", "", "draft"),
        Row("news/half", "en", "draft"),
        Row("news/old", "en", "stale"),
        Row("news/alone", "en", "missing"),
    )
    assert found.public == {"news": 7, "pages": 2, "press": 1}
    assert (found.next_due, found.due) == (moment("2017-11-26T08:00"), ("press/embargo",))


def test_status_for_programs_says_the_same(tmp_path: Path) -> None:
    """`--json` has times with their offset; `--next` is one time, or nothing where nothing is due."""
    event = _event()
    project = tmp_path / "project"
    make_project(project, event)
    found = json.loads(_said(project, event, "--json"))
    first = {"document": "press/embargo", "language": "", "reason": "embargoed", "when": "2017-11-26T08:00:00+07:00"}
    assert found["documents"][0] == first
    assert (found["next_due"], found["due"]) == ("2017-11-26T08:00:00+07:00", ["press/embargo"])
    assert _said(project, event, "--next") == "2017-11-26T08:00:00+07:00\n"
    event.clock = ("EVENTSITE_NOW", "2018-11-24T12:00:00+07:00")
    assert _said(project, event, "--next") == ""


def _said(project: Path, event: RichEvent, *options: str) -> str:
    process = start(project, "status", *options, **dict([event.clock]))
    said, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    return said


def test_advice_keeps_no_status_back(tmp_path: Path) -> None:
    """What is worth a look, as a wrong weekday, stops neither a build nor what a publishing service asks for."""
    event = _event()
    event.documents["news/draft"]["vi"].body = "Gặp nhau thứ Hai, 26/11/2017."
    project = tmp_path / "project"
    make_project(project, event)
    assert _said(project, event, "--next") == "2017-11-26T08:00:00+07:00\n"


def test_line_names_some_of_what_is_due() -> None:
    """Five names are enough for a line; the seconds are told where there are any."""
    when = dt.datetime.fromisoformat("2017-11-27T08:00:30+00:00")
    names = [f"news/{number}" for number in range(7)]
    assert str(due_line(when, names)) == (
        "Next rebuild due at 2017-11-27 08:00:30 (UTC) for news/0, news/1, news/2, news/3, news/4 …"
    )

"""A programme too big for one page: the whole agenda leads to its days, and each day has its sessions."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

from eventsite.checks import check_site

Build = Callable[..., Built]


def test_big_programme_leads_to_its_days(build: Build, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With too many sessions the whole agenda names its days with their counts; the days have the sessions."""
    monkeypatch.setattr("eventsite.site.programme.MOST_SESSIONS", 400)
    sessions = [
        {"id": f"S{n}", "title": f"Talk {n}", "date": "2017-11-25" if n else "2017-11-26", "part": "morning"}
        for n in range(401)
    ]
    sessions.append({"id": "free", "title": "Free"})
    (content / "data" / "schedule.json").write_text(
        json.dumps({"format": "eventsite-schedule/1", "sessions": sessions}), encoding="utf-8"
    )
    site = build(SITEURL="https://example.org")
    assert check_site(site.root)[0] == []
    page = site.soup("/en/agenda/")
    cards = [(card.h2.a["href"], card.p.get_text()) for card in page.select(".day-card")]
    assert cards == [("/en/agenda/2017-11-25/", "400 sessions"), ("/en/agenda/2017-11-26/", "1 session")]
    assert page.find("table") is None
    assert [card.p.get_text() for card in site.soup("/chuong-trinh/").select(".day-card")] == [
        "400 hoạt động",
        "1 hoạt động",
    ]
    assert len(site.soup("/en/agenda/2017-11-25/").select("table .session-card")) == 400
    assert [title.get_text(strip=True) for title in page.select(".session-card__title")] == [
        "Free",
        "Opening ceremony",
    ]


def test_home_page_of_a_big_programme_tells_how_many_sessions_a_day_has(build: Build, content: Path) -> None:
    """With more than a hundred sessions the home page leads to the days, with their counts and without the titles."""
    sessions = [{"id": f"S{n}", "title": f"Talk {n}", "date": "2017-11-25", "part": "morning"} for n in range(101)]
    (content / "data" / "schedule.json").write_text(
        json.dumps({"format": "eventsite-schedule/1", "sessions": sessions}), encoding="utf-8"
    )
    section = build().soup("/en/").select_one("section[aria-labelledby=t-days]")
    assert section is not None
    cards = [(card.h3.a["href"], card.p.get_text()) for card in section.select(".day-card")]
    assert cards == [("/en/agenda/2017-11-25/", "101 sessions"), ("/en/agenda/2017-11-26/", "0 sessions")]
    assert "Talk 7" not in section.get_text()

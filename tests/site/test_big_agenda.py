"""A programme too big for one page: the whole agenda leads to its days, and each day has its sessions."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.building import Built

from eventsite.checks import check_site

Build = Callable[..., Built]


def test_big_programme_leads_to_its_days(build: Build, content: Path) -> None:
    """With more than 400 sessions the whole agenda names its days with their counts; the days have the sessions."""
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

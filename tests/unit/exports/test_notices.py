"""humans.txt and security.txt say what the content says, and nothing that nobody gave."""

import datetime as dt
from zoneinfo import ZoneInfo

from eventsite.exports.notices import Makers, render_humans, render_security

DAYS = (dt.date(2017, 11, 25), dt.date(2017, 11, 26))


def test_humans_names_bodies_and_programs() -> None:
    """The event, who held it, the notice, and what the site is made with; a name that two languages share stands once."""
    makers = Makers(
        event=["Ngày hội", "Test Days"], days=DAYS, hosts=[["Viện A", "Institute A"], ["B", "B"]],
        notice=["Trang minh họa."], licence=[], languages=["vi", "en"],
    )  # fmt: skip
    assert render_humans(makers) == (
        "/* EVENT */\nNgày hội\nTest Days\n2017-11-25 – 2017-11-26\n\n"
        "/* HELD BY */\nViện A / Institute A\nB\n\n"
        "/* NOTICE */\nTrang minh họa.\n\n"
        "/* SITE */\nLanguages: vi, en\nMade with: Eventsite, Pelican, Python\n"
    )


def test_security_says_until_when_it_holds() -> None:
    """RFC 9116: a contact, when it expires as RFC 3339 writes it, the languages, and where the file stands."""
    until = dt.datetime(2018, 12, 31, 23, 59, 59, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert render_security("mailto:a@b.org", until, ["vi", "en"], "https://b.org/.well-known/security.txt") == (
        "Contact: mailto:a@b.org\nExpires: 2018-12-31T23:59:59+07:00\nPreferred-Languages: vi, en\n"
        "Canonical: https://b.org/.well-known/security.txt\n"
    )

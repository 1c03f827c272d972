"""One page of each kind, in both languages: what every measure of pages is taken of."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of page, its addresses by language, and the budget that it has."""

    name: str
    vi: str
    en: str

    @property
    def paths(self) -> dict[str, str]:
        """Return the addresses by language; a page of all languages has one."""
        return {"vi": self.vi} if self.vi == self.en else {"vi": self.vi, "en": self.en}

    @property
    def is_agenda(self) -> bool:
        """Tell whether it shows a programme to work with, which may weigh more."""
        return self.name in AGENDA

    @property
    def is_hidden(self) -> bool:
        """Tell whether search engines are to leave it out."""
        return self.name in HIDDEN


# For the people of the event, or in the place of a page: search engines are told to leave them out.
HIDDEN = {"screen", "door-signs", "style", "404", "offline"}
# The page of the theme's parts has a programme among them.
AGENDA = {"agenda", "day", "my-agenda", "style"}
KINDS = [
    Kind("home", "/", "/en/"),
    Kind("page", "/gioi-thieu/", "/en/about/"),
    Kind("agenda", "/chuong-trinh/", "/en/agenda/"),
    Kind("day", "/chuong-trinh/2017-11-27/", "/en/agenda/2017-11-27/"),
    Kind("session", "/chuong-trinh/hoi-nghi-toan-the/", "/en/agenda/plenary/"),
    Kind("changes", "/chuong-trinh/thay-doi/", "/en/agenda/changes/"),
    Kind("my-agenda", "/lich-cua-toi/", "/en/my-agenda/"),
    Kind("programme-sheet", "/chuong-trinh/ban-in/", "/en/agenda/printed-programme/"),
    Kind("people", "/dien-gia/", "/en/speakers/"),
    Kind("people-index", "/dien-gia/theo-chu-cai/", "/en/speakers/alphabetical/"),
    Kind("person", "/dien-gia/tran-thanh-liem/", "/en/speakers/tran-thanh-liem/"),
    Kind("rules", "/hackathon/the-le/", "/en/hackathon/rules/"),
    Kind("list", "/thong-cao-bao-chi/", "/en/press-releases/"),
    Kind("article", "/thong-cao-bao-chi/2017/be-mac/", "/en/press-releases/2017/summit-closes/"),
    Kind("archive", "/luu-tru/", "/en/archive/"),
    Kind("edition", "/luu-tru/sau-2017/", "/en/archive/after-2017/"),
    Kind("venues", "/dia-diem/", "/en/venues/"),
    Kind("partners", "/doi-tac/", "/en/partners/"),
    Kind("sources", "/nguon/", "/en/sources/"),
    Kind("search", "/tim-kiem/", "/en/search/"),
    Kind("site-map", "/so-do-trang/", "/en/site-map/"),
    Kind("screen", "/man-hinh/eiu/", "/en/screen/eiu/"),
    Kind("door-signs", "/bang-cua/", "/en/door-signs/"),
    Kind("style", "/style/", "/en/style/"),
    Kind("404", "/404.html", "/404.html"),
    Kind("offline", "/offline.html", "/offline.html"),
]
ALL = [(kind, language, path) for kind in KINDS for language, path in kind.paths.items()]

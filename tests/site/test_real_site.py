"""The site that the project ships: complete in both languages, linked, marked, and right by its own checks."""

import json

import pytest
from fontTools.ttLib import TTFont
from tests.building import ROOT, Built

from eventsite.checks import check_site
from eventsite.site.translation import read_content

# Key → addresses, from the site map that the summit's content was planned by.
SITE_MAP = [
    ("/", "/en/"),
    ("/gioi-thieu/", "/en/about/"),
    ("/gioi-thieu/de-an/", "/en/about/scheme/"),
    ("/gioi-thieu/mo-hinh-ba-nha/", "/en/about/triple-helix/"),
    ("/gioi-thieu/phong-van/", "/en/about/interview/"),
    ("/chuong-trinh/", "/en/agenda/"),
    ("/chuong-trinh/2017-11-25/", "/en/agenda/2017-11-25/"),
    ("/chuong-trinh/2017-11-26/", "/en/agenda/2017-11-26/"),
    ("/chuong-trinh/2017-11-27/", "/en/agenda/2017-11-27/"),
    ("/chuong-trinh/hoi-nghi-toan-the/", "/en/agenda/plenary/"),
    ("/chuong-trinh/hoi-thao-khoa-hoc/", "/en/agenda/science-conference/"),
    ("/chuong-trinh/hoi-thao-doanh-nghiep/", "/en/agenda/business-conference/"),
    ("/dien-gia/", "/en/speakers/"),
    ("/dien-gia/tran-thanh-liem/", "/en/speakers/tran-thanh-liem/"),
    ("/hackathon/", "/en/hackathon/"),
    ("/hackathon/chu-de/", "/en/hackathon/themes/"),
    ("/hackathon/the-le/", "/en/hackathon/rules/"),
    ("/hackathon/ket-qua/", "/en/hackathon/results/"),
    ("/trien-lam/", "/en/exhibition/"),
    ("/trien-lam/doanh-nghiep-cong-nghe/", "/en/exhibition/technology/"),
    ("/trien-lam/y-tuong-doi-moi/", "/en/exhibition/innovation/"),
    ("/tin-tuc/", "/en/news/"),
    ("/tin-tuc/bai-hoc-eindhoven/", "/en/news/lessons-of-eindhoven/"),
    ("/thong-cao-bao-chi/", "/en/press-releases/"),
    ("/thong-cao-bao-chi/2017/binh-duong-san-sang/", "/en/press-releases/2017/binh-duong-ready/"),
    ("/thong-cao-bao-chi/2017/hop-bao-23-11/", "/en/press-releases/2017/press-conference-23-nov/"),
    (
        "/thong-cao-bao-chi/2017/khai-mac-trien-lam-va-hackathon/",
        "/en/press-releases/2017/exhibition-and-hackathon-open/",
    ),
    ("/thong-cao-bao-chi/2017/hoi-nghi-toan-the/", "/en/press-releases/2017/plenary/"),
    ("/thong-cao-bao-chi/2017/du-lieu-mo/", "/en/press-releases/2017/open-data/"),
    ("/thong-cao-bao-chi/2017/be-mac/", "/en/press-releases/2017/summit-closes/"),
    ("/bao-chi/", "/en/press/"),
    ("/dia-diem/", "/en/venues/"),
    ("/doi-tac/", "/en/partners/"),
    ("/hoi-dap/", "/en/faq/"),
    ("/lien-he/", "/en/contact/"),
    ("/luu-tru/", "/en/archive/"),
    ("/luu-tru/2016/", "/en/archive/2016/"),
    ("/luu-tru/sau-2017/", "/en/archive/after-2017/"),
    ("/nguon/", "/en/sources/"),
    ("/dien-gia/theo-chu-cai/", "/en/speakers/alphabetical/"),
    ("/lich-cua-toi/", "/en/my-agenda/"),
    ("/tim-kiem/", "/en/search/"),
    ("/so-do-trang/", "/en/site-map/"),
    ("/kha-nang-tiep-can/", "/en/accessibility/"),
]  # fmt: skip


def test_site_checks_find_nothing(site: Built) -> None:
    """Every link resolves and every page has one h1, a language, a title, a description and matter."""
    problems, pages = check_site(site.root)
    assert problems == []
    assert pages == len(site.pages())


@pytest.mark.parametrize(("vi", "en"), SITE_MAP)
def test_site_map_page_exists_in_both_languages(site: Built, vi: str, en: str) -> None:
    """Each planned page is there in Vietnamese and English, in its own language, and each leads to the other."""
    for path, other, language in ((vi, en, "vi"), (en, vi, "en")):
        soup = site.soup(path)
        assert soup.html["lang"] == language
        switch = soup.find("nav", attrs={"aria-label": {"vi": "Ngôn ngữ", "en": "Language"}[language]})
        assert [link["href"] for link in switch.find_all("a")] == [other]


def _public_pages(site: Built) -> list[str]:
    """Return the pages in the languages that readers are led to."""
    prepared = tuple(f"/{code}/" for code in read_content(ROOT / "content").event.preparing)
    return [path for path in site.pages() if not path.startswith(prepared)]


def test_language_switch_on_every_page_leads_to_its_twin(site: Built) -> None:
    """On every page the switch has one link, to a page that exists and whose switch leads back."""
    twins = {}
    for path in _public_pages(site):
        links = site.soup(path).select(".languages a[hreflang]")
        twins[path] = [link["href"] for link in links]
    assert [twins.pop(f"/{name}.html") for name in ("404", "offline")] == [["/en/"]] * 2
    assert [path for path, targets in twins.items() if [twins.get(target) for target in targets] != [[path]]] == []


STAFF = {"/bang-cua/", "/en/door-signs/", "/style/", "/en/style/"}


def test_hreflang_on_every_page_is_whole(site: Built) -> None:
    """Each page but the error pages and those for staff names itself, its twin and the default, absolutely."""
    wrong = []
    for path in _public_pages(site):
        soup = site.soup(path)
        links = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
        twin = soup.select(".languages a[hreflang]")[0]["href"]
        vi, en = sorted((path, twin), key=lambda address: address.startswith("/en/"))
        host = "https://summit.example.org"
        expected = {"vi": host + vi, "en": host + en, "x-default": host + vi}
        if links != ({} if path.endswith(".html") or path in STAFF else expected):
            wrong.append((path, links))
    assert wrong == []


def test_samples_are_marked_on_page_and_in_json(site: Built) -> None:
    """Every invented session bears the badge in both languages, and the JSON says so too; attested ones do not."""
    schedule = json.loads((site.root / "api/schedule.vi.json").read_text(encoding="utf-8"))
    samples = {session["title"] for session in schedule["sessions"] if session.get("sample")}
    attested = {session["title"] for session in schedule["sessions"] if not session.get("sample")}
    shown = {}
    for card in site.soup("/chuong-trinh/").select("table article"):
        shown[card.find(["h3", "h4"]).get_text(strip=True)] = "Dữ liệu minh họa" in card.get_text()
    assert samples
    assert {title for title, marked in shown.items() if marked} == samples
    assert {title for title, marked in shown.items() if not marked} == attested


LISTS = {"/dien-gia/", "/dien-gia/theo-chu-cai/"}


def test_real_people_have_sources(site: Built) -> None:
    """No page of a person stands without naming where its facts come from."""
    people = [path for path in site.pages() if path.startswith("/dien-gia/") and path not in LISTS]
    without = [
        path for path in people
        if not site.soup(path).select(".source-list li") and not site.soup(path).select("main .prose a[href^=http]")
    ]  # fmt: skip
    assert len(people) == 14
    assert without == []


def test_pages_ask_nothing_of_other_hosts(site: Built) -> None:
    """No page loads a script, style, font, image or frame from another host."""
    wrong = []
    for path in site.pages():
        for tag in site.soup(path).find_all(["script", "img", "iframe", "source", "video", "audio", "embed"]):
            # What stands in a template is loaded when a reader asks for it.
            is_loaded = tag.find_parent("template") is None
            wrong += [(path, tag["src"])] if is_loaded and str(tag.get("src", "")).startswith(("http", "//")) else []
        links = site.soup(path).select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")
        wrong += [(path, link["href"]) for link in links if str(link["href"]).startswith(("http", "//"))]
    assert wrong == []


def test_every_sign_of_the_site_is_in_its_fonts(site: Built) -> None:
    """No page has a letter or sign that a phone would have to take from another font, in either weight."""
    fonts = sorted((ROOT / "theme/static/fonts").glob("*.woff2"))
    covered = []
    for path in fonts:
        with TTFont(path) as font:
            covered.append(set(font.getBestCmap()))
    words = "".join(site.soup(path).body.get_text() for path in site.pages())
    signs = {sign for sign in set(words) if not sign.isspace()}
    assert len(signs) > 150
    assert sorted(sign for sign in signs if not all(ord(sign) in known for known in covered)) == []

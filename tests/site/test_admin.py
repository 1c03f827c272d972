"""The web editor as files of the site: where it is, what its page allows, and where it is not."""

import json
import re
from collections.abc import Callable

import pytest
import yaml
from tests.building import Built

from eventsite.errors import SettingsError
from eventsite.settings import Admin
from eventsite.site.admin import policy

Build = Callable[..., Built]
HOST = "https://summit.example.org"
GITHUB = {"EVENTSITE_ADMIN": "decap", "EVENTSITE_ADMIN_REPOSITORY": "https://github.com/owner/site"}


def _names(site: Built) -> list[str]:
    folder = site.root / "admin"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_public_site_has_no_editor(site: Built) -> None:
    """Unless it is asked for, nothing of the editor is published, and nothing leads to it."""
    assert not (site.root / "admin").exists()
    assert [path.name for path in site.root.rglob("*.html") if b"/admin" in path.read_bytes()] == []


def test_public_site_without_a_repository_has_no_editor(build: Build) -> None:
    """Where the site has a public address, an editor that could save nowhere is left out."""
    assert _names(build(SITEURL=HOST, EVENTSITE_ADMIN="decap")) == []


def test_working_copy_has_decap_in_each_language(build: Build) -> None:
    """The editor, its configuration and licences are there, and nothing of the other editor."""
    assert _names(build(EVENTSITE_ADMIN="decap")) == [
        "LICENSE", "config.yml", "decap-cms.js", "decap-cms.js.LICENSE.txt", "desk.css", "desk.js",
        "en/config.yml", "en/index.html", "index.html", "pages.json",
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "language", "label"), [("/admin/", "vi", "Tin tức"), ("/admin/en/", "en", "News")])
def test_editor_speaks_the_language_of_its_page(build: Build, path: str, language: str, label: str) -> None:
    """The page and the configuration beside it are in one language, which stands first in neither address nor file."""
    site = build(EVENTSITE_ADMIN="decap")
    page = site.soup(path)
    assert page.html["lang"] == language
    found = yaml.safe_load((site.root / path.strip("/") / "config.yml").read_text("utf-8"))
    assert found["locale"] == language
    assert [item["label"] for item in found["collections"] if item["name"] == "news"] == [label]
    # What the schedule and the people's files say can be chosen.
    session = {
        field["name"]: field
        for item in found["collections"]
        if item["name"] == "sessions"
        for field in item["fields"]
    }
    assert session["people"]["options"] == [{"label": "Đỗ Thị Út", "value": "do-thi-ut"}]


def test_public_editor_saves_to_the_repository(build: Build) -> None:
    """With a repository, changes are pull requests there; the page may ask that host alone, and robots stay away."""
    site = build(SITEURL=HOST, **GITHUB)
    found = yaml.safe_load((site.root / "admin/config.yml").read_text("utf-8"))
    assert (found["backend"], found["publish_mode"], found["site_url"]) == (
        {"name": "github", "repo": "owner/site", "branch": "main"}, "editorial_workflow", HOST,
    )  # fmt: skip
    page = site.soup("/admin/")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex, nofollow"
    rules = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert set(re.findall(r"https?://[^\s;]+", rules)) == {"https://api.github.com"}
    assert "data-local" not in page.html.attrs
    # The words of local saving would promise what is not so.
    assert "Lưu và viết tài liệu mới" not in json.loads(page.find(id="words").string)["interface"].values()


def test_editor_is_no_page_of_the_site(build: Build) -> None:
    """Neither sitemaps nor visitors' devices have it, and pages keep their own strict policy."""
    site = build(SITEURL=HOST, **GITHUB)
    lists = [*site.root.glob("sitemap*.xml"), site.root / "sw.js", *site.root.glob("*.webmanifest")]
    assert [path.name for path in lists if "admin/" in path.read_text("utf-8").split("\n\n")[0]] == []
    rules = site.soup("/").find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "unsafe" not in rules


def test_page_has_no_script_of_its_own(build: Build) -> None:
    """Only data stands in the page; what runs comes from this host's files."""
    page = build(EVENTSITE_ADMIN="decap").soup("/admin/")
    scripts = [(tag.get("src"), tag.get("type")) for tag in page.find_all("script")]
    assert scripts == [
        (None, "application/json"), ("/admin/decap-cms.js", None), ("/admin/desk.js", None),
    ]  # fmt: skip
    assert page.find_all("style") == []


@pytest.mark.parametrize(
    ("admin", "evaluates", "hosts"),
    [
        (Admin(editor="decap"), True, set()),
        (Admin(editor="sveltia"), False, set()),
        (Admin(editor="sveltia", repository="https://github.com/o/r"), False, {"https://api.github.com"}),
        (Admin(editor="decap", repository="https://gitlab.com/o/r"), True, {"https://gitlab.com"}),
        (
            Admin(editor="decap", repository="https://git.example.org:8443/o/r"),
            True,
            {"https://git.example.org:8443"},
        ),
    ],
)
def test_policy_allows_what_the_editor_needs(admin: Admin, evaluates: bool, hosts: set[str]) -> None:
    """Only Decap may compile code, and only the repository's host may be asked."""
    rules = policy(admin)
    assert ("'unsafe-eval'" in rules) is evaluates
    assert set(re.findall(r"https?://[^\s;]+", rules)) == hosts
    scripts = next(rule for rule in rules.split("; ") if rule.startswith("script-src"))
    assert scripts.replace(" 'unsafe-eval'", "") == "script-src 'self'"


@pytest.mark.parametrize(
    "settings",
    [
        {"EVENTSITE_ADMIN": "wordpress"},
        {"EVENTSITE_ADMIN": True},
        {**GITHUB, "EVENTSITE_ADMIN_REPOSITORY": "owner/site"},
        {**GITHUB, "EVENTSITE_ADMIN_REPOSITORY": "http://github.com/owner/site"},
        {**GITHUB, "EVENTSITE_ADMIN_REPOSITORY": "https://github.com/owner"},
        {**GITHUB, "EVENTSITE_ADMIN_REPOSITORY": "https://github.com/owner/site; script-src *"},
        {**GITHUB, "EVENTSITE_ADMIN_REPOSITORY": "https://user:word@github.com/owner/site"},
    ],
)
def test_setting_without_a_meaning_is_refused(build: Build, settings: dict[str, object]) -> None:
    """An unknown editor, or an address that is none, is told by its name."""
    with pytest.raises(SettingsError, match="EVENTSITE_ADMIN"):
        build(**settings)


def test_editor_knows_where_each_document_is_seen(build: Build) -> None:
    """Every document has the addresses of its pages in each of its languages, also below a path of the host."""
    site = build(SITEURL=f"{HOST}/summit", **GITHUB)
    pages = json.loads((site.root / "admin/pages.json").read_text("utf-8"))
    assert pages["news/welcome"] == {
        "vi": "/summit/tin-tuc/chao-mung/", "en": "/summit/en/news/welcome/",
    }  # fmt: skip
    assert {page["src"].split("/admin/")[0] for page in site.soup("/admin/").find_all("script", src=True)} == {
        "/summit"
    }

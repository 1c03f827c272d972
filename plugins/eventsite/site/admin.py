"""The web editor at `/admin/`: a page and its configuration in each language, and its authors' program."""

import html
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Template

from ..editing.config import config
from ..editing.fields import Context
from ..errors import say
from ..exports.markup import script_json
from ..i18n.languages import language as language_of
from ..i18n.staff import staff_words
from ..settings import Admin
from .context import SiteContext

FOLDER = "admin"
_PROGRAMS = {"decap": "decap-cms.js", "sveltia": "sveltia-cms.js"}
_FILES = {
    "decap": ("decap-cms.js", "decap-cms.js.LICENSE.txt", "LICENSE"),
    "sveltia": ("sveltia-cms.js", "LICENSE.txt", "material-symbols.woff2", "material-symbols.LICENSE.txt"),
}
_OWN = ("desk.js", "desk.css")


def admin_files(site: SiteContext) -> dict[str, Callable[[SiteContext], str | bytes]]:
    """Return the name below the root of every file of the web editor, and what makes it; none where it is off."""
    admin = site.config.admin
    if not admin.editor:
        return {}
    theme = site.config.catalogs.parent / FOLDER
    files: dict[str, Callable[[SiteContext], str | bytes]] = {
        f"{FOLDER}/pages.json": _pages,
        **{f"{FOLDER}/{name}": partial(_copy, theme / name) for name in _OWN},
        **{f"{FOLDER}/{name}": partial(_copy, theme / admin.editor / name) for name in _FILES[admin.editor]},
    }
    for code in site.event.public_languages:
        folder = _folder(site, code)
        files[f"{folder}/index.html"] = partial(_page, language=code, template=theme / "index.html")
        files[f"{folder}/config.yml"] = partial(_config, language=code)
    return files


def _folder(site: SiteContext, language: str) -> str:
    return FOLDER if language == site.event.source_language else f"{FOLDER}/{language}"


def _copy(path: Path, _: SiteContext) -> bytes:
    return path.read_bytes()


def _pages(site: SiteContext) -> str:
    """Return where each document can be seen, in each of its languages."""
    found = {
        name: {each.language: site.config.base + each.path for each in alternates.values()}
        for name, alternates in site.graph.items()
        if name in site.documents
    }
    return json.dumps(found, ensure_ascii=False, indent=0)


def _config(site: SiteContext, language: str) -> str:
    context = Context(
        language=language,
        translate=staff_words(language),
        event=site.event,
        images=f"/{site.config.content.name}/images",
        choices=_choices(site, language),
    )  # fmt: skip
    return config(site.config.admin, context, site.config.content.name, site.config.site_url)


def _choices(site: SiteContext, language: str) -> dict[str, dict[str, str]]:
    """Return what can be chosen in a field, with its title as a page in the language shows it."""
    event = site.event
    pages = {
        name.removeprefix("pages/"): site.document(name, language) for name in site.graph if name.startswith("pages/")
    }
    return {
        "people": {key: person.name for key, person in site.people.items()},
        "pages": {key: page.fields.heading for key, page in pages.items() if page},
        "rooms": {room.id: room.name.in_(language).words for room in event.rooms},
        "tracks": {track.id: track.name.in_(language).words for track in event.tracks},
        "sources": {source.id: source.title.in_(language).words for source in event.sources},
    }


def _page(site: SiteContext, language: str, template: Path) -> str:
    translate = staff_words(language)
    admin = site.config.admin
    title = say("Editing the content").in_(translate)
    said = {
        "see": say("See the page").in_(translate),
        "wrong": say("Saved, but the site is not rebuilt until this is put right:").in_(translate),
        "picture": say("Picture").in_(translate),
        "alt": say("What the picture shows").in_(translate),
        "caption": say("Caption of the picture").in_(translate),
        "interface": _interface(template.parent, admin, language),
    }
    return Template(template.read_text(encoding="utf-8")).substitute(
        language=language,
        direction=language_of(language).direction,
        base=site.config.base,
        local="" if admin.repository else " data-local",
        policy=html.escape(policy(admin)),
        title=html.escape(f"{title} – {site.event.short_name.in_(language).words}"),
        words=script_json(said),
        editor=admin.editor,
        script=_PROGRAMS[admin.editor],
        waiting=html.escape(say("The editor is being loaded. It needs JavaScript.").in_(translate)),
        languages=_other_languages(site, language),
    )


def _interface(folder: Path, admin: Admin, language: str) -> dict[str, str]:
    """Return the words of Decap's own interface that are said otherwise, by the names that Decap gives them."""
    path = folder / f"interface.{language}.json"
    if admin.editor != "decap" or not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {**found["everywhere"], **({} if admin.repository else found["local"])}


def _other_languages(site: SiteContext, language: str) -> str:
    links = (
        f'<a href="{site.config.base}/{_folder(site, code)}/" lang="{code}">{language_of(code).name}</a>'
        for code in site.event.public_languages
        if code != language
    )
    return " ".join(links)


def policy(admin: Admin) -> str:
    """Return the security policy of the editor's page: everything from here, but the repository's own host.

    Decap compiles its checks of the configuration as it runs, and both editors style what they show as they show it.
    """
    evaluation = " 'unsafe-eval'" if admin.editor == "decap" else ""
    hosts = "".join(f" {host}" for host in _hosts(admin))
    return (
        f"default-src 'none'; script-src 'self'{evaluation}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: data:{hosts}; "
        "media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hosts(admin: Admin) -> tuple[str, ...]:
    if not admin.repository:
        return ()
    return ("https://api.github.com",) if admin.is_github else (f"https://{admin.host}",)

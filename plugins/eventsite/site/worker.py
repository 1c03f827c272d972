"""The worker that keeps the public site on visitors' devices: the theme's code, and before it what is to be kept.

Its code is `theme/worker.js`; with `offline: false` in event.yml it is `theme/worker-off.js`, which removes all that
was ever kept.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ..model import Event
from .application import manifest_name
from .context import SiteContext
from .records import Records, file_digest

WORKER = "sw.js"
# So many sessions' pages are kept before anybody looks at them, in the language that the visitor reads.
MOST_SESSIONS = 200
# So much of a file's digest tells its versions apart.
_SHORT = 10
# The layouts of the pages that are kept from the first visit on, with those of the days.
_KEPT = ("home", "agenda", "venues", "changes", "my-agenda")
# What Pelican copies of the theme and every page may need; the letters' licence is for people who copy it.
_COPIED = {".woff2", ".svg", ".png"}


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the site is kept: by this `code`, and which files of the theme, by their names below the site's root."""

    code: str
    copied: Mapping[str, str]


def keeping(theme: Path, event: Event) -> Keeping:
    """Return the worker's code, and the digests of what Pelican copies of the theme."""
    code = theme / ("worker.js" if event.offline else "worker-off.js")
    static = theme / "static"
    paths = (path for path in sorted(static.rglob("*")) if path.suffix in _COPIED and path.is_file())
    copied = {f"theme/{path.relative_to(static).as_posix()}": file_digest(path.read_bytes()) for path in paths}
    return Keeping(code.read_text(encoding="utf-8"), copied)


def worker(kept: Keeping, site: SiteContext, made: Records) -> str:
    """Return the worker's text; `made` are the records of everything that is in the site besides.

    Its version changes exactly when what is to be kept does.
    """
    if not site.event.offline:
        return kept.code
    listed = json.dumps(_listed(kept, site, made), ensure_ascii=False, indent=1)
    version = hashlib.sha256(listed.encode()).hexdigest()[:_SHORT]
    return f'const VERSION = "{version}";\nconst LIST = {listed};\n\n{kept.code}'


def _listed(kept: Keeping, site: SiteContext, made: Records) -> dict[str, object]:
    """Return what to keep: each part's paths on the host, with the first digits of the files' digests."""
    languages = site.event.public_languages
    pages = ["offline", *(site.layouts[layout] for layout in _KEPT if layout in site.layouts)]
    pages += [name for name in site.graph if name.startswith("days/")]
    # They are in the order of the programme.
    sessions = [f"sessions/{key}" for key in site.sessions]
    data = [f"api/schedule.{code}.json" for code in languages]
    return {
        "shell": _digests(site, {**kept.copied, **{name: made.files[name].digest for name in _shell(site, made)}}),
        "pages": {path: digest for code in languages for path, digest in _pages(site, made, pages, code)},
        "data": _digests(site, {name: made.files[name].digest for name in data}),
        "sessions": {code: dict(islice(_pages(site, made, sessions, code), MOST_SESSIONS)) for code in languages},
    }


def _digests(site: SiteContext, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{site.config.base}/{name}": digest[:_SHORT] for name, digest in files.items()}


def _shell(site: SiteContext, made: Records) -> Iterator[str]:
    """Yield what every page is shown with; words of languages that are being prepared are left out."""
    folder = site.scripts[site.event.source_language].address
    unread = {f"{folder}/words.{code}.js" for code in site.event.preparing}
    scripts = (name for name in made.files if name.startswith(f"{folder}/") and name not in unread)
    yield from (*site.stylesheets.values(), *sorted(scripts))
    yield from (manifest_name(code) for code in site.event.public_languages)


def _pages(site: SiteContext, made: Records, names: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if record := made.pages.get((name, language)):
            yield site.config.base + site.graph[name][language].path, record.digest[:_SHORT]

"""The commands for those who write: a new document, a look through the content, and what is made from the models."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from ..errors import say
from . import LANG, ROOT, told, words_in

if TYPE_CHECKING:
    from ..errors import Translate

CONTENT = ROOT / "content"
DEVELOPMENT = ROOT / "pelicanconf.py"
PRODUCTION = ROOT / "publishconf.py"
FAULTLESS = say("The content has no mistakes.")


@task(
    positional=["kind", "title"],
    help={
        "kind": "press, news, person, session, page, rules, edition or partner",
        "title": "the title in the first language, or the name",
        "lang": "the languages to begin with, as vi,en; those of the event if left out",
        "key": "the name of the files; made of the title if left out",
    },
)
def new(context: Context, kind: str, title: str, lang: str = "", key: str = "") -> None:
    """Begin a document: a draft in each language, with every field explained; opens it in $VISUAL or $EDITOR."""
    with told():
        from ..i18n.staff import staff_words
        from ..site.clock import build_time
        from ..site.starting import start_document

        languages = [code.strip() for code in lang.split(",") if code.strip()]
        paths = start_document(
            CONTENT, kind, title, build_time(), languages=languages, key=key, words=staff_words, explain=words_in()
        )
    for path in paths:
        print(path.relative_to(ROOT))
    open_in_editor(paths)


def open_in_editor(paths: Sequence[Path]) -> None:
    """Open the files in the person's editor, where there is one and a person to use it."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    try:
        subprocess.run([*shlex.split(editor), *map(str, paths)], cwd=ROOT, check=False)
    except OSError as error:
        raise Exit(say("{editor} cannot be started.", editor=editor).in_(words_in()), 1) from error


@task(
    help={
        "public": "as the public site, without what is not published",
        "watch": "look again after every save, until Ctrl+C",
        "lang": LANG,
    }
)
def content(context: Context, public: bool = False, watch: bool = False, lang: str = "") -> None:
    """Look for every mistake of the content, and for what is worth a look besides, without making a page."""
    os.chdir(ROOT)
    settings = PRODUCTION if public else DEVELOPMENT
    if watch:
        with suppress(KeyboardInterrupt):
            watch_content(settings, words_in(lang))
    else:
        with told(lang):
            check_content(settings)
        print(FAULTLESS.in_(words_in(lang)))


def check_content(settings: Path) -> None:
    """Read everything as a build does, and look closer. Raises ContentError with all that was found."""
    from ..errors import ContentError
    from ..site.proofreading import look_through
    from ..site.sources import read_settings

    if found := look_through(read_settings(settings)):
        raise ContentError(found)


def watch_content(settings: Path, words: "Translate") -> None:
    """Tell the mistakes now and after each save, between a line ▶ and a line ■, by which editors know the newest."""
    import watchfiles

    from ..errors import EventsiteError

    # The first round comes without a change, but only once changes are watched, so that none is missed.
    rounds = watchfiles.watch(
        CONTENT, debounce=200, step=20, rust_timeout=200, yield_on_timeout=True, raise_interrupt=False
    )
    is_first = True
    for changes in rounds:
        if not changes and not is_first:
            continue
        is_first = False
        print("▶", flush=True)
        try:
            check_content(settings)
            print(FAULTLESS.in_(words))
        except EventsiteError as error:
            print(error.in_(words))
        print("■", flush=True)


@task
def docs(context: Context) -> None:
    """Write what is made from the models: the guides' field tables, and docs/schemas/ for editors' programs."""
    from ..site.documentation import generated

    files = generated(ROOT)
    changed = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[path])
        print(path.relative_to(ROOT))
    if not changed:
        print("Everything is up to date.")

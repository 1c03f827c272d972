"""The project's commands; `./inv --list` shows them. The work is done in plugins/eventsite."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Collection, Context, Exit, Task, task

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "plugins"))
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from eventsite.build.server import PreviewServer
    from eventsite.site.run import Built

OUTPUT = ROOT / "output"
DEVELOPMENT = ROOT / "pelicanconf.py"
PRODUCTION = ROOT / "publishconf.py"
HOST = "127.0.0.1"
PORT = 8000
SOURCES = ["content", "theme", "plugins", "pelicanconf.py", "publishconf.py"]


@contextmanager
def told() -> Iterator[None]:
    """Say an error of ours in its own words, without a traceback, and exit with its code."""
    from eventsite.errors import EventsiteError

    try:
        yield
    except EventsiteError as error:
        raise Exit(str(error), error.exitcode) from error


def make(settings: Path) -> None:
    """Build with the settings file, and say what was built."""
    os.chdir(ROOT)
    with told():
        from eventsite.site.run import build as run

        built = run(settings, OUTPUT)
    tell(built)


def tell(built: "Built") -> None:
    """Say what was built."""
    if built.changed:
        print(f"Built {built.pages} pages in {built.output.name}/ ({built.changed} files changed)")
    else:
        print(f"Nothing changed: {built.pages} pages in {built.output.name}/")


def preview_server(port: int, *, reload: bool) -> "PreviewServer":
    """Start to serve the output folder and say where."""
    from eventsite.build.server import serve as start
    from eventsite.build.swap import build_lock, recover

    with told():
        # What a kill has interrupted is completed before anybody reads it.
        with build_lock(OUTPUT):
            if not recover(OUTPUT):
                print("output/ is not one whole build; ./inv build makes it so.")
        server = start(OUTPUT, HOST, port, reload=reload)
    print(f"Serving output/ at {server.url} (Ctrl+C ends it)")
    return server


def wait() -> None:
    """Wait until Ctrl+C."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print()


def rebuild_on_change(settings: Path, server: Callable[[], "PreviewServer"] | None) -> None:
    """Build, and after each change of a source make what shows it; `server` starts the preview."""
    os.chdir(ROOT)
    with told():
        from eventsite.build.watch import watch
        from eventsite.site.live import Live

        def build_in_new_process() -> bool:
            return subprocess.run([sys.executable, "-m", "invoke", "build"], cwd=ROOT, check=False).returncode == 0

        site = Live(settings, OUTPUT, build_in_new_process)
        tell(site.built)
        reload = server().reload if server else None
        try:
            watch([ROOT / name for name in SOURCES], site.change, OUTPUT, reload)
        finally:
            site.close()


@task
def build(context: Context) -> None:
    """Build the site into output/, with drafts marked as such."""
    make(DEVELOPMENT)


@task
def preview(context: Context) -> None:
    """Build the site as the public will see it: without drafts, with its public address."""
    make(PRODUCTION)


@task
def clean(context: Context) -> None:
    """Remove output/ and the caches; the last good copies of feeds are among them."""
    for folder in (OUTPUT, ROOT / ".cache"):
        shutil.rmtree(folder, ignore_errors=True)


@task(clean)
def rebuild(context: Context) -> None:
    """Clean, then build."""
    make(DEVELOPMENT)


@task
def regenerate(context: Context) -> None:
    """Build, and build again after every change, without serving."""
    rebuild_on_change(DEVELOPMENT, None)


@task
def serve(context: Context, port: int = PORT) -> None:
    """Serve output/ as it is at http://127.0.0.1:8000."""
    preview_server(port, reload=False)
    wait()


@task(build)
def reserve(context: Context, port: int = PORT) -> None:
    """Build, then serve."""
    preview_server(port, reload=False)
    wait()


@task(aliases=["livereload"])
def live(context: Context, port: int = PORT) -> None:
    """Build, serve, and after every change build again and reload the browser."""
    rebuild_on_change(DEVELOPMENT, lambda: preview_server(port, reload=True))


@task(
    preview,
    aliases=["gh-pages"],
    help={
        "dry_run": "only show what would be pushed",
        "allow_shrink": "push even if more than a fifth of the pages are gone",
    },
)
def publish(
    context: Context,
    remote: str = "origin",
    branch: str = "gh-pages",
    dry_run: bool = False,
    allow_shrink: bool = False,
) -> None:
    """Build for the public and push output/ to the gh-pages branch; nothing changed means no commit."""
    from eventsite.publish.ghpages import publish as push

    with told():
        outcome = push(
            OUTPUT, remote=remote, branch=branch, message="Publish the site", repo=ROOT, dry_run=dry_run,
            allow_shrink=allow_shrink
        )  # fmt: skip
    for sign, paths in (("+", outcome.added), ("~", outcome.changed), ("-", outcome.removed)):
        for path in paths if dry_run else ():
            print(f"{sign} {path}")
    counts = f"{len(outcome.added)} new, {len(outcome.changed)} changed, {len(outcome.removed)} removed"
    if outcome.pushed:
        print(f"Pushed to {remote} {branch}: {counts}")
    else:
        print(f"Would push: {counts}" if dry_run else "Nothing changed; nothing was pushed")


@task
def lint(context: Context) -> None:
    """Check style and types of the Python code."""
    with context.cd(str(ROOT)):
        context.run("ruff check . && ruff format --check . && mypy", env=tools_path())


@task
def proofread(context: Context) -> None:
    """Look through the content for old encodings, letters in two parts, misspelt names and mixed tone marks."""
    with told():
        from eventsite.site.proofreading import proofread as look_through

        problems = look_through(ROOT / "content")
    if problems:
        raise Exit("\n".join(map(str, problems)), 2)


@task(name="add", positional=["code"], help={"code": "the language, as nl"})
def translation_add(context: Context, code: str) -> None:
    """Begin a further language: in event.yml, with a catalog to translate; it is not public before it is complete."""
    with told():
        from eventsite.i18n.adding import add_catalog, with_language
        from eventsite.i18n.languages import known, language
        from eventsite.site.translation import read_content

        if not known(code):
            raise Exit(f"{code} is not a language code; write for example nl.", 2)
        if code in read_content(ROOT / "content").event.languages:
            raise Exit(f"{code} is a language of the event already.", 2)
        path = ROOT / "content/event.yml"
        text = with_language(path.read_text(encoding="utf-8"), code)
        if text is None:
            raise Exit("event.yml has no list `languages`; write it as `languages: [vi, en]`.", 2)
        catalog, words = add_catalog(ROOT / "theme", code)
        path.write_text(text, encoding="utf-8")
    found = language(code)
    print(f"{found.name} ({code}, {found.direction}) is being prepared: its pages stand below /{code}/, unlinked.")
    print(f"Translate {words} words of the interface in {catalog.relative_to(ROOT)}, and content/ file by file;")
    print(f"./inv i18n.status tells what is left. Then move {code} from `preparing` to `languages` in event.yml.")


@task(name="check")
def translation_check(context: Context) -> None:
    """Fail where a language is further behind than `translation-limits` in event.yml allows."""
    with told():
        from eventsite.site.clock import build_time
        from eventsite.site.translation import beyond_limits, interface_gaps, read_content, translations

        content = read_content(ROOT / "content")
        found = beyond_limits(content, translations(content, build_time()))
        for language, count in interface_gaps(content, ROOT / "theme").items():
            if language not in content.event.preparing:
                found.append(f"{language}: {count} words of the interface are not translated")
    if found:
        raise Exit("\n".join(found), 2)


@task(lint, proofread, translation_check)
def check(context: Context) -> None:
    """Lint, then run every test that needs no browser: do this before a commit."""
    pytest("--ignore=tests/browser", "-m", "not slow")


@task(lint, proofread, translation_check, help={"all": "with the slow proofs"})
def test(context: Context, all: bool = False) -> None:
    """Lint, then run every test, those in a real browser too; installs the browser if it is missing."""
    from tests.browser.chromium import BrowserMissing, ensure

    try:
        ensure()
    except BrowserMissing as error:
        raise Exit(str(error), 1) from error
    pytest(*(() if all else ("-m", "not slow")))


@task
def messages(context: Context) -> None:
    """Collect the theme's words into theme/translations/*/LC_MESSAGES/messages.po."""
    from eventsite.i18n.extract import update_catalogs

    for path, missing in update_catalogs(ROOT / "theme"):
        print(
            f"{path.relative_to(ROOT)}: {missing} to translate" if missing else f"{path.relative_to(ROOT)}: complete"
        )


@task(name="status", help={"json": "for programs", "html": "as a page"})
def translation_status(context: Context, json: bool = False, html: bool = False) -> None:
    """Show which documents are translated, which translations are older than their source, and the words to do."""
    with told():
        from eventsite.site.clock import build_time
        from eventsite.site.translation import as_html, as_json, interface_gaps, read_content, rows, translations

        content = read_content(ROOT / "content")
        found = list(translations(content, build_time()))
    table = list(rows(found))
    if json or html:
        print(as_json(table, found) if json else as_html(table))
        return
    from rich.console import Console
    from rich.table import Table

    shown = Table(*table[0].__slots__) if table else Table()
    for row in table:
        shown.add_row(*(str(getattr(row, name)) for name in row.__slots__))
    Console().print(shown)
    for item in found:
        if item.state in {"stale", "missing"}:
            print(f"{item.language} {item.state}: {item.name}")
    for language, count in interface_gaps(content, ROOT / "theme").items():
        print(f"{language}: {count} words of the interface are not translated")


@task(name="diff", positional=["key"], help={"key": "the document, as news/opening", "language": "the translation"})
def translation_diff(context: Context, key: str, language: str = "en") -> None:
    """Show what has changed in a document since its translation was made, block by block."""
    from rich.console import Console
    from rich.text import Text

    with told():
        from eventsite.site.translation import read_content, source_changes

        found = source_changes(read_content(ROOT / "content"), key, language)
    if found is None:
        hint = "in a shallow clone, `git fetch --unshallow` brings the history"
        raise Exit(f"git has no version of {key} that the translation was made from; {hint}.", 1)
    console = Console()
    for change in found:
        for sign, style, words in (("-", "red", change.before), ("+", "green", change.after)):
            for line in words.splitlines():
                console.print(Text(f"{sign} {line}", style))
        console.print()
    if not found:
        print("Nothing to translate has changed.")


@task(name="accept", positional=["key"], help={"key": "the document, as news/opening; `all` for every one"})
def translation_accept(context: Context, key: str) -> None:
    """Mark the translations of a document as made from its source as that is now."""
    import datetime as dt

    with told():
        from eventsite.site.clock import build_time
        from eventsite.site.translation import accept, read_content

        content = read_content(ROOT / "content")
        day: dt.date = build_time().astimezone(content.event.zone).date()
        names = list(content.documents) if key == "all" else [key]
        changed = [path for name in names for path in accept(content, name, day)]
    print("\n".join(changed) or "Every translation is marked so already.")


@task
def lock(context: Context) -> None:
    """Write requirements.lock anew from pyproject.toml (needs uv)."""
    with context.cd(str(ROOT)):
        context.run(
            "uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-annotate"
            " --no-emit-index-url --quiet --upgrade -o requirements.lock --custom-compile-command './inv lock'"
        )


def tools_path() -> dict[str, str]:
    """Return the environment in which the tools of .venv are found first."""
    return {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def pytest(*arguments: str) -> None:
    """Run pytest on all cores and exit with its code."""
    command = [sys.executable, "-m", "pytest", "-n", "auto", *arguments]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise Exit(code=code)


_OWN = {"translation_status", "translation_diff", "translation_accept", "translation_add", "translation_check"}
namespace = Collection(
    *(found for name, found in sorted(globals().items()) if isinstance(found, Task) and name not in _OWN),
    Collection("i18n", translation_status, translation_diff, translation_accept, translation_add, translation_check),
)

"""The project's commands; `./inv --list` shows them. The work is done in plugins/eventsite."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Collection, Context, Exit, Task, task

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "plugins"))
sys.path.insert(0, str(ROOT))

from eventsite.commands import LANG, admin, fixing, printing, schedule, status, told, translation, words_in, writing
from eventsite.commands.telling import tell

if TYPE_CHECKING:
    from eventsite.build.server import PreviewServer

OUTPUT = ROOT / "output"
DEVELOPMENT = ROOT / "pelicanconf.py"
PRODUCTION = ROOT / "publishconf.py"
HOST = "127.0.0.1"
PORT = 8000
SOURCES = ["content", "theme", "plugins", "pelicanconf.py", "publishconf.py"]


def make(settings: Path, lang: str = "") -> None:
    """Build with the settings file, and say what was built."""
    os.chdir(ROOT)
    with told(lang):
        from eventsite.site.run import build as run

        built = run(settings, OUTPUT)
    tell(built, words_in(lang))


def preview_server(port: int) -> "PreviewServer":
    """Start to serve the output folder as it is, and say where."""
    from eventsite.build.server import serve as start
    from eventsite.build.swap import build_lock, recover
    from eventsite.commands.live import serving

    with told():
        # What a kill has interrupted is completed before anybody reads it.
        with build_lock(OUTPUT):
            if not recover(OUTPUT):
                print("output/ is not one whole build; ./inv build makes it so.")
        server = start(OUTPUT, HOST, port, reload=False)
    print(serving(server.url).in_(words_in("")))
    return server


def live_server(host: str, port: int, at: str, lang: str, *, share: bool) -> "PreviewServer":
    """Start to serve the output folder to pages that reload themselves, and say where; `share` draws the address."""
    from eventsite.build.server import serve as start
    from eventsite.commands.live import EVERYBODY, qr_code, serving

    server = start(OUTPUT, host, port, reload=True, at=at)
    if share:
        print(qr_code(server.url), end="")
    if not server.is_loopback:
        print(EVERYBODY.in_(words_in(lang)))
    print(serving(server.url).in_(words_in(lang)), flush=True)
    return server


def wait() -> None:
    """Wait until Ctrl+C."""
    with suppress(KeyboardInterrupt):
        threading.Event().wait()


def rebuild_on_change(settings: Path, lang: str, server: Callable[[], "PreviewServer"] | None) -> None:
    """Build, and after each change of a source make what shows it, until Ctrl+C; `server` starts the preview."""
    os.chdir(ROOT)
    with told(lang), suppress(KeyboardInterrupt):
        from eventsite.commands.live import keep_up

        keep_up(settings, [ROOT / name for name in SOURCES], OUTPUT, lang, server)


@task(help={"lang": LANG})
def build(context: Context, lang: str = "") -> None:
    """Build the site into output/, with drafts marked as such."""
    make(DEVELOPMENT, lang)


@task(help={"lang": LANG})
def preview(context: Context, lang: str = "") -> None:
    """Build the site as the public will see it: without drafts, with its public address."""
    make(PRODUCTION, lang)


@task
def clean(context: Context) -> None:
    """Remove output/ and the caches; the last good copies of feeds are among them."""
    for folder in (OUTPUT, ROOT / ".cache"):
        shutil.rmtree(folder, ignore_errors=True)


@task(clean)
def rebuild(context: Context) -> None:
    """Clean, then build."""
    make(DEVELOPMENT)


@task(help={"lang": LANG})
def regenerate(context: Context, lang: str = "") -> None:
    """Build, and build again after every change, without serving."""
    rebuild_on_change(DEVELOPMENT, lang, None)


@task
def serve(context: Context, port: int = PORT) -> None:
    """Serve output/ as it is at http://127.0.0.1:8000."""
    preview_server(port)
    wait()


@task(build)
def reserve(context: Context, port: int = PORT) -> None:
    """Build, then serve."""
    preview_server(port)
    wait()


@task(
    aliases=["livereload"],
    help={
        "at": "rehearse this moment, such as 2017-11-27T08:50+07:00: the site and its clock as they will be then",
        "host": "where to listen; 0.0.0.0 shows the site, with its drafts, to everybody in this network",
        "share": "draw the address as a QR code for phones; needs --host",
        "lang": LANG,
    },
)
def live(
    context: Context, port: int = PORT, at: str = "", host: str = HOST, share: bool = False, lang: str = ""
) -> None:
    """Build, serve, and after every change build again and reload the browser; a mistake is shown over the page."""
    from eventsite.build.addresses import is_loopback

    if share and is_loopback(host):
        raise Exit("--share needs --host 0.0.0.0: a phone cannot open a site that only this machine can reach.", 1)
    if at:
        os.environ["EVENTSITE_NOW"] = at
    rebuild_on_change(DEVELOPMENT, lang, lambda: live_server(host, port, at, lang, share=share))


@task(help={"lang": LANG})
def edit(context: Context, port: int = PORT, lang: str = "") -> None:
    """Let the content be edited in the browser at http://127.0.0.1:8000/admin/, and show each save on the site."""
    from eventsite.commands.live import editing
    from eventsite.editing.config import LOCAL_ADDRESS
    from eventsite.editing.local import saver
    from eventsite.site.clock import build_time

    def server() -> "PreviewServer":
        found = live_server(HOST, port, "", lang, share=False)
        found.answers = {LOCAL_ADDRESS: saver(ROOT / "content", lambda: build_time().date(), words_in(lang))}
        print(editing(f"{found.url}admin/").in_(words_in(lang)), flush=True)
        return found

    rebuild_on_change(DEVELOPMENT, lang, server)


def refuse_lost(remote: str, branch: str, lang: str, *, only_told: bool) -> None:
    """Say which published addresses the built site has lost; with those that editors must look after, end here."""
    from eventsite.commands.lost import lines, lost_addresses, public_site
    from eventsite.publish.ghpages import published_files

    read = published_files(remote=remote, branch=branch, repo=ROOT)
    lost = lost_addresses(read, OUTPUT, lambda: public_site(PRODUCTION))
    text = "\n".join(line.in_(words_in(lang)) for line in lines(lost))
    if any(item.is_ours for item in lost) and not only_told:
        raise Exit(text, 2)
    if text:
        print(text)


@task(
    schedule.restore,
    preview,
    aliases=["gh-pages"],
    help={
        "dry_run": "only show what would be pushed",
        "allow_shrink": "push even if more than a fifth of the pages are gone",
        "allow_gone": "push even if published addresses are lost without a word",
        "lang": LANG,
    },
)
def publish(
    context: Context,
    remote: str = "origin",
    branch: str = "gh-pages",
    dry_run: bool = False,
    allow_shrink: bool = False,
    allow_gone: bool = False,
    lang: str = "",
) -> None:
    """Build for the public and push output/ to the gh-pages branch; nothing changed means no commit."""
    from eventsite.publish.ghpages import publish as push

    with told(lang):
        refuse_lost(remote, branch, lang, only_told=dry_run or allow_gone)
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


@task(lint, writing.content, translation.check, schedule.conflicts, name="all")
def check(context: Context) -> None:
    """Lint, then run every test that needs no browser: do this before a commit."""
    from tests.printer import ensure

    ensure()
    pytest("--ignore=tests/browser", "-m", "not slow")


@task(lint, writing.content, translation.check, schedule.conflicts, help={"all": "with the slow proofs"})
def test(context: Context, all: bool = False) -> None:
    """Lint, then run every test, those in a real browser too; installs the browser if it is missing."""
    from tests import printer
    from tests.browser.chromium import BrowserMissing, ensure
    from tests.browser.pages import tools

    printer.ensure()
    try:
        ensure()
        tools.ensure()
    except (BrowserMissing, tools.ToolMissing) as error:
        raise Exit(str(error), 1) from error
    pytest(*(() if all else ("-m", "not slow")))


@task(
    help={"kinds": "only these kinds of pages, with commas, such as home,day", "write": "the summary into README.md"}
)
def pages(context: Context, kinds: str = "", write: bool = False) -> None:
    """Measure a page of each kind in both languages as a phone on a slow network has it; fail below the bar."""
    from benchmarks.pages import WrongKinds, check
    from tests.browser.chromium import BrowserMissing
    from tests.browser.pages.tools import ToolMissing

    try:
        is_good = check([*filter(None, kinds.split(","))], write=write)
    except (WrongKinds, BrowserMissing, ToolMissing) as error:
        raise Exit(str(error), 2) from error
    if not is_good:
        raise Exit(code=1)


@task
def messages(context: Context) -> None:
    """Collect the words of the theme and of the program into their catalogs, which translators edit."""
    from eventsite.content.descriptions import descriptions
    from eventsite.i18n.extract import update_catalogs, update_staff_catalogs

    for path, missing in (*update_catalogs(ROOT / "theme"), *update_staff_catalogs(descriptions())):
        print(
            f"{path.relative_to(ROOT)}: {missing} to translate" if missing else f"{path.relative_to(ROOT)}: complete"
        )


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
    # Slow tests stand together, those in a browser first of all: who has no more tests takes some of the others'.
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *arguments]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise Exit(code=code)


# `./inv check` is the whole of it, `./inv check.content` a part.
checks = Collection("check")
checks.add_task(check, default=True)
checks.add_task(writing.content, name="content")
checks.add_task(pages)
tasks = [found for _, found in sorted(globals().items()) if isinstance(found, Task) and found not in (check, pages)]
namespace = Collection(*tasks, writing.new, writing.docs, status.status, fixing.fix, printing.print_)
namespace.add_collection(checks)
namespace.add_collection(admin.namespace)
namespace.add_collection(translation.namespace)
namespace.add_collection(schedule.namespace)

"""The preview while somebody writes: each save is shown, or what is wrong with it, and no mistake ends it."""

import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import START, ContentError, EventsiteError, Problem, Said, Translate, say
from . import ROOT, words_in
from .telling import tell

if TYPE_CHECKING:
    from ..build.news import Fault, Trouble
    from ..build.server import PreviewServer


EVERYBODY = say("Everybody in this network can see the site, with its drafts.")
# So many problems are shown over a page; the terminal has them all.
_SHOWN = 100
_MODULES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def serving(address: str) -> Said:
    """Return where the site can be opened."""
    return say("The site is at {address} (Ctrl+C ends it)", address=address)


def editing(address: str) -> Said:
    """Return where the web editor can be opened."""
    return say("The web editor is at {address}", address=address)


def keep_up(
    settings: Path,
    sources: Sequence[Path],
    output: Path,
    lang: str,
    serve: Callable[[], "PreviewServer"] | None = None,
) -> None:
    """Build, and after each change of a source make what shows it, until Ctrl+C.

    What is wrong is said in the language that `lang` asks for, here and over the pages that `serve` shows, and waited
    out: a start with a mistake too, which leaves the last good output there.
    """
    from ..build.watch import watch
    from ..i18n.staff import staff_language
    from ..site.live import Live

    say_in, language = words_in(lang), staff_language(lang)
    site = Live(settings, output, partial(_build_afresh, language))
    # The server's threads come after the first build, which may then share its work with forks.
    trouble = _trouble(lambda: tell(site.start(), say_in), language, say_in)
    server = serve() if serve else None
    if server and trouble:
        server.show(trouble)
    try:
        for changed in watch(sources, output):
            was, trouble = trouble, _trouble(partial(site.change, changed), language, say_in)
            if was and not trouble:
                print(say("All is well again.").in_(say_in))
            if server:
                server.news.tell(trouble)
    finally:
        site.close()


def qr_code(address: str) -> str:
    """Return the address as a QR code for a terminal, black on white whatever the terminal's own colours are."""
    import segno

    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    rows.append([0] * len(rows[0]))
    # A character has two modules, one above the other.
    lines = (
        "".join(_MODULES[pair] for pair in zip(*rows[n : n + 2], strict=True)) for n in range(0, len(rows) - 1, 2)
    )
    return "".join(f"\033[30;107m{line}\033[0m\n" for line in lines)


def _build_afresh(language: str) -> None:
    """Build in a new process, with the program as it is now."""
    command = [sys.executable, "-m", "invoke", "build", "--lang", language]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    print(done.stdout, end="")
    if done.returncode:
        raise EventsiteError((done.stderr or done.stdout).strip())
    print(done.stderr, end="", file=sys.stderr)


def _trouble(work: Callable[[], object], language: str, say_in: Translate) -> "Trouble | None":
    """Do the work; where it raises, say so in the terminal and return what a page says of it."""
    try:
        work()
    except EventsiteError as error:
        # No traceback: the message is written for people.
        print(error.in_(say_in), file=sys.stderr)
        return _told(error, language, say_in)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - Pelican ends a build by SystemExit, a bug by anything
        traceback.print_exc()
        return _shown(_BUG, [*_BUG_TEXT, f"{type(error).__name__}: {error}"], [], language, say_in)
    return None


_BUG = say("The program has failed")
_BUG_TEXT = (
    say("This is not a mistake in what you wrote, or the program would say where it is."),
    say("The terminal in which `./inv live` runs has the details: show them to who looks after the site."),
)
_STAYS = say(
    "The page still shows the last version that was right. Mend this and save: the notice goes away by itself."
)


def _told(error: EventsiteError, language: str, say_in: Translate) -> "Trouble":
    if not isinstance(error, ContentError):
        title = say("The site could not be built")
        return _shown(title, [*error.in_(say_in).splitlines(), _STAYS], [], language, say_in)
    text: list[Said | str] = [_STAYS]
    if len(error.problems) > _SHOWN:
        more = len(error.problems) - _SHOWN
        text.append(say("{count} more are told in the terminal in which `./inv live` runs.", count=more))
    return _shown(error.summary, text, error.problems[:_SHOWN], language, say_in)


def _shown(
    title: Said, text: Sequence[Said | str], problems: Sequence[Problem], language: str, say_in: Translate
) -> "Trouble":
    from ..build.news import Trouble

    return Trouble(
        language=language,
        title=title.in_(say_in),
        text="\n".join(words.in_(say_in) if isinstance(words, Said) else words for words in text),
        faults=tuple(_fault(problem, say_in) for problem in problems),
        labels={"close": say("Close").in_(say_in), "hint": say("To do:").in_(say_in)},
    )


def _fault(problem: Problem, say_in: Translate) -> "Fault":
    from ..build.news import Fault

    place: Said | str = problem.path
    if problem.place != START:
        line, column = problem.place
        place = say("{path}, line {line}, column {column}", path=problem.path, line=line, column=column)
    return Fault(
        place=place.in_(say_in) if isinstance(place, Said) else place,
        field=problem.field,
        message=problem.message.in_(say_in),
        hint=problem.hint.in_(say_in),
    )

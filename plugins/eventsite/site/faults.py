"""What is said when the content is right and still no site is made of it: faults of pages, templates, the disk."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from ..errors import START, ContentError, EventsiteError, Place, Problem, Said, say

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class CheckError(ContentError):
    """The built site has faults, so it did not take the old one's place."""

    @property
    def summary(self) -> Said:
        """The count of faults, as a sentence."""
        if len(self.problems) == 1:
            return say("1 fault in the built site; the old output stays.")
        return say("{count} faults in the built site; the old output stays.", count=len(self.problems))


class ThemeError(ContentError):
    """A template has a mistake; nothing was written."""

    exitcode = 1

    @property
    def summary(self) -> Said:
        """What it is about, as a sentence."""
        return say("A template has a mistake; the old output stays.")


class DiskError(ContentError):
    """A file cannot be read or written; the output is as it was."""

    exitcode = 1

    @property
    def summary(self) -> Said:
        """What it is about, as a sentence."""
        return say("A file cannot be read or written; the old output stays.")


@contextmanager
def explained() -> Iterator[None]:
    """Raise a ThemeError or a DiskError for what templates and the disk raise: where it is and what helps."""
    try:
        yield
    except EventsiteError:
        raise
    except OSError as error:
        raise DiskError([_of_disk(error)]) from error
    except Exception as error:
        if problem := _of_template(error):
            raise ThemeError([problem]) from error
        raise


def _of_disk(error: OSError) -> Problem:
    path = _shown(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else ""
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        message, hint = say("the disk is full"), say("make room on the disk, then save again")
    elif isinstance(error, PermissionError):
        message = say("the file may not be read or written")
        hint = say("close the program that holds it, or give yourself the right to read and to write it")
    elif isinstance(error, FileNotFoundError):
        message, hint = say("the file is not there any more"), say("put it back, or save again")
    else:
        message = say("the system says: {reason}", reason=reason)
        hint = say("look at the file, and ask who looks after this computer")
    return Problem(path or "output", START, "", message, hint)


def _of_template(error: Exception) -> Problem | None:
    """Return the mistake with the line of the template, or None where no template is to blame."""
    # Imported here: a build with nothing to do does without Jinja.
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415 -- slow import

    hint = say("correct the template, or take its last version that worked")
    name, line = _last_place(error)
    if isinstance(error, TemplateSyntaxError):
        message = say("this is no Jinja: {reason}", reason=error.message or "")
        return Problem(_shown(error.filename or error.name or ""), Place(error.lineno), "", message, hint)
    if isinstance(error, TemplateNotFound):
        message = say("the template `{name}` is missing", name=error.name or "")
        return Problem(_shown(name) if name else "theme/templates", Place(line), "", message, hint)
    if name and (isinstance(error, TemplateError) or _is_in_template(error)):
        message = say("the page cannot be made: {reason}", reason=f"{type(error).__name__}: {error}")
        return Problem(_shown(name), Place(line), "", message, hint)
    return None


def _last_place(error: Exception) -> tuple[str, int]:
    """Return the template that was at work last, and its line; Jinja puts both into the traceback."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return next(((name, line) for name, line in reversed(places) if name.endswith(".html")), ("", 1))


def _is_in_template(error: Exception) -> bool:
    """Return whether the template itself did what went wrong, and nothing that it called."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_code.co_filename.endswith(".html")


def _shown(name: str) -> str:
    """Return the path as editors know it: from the project's folder on."""
    path = Path(name)
    if "templates" in path.parts:
        index = len(path.parts) - 1 - path.parts[::-1].index("templates")
        return Path(*path.parts[max(0, index - 1) :]).as_posix()
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()

"""The command `./inv fix`: what it asks of a person, and what it says."""

import difflib
import sys
from itertools import islice
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from ..errors import say
from . import LANG, ROOT, told, words_in

if TYPE_CHECKING:
    from ..errors import Said, Translate
    from ..repairs.plan import Change, Decide, Plan, Question

CONTENT = ROOT / "content"
_MOST_LINES = 40
# In the languages that the question is asked in.
_YES = {"y", "yes", "c", "co", "có"}


@task(
    help={
        "yes": "without a question, also where words change or a picture's original is lost",
        "dry_run": "only show what would be done",
        "lang": LANG,
    }
)
def fix(context: Context, yes: bool = False, dry_run: bool = False, lang: str = "") -> None:
    """Put right what can be put right in the content: old encodings, pastes from Word, names of files, pictures."""
    words = words_in(lang)
    with told(lang):
        from ..site.repairing import repaired_content

        made = repaired_content(CONTENT, _decider(words, yes=yes, dry_run=dry_run), dry_run=dry_run)
    print(said(made, words, dry_run=dry_run))
    if made.left:
        raise Exit("\n".join(problem.in_(words) for problem in made.left), 1)


def said(made: "Plan", words: "Translate", *, dry_run: bool) -> str:
    """Return what was done, a line for each file, and the sum of it."""
    lines = [_line(change, words) for change in made.changes]
    if not lines:
        return say("Nothing that can be put right.").in_(words)
    return "\n".join([*lines, _total(len(lines), dry_run=dry_run).in_(words)])


def _total(count: int, *, dry_run: bool) -> "Said":
    if count == 1:
        return say("1 file would be put right; nothing was written.") if dry_run else say("1 file put right.")
    if dry_run:
        return say("{count} files would be put right; nothing was written.", count=count)
    return say("{count} files put right.", count=count)


def _line(change: "Change", words: "Translate") -> str:
    return f"{change.path}: {'; '.join(done.in_(words) for done in dict.fromkeys(change.done))}"


def _decider(words: "Translate", *, yes: bool, dry_run: bool) -> "Decide":
    def decide(question: "Question") -> bool:
        if yes and not dry_run:
            return True
        if not dry_run and not sys.stdin.isatty():
            return False
        print(f"{question.path}: {question.why.in_(words)}")
        print(_difference(question, words), end="")
        return dry_run or _is_yes(words)

    return decide


def _difference(question: "Question", words: "Translate") -> str:
    lines = difflib.unified_diff(question.before.splitlines(), question.after.splitlines(), n=0, lineterm="")
    # The first two name the files.
    changed = [line for line in islice(lines, 2, None) if not line.startswith("@@")]
    more = len(changed) - _MOST_LINES
    rest = [say("… and {count} more lines", count=more).in_(words)] if more > 0 else []
    return "".join(f"{line}\n" for line in [*changed[:_MOST_LINES], *rest])


def _is_yes(words: "Translate") -> bool:
    try:
        return input(say("Write it so? [y/N] ").in_(words)).strip().lower() in _YES
    except EOFError:
        return False

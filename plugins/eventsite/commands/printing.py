"""The command `./inv print`: the programme, door signs, press releases and rules as PDF files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from . import LANG, ROOT, told, words_in

if TYPE_CHECKING:
    from ..printing.papers import Paper

OUTPUT = ROOT / "output"


@task(
    name="print",
    help={
        "what": "only these, with commas between: programme, signs, press, rules",
        "folder": "where the files go; print/ if left out",
        "one-language": "signs and programme in the page's language alone",
        "sheet": "the programme on as few pages as it needs, instead of a page a day",
        "drafts": "as the working copy, with drafts and embargoed releases, which are marked as such",
        "lang": LANG,
    },
)
def print_(
    context: Context,
    what: str = "",
    folder: str = "print",
    one_language: bool = False,
    sheet: bool = False,
    drafts: bool = False,
    lang: str = "",
) -> None:
    """Make PDF files of the programme, the door signs, the press releases and the rules of the public site."""
    from ..errors import say
    from ..printing.papers import KINDS

    words = words_in(lang)
    kinds = [kind.strip() for kind in what.split(",")] if what else list(KINDS)
    if not set(kinds) <= set(KINDS):
        raise Exit(say("--what can be: {kinds}", kinds=", ".join(KINDS)).in_(words), 2)
    with told(lang):
        from ..printing.papers import papers
        from ..printing.pdf import printer
        from ..site.run import build

        printer()
        build(ROOT / ("pelicanconf.py" if drafts else "publishconf.py"), OUTPUT)
        chosen = [paper for paper in papers(OUTPUT) if paper.kind in kinds]
        options = " ".join(word for word, is_on in (("one", one_language), ("days", not sheet)) if is_on)
        written = print_all(OUTPUT, chosen, ROOT / folder, options) if chosen else []
        for path in written:
            print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
        print(say("PDF files: {count}", count=len(written)).in_(words))


def print_all(site: Path, chosen: "Sequence[Paper]", folder: Path, options: str) -> list[Path]:
    """Write the pages of the built site into the folder, on all cores, and return the files in the order given."""
    from ..build.pool import in_parallel

    css = (ROOT / "theme" / "css" / "pdf.css").read_text(encoding="utf-8")
    in_parallel(partial(_print_share, site, folder, css, options), chosen, at_least=2)
    return [folder / paper.name for paper in chosen]


def _print_share(site: Path, folder: Path, css: str, options: str, share: "Sequence[Paper]") -> None:
    from ..build.write import put
    from ..errors import say
    from ..printing.files import PrintError
    from ..printing.pdf import pdf

    for paper in share:
        content = pdf(site, paper, css, options)
        try:
            put(folder / paper.name, content)
        except OSError as error:
            path, reason = f"{folder.name}/{paper.name}", error.strerror or str(error)
            message = say(
                "{path} cannot be written ({reason}); --folder names another folder", path=path, reason=reason
            )
            raise PrintError(message) from error

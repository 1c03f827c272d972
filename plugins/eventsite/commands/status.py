"""The command `./inv status`: what is not plainly published, and when the clock will change the site."""

from typing import TYPE_CHECKING

from invoke import Context, task

from . import LANG, ROOT, told, words_in

if TYPE_CHECKING:
    from ..errors import Translate
    from ..site.status import Status


@task(
    help={
        "json": "for programs",
        "next": "only when the next rebuild is due, as an ISO time, or nothing",
        "lang": LANG,
    }
)
def status(context: Context, json: bool = False, next: bool = False, lang: str = "") -> None:
    """Show drafts, what is scheduled, embargoed or expired, translations to do, and when a rebuild is due."""
    with told(lang):
        from ..settings import read_config
        from ..site.clock import build_time
        from ..site.sources import read_settings
        from ..site.status import status as status_of
        from ..site.translation import read_content

        config = read_config(read_settings(ROOT / "pelicanconf.py"), build_time())
        content = read_content(config.content)
        found = status_of(content.documents, content.event, config.now)
    if json:
        print(found.as_json())
    elif not next:
        _show(found, words_in(lang))
    elif found.next_due:
        print(found.next_due.isoformat())


def _show(found: "Status", translate: "Translate") -> None:
    from rich.console import Console
    from rich.table import Table

    from ..errors import say
    from ..site.embargo import words
    from ..site.status import REASONS, count_line, due_line

    heads = (say("document"), say("language"), say("state"), say("when"))
    table = Table(*(head.in_(translate) for head in heads))
    everywhere = say("all").in_(translate)
    for row in found.rows:
        when = words(row.when, row.when.tzinfo) if row.when else ""
        table.add_row(row.document, row.language or everywhere, REASONS[row.reason].in_(translate), when)
    if found.rows:
        Console().print(table)
    print(count_line(found.public).in_(translate))
    if found.next_due:
        print(due_line(found.next_due, found.due).in_(translate))

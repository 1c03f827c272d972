"""The command `./inv status`: what is not plainly published, and when the clock will change the site."""

from invoke import Context, task

from . import ROOT, told


@task(help={"json": "for programs", "next": "only when the next rebuild is due, as an ISO time, or nothing"})
def status(context: Context, json: bool = False, next: bool = False) -> None:
    """Show drafts, what is scheduled, embargoed or expired, translations to do, and when a rebuild is due."""
    with told():
        from ..settings import read_config
        from ..site.clock import build_time
        from ..site.sources import read_settings
        from ..site.status import due_line
        from ..site.status import status as status_of
        from ..site.translation import read_content

        config = read_config(read_settings(ROOT / "pelicanconf.py"), build_time())
        content = read_content(config.content)
        found = status_of(content.documents, content.event, config.now)
    if json:
        print(found.as_json())
        return
    if next:
        if found.next_due:
            print(found.next_due.isoformat())
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("document", "language", "state", "when")
    for row in found.rows:
        table.add_row(
            row.document, row.language or "all", row.reason, f"{row.when:%Y-%m-%d %H:%M}" if row.when else ""
        )
    if found.rows:
        Console().print(table)
    counts = ", ".join(f"{count} {kind}" for kind, count in found.public.items())
    print(f"Public: {sum(found.public.values())} documents ({counts})" if counts else "Public: no documents")
    if found.next_due:
        print(due_line(found.next_due, found.due))

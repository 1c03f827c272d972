"""The commands `./inv i18n.*`: which translations there are, which are behind, and further languages."""

from invoke import Collection, Context, Exit, task

from . import ROOT, told

CONTENT = ROOT / "content"


@task(help={"json": "for programs", "html": "as a page"})
def status(context: Context, json: bool = False, html: bool = False) -> None:
    """Show which documents are translated, which translations are older than their source, and the words to do."""
    with told():
        from ..site.clock import build_time
        from ..site.translation import as_html, as_json, interface_gaps, read_content, rows, translations

        content = read_content(CONTENT)
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


@task(positional=["key"], help={"key": "the document, as news/opening", "language": "the translation"})
def diff(context: Context, key: str, language: str = "en") -> None:
    """Show what has changed in a document since its translation was made, block by block."""
    from rich.console import Console
    from rich.text import Text

    with told():
        from ..site.translation import read_content, source_changes

        found = source_changes(read_content(CONTENT), key, language)
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


@task(positional=["key"], help={"key": "the document, as news/opening; `all` for every one"})
def accept(context: Context, key: str) -> None:
    """Mark the translations of a document as made from its source as that is now."""
    import datetime as dt

    with told():
        from ..site.clock import build_time
        from ..site.translation import accept, read_content

        content = read_content(CONTENT)
        day: dt.date = build_time().astimezone(content.event.zone).date()
        names = list(content.documents) if key == "all" else [key]
        changed = [path for name in names for path in accept(content, name, day)]
    print("\n".join(changed) or "Every translation is marked so already.")


@task(positional=["code"], help={"code": "the language, as nl"})
def add(context: Context, code: str) -> None:
    """Begin a further language: in event.yml, with a catalog to translate; it is not public before it is complete."""
    with told():
        from ..i18n.adding import add_catalog, with_language
        from ..i18n.languages import known, language
        from ..site.translation import read_content

        if not known(code):
            raise Exit(f"{code} is not a language code; write for example nl.", 2)
        if code in read_content(CONTENT).event.languages:
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


@task
def check(context: Context) -> None:
    """Fail where a language is further behind than `translation-limits` in event.yml allows."""
    with told():
        from ..site.clock import build_time
        from ..site.translation import beyond_limits, interface_gaps, read_content, translations

        content = read_content(CONTENT)
        found = beyond_limits(content, translations(content, build_time()))
        for language, count in interface_gaps(content, ROOT / "theme").items():
            if language not in content.event.preparing:
                found.append(f"{language}: {count} words of the interface are not translated")
    if found:
        raise Exit("\n".join(found), 2)


namespace = Collection("i18n", status, diff, accept, add, check)

"""The documentation names everything that a person can write or call."""

import json
import re
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po

from eventsite.content.documents import read_documents
from eventsite.content.field_tables import field_tables, marked_tables
from eventsite.content.fields import choices
from eventsite.content.kinds import Page
from eventsite.editing.labels import FIELDS
from eventsite.errors import ContentError
from eventsite.i18n.staff import staff_words
from eventsite.site.documentation import GUIDES, SCHEMAS, generated
from tests.building import ROOT


@pytest.mark.parametrize("path", [path.relative_to(ROOT).as_posix() for path in generated(ROOT)])
def test_what_is_made_from_the_models_is_up_to_date(path: str) -> None:
    """The guides' tables and the schemas are as the models have them now; `./inv docs` writes them."""
    assert (ROOT / path).read_bytes() == generated(ROOT)[ROOT / path]


def test_schema_of_what_is_no_kind_any_more_is_gone() -> None:
    """No other file lies among the schemas."""
    folder = ROOT / SCHEMAS
    assert sorted(folder.iterdir()) == sorted(path for path in generated(ROOT) if path.parent == folder)


@pytest.mark.parametrize("guide", GUIDES.values())
def test_guide_has_every_field_table_once(guide: str) -> None:
    """Every kind, the common fields, both files of facts and each of their parts have a table in the guide."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    assert sorted(marked_tables(text)) == sorted(field_tables())


@pytest.mark.parametrize("guide", GUIDES.values())
def test_guide_explains_every_layout(guide: str) -> None:
    """Each layout that a page may have is in the table of layouts, and no other."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    (table,) = re.findall(r"^\| `layout` \| [^|]+ \|\n\| --- \| --- \|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(
        choices(Page.model_fields["layout"])
    )


def _rows(guide: str, head: str) -> list[list[str]]:
    """Return the cells of the table with this first heading."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    (table,) = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.splitlines()]


@pytest.mark.parametrize(("language", "head"), [("en", "The message says"), ("vi", "Thông báo")])
def test_guide_quotes_messages_as_they_are_said(language: str, head: str) -> None:
    """Whoever looks up a message finds its words: each that the guide explains is one of the program's."""
    with (ROOT / "plugins/eventsite/translations/vi.po").open("rb") as file:
        said = [message.string if language == "vi" else message.id for message in read_po(file) if message.id]
    quoted = [row[0].strip("`").replace("PNG", "…") for row in _rows(GUIDES[language], head)]
    assert quoted
    assert [words for words in quoted if not any(all(part in one for part in words.split("…")) for one in said)] == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_guide_shows_mistakes_as_they_are_told(language: str) -> None:
    """The guide's own example, spoilt as it says, is answered with the lines that it shows."""
    guide = (ROOT / GUIDES[language]).read_text(encoding="utf-8")
    source, translation = re.findall(r"^```markdown\n(---\ntitle: .*?)^```", guide, re.MULTILINE | re.DOTALL)
    spoilt = source.replace("summary:", "sumary:").replace("date: 2017-11-10", "date: 10/11/2017")
    files = {"content/news/example.vi.md": spoilt.encode(), "content/news/example.en.md": translation.encode()}
    told = ContentError(read_documents(files, ["vi", "en"])[1]).in_(staff_words(language))
    assert f"```\n{told}\n```\n" in guide


@pytest.mark.parametrize(("language", "head"), [("en", "In the form"), ("vi", "Trong biểu mẫu")])
def test_guide_calls_fields_as_the_web_editor_does(language: str, head: str) -> None:
    """The table of the form's fields has the labels that the web editor shows for them."""
    words = staff_words(language)
    rows = _rows(GUIDES[language], head)
    assert [row[0] for row in rows] == [FIELDS[row[1].strip("`")].in_(words) for row in rows]


def test_description_names_every_choice() -> None:
    """Where a field is one of a few words, its description says all of them but the layouts, which have a table."""
    silent = [
        (name, field.name, word)
        for name, fields in field_tables().items()
        for field in fields
        for word in choices(field.info)
        if field.name != "layout" and f"`{word}`" not in field.description
    ]
    assert silent == []


def test_setting_is_in_the_deploy_guide() -> None:
    """Every EVENTSITE_ setting of pelicanconf.py is explained, and every one explained exists."""
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    guide = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
    settings = set(re.findall(r"^(EVENTSITE_\w+) =", conf, re.MULTILINE))
    assert settings
    assert set(re.findall(r"`(EVENTSITE_\w+)`", guide)) == settings


def test_setting_is_read_by_the_plugin() -> None:
    """Every EVENTSITE_ setting of pelicanconf.py is read, and no other is."""
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    code = (ROOT / "plugins/eventsite/settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(EVENTSITE_\w+)"', code)) == set(re.findall(r"^(EVENTSITE_\w+) =", conf, re.MULTILINE))


def test_task_is_in_the_commands_guide() -> None:
    """Every task that `./inv --list` shows stands in docs/commands.md."""
    listing = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format", "json"], cwd=ROOT, capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    found = json.loads(listing)
    tasks = {task["name"] for task in found["tasks"]}
    tasks |= {f"{below['name']}.{task['name']}" for below in found["collections"] for task in below["tasks"]}
    guide = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert {"build", "test", "live", "publish", "i18n.status"} <= tasks
    assert tasks - set(re.findall(r"`(?:\./inv )?([\w.-]+)`", guide)) == set()

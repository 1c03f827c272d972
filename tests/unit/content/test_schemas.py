"""The JSON Schemas take what the reader takes, as an editor's program reads it, and refuse what it refuses."""

import re
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker
from tests.building import ROOT, TINY

from eventsite.content.kinds import KINDS
from eventsite.content.schemas import schemas

SCHEMAS = schemas(lambda text: text)


class Core(yaml.SafeLoader):
    """YAML as version 1.2 reads it, which the programs of editors use: a day is text, so are `no` and 07:30."""

    yaml_implicit_resolvers: ClassVar = {}


for kind, pattern, first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"^(?:{pattern})$"), first)


def _core(text: str) -> object:
    return Core(text).get_single_data()


def _problems(name: str, text: str) -> list[str]:
    """Return what is wrong with the YAML text, each as the path of the value; of a list of sources the first's."""
    value = _core(text)
    found = Draft7Validator(SCHEMAS[name], format_checker=FormatChecker()).iter_errors(value)
    return sorted("/".join(map(str, error.absolute_path)) or error.message for error in found)


def _files(folder: Path) -> list[tuple[str, str]]:
    """Return the schema's name and the YAML of each file below a content folder."""
    found = [(path.parent.name, path.read_text(encoding="utf-8").split("---\n")[1]) for path in folder.glob("*/*.md")]
    facts = [(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")]
    return [*found, *facts]


def test_core_reads_as_yaml_1_2_does() -> None:
    """The reader of these tests makes numbers and truths where 1.2 does, and text of what only 1.1 converts."""
    assert _core("[2017, 1.0, true, 2017-11-25, 08:30, no, y, 'a', ]") == [
        2017, 1.0, True, "2017-11-25", "08:30", "no", "y", "a"
    ]  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    """Each is a schema by the standard, of which nothing is left out: a kind each, event.yml and sources.yml."""
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS.keys() == {*KINDS, "event", "sources"}


@pytest.mark.parametrize("folder", [ROOT / "content", TINY], ids=["real", "tiny"])
def test_shipped_file_follows_its_schema(folder: Path) -> None:
    """No content file of ours, in either language, is marked as wrong by an editor's program."""
    files = _files(folder)
    assert {name for name, _ in files} <= SCHEMAS.keys()
    assert [(name, text, found) for name, text in files if (found := _problems(name, text))] == []


PRESS = "title: A\nsummary: B\nplace: C\n"
EVENT = (
    "name: {vi: A}\nshort-name: {vi: A}\ntagline: {vi: A}\nplace: {vi: A}\nstart: 2017-11-25\nend: 2017-11-26\n"
    "time-zone: Asia/Ho_Chi_Minh\nlanguages: [vi]\n"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("press", f"{PRESS}date: 2017-11-25"),
        ("press", f"{PRESS}date: 2017-11-25T08:00+07:00"),
        ("press", f"{PRESS}date: 2017-11-25T08:00:00+07:00\norder: -3\nsample: true\nsources: [s, 2]"),
        ("press", "title: 2016\nsummary: true\nplace: 1.5"),
        ("pages", 'title: A\nsummary: B\nslug: ""'),
        ("pages", "title: A\nsummary: B\nslug: 2016"),
        ("rules", "title: A\nsummary: B\nversion: 1.0\neffective: 2017-11-25"),
        ("editions", "title: A\nsummary: B\nyear: 2016\nstart: 2016-03-28"),
        ("sessions", 'title: A\nsummary: B\nstart: 08:30\ninterpretation: {en: 2, fr: "3"}'),
        ("event", EVENT),
        ("event", f"{EVENT}opens: 07:00\ncloses: 18:00\nday-starts: 4\noffline: false\ntranslation-limits: {{stale: 0}}"),
        ("event", f"{EVENT}untranslated: {{press: require}}\nspelling: {{Einhoven: Eindhoven}}"),
        ("sources", "- id: a\n  title: {vi: 2016}\n  date: 2017-11-28"),
    ],
)  # fmt: skip
def test_right_file_follows_its_schema(name: str, text: str) -> None:
    """Numbers, truths, days and times as editors write them are taken where the reader takes them."""
    assert _problems(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("press", f"{PRESS}date: 25/11/2017", "date"),
        ("press", f"{PRESS}date: 2017", "date"),
        ("press", f"{PRESS}sumary: x", "Additional properties are not allowed ('sumary' was unexpected)"),
        ("press", "title: A\nsummary: B", "'place' is a required property"),
        ("press", f"{PRESS}sample: ja", "sample"),
        ("press", f"{PRESS}order: 1.5", "order"),
        ("press", f"{PRESS}sources: s", "sources"),
        ("press", "title:\nsummary: B\nplace: C", "title"),
        ("press", f"{PRESS}status: hidden", "status"),
        ("press", f"{PRESS}slug: Họp báo", "slug"),
        ("press", f'{PRESS}slug: ""', "slug"),
        ("press", f"{PRESS}translated-from: vi", "translated-from"),
        ("press", f"{PRESS}publish-with: vi", "publish-with"),
        ("pages", "title: A\nsummary: B\nlayout: start", "layout"),
        ("people", "summary: B\nroles: []", "roles"),
        ("people", "summary: B\nroles: Giám đốc", "roles"),
        ("sessions", "title: A\nsummary: B\nstart: 8h30", "start"),
        ("sessions", "title: A\nsummary: B\nstart: 830", "start"),
        ("sessions", "title: A\nsummary: B\npart: noon", "part"),
        ("partners", "name: A\nsummary: B\nurl: example.org", "url"),
        ("editions", "title: A\nsummary: B\nstart: 2016-13-01", "start"),
        ("event", EVENT.replace("name: {vi: A}\n", "name: A\n", 1), "name"),
        ("event", EVENT.replace("end: 2017-11-26\n", ""), "'end' is a required property"),
        ("event", f"{EVENT}day-starts: 13", "day-starts"),
        ("event", f"{EVENT}columns: hall", "columns"),
        ("event", f"{EVENT}rooms: [{{id: a}}]", "rooms/0"),
        ("event", f"{EVENT}rooms: [{{id: A B, name: {{vi: A}}}}]", "rooms/0/id"),
        ("event", f"{EVENT}translation-limits: {{stale: -1}}", "translation-limits/stale"),
        ("sources", "- id: a\n  title: A", "0/title"),
        ("sources", "id: a", "{'id': 'a'} is not of type 'array'"),
    ],
)
def test_wrong_file_is_told_at_its_field(name: str, text: str, wrong: str) -> None:
    """A wrong value is told at its field, and nothing else is; a missing or unknown field by its name."""
    assert _problems(name, text) == [wrong]


def test_field_is_explained_in_both_languages() -> None:
    """Over a field an editor reads the staff's language first, then English; what has no translation stands once."""
    made = schemas(lambda text: {"The headline.": "Tiêu đề."}.get(text, text))["press"]["properties"]
    assert made["title"]["description"] == "Tiêu đề.\n\nThe headline."
    assert made["place"]["description"] == "Place of the dateline."

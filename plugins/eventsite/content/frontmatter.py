"""YAML read with the line of every value, every scalar as a string.

Strings, because YAML 1.1 guesses: `7:30` becomes 450, `no` becomes False, a title `2016` becomes a number.
The models in kinds.py know what each field is and convert it.
"""

import unicodedata
from dataclasses import dataclass, field

import yaml

from ..errors import Problem

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """The values of one YAML mapping, and the line (from 1) of each by its path of keys and indexes."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)

    def line(self, where: Where, default: int = 1) -> int:
        """Return the line of the value at `where`, else of the nearest value around it."""
        while where:
            if where in self.lines:
                return self.lines[where]
            where = where[:-1]
        return default


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's two parts: the front matter's data and the text, with the line that the text begins on."""

    data: Data
    body: str
    body_line: int


def decode(path: str, source: bytes) -> tuple[str, list[Problem]]:
    """Return the file's text in NFC with `\\n` line ends, or a problem when it is not UTF-8."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return "", [Problem(path, line, "", "the file is not UTF-8 text", "save it again with the encoding UTF-8")]
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), []


def split_document(path: str, source: bytes) -> tuple[Parts | None, list[Problem]]:
    """Return a content file's parts; None, and why, when its front matter cannot be read."""
    text, problems = decode(path, source)
    if problems:
        return None, problems
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "begin the file with a line of three dashes: ---"
        return None, [Problem(path, 1, "", "the front matter is missing", hint)]
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        hint = "close it with a line of three dashes: ---"
        return None, [Problem(path, 1, "", "the front matter has no end", hint)]
    data, problems = read_yaml(path, "\n".join(lines[1:end]), first_line=2)
    if problems:
        return None, problems
    return Parts(data, "\n".join(lines[end + 1 :]).strip("\n") + "\n", _first_text_line(lines, end + 1)), []


def _first_text_line(lines: list[str], start: int) -> int:
    return next((n + 1 for n in range(start, len(lines)) if lines[n].strip()), start + 1)


def read_yaml(
    path: str, text: str, first_line: int = 1, list_name: str | None = None
) -> tuple[Data, list[Problem]]:
    """Return the mapping in `text`, whose first line is `first_line` of the file.

    A file that is one list is read as the mapping `{list_name: [...]}` where a `list_name` is given.
    """
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        return Data(), [_yaml_problem(path, error, first_line)]
    except yaml.YAMLError as error:
        return Data(), [Problem(path, first_line, "", f"this is not YAML: {error}", "remove the odd character")]
    if node is None:
        return Data(), []
    data = Data()
    problems: list[Problem] = []
    if list_name and isinstance(node, yaml.SequenceNode):
        data.values[list_name] = _value(node, (list_name,), data, first_line, path, problems)
        return data, problems
    if not isinstance(node, yaml.MappingNode):
        hint = "write one field a line, as in `title: …`"
        return Data(), [Problem(path, first_line, "", "there are no fields here", hint)]
    data.values.update(_mapping(node, (), data, first_line, path, problems))
    return data, problems


def _yaml_problem(path: str, error: yaml.MarkedYAMLError, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    hint = "put values that hold a colon, a quote or a # between double quotes, and indent with spaces"
    return Problem(path, line, "", f"the YAML cannot be read: {error.problem}", hint)


def _value(node: yaml.Node, where: Where, data: Data, first: int, path: str, problems: list[Problem]) -> object:
    data.lines.setdefault(where, first + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, data, first, path, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*where, n), data, first, path, problems) for n, item in enumerate(node.value)]
    return node.value


def _mapping(
    node: yaml.MappingNode, where: Where, data: Data, first: int, path: str, problems: list[Problem]
) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = first + key_node.start_mark.line
        if key in values:
            hint = f"keep one of them; the other is on line {data.lines[(*where, key)]}"
            problems.append(Problem(path, line, key, "the field is there twice", hint))
        data.lines[(*where, key)] = line
        values[key] = _value(value_node, (*where, key), data, first, path, problems)
    return values

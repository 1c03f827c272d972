"""YAML read with the line of every value, every scalar as a string.

Strings, because YAML 1.1 guesses: `7:30` becomes 450, `no` becomes False, a title `2016` becomes a number.
The models in kinds.py know what each field is and convert it.
"""

import unicodedata
from dataclasses import dataclass, field

import yaml

from ..errors import Problem

Where = tuple[str | int, ...]

# libyaml's parser takes a tenth of the time; its words for mistakes are poorer, so those are read a second time.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
    """Return the file's text in NFC with Unix line ends, or a problem when it is not UTF-8."""
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


def read_yaml(path: str, text: str, first_line: int = 1, list_name: str | None = None) -> tuple[Data, list[Problem]]:
    """Return the mapping in `text`, whose first line is `first_line` of the file.

    A file that is one list is read as the mapping `{list_name: [...]}` where a `list_name` is given.
    Anchors and aliases are problems: with them a value may hold itself, or a short text a million values.
    """
    try:
        if lines := _lines_with_anchors(text):
            message = "anchors and aliases (& and *) are not used here"
            return Data(), [Problem(path, first_line + n, "", message, "write the value out") for n in lines]
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        return Data(), [_yaml_problem(path, error, first_line)]
    except RecursionError:
        hint = "write a plain list or plain fields"
        return Data(), [Problem(path, first_line, "", "the YAML is nested too deeply", hint)]
    except yaml.YAMLError as error:
        return Data(), [Problem(path, first_line, "", f"this is not YAML: {error}", "remove the odd character")]
    if node is None:
        return Data(), []
    walk = _Walk(path, first_line)
    if list_name and isinstance(node, yaml.SequenceNode):
        walk.data.values[list_name] = walk.value(node, (list_name,))
    elif isinstance(node, yaml.MappingNode):
        walk.data.values.update(walk.mapping(node, ()))
    else:
        hint = "write one field a line, as in `title: …`"
        walk.problems.append(Problem(path, first_line, "", "there are no fields here", hint))
    return walk.data, walk.problems


def _compose(text: str) -> yaml.Node | None:
    """Return the document's node; raises YAMLError with the words of PyYAML's own parser."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    return node


def _lines_with_anchors(text: str) -> list[int]:
    """Return the lines, from 0, that have an anchor or an alias; raises YAMLError as reading does."""
    if "&" not in text and "*" not in text:  # spares most files the second scan
        return []
    tokens = yaml.scan(text, Loader=yaml.BaseLoader)
    return sorted(
        {token.start_mark.line for token in tokens if isinstance(token, yaml.AnchorToken | yaml.AliasToken)}
    )


def _yaml_problem(path: str, error: yaml.MarkedYAMLError, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    hint = "put values that hold a colon, a quote or a # between double quotes, and indent with spaces"
    return Problem(path, line, "", f"the YAML cannot be read: {error.problem}", hint)


@dataclass(slots=True)
class _Walk:
    """One walk over a YAML document: fills `data` and collects what is wrong."""

    path: str
    first_line: int
    data: Data = field(default_factory=Data)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, where: Where) -> object:
        """Return the node's value; every scalar is a string."""
        self.data.lines.setdefault(where, self.first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, position)) for position, item in enumerate(node.value)]
        return node.value

    def mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, object]:
        """Return the mapping's values; a key that is there twice is a problem."""
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = self.first_line + key_node.start_mark.line
            if key in values:
                hint = f"keep one of them; the other is on line {self.data.lines[(*where, key)]}"
                self.problems.append(Problem(self.path, line, key, "the field is there twice", hint))
            self.data.lines[(*where, key)] = line
            values[key] = self.value(value_node, (*where, key))
        return values

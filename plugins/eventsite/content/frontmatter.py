"""YAML read with the line of every value, every scalar as a string.

Strings, because YAML 1.1 guesses: `7:30` becomes 450, `no` becomes False, a title `2016` becomes a number.
The models in kinds.py know what each field is and convert it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from ..errors import START, Place, Problem, say
from .yaml_words import NO_FIELD, yaml_problem

Where = tuple[str | int, ...]

# libyaml's parser takes a tenth of the time; its words for mistakes are poorer, so those are read a second time.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# That parser is not asked to read what could be nested so deeply that it would end the program.
_MOST_OPENED = 2_000


@dataclass(frozen=True, slots=True)
class Data:
    """The values of one YAML mapping, and where in the file each is, by its path of keys and indexes.

    `places` are those of the values, `names` those of the fields' names before them.
    """

    values: dict[str, object] = field(default_factory=dict)
    places: dict[Where, Place] = field(default_factory=dict)
    names: dict[Where, Place] = field(default_factory=dict)

    def place(self, where: Where) -> Place:
        """Return the place of the value at `where`, else of the nearest value around it.

        A value that begins below its field's name is placed at the name.
        """
        while where:
            if where in self.places:
                return self.places[where]
            where = where[:-1]
        return START


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's two parts: the front matter's data and the text, with the line that the text begins on.

    Without `readable` the front matter has mistakes of its own, and there is no data.
    """

    data: Data
    body: str
    body_line: int
    readable: bool = True


def decode(path: str, source: bytes) -> tuple[str, list[Problem]]:
    """Return the file's text in NFC with Unix line ends, or why it is none."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in source[:200]:
        return "", [Problem(path, START, "", say("the file is saved as UTF-16"), _UTF8)]
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", errors="replace")) + 1
        place = Place(before.count(b"\n") + 1, column)
        return "", [Problem(path, place, "", say("the file is not UTF-8 text"), _UTF8)]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if conflicts := list(_conflicts(path, text)):
        return "", conflicts
    if not text.strip():
        hint = say("write its fields and its text, or delete the file")
        return "", [Problem(path, START, "", say("the file is empty"), hint)]
    return text, []


_UTF8 = say("save it again with the encoding UTF-8, or run `./inv fix`")


def _conflicts(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each place where Git left two versions of a passage for a person to choose from."""
    if "<<<<<<< " not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("<<<<<<< "):
            hint = say("keep one of the versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
            yield Problem(
                path, Place(number), "", say("two versions of the file meet here (a conflict of Git)"), hint
            )


def split_document(path: str, source: bytes) -> tuple[Parts | None, list[Problem]]:
    """Return a content file's parts, and what is wrong with them; None when it has no such parts."""
    text, problems = decode(path, source)
    if problems:
        return None, problems
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, [_no_start(path, lines)]
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        return None, [_no_end(path, lines)]
    data, problems = read_yaml(path, "\n".join(lines[1:end]), first_line=2)
    body = "\n".join(lines[end + 1 :]).strip("\n") + "\n"
    return Parts(data, body, _first_text_line(lines, end + 1), readable=not problems), problems


# What a word processor makes of three hyphens, and what else is meant to be them.
_NEARLY = re.compile(r"\s*(?:[-–—―]+|\.\.\.)\s*")


def _no_start(path: str, lines: Sequence[str]) -> Problem:
    number, first = next((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if _NEARLY.fullmatch(first):
        hint = say("make it the file's first line: three plain hyphens, and nothing before them")
        return Problem(path, Place(number), "", say("this is not the line that front matter begins with"), hint)
    hint = say("begin the file with a line of three dashes: ---")
    return Problem(path, START, "", say("the front matter is missing"), hint)


def _no_end(path: str, lines: Sequence[str]) -> Problem:
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and _NEARLY.fullmatch(line):
            hint = say("write three plain hyphens, and nothing before them")
            return Problem(path, Place(number), "", say("this is not the line that front matter ends with"), hint)
    hint = say("close it with a line of three dashes: ---")
    return Problem(path, START, "", say("the front matter has no end"), hint)


def _first_text_line(lines: list[str], start: int) -> int:
    return next((n + 1 for n in range(start, len(lines)) if lines[n].strip()), start + 1)


def read_yaml(path: str, text: str, first_line: int = 1, list_name: str | None = None) -> tuple[Data, list[Problem]]:
    """Return the mapping in `text`, whose first line is `first_line` of the file.

    A file that is one list is read as the mapping `{list_name: [...]}` where a `list_name` is given.
    Anchors and aliases are problems: with them a value may hold itself, or a short text a million values.
    """
    try:
        if places := _anchors(text, first_line):
            message = say("a value cannot begin with & or *")
            hint = say("put it between double quotes")
            return Data(), [Problem(path, place, "", message, hint) for place in places]
        return _walked(path, text, first_line, list_name)
    except yaml.MarkedYAMLError as error:
        problem = yaml_problem(path, text, error, first_line)
        return Data(), [problem, *_further(path, text, problem, first_line)]
    except RecursionError:
        hint = say("write a plain list or plain fields")
        return Data(), [Problem(path, Place(first_line), "", say("the fields are nested too deeply"), hint)]
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(first_line + before.count("\n"), len(before.rpartition("\n")[2]) + 1)
        message = say("an invisible control character stands here (U+{code})", code=f"{error.character:04X}")
        return Data(), [Problem(path, place, "", message, say("delete it, and type the words around it again"))]


def _walked(path: str, text: str, first_line: int, list_name: str | None) -> tuple[Data, list[Problem]]:
    if max(text.count("["), text.count("{"), text.count("- - ")) > _MOST_OPENED:
        raise RecursionError
    node = _compose(text)
    if node is None:
        return Data(), []
    walk = _Walk(path, first_line, text.split("\n") if "#" in text else [])
    if list_name and isinstance(node, yaml.SequenceNode):
        walk.data.values[list_name] = walk.value(node, (list_name,))
    elif isinstance(node, yaml.MappingNode):
        walk.data.values.update(walk.mapping(node, ()))
    else:
        hint = say("write one field a line, as in `title: …`")
        walk.problems.append(Problem(path, Place(first_line), "", say("there are no fields here"), hint))
    return walk.data, walk.problems


def _further(path: str, text: str, known: Problem, first_line: int) -> list[Problem]:
    """Return what cannot be read further down, as if the line of the problem that is known were empty.

    What is told right below that line is most likely its consequence.
    """
    lines = text.split("\n")
    number = known.place.line - first_line
    if not 0 <= number < len(lines) or not lines[number].strip():
        return []
    rest = "\n".join([*lines[:number], "", *lines[number + 1 :]])
    found = read_yaml(path, rest, first_line)[1]
    return [problem for problem in found if problem.place.line > known.place.line + 1]


def _compose(text: str) -> yaml.Node | None:
    """Return the document's node; raises YAMLError with the words of PyYAML's own parser."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    return node


def _anchors(text: str, first_line: int) -> list[Place]:
    """Return the places of anchors and aliases; raises YAMLError as reading does."""
    if "&" not in text and "*" not in text:  # spares most files the second scan
        return []
    tokens = yaml.scan(text, Loader=yaml.BaseLoader)
    return [
        Place(first_line + token.start_mark.line, token.start_mark.column + 1)
        for token in tokens
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken)
    ]


@dataclass(slots=True)
class _Walk:
    """One walk over a YAML document: fills `data` and collects what is wrong.

    `lines` are those of the text, where any of them may have words behind a `#`.
    """

    path: str
    first_line: int
    lines: list[str] = field(default_factory=list)
    data: Data = field(default_factory=Data)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, where: Where) -> object:
        """Return the node's value; every scalar is a string."""
        self.data.places.setdefault(where, self._place(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, position)) for position, item in enumerate(node.value)]
        self._lost_words(node, where)
        return node.value

    def _lost_words(self, node: yaml.Node, where: Where) -> None:
        """Note what YAML takes for a comment or a tag, and an editor for words: `Tin #1`, `!Khẩn`."""
        end = node.end_mark
        rest = self.lines[end.line][end.column :].lstrip() if end.line < len(self.lines) else ""
        lost = rest if rest[:1] == "#" and re.match(r"#[^\s#!]", rest) else ""
        if lost and not any(sign.isalpha() for sign in node.value):
            lost = ""  # behind a day or a number stands a note
        if node.tag and node.tag.startswith("!"):
            lost = node.tag
        if lost:
            message = say("the words `{words}` would be lost", words=lost)
            name = str(where[-1]) if where and isinstance(where[-1], str) else ""
            hint = say("put the whole value between double quotes")
            self.problems.append(Problem(self.path, self._place(node), name, message, hint))

    def mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, object]:
        """Return the mapping's values; a key that is there twice is a problem."""
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            name, place = self._place(key_node), self._place(value_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem(self.path, name, "", *NO_FIELD))
                continue
            key = str(key_node.value)
            if key in values:
                hint = say("keep one of them; the other is on line {line}", line=self.data.names[(*where, key)].line)
                self.problems.append(Problem(self.path, name, key, say("the field is there twice"), hint))
            self.data.names[(*where, key)] = name
            self.data.places[(*where, key)] = place if place.line == name.line else name
            values[key] = self.value(value_node, (*where, key))
        return values

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.first_line + node.start_mark.line, node.start_mark.column + 1)

"""What the YAML parser could not read, said for people who have never heard of YAML."""

import re
from collections.abc import Callable, Sequence

import yaml

from ..errors import Place, Problem, Said, say

Error = yaml.MarkedYAMLError
Words = tuple[Said, Said]  # what is wrong, and how to put it right

QUOTE = say('put the value between double quotes, as in `title: "…"`')
NO_FIELD = say("a line here is no field"), say("write one field a line: its name, a colon, a space, the value")
_NAMED = re.compile(r"[ \t]*(?:- )?[\w-]+:(?:[ \t]|$)|[ \t]*- |[ \t]*#")
_FIELD = re.compile(r"[ \t]*(?:- )?[\w-]+:[ \t]+(?P<value>.*)")
# Spaces that YAML takes for letters, at the beginning of a line or of a value.
_STRANGE_SPACE = re.compile(r"[\s\u200b\ufeff]*[^\S \t\n]|[\u200b\ufeff]|[ \t]*(?:- )?[\w-]+:[^\S \t\n]")


def yaml_problem(path: str, text: str, error: Error, first_line: int) -> Problem:
    """Return the problem at the place where the editor has to mend something; `text` begins on `first_line`."""
    lines = text.split("\n")
    number, column = _where(error, lines)
    line = lines[number] if number < len(lines) else ""
    words = next((words for is_it, words in _CAUSES if is_it(error, line)), _unknown)
    message, hint = words(error, line)
    return Problem(path, Place(first_line + number, column + 1), "", message, hint)


def _where(error: Error, lines: Sequence[str]) -> tuple[int, int]:
    """Return the line and column, from 0, to mend: a quotation mark is closed where it was opened.

    A line without a colon is found out only with the line after it.
    """
    opened = _is_open_quote(error, "") or _is_open_list(error, "")
    mark = error.context_mark if opened and error.context_mark else error.problem_mark or error.context_mark
    if mark is None:
        return 0, 0
    before = lines[mark.line - 1] if mark.line else ""
    if "mapping values are not allowed" in (error.problem or "") and before.strip() and not _NAMED.match(before):
        return mark.line - 1, 0
    line = lines[mark.line] if mark.line < len(lines) else ""
    return mark.line, mark.column if _NAMED.match(line) else len(line) - len(line.lstrip())


def _is_tab(error: Error, line: str) -> bool:
    return "'\\t'" in (error.problem or "") or bool(re.match(r" *\t", line))


def _is_strange_space(error: Error, line: str) -> bool:
    return bool(_STRANGE_SPACE.match(line))


def _is_open_quote(error: Error, line: str) -> bool:
    return "quoted scalar" in (error.context or "") and "unexpected" in (error.problem or "")


def _is_escape(error: Error, line: str) -> bool:
    return "unknown escape" in (error.problem or "")


def _is_flow_colon(error: Error, line: str) -> bool:
    return "flow mapping" in (error.context or "") and line.count(": ") > line.count(",") + 2 and "}" in line


def _is_open_list(error: Error, line: str) -> bool:
    return "flow sequence" in (error.context or "") or "flow mapping" in (error.context or "")


def _is_colon(error: Error, line: str) -> bool:
    value = _value(line).rstrip()
    return "mapping values are not allowed" in (error.problem or "") and (": " in value or value.endswith(":"))


def _is_after_quote(error: Error, line: str) -> bool:
    return _value(line)[:1] in {'"', "'"} and "expected <block end>" in (error.problem or "")


def _is_sign(error: Error, line: str) -> bool:
    problem = error.problem or ""
    unfit = "cannot start any token" in problem or "expected alphabetic" in problem
    return unfit or _value(line)[:1] in set("%@`!|>-?,[{")


def _is_no_field(error: Error, line: str) -> bool:
    return "could not find expected ':'" in (error.problem or "") or not _NAMED.match(line)


def _is_indent(error: Error, line: str) -> bool:
    problem = error.problem or ""
    return "expected <block end>" in problem or "mapping values are not allowed" in problem


def _value(line: str) -> str:
    found = _FIELD.fullmatch(line)
    return found["value"] if found else ""


def _quoted(error: Error, line: str) -> Words:
    value = _value(line).strip()
    right = line.replace(value, '"' + value.replace('"', '\\"') + '"').strip() if value else "…"
    return say("the value holds a colon"), say("put it between double quotes: {line}", line=right)


def _tab(error: Error, line: str) -> Words:
    return say("a tab stands here"), say("indent with spaces, never with tabs")


def _strange_space(error: Error, line: str) -> Words:
    return (
        say("a no-break or invisible space stands on this line, as word processors write it"),
        say("run `./inv fix`, or delete the space and type it again"),
    )


def _open_quote(error: Error, line: str) -> Words:
    return say("a quotation mark is opened here and not closed"), say("add the same mark at the end of the value")


def _escape(error: Error, line: str) -> Words:
    return say("a backslash stands between double quotes"), say("write the backslash twice, or use single quotes")


def _flow_colon(error: Error, line: str) -> Words:
    return say("a value between {{ and }} holds a colon"), say("put each value between double quotes")


def _open_list(error: Error, line: str) -> Words:
    return say("a list is opened here and not closed"), say("write it as `[a, b]`, with a comma between the items")


def _after_quote(error: Error, line: str) -> Words:
    hint = say('put the whole value between double quotes, and write those within it as \\"')
    return say("words stand behind the closing quotation mark"), hint


def _sign(error: Error, line: str) -> Words:
    sign = _value(line)[:1] or line.strip()[:1]
    return say("a value cannot begin with `{sign}`", sign=sign), QUOTE


def _no_field(error: Error, line: str) -> Words:
    return NO_FIELD


def _indent(error: Error, line: str) -> Words:
    hint = say("begin every field at the start of its line, and items of a list below it with two spaces and a dash")
    return say("the line is not where it belongs"), hint


def _unknown(error: Error, line: str) -> Words:
    return say("the fields cannot be read here ({reason})", reason=error.problem or ""), QUOTE


_CAUSES: tuple[tuple[Callable[[Error, str], bool], Callable[[Error, str], Words]], ...] = (
    (_is_tab, _tab),
    (_is_strange_space, _strange_space),
    (_is_open_quote, _open_quote),
    (_is_escape, _escape),
    (_is_flow_colon, _flow_colon),
    (_is_open_list, _open_list),
    (_is_colon, _quoted),
    (_is_after_quote, _after_quote),
    (_is_sign, _sign),
    (_is_no_field, _no_field),
    (_is_indent, _indent),
)

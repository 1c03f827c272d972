"""What a web editor writes, put into the file that was there: only the lines that say something else change.

Web editors write all fields anew, in their own order and quotes and without the comments; whoever looks at the
difference would not find what was changed.
"""

from ..content.frontmatter import Parts, split_document
from .text import merged_text

_EMPTY: tuple[object, ...] = ("", [], {})


def merged(old: str, new: str) -> str:
    """Return the text `new` of a content file with the lines of `old` wherever both say the same.

    A field that was emptied is left out, and one that is new stands after the one before it in `new`. Where one of
    the two cannot be read, `new` stays as it is.
    """
    before, after = _parts(old), _parts(new)
    if before is None or after is None:
        return new
    fields = _fields(old, before, new, after)
    return f"---\n{''.join(fields)}---\n{_text(old, before, after)}"


def tidy(new: str) -> str:
    """Return the text of a new content file without the fields that are empty."""
    return merged("---\n---\n", new)


def is_blank(text: str) -> bool:
    """Return whether the file says nothing: no field has a value, and there is no text."""
    if not text.strip():
        return True
    parts = _parts(text)
    return parts is not None and not parts.body.strip() and not _chunks(text, parts, drop_empty=True)


def _parts(text: str) -> Parts | None:
    parts, problems = split_document("", text.encode())
    return None if problems else parts


def _text(old: str, before: Parts, after: Parts) -> str:
    if before.body.strip() == after.body.strip():
        return _after_front_matter(old)
    text = after.body.strip("\n")
    return merged_text(before.body.strip("\n"), text) + "\n" if text.strip() else ""


def _after_front_matter(text: str) -> str:
    lines = text.split("\n")
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    return "\n".join(lines[end + 1 :])


def _fields(old: str, before: Parts, new: str, after: Parts) -> list[str]:
    """Return the lines of each field, in the old file's order."""
    known = _chunks(old, before, drop_empty=False)
    wanted = _chunks(new, after, drop_empty=True)
    result: dict[str, str] = {}
    for name, lines in known.items():
        if _is_same(name, before, after, wanted.get(name)):
            result[name] = lines
        elif name in wanted:
            result[name] = _comments(lines) + wanted[name]
    names = list(result)
    previous = ""
    for name, lines in wanted.items():
        if name not in result:
            names.insert(names.index(previous) + 1 if previous else 0, name)
            result[name] = lines
        previous = name
    return [result[name] for name in names]


def _is_same(name: str, before: Parts, after: Parts, lines: str | None) -> bool:
    """Return whether both have the same value; a web editor takes `1.0` for a number, and writes it as `1`."""
    if name not in after.data.values:
        return False
    old, new = before.data.values[name], after.data.values[name]
    return old == new or (lines == f"{name}: {new}\n" and _number(old) is not None and _number(old) == _number(new))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _chunks(text: str, parts: Parts, *, drop_empty: bool) -> dict[str, str]:
    """Return the lines of each field by its name, with the comments above it."""
    lines = text.split("\n")
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    starts = [(parts.data.names[(name,)].line - 1, name) for name in parts.data.values]
    firsts = [_first(lines, start) for start, _ in starts]
    found = {}
    for number, (start, name) in enumerate(starts):
        last = firsts[number + 1] if number + 1 < len(starts) else end
        empty = parts.data.values[name] in _EMPTY or lines[start].rstrip() == f"{name}: null"
        if not (drop_empty and empty):
            found[name] = "".join(f"{line}\n" for line in lines[1 if number == 0 else firsts[number] : last])
    return found


def _first(lines: list[str], start: int) -> int:
    """Return the first of the comment lines that stand right above the line, or the line itself."""
    while start > 1 and (lines[start - 1].startswith("#") or not lines[start - 1].strip()):
        start -= 1
    return start


def _comments(lines: str) -> str:
    """Return the comments above a field."""
    found = []
    for line in lines.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            break
        found.append(line)
    return "".join(found)

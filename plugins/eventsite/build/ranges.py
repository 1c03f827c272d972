"""Parts of files: what a player asks for when somebody jumps within a film."""

import re

# More digits than any file has bytes are not read as a number.
_RANGE = re.compile(r"\s*bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*", re.IGNORECASE)


def part_of(header: str | None, size: int) -> range | None:
    """Return which of a file's bytes a Range header asks for, which may be none; None where the whole file answers.

    Several ranges at once, which players do not ask for, get the whole file, as RFC 9110 allows.
    """
    match = _RANGE.fullmatch(header or "")
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)

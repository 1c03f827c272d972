"""QR codes: what a phone's camera reads off paper, as the outline of a drawing."""

from itertools import groupby
from typing import NamedTuple

import segno

# The white border that the standard (ISO/IEC 18004) asks for, in modules.
QUIET = 4


class QrCode(NamedTuple):
    """A code as a drawing: `size` is the side of its square in modules, `path` is SVG's outline of the dark ones."""

    size: int
    path: str


def qr_code(words: str) -> QrCode:
    """Return the code for the words, which bears a loss of 15 % (level M); the same words give the same path."""
    code = segno.make(words, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET)]
    return QrCode(size=len(rows), path="".join(run for y, row in enumerate(rows) for run in _runs(y, row)))


def _runs(y: int, row: bytes) -> list[str]:
    """Return a rectangle for each run of dark modules in the row."""
    found = []
    x = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            found.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return found

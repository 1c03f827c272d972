"""Numbers as each language writes them, by Babel: no locale of the machine is asked."""

from functools import lru_cache

from babel.numbers import format_decimal
from babel.units import format_unit


@lru_cache(maxsize=1024)
def number(value: int, language: str) -> str:
    """Return a whole number with its thousands apart: `1.500.000` in Vietnamese, `1,500,000` in English."""
    return format_decimal(value, "#,##0", locale=language)


_UNITS = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))


def file_size(size: int, language: str) -> str:
    """Return a file's size in two figures or more: `1,2 MB` in Vietnamese, `1.2 MB` in English, `1 kB` at least."""
    name, unit = next((item for item in _UNITS if size >= item[1]), _UNITS[-1])
    amount = max(size / unit, 1)
    figures = "#,##0.#" if amount < 10 and name != "kilobyte" else "#,##0"  # noqa: PLR2004 -- two figures
    words = format_unit(amount, f"digital-{name}", "short", format=figures, locale=language)
    return words.replace(" ", "\N{NO-BREAK SPACE}")

"""Whole numbers as each language writes them, by Babel: no locale of the machine is asked."""

from functools import lru_cache

from babel.numbers import format_decimal


@lru_cache(maxsize=1024)
def number(value: int, language: str) -> str:
    """Return a whole number with its thousands apart: `1.500.000` in Vietnamese, `1,500,000` in English."""
    return format_decimal(value, "#,##0", locale=language)

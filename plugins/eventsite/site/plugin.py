"""The signals of Pelican that the plugin answers; receivers are module-level, since Pelican holds them weakly."""

import locale

from pelican import Pelican, signals

from .generators import EventGenerator


def connect() -> None:
    """Connect every receiver, and keep what the system says ("No such file") in one language on every machine."""
    # Pelican has just set every category to LOCALE, and the C library translates for all but "C".
    locale.setlocale(locale.LC_MESSAGES, "C")
    signals.get_generators.connect(_generators)


def _generators(pelican: Pelican) -> type[EventGenerator]:
    return EventGenerator

"""The signals of Pelican that the plugin answers; receivers are module-level, since Pelican holds them weakly."""

from pelican import Pelican, signals

from .generators import EventGenerator


def connect() -> None:
    """Connect every receiver."""
    signals.get_generators.connect(_generators)


def _generators(pelican: Pelican) -> type[EventGenerator]:
    return EventGenerator

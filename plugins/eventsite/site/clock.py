"""The build's only clock."""

import datetime as dt
import os

from ..errors import SettingsError


def build_time() -> dt.datetime:
    """Return the time of the build: SOURCE_DATE_EPOCH where it is set, else now.

    Raises SettingsError when that is not a whole number of seconds, or more than the calendar has.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH must be a whole number of seconds, not {epoch!r}"
        raise SettingsError(message) from None

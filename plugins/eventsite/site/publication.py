"""Who may see a document, and from when."""

import datetime as dt

from ..content.documents import Document
from ..content.kinds import Dated
from ..model import Event


def is_draft(document: Document, event: Event, now: dt.datetime) -> bool:
    """Return whether the public must not see the document yet: a draft, or one dated later than `now`."""
    fields = document.fields
    if fields.status == "draft":
        return True
    return isinstance(fields, Dated) and moment(fields.date, event.zone) > now


def moment(value: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant of a day or time in content: a bare day begins at midnight, a bare time is in the zone."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return dt.datetime.combine(value, dt.time(), tzinfo=zone)

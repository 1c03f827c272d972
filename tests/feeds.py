"""What the tests of feeds share."""

import copy
import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from eventsite.errors import ScheduleError
from eventsite.model import Schedule, Session
from eventsite.schedule.formats.eventsite import schedule_row
from eventsite.schedule.formats.fields import Reading
from tests.building import SHARED, needs_shared

SAMPLES = SHARED / "schedules"
SUITE = SHARED / "testdata" / "icalendar-samples"
samples = needs_shared("schedules")
suite = needs_shared("testdata/icalendar-samples")

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
READING = Reading(ZONE, 4, "vi")
SATURDAY, SUNDAY = dt.date(2017, 11, 25), dt.date(2017, 11, 26)
# What stands in every field that is not for the public.
PRIVATE = "SENTINEL-7f3a"
FAST = settings(deadline=None, database=None, max_examples=60)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
junk = json_values | st.sampled_from(["9999-12-31T23:59:59-23:59", "2016-02-30T25:00", 10**400, "\ud800", {"vi": 1}])


def at(text: str) -> dt.datetime:
    """Return a local time of the event."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def only(schedule: Schedule) -> Session:
    """Return the only session."""
    (session,) = schedule.sessions
    return session


def render_schedule(schedule: Schedule) -> str:
    """Return the schedule as a file in our own format, such that parsing it gives an equal schedule."""
    return json.dumps(schedule_row(schedule), ensure_ascii=False, indent=1) + "\n"


def spoiled(whole: Any, data: st.DataObject) -> Any:
    """Return a copy of the data in which some values are junk."""
    whole = {"top": copy.deepcopy(whole)}
    for _ in range(data.draw(st.integers(1, 4))):
        holder, key = whole, "top"
        while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 6)):
            holder = holder[key]
            key = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        holder[key] = copy.deepcopy(data.draw(junk))
    return whole["top"]


def assert_read_or_refused(
    detect: Callable[[Any], bool], parse: Callable[[Any, Reading], Schedule], data: Any
) -> None:
    """Look at the data and read it; an error is a ScheduleError of one line."""
    assert detect(data) in {True, False}
    try:
        parse(data, READING)
    except ScheduleError as error:
        assert len(str(error).splitlines()) == 1

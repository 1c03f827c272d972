"""What is known about the site: who reads what of it, and what differs between two of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.settings import Config
from eventsite.site.context import MAPPINGS, SHARED, SiteContext, Watched, changes, watched

ENTRIES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3))
CONFIG = Config(
    content=Path("content"), catalogs=Path("translations"), site_url="", schedule_url=None,
    schedule_cache=Path("cache"), drafts=True, now=dt.datetime(2018, 1, 1, tzinfo=dt.UTC),
)  # fmt: skip
BOTH = {"texts:*", "texts:a"}


def site(**values: Any) -> SiteContext:
    """Return a site whose mappings are empty and whose facts are their own names, but for the values given."""
    defaults: dict[str, Any] = {item.name: {} if item.name in MAPPINGS else item.name for item in fields(SiteContext)}
    return SiteContext(**(defaults | {"config": CONFIG} | values))


@pytest.mark.parametrize(
    ("read", "notes"),
    [
        (lambda texts: texts["a"], {"texts:a"}),
        (lambda texts: texts.get("a"), {"texts:a"}),
        (lambda texts: texts.get("missing", 0), {"texts:missing"}),
        (lambda texts: "a" in texts, {"texts:a"}),
        (lambda texts: "missing" in texts, {"texts:missing"}),
        (lambda texts: [texts[key] for key in ("a", "b", "a")], {"texts:a", "texts:b"}),
        (lambda texts: "a" in texts.keys(), {"texts:a"}),  # noqa: SIM118 -- the view is meant
    ],
    ids=["item", "get", "get missing", "in", "not in", "items", "in keys"],
)
def test_read_of_an_entry_is_noted(read: Callable[[Any], object], notes: set[str]) -> None:
    """Each read of a single entry is noted by its key, also of one that is missing; the answer is the mapping's."""
    entries = {"a": "1", "b": "2"}
    reads: set[str] = set()
    assert (read(Watched("texts", entries, reads)), reads) == (read(entries), notes)


def test_read_of_a_missing_item_is_noted() -> None:
    """A key that is not there is an error, and noted, since it may come."""
    reads: set[str] = set()
    with pytest.raises(KeyError):
        Watched("texts", {}, reads)["a"]
    assert reads == {"texts:a"}


@pytest.mark.parametrize(
    "read", [list, len, bool, dict, sorted, lambda texts: list(texts.items()), lambda texts: list(texts.values()),
             lambda texts: list(texts.keys()), lambda texts: texts == {"a": "1"}, lambda texts: {**texts}],
    ids=["list", "len", "bool", "dict", "sorted", "items", "values", "keys", "equality", "spread"],
)  # fmt: skip
def test_read_of_all_entries_is_noted(read: Callable[[Any], object]) -> None:
    """Going through all entries, counting and comparing them notes all of them."""
    entries = {"b": "2", "a": "1"}
    reads: set[str] = set()
    assert read(Watched("texts", entries, reads)) == read(entries)
    assert "texts:*" in reads


def test_nothing_read_is_nothing_noted() -> None:
    """To have a mapping is not to read it."""
    reads: set[str] = set()
    watched(site(texts={"a": "1"}), reads)
    assert reads == set()


def test_notes_of_one_reader_do_not_reach_the_next() -> None:
    """After the notes are cleared, the same read is noted again."""
    reads: set[str] = set()
    texts = Watched("texts", {"a": "1"}, reads)
    for _ in range(2):
        reads.clear()
        assert (texts["a"], reads) == ("1", {"texts:a"})


def test_watched_site_is_the_same_site() -> None:
    """Every mapping of the site is watched under its name; all else is as it was."""
    original = site(**{name: {"a": name} for name in MAPPINGS})
    reads: set[str] = set()
    found = watched(original, reads)
    assert [getattr(found, name) for name in SHARED] == [getattr(original, name) for name in SHARED]
    for name in MAPPINGS:
        reads.clear()
        assert (getattr(found, name)["a"], reads) == (name, {f"{name}:a"})


def test_every_fact_of_a_site_is_compared_or_never_shown() -> None:
    """A fact is in a mapping or may be shown by any page, except for what pages do not read."""
    compared = {*MAPPINGS, *SHARED}
    assert compared <= {item.name for item in fields(SiteContext)}
    assert {"event", "config", "rooms", "tracks", "venues", "days", "stylesheets"} <= set(SHARED)
    assert compared & {"shelf", "since", "until", "warnings"} == set()


def test_equal_sites_have_no_changes() -> None:
    """Sites with equal facts, made anew or the same, differ in nothing."""
    values = {name: {"a": [name]} for name in MAPPINGS}
    one = site(**values)
    other = site(**{name: {"a": [name]} for name in MAPPINGS}, shelf="other", warnings=("new",))
    assert (changes(one, one), changes(one, other)) == (set(), set())


@pytest.mark.parametrize("name", MAPPINGS)
@pytest.mark.parametrize("after", [{"a": 2, "b": 1}, {"b": 1}], ids=["another value", "gone"])
def test_changed_entry_is_named(name: str, after: dict[str, int]) -> None:
    """An entry that differs or is gone is named, and that something of the mapping differs."""
    old, new = site(**{name: {"a": 1, "b": 1}}), site(**{name: after})
    assert changes(old, new) == {f"{name}:*", f"{name}:a"}
    assert changes(new, old) == {f"{name}:*", f"{name}:a"}


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ({}, {"a": None}, BOTH),
        ({"a": None}, {}, BOTH),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"texts:*"}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 3}, BOTH),
        ({"a": 1}, {"b": 1}, {"texts:*", "texts:a", "texts:b"}),
    ],
    ids=["new", "gone", "order", "order and value", "another key"],
)
def test_changes_of_a_mapping(before: dict[str, Any], after: dict[str, Any], notes: set[str]) -> None:
    """New, gone and changed entries are named; another order alone concerns only who goes through all."""
    assert changes(site(texts=before), site(texts=after)) == notes


def test_keys_of_other_types_have_the_same_notes() -> None:
    """What is read under a day is noted as its change is."""
    day = dt.date(2017, 11, 25)
    old, new = site(on_day={day: (1,)}), site(on_day={day: (2,)})
    reads: set[str] = set()
    assert watched(old, reads).on_day[day] == (1,)
    assert changes(old, new) == {"on_day:*"} | reads


@given(ENTRIES, ENTRIES, st.sampled_from(["get", "in", "all", "len"]), st.sampled_from("abcd"))
def test_reader_who_saw_another_answer_is_told(
    before: dict[str, int], after: dict[str, int], kind: str, key: str
) -> None:
    """Whoever would get another answer from the new site has a note that is among the changes."""
    answer: Callable[[Any], object] = {
        "get": lambda texts: texts.get(key),
        "in": lambda texts: key in texts,
        "all": lambda texts: list(texts.items()),
        "len": len,
    }[kind]
    old, new = site(texts=before), site(texts=after)
    reads: set[str] = set()
    known = answer(watched(old, reads).texts)
    notes = changes(old, new)
    assert notes is not None
    if known != answer(new.texts):
        assert reads & notes != set()


@pytest.mark.parametrize("name", SHARED)
def test_changed_shared_fact_concerns_every_page(name: str) -> None:
    """Where something differs that any page may show, no notes would be enough."""
    other = replace(CONFIG, site_url="https://example.org") if name == "config" else "other"
    assert changes(site(), site(**{name: other})) is None


def test_order_of_rooms_concerns_every_page() -> None:
    """Rooms are the agenda's columns in their order, so another order is a change too."""
    assert changes(site(rooms={"a": 1, "b": 2}), site(rooms={"b": 2, "a": 1})) is None


def test_another_moment_alone_is_no_change() -> None:
    """A site holds from `since` to `until`, so the clock's step from one build to the next changes no page."""
    later = replace(CONFIG, now=CONFIG.now + dt.timedelta(seconds=1))
    assert changes(site(), site(config=later)) == set()

"""The programme and its changes as files for other programs: what there is, under which names."""

import json
from collections.abc import Callable
from functools import partial

from ..exports.changes import render_changes
from ..exports.feeds import Feed, Item, render_feed, render_json_feed, tag_uri
from ..exports.programme import Programme
from ..exports.schedule_json import render_schedule_json, schema
from ..exports.sentences import sentence
from ..exports.table import render_table
from ..exports.voc import render_voc
from ..i18n.alternates import PUBLIC
from ..model import Change, Schedule
from ..schedule.merge import session_key
from ..schedule.state import render_state
from .context import SiteContext
from .ledger import is_told, newest
from .urls import root

Maker = Callable[[SiteContext], str]
# Where the last good copies of feeds stand, for the next machine that builds the site.
STATES = "api/feeds"
# How many changes a feed has.
FEED_LENGTH = 100


def open_data(site: SiteContext) -> dict[str, Maker]:
    """Return the name below the root of every such file, and what makes its text.

    Feeds of changes name the site's own address, so they are left out where no SITEURL is set.
    """
    files: dict[str, Maker] = {
        "api/schedule.json": lambda site: render_voc(programme(site)),
        "api/schedule.schema.json": lambda _: schema(),
        "api/changes.json": _changes,
        "api/health.json": _health,
    }
    for feed in site.states:
        files[f"{STATES}/{feed}.json"] = partial(_state, feed=feed)
    for language in site.event.public_languages:
        files[f"api/schedule.{language}.json"] = partial(_schedule, language=language)
        files[f"api/schedule.{language}.csv"] = partial(_table, language=language)
    return files | _feeds(site)


def programme(site: SiteContext) -> Programme:
    """Return the programme as the public may have it."""
    schedule = Schedule(
        version=site.programme["version"],
        retrieved=site.programme["retrieved"],
        rooms=tuple(site.rooms.values()),
        tracks=tuple(track for _, track in site.tracks.values()),
        people=tuple(site.people.values()),
        sessions=tuple(site.sessions.values()),
    )
    contact = f"pages/{site.event.contact}"
    contact = contact if contact in site.graph else site.layouts["home"]
    return Programme(
        event=site.event,
        schedule=schedule,
        address=partial(_address, site),
        site=site.config.site_url,
        contact=_address(site, contact, site.event.source_language),
        stale=site.programme["stale"],
        recent={key: changes[0].kind for key, changes in site.recent.items()},
        sequences={key: version.number for key, version in site.versions.items() if version.number},
        sentence=partial(_newest, site),
    )


def _newest(site: SiteContext, session: str, language: str) -> str:
    """Return the session's newest change in a sentence; empty where that is no news for readers of the language."""
    change = next((change for change in site.recent.get(session, ()) if is_told(change, language)), None)
    return sentence(change, language, site.say(language)) if change else ""


def _address(site: SiteContext, name: str, language: str) -> str:
    name = site.layouts["home"] if name == "home" else name
    return site.absolute(site.url(name, language).removeprefix(site.config.base)) if name in site.graph else ""


def _schedule(site: SiteContext, language: str) -> str:
    return render_schedule_json(programme(site), language)


def _table(site: SiteContext, language: str) -> str:
    return render_table(programme(site), language)


def _changes(site: SiteContext) -> str:
    say = {language: site.say(language) for language in site.event.public_languages}
    return render_changes(programme(site), newest(site.ledger), say)


def _health(site: SiteContext) -> str:
    return json.dumps(dict(site.health), ensure_ascii=False, indent=1) + "\n"


def _state(site: SiteContext, feed: str) -> str:
    return render_state(site.states[feed], private=False)


def change_feeds(site: SiteContext, language: str) -> dict[str, str]:
    """Return the paths of the language's feeds of changes, by their media types; none without the site's address."""
    page = site.layouts.get("changes")
    if not site.config.site_url or page is None or site.graph[page][language].state not in PUBLIC:
        return {}
    above = root(language, site.event)
    return {"application/atom+xml": f"{above}changes.xml", "application/feed+json": f"{above}changes.json"}


_RENDERERS = {"application/atom+xml": render_feed, "application/feed+json": render_json_feed}


def _feeds(site: SiteContext) -> dict[str, Maker]:
    return {
        path[1:]: partial(_feed, language=language, path=path, kind=kind)
        for language in site.event.languages
        for kind, path in change_feeds(site, language).items()
    }


def _feed(site: SiteContext, language: str, path: str, kind: str) -> str:
    event = site.event
    page = site.layouts["changes"]
    document = site.document(page, language)
    assert document is not None
    feed = Feed(
        language=language,
        url=site.absolute(path),
        home=site.absolute(site.graph[page][language].path),
        title=f"{document.fields.heading} – {event.short_name.in_(language).words}",
        subtitle=document.fields.summary,
        author=event.name.in_(language).words,
        updated=site.programme["retrieved"],
    )
    changes = newest(site.ledger, language)[:FEED_LENGTH]
    return _RENDERERS[kind](feed, [_item(site, change, language) for change in changes])


def _item(site: SiteContext, change: Change, language: str) -> Item:
    name = f"changes/{session_key(change.session)}/{change.kind}/{change.seen:%Y%m%dT%H%M%S}.{language}"
    return Item(
        id=tag_uri(site.config.site_url, name, change.seen),
        url=_address(site, f"sessions/{session_key(change.session)}", language),
        title=change.title.in_(language).words,
        summary=sentence(change, language, site.say(language)),
        date=change.seen,
    )

"""What a monitor may know of the site: which build this is, and how its feeds are."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..build.cache import digest
from ..schedule.feeds import Pulled
from .context import SiteContext


def health(site: SiteContext, feeds: Iterable[Pulled]) -> dict[str, object]:
    """Return what `api/health.json` tells; it has no time of the build: one without news changes nothing."""
    return {"build": build_id(site.inputs, site.texts), "feeds": [_feed(one) for one in feeds]}


def build_id(inputs: str, texts: Mapping[str, str]) -> str:
    """Return the name of a build from everything that editors, designers and feeds gave it, and our own code."""
    return digest(inputs, *(f"{name}={version}" for name, version in sorted(texts.items())))[:16]


def _feed(one: Pulled) -> dict[str, Any]:
    schedule = one.state.schedule if one.state else None
    said = {
        "id": one.feed.id,
        "state": "ok" if one.outcome in {"new", "same"} else one.outcome,
        # Of a feed that failed the reason may name paths of this machine, or of a server, that are nobody's business.
        "reason": one.reason if one.outcome == "refused" else "",
        "version": schedule.version if schedule else "",
        "published": schedule.published.isoformat() if schedule and schedule.published else "",
        "retrieved": schedule.retrieved.isoformat() if schedule and schedule.retrieved else "",
        "sessions": sum(session.state == "confirmed" for session in schedule.sessions) if schedule else 0,
    }
    return {key: value for key, value in said.items() if value != ""}

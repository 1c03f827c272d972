"""Eventsite: a multilingual event website from Markdown and a live schedule, as one Pelican plugin.

The way of the data, each step a package here:

    content/<kind>/<key>.<lang>.md ── content ──▶ documents ─┐
    content/event.yml ─────────────── content ──▶ Event ─────┼─ site.gather ─▶ SiteContext ─ site.pages ─▶ output/
    schedule feed ── schedule: fetch, guard, parse, merge ───┘
    output/ ── checks ── build: takes the old output's place ── publish

`errors`, `model` and `settings` are imported by all; `content`, `schedule` and `i18n` know nothing of Pelican;
`site` is the only one that does. `checks` reads only what was built.
"""


def register() -> None:
    """Connect the plugin to Pelican's signals; called by Pelican when it starts."""
    # Imported here, so that tasks and tests of the other packages do not wait for Pelican.
    from .site.plugin import connect  # noqa: PLC0415 -- slow import

    connect()

"""The view of the reader's own agenda, which a script fills: the server knows nothing of what somebody starred."""

import json

from ..content.documents import Document
from . import views
from .agenda import name_of, place
from .bodies import body
from .calendars import calendar_host
from .changes import calendar_link
from .context import SiteContext
from .frame import page_title
from .parts import document_frame, sources
from .shared import Link


def my_agenda_page(site: SiteContext, document: Document, language: str) -> views.MyAgendaView:
    """Return the view of the page with the sessions that its reader has starred."""
    agenda = site.layouts.get("agenda") or site.layouts["home"]
    title = page_title(site, agenda, language)
    return views.MyAgendaView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        agenda=Link(url=site.url(agenda, language), title=title),
        calendar=calendar_link(site, language, "schedule", title),
        host=calendar_host(site),
        places=json.dumps(_places(site, language), ensure_ascii=False),
    )


def _places(site: SiteContext, language: str) -> dict[str, str]:
    """Return the names of the rooms with their venues', for those where the venue's says more."""
    names = {key: (place(site, key, language), name_of(room, language)) for key, room in site.rooms.items()}
    return {key: full.words for key, (full, name) in names.items() if full and full.words != name.words}

"""What the web editor calls the kinds, the fields and the values that a field may have, in English.

Each is translated like the words of problems. A field without a label here is called by its own name.
"""

from ..errors import say

KINDS = {
    "pages": (say("Pages"), say("Page"), say("Pages of the site, also those that hold lists.")),
    "people": (say("Speakers and guests"), say("Person"), say("Each has a page; the programme names them.")),
    "sessions": (say("Sessions"), say("Session"), say("The words for the items of the programme.")),
    "press": (say("Press releases"), say("Press release"), say("Published from their date on.")),
    "news": (say("News"), say("News item"), say("Published from their date on.")),
    "rules": (say("Rules"), say("Rules"), say("The rules of competitions.")),
    "editions": (say("Editions"), say("Edition"), say("The years of the event, for the archive.")),
    "partners": (say("Partners"), say("Partner"), say("Organisers and partners, without pages of their own.")),
}
"""Kind → what its list and one of its documents are called, and what they are."""

TEXT = say("Text")
ITEM = say("Entry")

FIELDS = {
    "aliases": say("Former addresses"),
    "category": say("Part in the event"),
    "date": say("Date"),
    "effective": say("In force from"),
    "embargo-until": say("Embargo until"),
    "end": say("End"),
    "expires": say("Public until"),
    "group": say("Group"),
    "highlights": say("Cards on the home page"),
    "honorific": say("Form of address"),
    "image": say("Picture"),
    "image-alt": say("What the picture shows"),
    "image-caption": say("Caption of the picture"),
    "image-credit": say("Who made the picture"),
    "image-focus": say("Part kept when cropped"),
    "interpretation": say("Interpretation"),
    "languages": say("Languages spoken"),
    "layout": say("Layout"),
    "menu-title": say("Title in menus"),
    "message": say("Notice to visitors"),
    "name": say("Name"),
    "order": say("Position in lists"),
    "organisation": say("Organisation"),
    "parent": say("Page above"),
    "part": say("Part in the event"),
    "people": say("People taking part"),
    "place": say("Place"),
    "plenary": say("For everybody"),
    "publish-anyway": say("Why it does not wait"),
    "publish-at": say("Public from"),
    "publish-with": say("Waits for all languages"),
    "roles": say("Posts"),
    "room": say("Room"),
    "sample": say("Invented example"),
    "searchable": say("Found by the search"),
    "slug": say("End of the address"),
    "sources": say("Sources"),
    "start": say("Start"),
    "state": say("State"),
    "status": say("Publication"),
    "subtitle": say("Subtitle"),
    "summary": say("Summary"),
    "title": say("Title"),
    "track": say("Track"),
    "type": say("Type of session"),
    "until": say("Last day"),
    "url": say("Website"),
    "version": say("Version"),
    "year": say("Year"),
    # Where a field means something else in one kind.
    "editions.end": say("Last day"),
    "editions.start": say("First day"),
    "sessions.date": say("First day"),
    "sessions.part": say("Part of the day"),
}
"""Field, or `kind.field` → what it is called."""

VALUES = {
    "afternoon": say("Afternoon"),
    "agreement": say("Partner by agreement"),
    "all": say("All languages"),
    "all-day": say("All day"),
    "cancelled": say("Cancelled"),
    "co-organiser": say("Co-organiser"),
    "confirmed": say("Confirmed"),
    "draft": say("Draft"),
    "evening": say("Evening"),
    "guest": say("Guest"),
    "host": say("Host"),
    "morning": say("Morning"),
    "partner": say("Partner"),
    "published": say("Published"),
    "speaker": say("Speaker"),
    # Layouts of pages.
    "agenda": say("Programme"),
    "archive": say("Archive of editions"),
    "changes": say("Changes of the programme"),
    "door-signs": say("Door signs"),
    "hackathon": say("Competition with its rules"),
    "home": say("Home page"),
    "my-agenda": say("Starred sessions"),
    "news": say("List of news"),
    "page": say("Plain page"),
    "partners": say("List of partners"),
    "people": say("List of people"),
    "people-index": say("People in alphabetical order"),
    "press": say("List of press releases"),
    "programme-sheet": say("Programme on paper"),
    "search": say("Search"),
    "site-map": say("Site map"),
    "sources": say("List of sources"),
    "style": say("Parts of the theme"),
    "venues": say("List of venues"),
}
"""A value that a field may have → what it is called."""

DATE_OR_TIME = say("Write a day, as 2017-11-25, or a time with its offset, as 2017-11-25T08:00+07:00.")
FORM = say("This cannot be written so; see the hint below the field.")

"""Pictures: what a file holds, which sizes and formats are published of it, and the making of those.

    source bytes ─look─▶ Picture ─recipe─▶ variants ─make─▶ bytes for the site

card.py draws the card of a page for social networks, with the lines that typeset.py makes of its words.

Everything is pure and knows nothing of events; the disk's side is `site/gallery.py`.
"""

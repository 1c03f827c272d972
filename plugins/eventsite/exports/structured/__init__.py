"""What search engines read within a page: JSON-LD in the words of schema.org.

graph.py   the block of a page: the page itself, where it stands, the site
events.py  the event, its sessions, their places and people
texts.py   people's pages, news and press releases, questions and answers

Everything is pure; addresses are absolute, and dates are those that the page shows.
What is not known is left out: a session without a day is no event yet, and nobody is named who is not on the page.
"""

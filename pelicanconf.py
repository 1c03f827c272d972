"""Every setting the site uses; these are the values for development. publishconf.py changes what differs in public.

Facts of the event stand in content/event.yml and not here.
"""

import os

# Where things are.
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
# Always a list: without it Pelican loads every plugin that happens to be installed.
PLUGINS = ["eventsite"]

# The site's address; empty in development, so that links are relative to the root.
SITEURL = ""
SITENAME = "Eventsite"
DEFAULT_LANG = "vi"
# Never the machine's own: the same content gives the same pages everywhere.
LOCALE = ["C.UTF-8", "C"]
TIMEZONE = "Asia/Ho_Chi_Minh"

# A schedule feed in place of all those of event.yml: an http(s) address, or the path of a file or folder.
# Empty: the feeds of event.yml, and without any the committed content/data/schedule.json, are the programme.
EVENTSITE_SCHEDULE_URL = os.environ.get("EVENTSITE_SCHEDULE_URL", "")
# Where the last good copy of a feed is kept.
EVENTSITE_SCHEDULE_CACHE = ".cache/schedule"
# Where what was read and made is kept for the next build; removing it costs one slow build.
CACHE_PATH = ".cache"
# Show drafts, and documents that are not public yet or no longer, marked as such.
EVENTSITE_DRAFTS = True
# The time the build believes it is, such as 2017-11-25T08:00:00+07:00; empty: SOURCE_DATE_EPOCH, else the clock.
EVENTSITE_NOW = os.environ.get("EVENTSITE_NOW", "")
# Let `?at=2017-11-27T08:50+07:00` in an address show the page as it will be at that time, visibly marked.
EVENTSITE_REHEARSAL = True
# Draw for each page a picture with its words, which Zalo, Facebook and others show of it; only with a SITEURL.
EVENTSITE_SOCIAL_IMAGES = True

# The web editor at /admin/: "decap" or "sveltia", or "" for none. Without a repository the local preview saves.
EVENTSITE_ADMIN = os.environ.get("EVENTSITE_ADMIN", "decap")
# Where it saves: the address of the repository at GitHub or a GitLab, and the branch.
EVENTSITE_ADMIN_REPOSITORY = ""
EVENTSITE_ADMIN_BRANCH = "main"
# The address of a service through which people log in to GitHub, or the application's id at GitLab.
EVENTSITE_ADMIN_LOGIN = ""

# Pelican's own pages are off: the plugin makes every page.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
READERS = {"rst": None, "html": None, "md": None, "markdown": None, "mkd": None, "mdown": None}
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Files that are copied as they are; pictures are not: the plugin publishes those that pages show, in its own sizes.
STATIC_PATHS = ["documents", "CNAME"]
STATIC_CREATE_LINKS = False

# Tags that stand alone on their line leave no empty lines; text is always escaped, and unknown names are errors.
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}

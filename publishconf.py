"""The settings of the public site: pelicanconf.py, and what differs in production."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *

# The address that readers see; links between languages, and the address in search engines, are made from it.
SITEURL = os.environ.get("SITEURL") or "https://binhduong-smartcity.example.org"

# Drafts, and documents that are not public yet or no longer, are not made at all.
EVENTSITE_DRAFTS = False
# The public site believes the clock.
EVENTSITE_NOW = ""
EVENTSITE_REHEARSAL = False
# The public site has no web editor. To have it: "decap" here, and the repository's address below.
EVENTSITE_ADMIN = ""
EVENTSITE_ADMIN_REPOSITORY = ""

"""pretalx's own settings but for one: pages name their scripts and styles as they are, which nothing has to collect."""

from pretalx.settings import *  # noqa: F403
from pretalx.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

"""Stock Pelican: articles and pages in several languages, lists in pages, a feed a language, a sitemap."""

import os
from pathlib import Path

SITENAME = "Binh Duong Smart City Summit 2017"
SITEURL = "https://example.org"
AUTHOR = "Binh Duong"
PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DEFAULT_DATE_FORMAT = "%d/%m/%Y"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{category}/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/{category}/{slug}/index.html"
PAGE_URL = "pages/{slug}/"
PAGE_SAVE_AS = "pages/{slug}/index.html"
PAGE_LANG_URL = "{lang}/pages/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/pages/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
AUTHOR_SAVE_AS = ""
TAG_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"category": 20}
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_ALL_ATOM: str | None = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM: str | None = "feeds/{lang}.atom.xml"
FEED_MAX_ITEMS = 20
NAV = (
    ("speakers", "Diễn giả", "Speakers"),
    ("sessions", "Chương trình", "Sessions"),
    ("press", "Thông cáo báo chí", "Press"),
    ("pages/page-00019", "Quy định", "Rules"),
)
PLUGINS = ["sitemap"]
SITEMAP = {"format": "xml"}
# Stock Pelican keeps no cache; the benchmark times it with one too.
if os.environ.get("BENCHMARK_CACHE"):
    CACHE_CONTENT = True
    LOAD_CONTENT_CACHE = True
    CHECK_MODIFIED_METHOD = "mtime"
    CONTENT_CACHING_LAYER = os.environ["BENCHMARK_CACHE"]
# With the plugin for subsites, each further language is a site of its own.
if os.environ.get("BENCHMARK_SUBSITES"):
    ARTICLE_LANG_URL = ARTICLE_URL
    ARTICLE_LANG_SAVE_AS = ARTICLE_SAVE_AS
    PAGE_LANG_URL = PAGE_URL
    PAGE_LANG_SAVE_AS = PAGE_SAVE_AS
    TRANSLATION_FEED_ATOM = None
    FEED_ALL_ATOM = "feeds/all.atom.xml"
    PLUGINS += ["i18n_subsites"]
    I18N_SUBSITES = {
        language: {"SITENAME": SITENAME, "STATIC_PATHS": []}
        for language in (Path(__file__).parent / "languages.txt").read_text(encoding="utf-8").split()[1:]
    }
    I18N_UNTRANSLATED_ARTICLES = "remove"
    I18N_UNTRANSLATED_PAGES = "remove"

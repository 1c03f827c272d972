"""The configuration of the web editor, which Decap and Sveltia both read: made from the models and the event."""

import json

from ..content.kinds import KINDS
from ..settings import Admin
from . import labels
from .fields import Context, Definition, fields

LOCAL_ADDRESS = "/api/v1"
"""Where the local preview takes what is saved."""


_SVELTIA = {"output": {"omit_empty_optional_fields": True}}


def config(admin: Admin, context: Context, content: str, site_url: str) -> str:
    """Return the editor's `config.yml`; `content` is the content folder's name in the repository."""
    found: Definition = {
        "backend": _backend(admin),
        **({"publish_mode": "editorial_workflow"} if admin.repository else {}),
        # Decap speaks the language, Sveltia that of the browser; Decap keeps what is empty, Sveltia can leave it out.
        **({"locale": context.language} if admin.editor == "decap" else _SVELTIA),
        **({"site_url": site_url, "display_url": site_url} if site_url else {}),
        "show_preview_links": False,
        "media_folder": f"{content}/images",
        # As our texts name a picture; the build knows where it will be.
        "public_folder": "{static}/images",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "i18n": {
            "structure": "multiple_files",
            "locales": list(context.event.languages),
            "default_locale": context.event.source_language,
        },
        "collections": [_collection(kind, context, content) for kind in KINDS],
    }
    # JSON is YAML that is made, and read, many times faster.
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _backend(admin: Admin) -> Definition:
    if not admin.repository:
        return _local(admin)
    found: Definition = {
        "name": "github" if admin.is_github else "gitlab",
        "repo": admin.project,
        "branch": admin.branch,
    }
    if admin.is_github:
        return {**found, **({"base_url": admin.login} if admin.login else {})}
    if admin.login:
        found |= {"auth_type": "pkce", "app_id": admin.login}
    if admin.host != "gitlab.com":
        found |= {"base_url": f"https://{admin.host}", "api_root": f"https://{admin.host}/api/v4"}
    return found


def _local(admin: Admin) -> Definition:
    if admin.editor == "decap":
        return {"name": "proxy", "proxy_url": LOCAL_ADDRESS, "branch": admin.branch}
    # Sveltia reads and writes the folder itself, which whoever edits has to choose; the name must only be there.
    return {"name": "github", "repo": "local/eventsite", "branch": admin.branch}


def _collection(kind: str, context: Context, content: str) -> Definition:
    model = KINDS[kind]
    title = "title" if "title" in model.model_fields else "name"
    label, singular, description = labels.KINDS[kind]
    dated = ["date"] if "date" in model.model_fields else []
    return {
        "name": kind,
        "label": context.word(label),
        "label_singular": context.word(singular),
        "description": context.word(description),
        "folder": f"{content}/{kind}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "slug": "{{slug}}",
        "summary": f"{{{{{title}}}}}" + (" ({{date}})" if dated else ""),
        "sortable_fields": [title, *dated],
        "i18n": True,
        # The built page is the preview; what stands here would know nothing of links, notes and tables.
        "editor": {"preview": False},
        "fields": fields(kind, context),
    }

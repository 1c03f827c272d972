"""What the repository has of the models in a form for people and for their programs; `./inv docs` writes it."""

import json
from pathlib import Path

from ..content.field_tables import with_tables
from ..content.schemas import schemas
from ..i18n.staff import DEFAULT, staff_words

GUIDES = {"vi": "docs/editors.vi.md", "en": "docs/editors.en.md"}
SCHEMAS = "docs/schemas"


def generated(root: Path) -> dict[Path, bytes]:
    """Return the files below the project's folder that are made from the models, as they are to be now."""
    guides = {
        root / name: with_tables((root / name).read_text(encoding="utf-8"), staff_words(language))
        for language, name in GUIDES.items()
    }
    made = {
        root / SCHEMAS / f"{name}.json": f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
        for name, schema in schemas(staff_words(DEFAULT)).items()
    }
    return {path: text.encode() for path, text in (guides | made).items()}

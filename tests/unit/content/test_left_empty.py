"""What web editors leave empty is taken for what is not there."""

import pytest

from eventsite.content.documents import read_documents

SOURCE = "---\ntitle: Chào\ndate: 2017-11-25\nsummary: Một câu.\n{field}\n---\nLời.\n"


def _read(files: dict[str, str]):
    found = {f"content/{name}": text.encode() for name, text in files.items()}
    documents, problems = read_documents(found, ["vi", "en"])
    return documents, [(problem.path, problem.field) for problem in problems]


@pytest.mark.parametrize("field", ["part:", 'menu-title: ""', "publish-with: ''", "sample:", "order: ''"])
def test_optional_field_that_is_empty_is_not_there(field: str) -> None:
    """A field that was cleared has its default, and is no mistake."""
    kind = {"part:": "sessions", 'menu-title: ""': "pages"}.get(field, "news")
    text = SOURCE.format(field=field).replace("date: 2017-11-25\n", "" if kind == "pages" else "date: 2017-11-25\n")
    documents, problems = _read({f"{kind}/a.vi.md": text})
    assert problems == []
    name = field.split(":", maxsplit=1)[0].replace("-", "_")
    fields = documents[f"{kind}/a"]["vi"].fields
    assert getattr(fields, name) == type(fields).model_fields[name].default


@pytest.mark.parametrize("field", ["title", "summary", "date"])
def test_required_field_that_is_empty_is_a_mistake(field: str) -> None:
    """What must be there cannot be left empty."""
    lines = SOURCE.format(field="").split("\n")
    text = "\n".join(f"{field}:" if line.startswith(f"{field}:") else line for line in lines)
    assert _read({"news/a.vi.md": text})[1] == [("content/news/a.vi.md", field)]


def test_empty_address_means_the_home_page_alone() -> None:
    """An empty `slug` stays what it is: the home page's, and a mistake elsewhere."""
    page = SOURCE.replace("date: 2017-11-25\n", "").format(field='slug: ""')
    documents, problems = _read({"pages/home.vi.md": page})
    assert (documents["pages/home"]["vi"].fields.slug, problems) == ("", [])
    assert _read({"news/a.vi.md": SOURCE.format(field='slug: ""')})[1] == [("content/news/a.vi.md", "slug")]


@pytest.mark.parametrize("blank", ["", "\n", " \n\n"])
def test_translation_that_nobody_began_is_not_there(blank: str) -> None:
    """A blank file beside the source is no translation and no mistake; a blank source is one."""
    documents, problems = _read({"news/a.vi.md": SOURCE.format(field=""), "news/a.en.md": blank})
    assert (list(documents["news/a"]), problems) == (["vi"], [])
    assert _read({"news/a.vi.md": blank})[1] != []

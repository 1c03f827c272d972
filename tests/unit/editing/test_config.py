"""The web editor's configuration, made from the models."""

import re
from typing import Any

import pytest
import yaml
from pydantic import Field, create_model
from tests.building import ROOT

from eventsite.content.kinds import KINDS, field_names
from eventsite.editing import labels
from eventsite.editing.config import config
from eventsite.editing.fields import Context
from eventsite.settings import Admin
from eventsite.site.translation import read_content

HIDDEN = {"translated-from", "translated-on"}


@pytest.fixture(scope="module")
def event():
    """Return the facts of the site that is shipped."""
    return read_content(ROOT / "content").event


def made(event, admin: Admin, site_url: str = "") -> dict[str, Any]:
    """Return the configuration as an editor reads it, with every word in capitals to tell it from one untranslated."""
    return yaml.safe_load(config(admin, context(event), "content", site_url))


def context(event) -> Context:
    """Return what there is to choose from, in words that show whether they were translated."""
    choices = {
        "people": {"do-thi-ut": "Đỗ Thị Út"},
        "pages": {"agenda": "Chương trình"},
        "rooms": {"hall": "Hội trường"},
        "tracks": {},
        "sources": {},
    }
    return Context(language="vi", translate=str.upper, event=event, images="/content/images", choices=choices)


@pytest.fixture(scope="module")
def decap(event) -> dict[str, Any]:
    """Return the configuration for local saving with Decap."""
    return made(event, Admin(editor="decap"))


def collection(found: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the fields of a kind by their names."""
    fields = next(item["fields"] for item in found["collections"] if item["name"] == kind)
    return {field["name"]: field for field in fields}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_every_field_of_its_model(decap: dict[str, Any], kind: str) -> None:
    """A field that a model has can be edited, but for the marks that the program writes."""
    assert collection(decap, kind).keys() == {*field_names(KINDS[kind]), "body"} - HIDDEN


@pytest.mark.parametrize("kind", KINDS)
def test_shared_field_stands_in_the_source_alone(decap: dict[str, Any], kind: str) -> None:
    """Each language has its own translated fields and text; a shared field is edited once."""
    own = {name for name, field in collection(decap, kind).items() if field.get("i18n")}
    assert own == {*field_names(KINDS[kind], translated_only=True), "body"} - HIDDEN


@pytest.mark.parametrize("kind", KINDS)
def test_field_is_required_where_the_model_requires_it(decap: dict[str, Any], kind: str) -> None:
    """Nobody can leave out what the build needs, or has to fill in what it does not."""
    needed = {name for name, field in collection(decap, kind).items() if field["required"]}
    assert needed == {info.alias for info in KINDS[kind].model_fields.values() if info.is_required()}


def test_files_are_named_as_the_reader_finds_them(decap: dict[str, Any]) -> None:
    """Languages are files side by side, `key.vi.md` and `key.en.md`, in the folder of their kind."""
    assert decap["i18n"] == {"structure": "multiple_files", "locales": ["vi", "en"], "default_locale": "vi"}
    assert [(item["folder"], item["extension"]) for item in decap["collections"]] == [
        (f"content/{kind}", "md") for kind in KINDS
    ]


def test_widgets_write_what_the_models_read(decap: dict[str, Any]) -> None:
    """A day, a choice, a number, a truth, names of others and pictures each have a widget that can write no other."""
    session, person, press = collection(decap, "sessions"), collection(decap, "people"), collection(decap, "press")
    assert (session["until"]["widget"], session["until"]["format"], session["until"]["time_format"]) == (
        "datetime", "YYYY-MM-DD", False,
    )  # fmt: skip
    assert [option["value"] for option in session["part"]["options"]] == [
        "all-day",
        "morning",
        "afternoon",
        "evening",
    ]
    assert [option["label"] for option in session["part"]["options"]] == [
        "ALL DAY",
        "MORNING",
        "AFTERNOON",
        "EVENING",
    ]
    assert (session["order"]["widget"], session["order"]["value_type"]) == ("number", "int")
    assert (session["plenary"]["widget"], "default" in session["plenary"]) == ("boolean", False)
    # An editor would take it for off, and hide every page that is saved from the search.
    assert (session["searchable"]["widget"], session["searchable"]["default"]) == ("boolean", True)
    assert session["people"] == {
        "name": "people", "label": "PEOPLE TAKING PART", "widget": "select", "multiple": True, "required": False,
        "options": [{"label": "Đỗ Thị Út", "value": "do-thi-ut"}], "hint": "LIST OF KEYS OF THE PEOPLE WHO TAKE PART.",
    }  # fmt: skip
    assert session["room"]["options"] == [{"label": "Hội trường", "value": "hall"}]
    assert session["room"]["multiple"] is False
    assert person["roles"]["field"]["widget"] == "string"
    assert press["summary"]["widget"] == "text"


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("2017-11-25", True),
        ("2017-11-25T08:00+07:00", True),
        ("2017-11-25 08:00", True),
        ("25/11/2017", False),
        ("2017-11-25T8:00", False),
    ],
)
def test_moment_is_written_in_letters(decap: dict[str, Any], written: str, fits: bool) -> None:
    """A day or moment is typed, so that no zone of a browser can change it, and only a form that we read passes."""
    field = collection(decap, "press")["date"]
    assert field["widget"] == "string"
    assert bool(re.search(field["pattern"][0], written)) is fits


def test_field_that_is_new_in_a_model_has_a_widget(monkeypatch: pytest.MonkeyPatch, event) -> None:
    """A field that a model gains is edited by its type, without a word about it here; a model may name a widget."""
    marked = Field(None, json_schema_extra={"translated": False, "widget": "image"})
    plain = Field(..., description="A new one.", json_schema_extra={"translated": True})
    grown = create_model("Grown", __base__=KINDS["news"], portrait=(str | None, marked), new_one=(bool, plain))
    monkeypatch.setitem(KINDS, "news", grown)
    fields = collection(made(event, Admin(editor="decap")), "news")
    assert fields["portrait"]["widget"] == "image"
    assert fields["new-one"] == {
        "name": "new-one", "label": "NEW ONE", "widget": "boolean", "required": True, "hint": "A NEW ONE.", "i18n": True,
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_has_a_label(kind: str) -> None:
    """Each field and each of its values has words of its own, which can be translated."""
    schema = KINDS[kind].model_json_schema()["properties"]
    assert {name for name in schema if name not in HIDDEN} - labels.FIELDS.keys() == set()
    values = re.findall(r"'enum': (\[[^\]]*\])", repr(schema))
    assert {value for found in values for value in yaml.safe_load(found)} - labels.VALUES.keys() == set()


@pytest.mark.parametrize(
    ("admin", "expected"),
    [
        (Admin(editor="decap"), {"name": "proxy", "proxy_url": "/api/v1", "branch": "main"}),
        (
            Admin(editor="decap", repository="https://github.com/owner/site.git", branch="master", login="https://login.example.org"),
            {"name": "github", "repo": "owner/site", "branch": "master", "base_url": "https://login.example.org"},
        ),
        (
            Admin(editor="sveltia", repository="https://github.com/owner/site"),
            {"name": "github", "repo": "owner/site", "branch": "main"},
        ),
        (
            Admin(editor="decap", repository="https://gitlab.com/group/part/site", login="1234"),
            {"name": "gitlab", "repo": "group/part/site", "branch": "main", "auth_type": "pkce", "app_id": "1234"},
        ),
        (
            Admin(editor="decap", repository="https://git.example.org/group/site"),
            {
                "name": "gitlab", "repo": "group/site", "branch": "main", "base_url": "https://git.example.org",
                "api_root": "https://git.example.org/api/v4",
            },
        ),
    ],
)  # fmt: skip
def test_repository_says_where_is_saved(event, admin: Admin, expected: dict[str, str]) -> None:
    """Without a repository the preview saves; with one, a change is a pull request at its host."""
    found = made(event, admin)
    assert found["backend"] == expected
    assert found.get("publish_mode") == ("editorial_workflow" if admin.repository else None)


def test_choice_of_nothing_is_typed(decap: dict[str, Any]) -> None:
    """Where a feed names the tracks, they are typed; a choice of nothing would be an error of the editor."""
    session = collection(decap, "sessions")
    assert (session["track"]["widget"], session["sources"]["widget"]) == ("string", "list")


def test_configuration_is_the_same_each_time(event) -> None:
    """The same models and event give the same bytes."""
    texts = {config(Admin(editor="decap"), context(event), "content", "") for _ in range(2)}
    assert len(texts) == 1

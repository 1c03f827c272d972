"""The documentation names everything that a person can write or call."""

import json
import re
import subprocess
import sys

import pytest

from eventsite.content.fact_models import (
    AcknowledgedFacts,
    DeadlineFacts,
    EventFacts,
    FeedFacts,
    MilestoneFacts,
    RoomFacts,
    SourceFacts,
    TrackFacts,
    TranslationLimits,
    VenueFacts,
)
from eventsite.content.kinds import KINDS, Pictured, field_names
from tests.building import ROOT

GUIDES = ["docs/editors.vi.md", "docs/editors.en.md"]


def _section(text: str, heading: str) -> str:
    """Return the text under a third-level heading, up to the next heading of its level or above."""
    match = re.search(rf"^### {re.escape(heading)}\s*$(.*?)(?=^#{{1,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""


def _documented(guide: str, heading: str) -> set[str]:
    return set(re.findall(r"`([\w-]+)`", _section((ROOT / guide).read_text(encoding="utf-8"), heading)))


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("kind", KINDS)
def test_field_of_each_kind_is_in_the_guides(guide: str, kind: str) -> None:
    """Every front-matter field stands in the editors' guide, in both languages, under its kind or the common ones."""
    common = _documented(guide, "common") & set(field_names(Pictured))
    assert set(field_names(KINDS[kind])) - common - _documented(guide, kind) == set()


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize(
    ("heading", "models"),
    [
        (
            "event.yml",
            (
                EventFacts,
                VenueFacts,
                RoomFacts,
                TrackFacts,
                MilestoneFacts,
                TranslationLimits,
                FeedFacts,
                DeadlineFacts,
                AcknowledgedFacts,
            ),
        ),
        ("sources.yml", (SourceFacts,)),
    ],
)
def test_field_of_the_facts_is_in_the_guides(guide: str, heading: str, models: tuple[type, ...]) -> None:
    """Every field of event.yml and sources.yml stands in the editors' guide."""
    names = {info.alias or name for model in models for name, info in model.model_fields.items()}
    assert names - _documented(guide, heading) == set()


def test_setting_is_in_the_deploy_guide() -> None:
    """Every EVENTSITE_ setting of pelicanconf.py is explained, and every one explained exists."""
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    guide = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
    settings = set(re.findall(r"^(EVENTSITE_\w+) =", conf, re.MULTILINE))
    assert settings
    assert set(re.findall(r"`(EVENTSITE_\w+)`", guide)) == settings


def test_setting_is_read_by_the_plugin() -> None:
    """Every EVENTSITE_ setting of pelicanconf.py is read, and no other is."""
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    code = (ROOT / "plugins/eventsite/settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(EVENTSITE_\w+)"', code)) == set(re.findall(r"^(EVENTSITE_\w+) =", conf, re.MULTILINE))


def test_task_is_in_the_commands_guide() -> None:
    """Every task that `./inv --list` shows stands in docs/commands.md."""
    listing = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format", "json"], cwd=ROOT, capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    found = json.loads(listing)
    tasks = {task["name"] for task in found["tasks"]}
    tasks |= {f"{below['name']}.{task['name']}" for below in found["collections"] for task in below["tasks"]}
    guide = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert {"build", "test", "live", "publish", "i18n.status"} <= tasks
    assert tasks - set(re.findall(r"`(?:\./inv )?([\w.-]+)`", guide)) == set()

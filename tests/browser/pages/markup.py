"""The HTML of a built site by two independent checkers: the Nu Html Checker of the W3C, and html-validate."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.pages import tools

# The rules of html-validate that do not fit, and why.
_RULES = {
    # Jinja writes the doctype in lower case, as the standard does.
    "doctype-style": "off",
    # The form narrows the agenda down while one types; there is nothing to submit.
    "wcag/h32": "off",
    # A title is as long as what it names; the pages for what is not there have one in each language.
    "long-title": "off",
    # A heading's id is made from its words, which may begin with a number.
    "valid-id": ["error", {"relaxed": True}],
}


def nu_errors(site: Path) -> list[str]:
    """Return each error of the Nu Html Checker as `path:line: message`, sorted."""
    jar = tools.ensure() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ("--skip-non-html", "--errors-only", "--format", "json", "--stdout", "--exit-zero-always")
    said = _output("java", "-jar", str(jar), *options, str(site))
    messages = json.loads(said)["messages"]
    return sorted(f"{_path(item['url'], site)}:{item.get('lastLine', 1)}: {item['message']}" for item in messages)


def html_validate_errors(site: Path, work: Path) -> list[str]:
    """Return each error of html-validate as `path:line: rule: message`, sorted."""
    modules = tools.ensure()
    settings = work / "html-validate.json"
    rules = {"root": True, "extends": ["html-validate:standard", "html-validate:recommended"], "rules": _RULES}
    settings.write_text(json.dumps(rules), encoding="utf-8")
    program = str(modules / ".bin" / "html-validate")
    # It says 1 where it finds errors; what is no JSON then says what went wrong.
    said = _output("node", program, "--config", str(settings), "--formatter", "json", str(site), allowed=(0, 1))
    return sorted(
        f"{Path(page['filePath']).relative_to(site)}:{item['line']}: {item['ruleId']}: {item['message']}"
        for page in json.loads(said)
        for item in page["messages"]
    )


def _output(*command: str, allowed: Sequence[int] = (0,)) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in allowed:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def _path(url: str, site: Path) -> str:
    return str(Path(unquote(urlsplit(url).path)).relative_to(site))

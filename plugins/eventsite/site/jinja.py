"""The theme's templates: what they can do beyond Jinja itself, and what each is made from."""

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    meta,
    nodes,
)
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from markupsafe import Markup

from ..build.cache import digest
from ..model import Phrase
from .code import code_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """Where the templates are, and what the settings add: what another process needs to make them anew.

    Text is escaped unless it is safe HTML, and a name that does not exist is an error and not an empty page; the
    settings cannot change that.
    """

    folders: tuple[Path, ...]
    compiled: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    filters: Mapping[str, Any] = field(default_factory=dict)
    tests: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)

    def environment(self, language: str, catalog: gettext.NullTranslations, version: str = "") -> Environment:
        """Return Jinja's environment for pages of one language.

        Templates are compiled with the language's words in them, so those cost a page nothing; what was compiled is
        kept under the `version` of the words.
        """
        env = self._bare()
        env.words = catalog  # type: ignore[attr-defined]
        env.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
        env.filters["phrase"] = partial(phrase, language)
        env.filters["safe_html"] = safe_html
        # Jinja works out filters of constants when it compiles, and what a setting's filter does has no version.
        if self.compiled and version and not (self.filters or self.tests):
            # Jinja knows a compiled template by its name and source only; all else that decides it names the folder.
            options = repr(sorted(self.options.items()))
            folder = self.compiled / f"{language}-{digest(version, code_version(), options)}"
            folder.mkdir(parents=True, exist_ok=True)
            env.bytecode_cache = FileSystemBytecodeCache(str(folder))
        env.filters.update(self.filters)
        env.tests.update(self.tests)
        env.globals.update(self.variables)
        return env

    def _bare(self) -> Environment:
        extensions = [_Translations, *self.options.get("extensions", ())]
        options = {
            **self.options,
            "undefined": StrictUndefined,
            "auto_reload": False,
            "extensions": extensions,
        }
        options.pop("autoescape", None)
        return Environment(loader=FileSystemLoader(self.folders), autoescape=True, **options)

    def versions(self, names: Sequence[str]) -> dict[str, str]:
        """Return for each template a digest of its source and of all that it extends, includes or imports."""
        env = self._bare()
        sources: dict[str, tuple[str, set[str]]] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in sources:
                try:
                    source, file, _ = env.loader.get_source(env, name)  # type: ignore[union-attr]
                except TemplateNotFound:
                    # It may be missing where it is included so; when it comes, that is a change.
                    sources[name] = "\0missing", set()
                    continue
                named = set(meta.find_referenced_templates(env.parse(source, name, file)))
                # A name that is only known when a page is made could be any template.
                used = set(env.list_templates()) if None in named else {str(other) for other in named}
                sources[name] = source, used
                waiting += used
        return {name: digest(*(sources[used][0] for used in sorted(_closure(name, sources)))) for name in names}


def _closure(name: str, sources: Mapping[str, tuple[str, set[str]]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        used = waiting.pop()
        if used not in found:
            found.add(used)
            waiting += sources[used][1]
    return found


class _Translations(InternationalizationExtension):
    """Jinja's `{% trans %}`, of which words without variables are translated when the template is compiled."""

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the tag's nodes, with constant words in the environment's language."""
        parsed = super().parse(parser)
        found = [parsed] if isinstance(parsed, nodes.Node) else parsed
        for node in found:
            if isinstance(node, nodes.Output):
                node.nodes = [self._translated(item) for item in node.nodes]
        return parsed

    def _translated(self, node: nodes.Expr) -> nodes.Expr:
        words = getattr(self.environment, "words", None)
        if words is None or not isinstance(node, nodes.Call) or node.kwargs:
            return node
        message = [item.value for item in node.args if isinstance(item, nodes.Const)]
        if not isinstance(node.node, nodes.Name) or len(message) != len(node.args):
            return node
        translate = {"gettext": words.gettext, "pgettext": words.pgettext}.get(node.node.name)
        # As in Jinja's own functions, the words are a format without variables: %% stands for %.
        return nodes.MarkSafe(nodes.Const(translate(*message) % {})) if translate else node


def phrase(language: str, words: Phrase) -> Markup | str:
    """Return the words, marked with their language where it is not `language`, the page's own (WCAG 3.1.2)."""
    if words.language in {"", language}:
        return words.words
    return Markup('<span lang="{}">{}</span>').format(words.language, words.words)


def safe_html(value: str) -> Markup:
    """Return HTML that content/markdown.py has made safe; nothing else may pass through this filter."""
    return Markup(value)  # noqa: S704

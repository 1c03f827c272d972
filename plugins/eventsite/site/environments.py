"""Jinja's environments with the theme's templates loaded, kept by a preview from one save to the next."""

from collections.abc import Mapping

from jinja2 import Environment

from ..i18n.catalogs import gettext_in, load_catalogs
from .prepare import Prepared


class Environments:
    """The environment of each language, for as long as the words and what all pages share stay the same.

    Who changes a template must `forget` them. Another process makes its own.
    """

    def __init__(self) -> None:
        """Make nothing yet."""
        self._made_for: tuple[object, ...] = ()
        self._environments: dict[str, Environment] = {}

    def __reduce__(self) -> tuple[type["Environments"], tuple[()]]:
        """Begin anew in another process."""
        return Environments, ()

    def of(self, prepared: Prepared) -> Mapping[str, Environment]:
        """Return the environments by their language."""
        # Jinja keeps a macro with the `common` of its first use, so another one needs other environments.
        made_for = prepared.templates, prepared.words, prepared.site.common
        if made_for != self._made_for:
            self._environments = _environments(prepared)
            self._made_for = made_for
        return self._environments

    def forget(self) -> None:
        """Read all templates again with the next page."""
        self._made_for = ()


def _environments(prepared: Prepared) -> dict[str, Environment]:
    catalogs = load_catalogs(prepared.catalogs, prepared.site.event.languages)
    environments = {
        language: prepared.templates.environment(language, catalog, prepared.words[language])
        for language, catalog in catalogs.items()
    }
    # A name of the environment reaches macros too, and costs a page nothing.
    for language, env in environments.items():
        env.globals["common"] = prepared.site.common[language]
        env.globals["gettext_in"] = gettext_in(catalogs)
    return environments

"""What templates can do beyond Jinja itself: translate, and mark words of another language."""

import gettext
from collections.abc import Mapping

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ..model import Phrase


def install(env: Environment, catalogs: Mapping[str, gettext.NullTranslations]) -> None:
    """Give the environment `{% trans %}` in the page's language, and the filters `phrase` and `safe_html`."""

    @pass_context
    def translate(context: Context, message: str) -> str:
        return catalogs[context["page"].language].gettext(message)

    # Jinja also passes the number by name, so the positional ones must not be called "n" or "num" by keyword.
    @pass_context
    def translate_plural(context: Context, singular: str, plural: str, number: int, /) -> str:
        return catalogs[context["page"].language].ngettext(singular, plural, number)

    @pass_context
    def translate_in(context: Context, usage: str, message: str) -> str:
        return catalogs[context["page"].language].pgettext(usage, message)

    env.install_gettext_callables(  # type: ignore[attr-defined]
        translate, translate_plural, newstyle=True, pgettext=translate_in
    )
    env.filters["phrase"] = phrase
    env.filters["safe_html"] = safe_html


@pass_context
def phrase(context: Context, words: Phrase) -> Markup | str:
    """Return the words, marked with their language where it is not the page's own (WCAG 3.1.2)."""
    if words.language in {"", context["page"].language}:
        return words.words
    return Markup('<span lang="{}">{}</span>').format(words.language, words.words)


def safe_html(value: str) -> Markup:
    """Return HTML that content/markdown.py has made safe; nothing else may pass through this filter."""
    return Markup(value)  # noqa: S704

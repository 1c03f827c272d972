"""The alternates graph: key → language → address and state, the one source of every link between languages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

State = Literal["translated", "stale", "fallback", "draft", "scheduled", "embargoed", "expired", "preparing"]
PUBLIC: frozenset[State] = frozenset({"translated", "stale"})
"""The states of real translations, which other pages and search engines may name."""
KEPT_BACK: frozenset[State] = frozenset({"draft", "scheduled", "embargoed", "expired"})
"""The states of what the public does not see; a working copy shows it, marked."""


class Alternate(NamedTuple):
    """A page in one language; `path` is its address below the site's root, as `/en/about/`.

    A *stale* translation was made from other words than its source has now; its readers are told so.
    A page is *preparing* whose language as a whole is not public yet.
    A *draft* is not public, nor is what is *scheduled* or *embargoed* for later, or has *expired*.
    A *fallback* is a page with the reader's language around words in another; search engines do not see it.
    """

    language: str
    path: str
    state: State


Alternates = Mapping[str, Alternate]
"""The languages of one page, in the event's order."""


def alternates(paths: Mapping[str, str], states: Mapping[str, State], languages: Sequence[str]) -> Alternates:
    """Return the page's alternates, from its path and state in each language."""
    return {code: Alternate(code, paths[code], states[code]) for code in languages if code in paths}


def public(page: Alternates) -> Iterable[Alternate]:
    """Return the alternates that other pages and search engines may name: real translations only."""
    return [alternate for alternate in page.values() if alternate.state in PUBLIC]


def alternate_in(page: Alternates, language: str) -> Alternate:
    """Return the page in the language, else in the first that it has."""
    return page.get(language) or next(iter(page.values()))


def default(page: Alternates) -> Alternate | None:
    """Return the alternate for readers of any other language (hreflang `x-default`): the first public one."""
    return next(iter(public(page)), None)

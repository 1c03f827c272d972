"""The search index of each language: made once, brought up to date where few pages changed, and its files."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..build.cache import CacheError
from ..build.pool import in_parallel
from ..exports.opensearch import Description, render_description
from ..exports.search import (
    GROUP,
    Piece,
    Postings,
    changed,
    collect,
    counts,
    cut,
    folded,
    merged,
    piece_count,
    piece_of,
    places,
    render_group,
    render_overview,
    render_piece,
)
from .context import SiteContext
from .findable import documents_of, entry, findable, kind_of, shown, title_of
from .urls import description_name

Maker = Callable[[SiteContext], str]
FOLDER = "search"
# Fewer entries are read faster by one process.
SHARE = 200
# Of more entries that changed, all are read again.
MOST = 100
# What of an entry may stand in any other mapping than those of documents and sessions.
_ALSO_SHOWN = ("event", "rooms", "tracks", "venues", "people", "layouts", "orders")
# The counts of a language's words stand beside its pieces.
_WORDS = "words"


def indexed(site: SiteContext, before: SiteContext | None = None) -> SiteContext:
    """Return the site with its index, which is made from that of `before` where little changed since.

    A site without a page for searches has none.
    """
    if "search" not in site.layouts:
        return site
    found = {language: findable(site, language) for language in site.event.languages}
    numbers = _changed(site, before, found) if before else None
    try:
        terms = _patched(site, before, found, numbers) if before and numbers is not None else None
    except CacheError:
        # The words that an entry had before are not there any more.
        terms = None
    if terms is None:
        terms = {key: text for language, names in found.items() for key, text in _whole(site, language, names)}
    return replace(site, found=found, terms=terms)


def _whole(site: SiteContext, language: str, names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield the pieces of a language's index and the counts of its words."""
    shares = in_parallel(_Collect(site, language), list(enumerate(names)), at_least=SHARE)
    pieces = cut(merged(shares), piece_count(len(names)))
    words: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        words |= counts(piece)
        yield f"{language}/{number}", render_piece(piece)
    yield f"{language}/{_WORDS}", _counted(words)


def _counted(words: Mapping[str, int]) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class _Collect:
    """The reading of a share of a language's entries."""

    site: SiteContext
    language: str

    def __call__(self, numbered: Sequence[tuple[int, str]]) -> Postings:
        site = self.site
        documents = (site.document(name, self.language) for _, name in numbered)
        site.shelf.lay_out((site.texts[one.id], one.language) for one in documents if one)
        postings = collect((number, entry(site, name, self.language)) for number, name in numbered)
        site.shelf.close()
        return postings


def _changed(
    site: SiteContext, before: SiteContext, found: Mapping[str, tuple[str, ...]]
) -> dict[str, list[int]] | None:
    """Return the numbers of the entries that may have changed, by language; None where all may have."""
    if before.found != found or any(getattr(site, name) != getattr(before, name) for name in _ALSO_SHOWN):
        return None
    numbers = {
        language: [number for number, name in enumerate(names) if _differs(site, before, name)]
        for language, names in found.items()
    }
    return numbers if max(map(len, numbers.values())) <= MOST else None


def _differs(site: SiteContext, before: SiteContext, name: str) -> bool:
    key = name.partition("/")[2]
    return any(site.texts.get(one) != before.texts.get(one) for one in documents_of(site, name)) or (
        name.startswith("sessions/") and site.sessions[key] != before.sessions[key]
    )


def _patched(
    site: SiteContext, before: SiteContext, found: Mapping[str, tuple[str, ...]], numbers: Mapping[str, list[int]]
) -> Mapping[str, str]:
    """Return the index of before with what changed in these entries."""
    terms = dict(before.terms)
    for language, changed_numbers in numbers.items():
        count = piece_count(len(found[language]))
        for number in changed_numbers:
            name = found[language][number]
            old, new = (places(entry(one, name, language)) for one in (before, site))
            _patch(terms, language, count, number, old, new)
    return before.terms if terms == before.terms else terms


def _patch(
    terms: dict[str, str], language: str, count: int, number: int, old: Mapping[str, int], new: Mapping[str, int]
) -> None:
    differing = {word for word in old.keys() | new.keys() if old.get(word) != new.get(word)}
    if not differing:
        return
    words: dict[str, int] = json.loads(terms[f"{language}/{_WORDS}"])
    for index in sorted({piece_of(folded(word), count) for word in differing}):
        mine = {word for word in differing if piece_of(folded(word), count) == index}
        piece: Piece = json.loads(terms[f"{language}/{index}"])
        for word in piece:
            del words[word]
        piece = changed(piece, number, *({w: p for w, p in one.items() if w in mine} for one in (old, new)))
        words |= counts(piece)
        terms[f"{language}/{index}"] = render_piece(piece)
    terms[f"{language}/{_WORDS}"] = _counted(words)


def search_files(site: SiteContext) -> dict[str, Maker]:
    """Return the name below the root of every file that searches read, and what makes its text."""
    files: dict[str, Maker] = {}
    for language, names in site.found.items():
        above = f"{FOLDER}/{language}"
        files[f"{above}/index.json"] = partial(_overview, language=language)
        for number in range(piece_count(len(names))):
            files[f"{above}/words/{number}.json"] = partial(_piece, key=f"{language}/{number}")
        for number in range((len(names) + GROUP - 1) // GROUP):
            files[f"{above}/pages/{number}.json"] = partial(_group, language=language, number=number)
    return files | (_descriptions(site) if site.config.site_url else {})


def _overview(site: SiteContext, language: str) -> str:
    names = site.found[language]
    return render_overview(
        version=str(site.health["build"])[:10],
        kinds=(kind_of(name)[0] for name in names),
        titles=(title_of(site, name, language) for name in names),
        words=json.loads(site.terms[f"{language}/{_WORDS}"]),
    )


def _piece(site: SiteContext, key: str) -> str:
    return site.terms[key] + "\n"


def _group(site: SiteContext, language: str, number: int) -> str:
    names = site.found[language][number * GROUP : (number + 1) * GROUP]
    return render_group(shown(site, name, language) for name in names)


def _descriptions(site: SiteContext) -> dict[str, Maker]:
    if "search" not in site.layouts:
        return {}
    return {description_name(code): partial(_description, language=code) for code in site.event.public_languages}


def _description(site: SiteContext, language: str) -> str:
    event = site.event
    return render_description(
        Description(
            language=language,
            name=event.short_name.in_(language).words,
            description=event.name.in_(language).words,
            search=site.absolute(site.graph[site.layouts["search"]][language].path),
            icon=site.absolute("/theme/img/icon-192.png"),
        )
    )

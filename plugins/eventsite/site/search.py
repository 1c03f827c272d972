"""The search index of each language: made once, brought up to date where few pages changed, and its files."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from ..build.cache import CacheError
from ..build.pool import in_parallel
from ..exports.opensearch import Description, render_description
from ..exports.search import (
    GROUP,
    Piece,
    Postings,
    Words,
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
    title_length,
    words_after,
    words_of,
)
from .context import SiteContext
from .findable import documents_of, entry, findable, is_searchable, kind_of, shown
from .urls import description_name

Maker = Callable[[SiteContext], str]
FOLDER = "search"
# Fewer entries are read faster by one process.
SHARE = 200
# Of more entries that changed, all are read again.
MOST = 100
# What of an entry may stand in any other mapping than those of documents and sessions.
_ALSO_SHOWN = ("event", "rooms", "tracks", "venues", "people", "layouts", "orders")
# What stands in SiteContext.terms beside the pieces of a language's index, which have numbers.
_WORDS, _LEVELS, _LENGTHS = "words", "levels", "lengths"
Found = Mapping[str, tuple[str, ...]]


def indexed(
    site: SiteContext, before: SiteContext | None = None, names: Collection[str] | None = None
) -> SiteContext:
    """Return the site with its index, which is made from that of `before` where little changed since.

    A site without a page for searches has none. Where it is known that nothing but the documents with these `names`
    changed, nothing else is looked at.
    """
    if "search" not in site.layouts:
        return site
    is_known = before is not None and names is not None and not _are_others_found(site, before, names)
    if before and is_known:
        found: Found = before.found
    else:
        found = {language: findable(site, language) for language in site.event.languages}
    terms = None
    if before:
        numbers = _named(site, found, names) if names is not None else _changed(site, before, found)
        # What an entry had before may be gone from the cache.
        with suppress(CacheError):
            terms = _patched(site, before, found, numbers) if found == before.found and numbers is not None else None
    if terms is None:
        terms = {key: text for language, names in found.items() for key, text in _whole(site, language, names)}
    return replace(site, found=found, terms=terms)


def _are_others_found(site: SiteContext, before: SiteContext, names: Collection[str]) -> bool:
    return any(is_searchable(site, name) != is_searchable(before, name) for name in names)


def _whole(site: SiteContext, language: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a language's index."""
    shares = in_parallel(_Collect(site, language), list(enumerate(names)), at_least=SHARE)
    pieces = cut(merged([postings for postings, _ in shares]), piece_count(len(names)))
    counted: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        counted |= counts(piece)
        yield f"{language}/{number}", render_piece(piece)
    lengths = {number: length for _, known in shares for number, length in known.items()}
    yield f"{language}/{_LENGTHS}", "".join(lengths[number] for number in range(len(names)))
    words = words_of(counted)
    yield f"{language}/{_WORDS}", words.words
    yield f"{language}/{_LEVELS}", words.levels


@dataclass(frozen=True, slots=True)
class _Collect:
    """The reading of a share of a language's entries: their postings, and the lengths of their titles."""

    site: SiteContext
    language: str

    def __call__(self, numbered: Sequence[tuple[int, str]]) -> tuple[Postings, dict[int, str]]:
        site = self.site
        documents = (site.document(name, self.language) for _, name in numbered)
        site.shelf.lay_out((site.texts[one.id], one.language) for one in documents if one)
        entries = [(number, entry(site, name, self.language)) for number, name in numbered]
        site.shelf.close()
        return collect(entries), {number: title_length(one.title) for number, one in entries}


def _named(site: SiteContext, found: Found, names: Collection[str]) -> dict[str, list[int]]:
    """Return the numbers of the entries that show documents with these names, by language."""
    shown_by = {name: name for name in names if not name.startswith("partners/")}
    if len(shown_by) < len(names) and "partners" in site.layouts:
        shown_by[site.layouts["partners"]] = ""
    return {
        language: [known.index(name) for name in shown_by if name in known] for language, known in found.items()
    }  # fmt: skip


def _changed(site: SiteContext, before: SiteContext, found: Found) -> dict[str, list[int]] | None:
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
    site: SiteContext, before: SiteContext, found: Found, numbers: Mapping[str, list[int]]
) -> Mapping[str, str]:
    """Return the index of before with what changed in these entries."""
    terms = dict(before.terms)
    for language, changed_numbers in numbers.items():
        for number in changed_numbers:
            name = found[language][number]
            old, new = (entry(one, name, language) for one in (before, site))
            _patch(terms, language, number, (places(old), places(new)), piece_count(len(found[language])))
            lengths = terms[f"{language}/{_LENGTHS}"]
            terms[f"{language}/{_LENGTHS}"] = lengths[:number] + title_length(new.title) + lengths[number + 1 :]
    return before.terms if terms == before.terms else terms


def _patch(
    terms: dict[str, str], language: str, number: int, told: tuple[Mapping[str, int], Mapping[str, int]], count: int
) -> None:
    """Change the pieces that have words which an entry has no longer, has now, or has elsewhere."""
    old, new = told
    differing = {word for word in old.keys() | new.keys() if old.get(word) != new.get(word)}
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for index in sorted({piece_of(folded(word), count) for word in differing}):
        mine = [
            {w: p for w, p in one.items() if w in differing and piece_of(folded(w), count) == index} for one in told
        ]
        piece: Piece = json.loads(terms[f"{language}/{index}"])
        # Only these words may be in fewer or more entries than before.
        concerned = {folded(word) for one in mine for word in one}
        before |= counts({word: piece[word] for word in concerned if word in piece})
        piece = changed(piece, number, *mine)
        after |= counts({word: piece[word] for word in concerned if word in piece})
        terms[f"{language}/{index}"] = render_piece(piece)
    known = Words(terms[f"{language}/{_WORDS}"], terms[f"{language}/{_LEVELS}"])
    words = words_after(known, before, after)
    terms[f"{language}/{_WORDS}"], terms[f"{language}/{_LEVELS}"] = words.words, words.levels


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
    return render_overview(
        version=str(site.health["build"])[:10],
        kinds="".join(kind_of(name)[0] for name in site.found[language]),
        lengths=site.terms[f"{language}/{_LENGTHS}"],
        words=Words(site.terms[f"{language}/{_WORDS}"], site.terms[f"{language}/{_LEVELS}"]),
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

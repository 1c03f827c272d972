"""The pictures for social networks to files, on all cores: each is there as long as a page names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..build.cache import Cache, cache_file
from ..build.pool import in_parallel
from ..pictures.card import Card
from .faults import explained
from .prepare import Prepared
from .records import PageName, PageRecord, Records
from .render import Target, keep, put_file
from .social import CARDS, drawn

# Fewer are drawn faster by one process.
_SHARE = 8
# So many are in memory at once.
_AT_ONCE = 100


def render_cards(
    prepared: Prepared, pages: Mapping[PageName, PageRecord], cards: Mapping[str, Card], target: Target
) -> Records:
    """Make the pictures that are named by `pages`, which are all pages of the site.

    `cards` are those of pages that were looked at. The name of a picture says what is in it, so one that is known is
    right.
    """
    names = {record.card for record in pages.values()} - {""}
    known = target.known.files
    made = Records(files={name: known[name] for name in sorted(names) if name in known and keep(target, name)})
    rest = [cards[name] for name in sorted(names - made.files.keys())]
    if rest:
        cache = cache_file(prepared.cache / CARDS)
        for share in in_parallel(_Draw(prepared, target, cache), rest, at_least=_SHARE):
            made.add(share)
        kept = Cache(cache)
        kept.prune(names)
        kept.close()
    return made


@dataclass(frozen=True, slots=True)
class _Draw:
    """The drawing of a share of the cards."""

    prepared: Prepared
    target: Target
    cache: Path

    @explained()
    def __call__(self, cards: Sequence[Card]) -> Records:
        made = Records()
        style = self.prepared.site.social
        assert style is not None
        for start in range(0, len(cards), _AT_ONCE):
            for name, content in drawn(style, cards[start : start + _AT_ONCE], self.cache, self._photo):
                put_file(name, content, (), self.target, made)
        self.prepared.site.gallery.close()
        return made

    def _photo(self, card: Card) -> bytes:
        photo = card.photo
        return self.prepared.site.gallery.source(photo.name, photo.digest) if photo else b""

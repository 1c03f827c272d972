"""What can be a Vietnamese syllable, and where its tone is written: by spelling alone, without a dictionary."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êng êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong
    ooc oong op ot  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uô uôc uôi uôm uôn uông uôt uơ uơn up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")

# The two ways to write a tone on an open oa, oe or uy: on the first letter (hòa, the older way) or the second (hoà).
_FIRST = re.compile(r"\b\w*(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Return whether the word is spelt as a Vietnamese syllable can be, with one tone at most."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in apart if sign in _TONES]
    plain = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
    return len(tones) <= 1 and _SYLLABLE.fullmatch(plain) is not None


def tone_placements(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each syllable of the NFC text whose tone has two places, and whether it stands on the first vowel."""
    found = [(match.start(), match[0], True) for match in _FIRST.finditer(text)]
    found += [(match.start(), match[0], False) for match in _SECOND.finditer(text)]
    for _, word, is_first in sorted(found):
        if is_syllable(word):
            yield word, is_first


def with_tone_moved(syllable: str) -> str:
    """Return the syllable with its tone on the other vowel: hoà ↔ hòa, THUỶ ↔ THỦY."""
    apart = unicodedata.normalize("NFD", syllable)
    tone = next((sign for sign in apart if sign in _TONES), "")
    plain = apart.replace(tone, "") if tone else apart
    on_first = apart[-1] != tone
    moved = plain + tone if on_first else plain[:-1] + tone + plain[-1]
    return unicodedata.normalize("NFC", moved)

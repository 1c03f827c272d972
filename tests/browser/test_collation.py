"""Our alphabetical order against the one that browsers have, which is ICU's."""

import random
import unicodedata

from playwright.sync_api import Browser

from eventsite.i18n.collation import sort_key

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip
ONSETS = ("", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "ng", "ngh", "nh", "ph", "qu", "s", "t", "th",
          "tr", "v", "x")  # fmt: skip
ENDS = ("", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y")


def test_order_of_single_syllables_is_that_of_icu(browser: Browser) -> None:
    """For thousands of random syllables the order is the one that ICU's Vietnamese collator gives."""
    chance = random.Random(1)
    syllables = sorted(
        {
            unicodedata.normalize(
                "NFC", chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(TONES) + chance.choice(ENDS)
            )
            for _ in range(9000)
        }
    )
    words = [*syllables, *(word.capitalize() for word in syllables[::9])]
    assert len(words) > 5000
    page = browser.new_page()
    assert page.evaluate("Intl.Collator.supportedLocalesOf('vi')") == ["vi"]
    ordered = page.evaluate("words => words.sort(new Intl.Collator('vi').compare)", words)
    page.close()
    assert sorted(words, key=sort_key) == ordered

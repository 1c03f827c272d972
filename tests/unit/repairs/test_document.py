"""All repairs of a text together: what a reader reads stays, and a second run finds nothing to do."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventsite.repairs.document import formed, mended, split
from eventsite.repairs.letters import plain_at_edges, plain_between, without_unseen
from eventsite.repairs.lines import listed, spaced, trimmed

NBSP = "\N{NO-BREAK SPACE}"


def _mended(text: str, language: str = "vi") -> tuple[str, list[str]]:
    whole, done = formed(text)
    found, more = mended(split(whole, language, is_document=True))
    return found.whole, [str(said) for said in (*done, *more)]


@pytest.mark.parametrize(
    ("text", "expected", "done"),
    [
        ("---\r\ntitle: A\r\n---\r\nB\r\n", "---\ntitle: A\n---\nB\n", ["Unix line ends"]),
        ("---\rtitle: A\r---\rB\r", "---\ntitle: A\n---\nB\n", ["Unix line ends"]),
        (unicodedata.normalize("NFD", "---\ntitle: Hòa\n---\nỞ\n"), "---\ntitle: Hòa\n---\nỞ\n",
         ["letters in two parts composed (NFC)"]),
        ("---\ntitle: A\n---\nB", "---\ntitle: A\n---\nB\n", ["end of the file tidied"]),
        ("---\ntitle: A\n---\nB\n\n\n", "---\ntitle: A\n---\nB\n", ["end of the file tidied"]),
        ("---\ntitle: A\n---", "---\ntitle: A\n---\n", ["end of the file tidied"]),
        ("---\ntitle: A  \n---\nB \nC  \nD  \n\nE\n", "---\ntitle: A\n---\nB\nC  \nD\n\nE\n",
         ["spaces at line ends removed"]),
        ("---\nname:\n\tvi: A\n\ten: B\n---\n", "---\nname:\n  vi: A\n  en: B\n---\n", ["fields indented with plain spaces"]),
        (f"---\ntitle:{NBSP}A\n---\n", "---\ntitle: A\n---\n", ["fields indented with plain spaces"]),
        ("---\ntitle: A\u00adB\u200b\n---\nC\ufeff\n", "---\ntitle: AB\n---\nC\n", ["invisible signs removed"]),
        (f"---\ntitle: A\n---\nC,{NBSP}D\n", "---\ntitle: A\n---\nC, D\n", ["plain spaces for no-break spaces"]),
        ("---\ntitle: A\n---\nB:\n•\tC\n• D\n", "---\ntitle: A\n---\nB:\n\n- C\n- D\n", ["bullets made lists"]),
        ("---\ntitle: A\n---\n<p class=MsoNormal>B</p>\n", "---\ntitle: A\n---\nB\n", ["pasted HTML made Markdown"]),
    ],
)  # fmt: skip
def test_each_fault_is_put_right_and_named(text: str, expected: str, done: list[str]) -> None:
    """One fault, one repair, and its name."""
    assert _mended(text) == (expected, done)


def test_clean_text_stays() -> None:
    """No-break spaces where typography wants them, joined emoji, code and YAML's own forms are not touched."""
    text = (
        f"---\ntitle: Lúc 8{NBSP}giờ, thông{NBSP}minh\nroles:\n  - A\n---\nTP.{NBSP}Hồ Chí Minh, 10{NBSP}000 người, « A{NBSP}» 👩\u200d💻\n"
        f"\n```\na{NBSP}b \n• c\n```\n\n`x{NBSP}y`{NBSP}z\n"
    )
    assert _mended(text) == (text, [])


def test_no_break_spaces_of_word_become_plain() -> None:
    """Between words and at the edges of lines they are plain; an indented item of a list stays indented."""
    assert plain_between(f"thành{NBSP}phố,{NBSP} “A” Các{NBSP}em", "vi") == "thành phố, “A” Các em"
    assert plain_between(f"Bình{NBSP}Dương, Đông{NBSP}Á", "vi") == f"Bình{NBSP}Dương, Đông{NBSP}Á"
    assert plain_at_edges(f"{NBSP}{NBSP}Thụt đầu dòng{NBSP}\n{NBSP}\n{NBSP}{NBSP}- Mục") == "Thụt đầu dòng\n\n  - Mục"


def test_tabs_that_cannot_be_read_stay() -> None:
    """Where no width makes fields of it, a person has to look."""
    assert spaced("a: b\n\tc: d\n") == "a: b\n\tc: d\n"


def test_line_break_in_a_paragraph_stays() -> None:
    """Two spaces before another line are a line break of Markdown; before an empty one they are nothing."""
    assert trimmed("A   \nB \t\n\nC  \n") == "A  \nB\n\nC\n"


def test_joiners_stay_where_they_join() -> None:
    """Between Latin letters they do nothing; in emoji and in Persian they make another sign."""
    assert without_unseen("A\u200dB 👩\u200d💻 می\u200cخواهم") == "AB 👩\u200d💻 می\u200cخواهم"


def test_list_of_bullets_begins_behind_an_empty_line() -> None:
    """Python-Markdown sees a list only there; words between items end it."""
    assert listed("A\n• B\n• C\nD") == "A\n\n- B\n- C\nD"


SIGNS = "aàĐ1 \u00a0\u202f\u00ad\u200b\u200d\t\n\n-*_`•.:#>|<&[](){}\"'\r\u2028"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40)


@given(TEXTS, TEXTS, st.sampled_from(["vi", "en", "nl"]))
@settings(max_examples=400, deadline=None)
@example("", "a\u00a0`b`\u00a0c", "vi")
def test_nothing_but_what_nobody_sees_is_changed(fields: str, body: str, language: str) -> None:
    """Whatever the text is: all signs but spaces, invisible ones and bullets stay, and a second run changes nothing."""
    text = f"---\ntitle: {fields}\n---\n{body}"
    made, done = _mended(text, language)
    assert _mended(made, language) == (made, [])
    assert _seen(made) == _seen(text)
    assert bool(done) == (made != text)


def _seen(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).replace("•", "-")
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "\u00ad\u200b\u200d")

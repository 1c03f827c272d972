"""Lines that do not end in the wrong place: what belongs together stands together, and nothing else is bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.content.typography import bind

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "lúc_8_giờ 30_phút"), ("vi", "TP._Hồ Chí Minh"), ("vi", "GS._Nguyễn"), ("vi", "ngày_27 tháng_11 năm_2017"),
        ("vi", "Thứ Hai, ngày_25/11"), ("vi", "20_triệu đồng"), ("vi", "25_%"), ("vi", "lần thứ_2"), ("vi", "5 giờm"),
        ("vi", "trong năm nay, ngày mai"), ("vi", "Quận_1, Q._Bình Thạnh"), ("vi", "STP. Hồ"), ("vi", "TP. 2"),
        ("en", "25_November 2017, 9_am"), ("en", "Mr._Dung"), ("en", "May 25"), ("en", "in 2017 marching"),
        ("fr", "25 novembre, lúc 8 giờ"),
    ],
)  # fmt: skip
def test_lines_do_not_end_between_what_belongs_together(language: str, words: str) -> None:
    """Each underscore is a place where a line must not end, each space one where it may."""
    assert bind(words.replace("_", " "), language) == words.replace("_", NB)


def test_code_and_tags_are_not_touched() -> None:
    """Code is for copying; an address has no spaces, and a tag's parts stay what they are."""
    text = '<p>8 giờ <code>8 giờ</code> <a href="/8" title="8 giờ">9 giờ</a></p><pre><code>ngày 8\n</code></pre>'
    bound = f'<p>8{NB}giờ <code>8 giờ</code> <a href="/8" title="8{NB}giờ">9{NB}giờ</a></p><pre><code>ngày 8\n</code></pre>'
    assert bind(text, "vi") == bound


@given(st.text(alphabet="<>code/8 giờ ngàyTP.A\n"), st.sampled_from(["vi", "en"]))
def test_binding_changes_spaces_only(text: str, language: str) -> None:
    """Whatever the text, only spaces become other spaces, and to bind twice changes nothing."""
    bound = bind(text, language)
    assert bound.replace(NB, " ") == text
    assert bind(bound, language) == bound

"""Front matter keeps every value as it was written, with its line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.content.frontmatter import read_yaml, split_document

FILE = """---
title: "Lịch: mới"
start: 7:30
draft: no
year: 2016
roles:
  - Trưởng phòng
  - Phó phòng
---

Chữ đầu.
"""


def test_values_are_the_strings_that_were_written() -> None:
    """YAML's guesses do not happen: a time stays a time and `no` stays a word."""
    parts, problems = split_document("x.md", FILE.encode())
    assert problems == []
    assert parts is not None
    assert parts.data.values == {
        "title": "Lịch: mới",
        "start": "7:30",
        "draft": "no",
        "year": "2016",
        "roles": ["Trưởng phòng", "Phó phòng"],
    }


def test_lines_are_those_of_the_file() -> None:
    """Every value knows its line; a missing one takes that of what is around it."""
    parts, _ = split_document("x.md", FILE.encode())
    assert parts is not None
    asked = ("title",), ("roles", 1), ("roles", 9), ("nothing",)
    assert [parts.data.place(where) for where in asked] == [(2, 8), (8, 5), (6, 1), (1, 1)]
    assert (parts.body, parts.body_line) == ("Chữ đầu.\n", 11)


def test_file_of_windows_and_mac_reads_the_same() -> None:
    """A byte-order mark, CRLF ends and decomposed letters make no difference."""
    odd = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", FILE).replace("\n", "\r\n").encode()
    assert split_document("x.md", odd) == split_document("x.md", FILE.encode())


def test_file_that_is_not_utf8_is_a_problem_at_its_line() -> None:
    """Bytes of another encoding are told with the line of the first one."""
    parts, problems = split_document("x.md", b"---\ntitle: Th\xe0nh\n---\n")
    assert parts is None
    assert [str(problem) for problem in problems] == [
        "x.md:2:10: the file is not UTF-8 text; save it again with the encoding UTF-8, or run `./inv fix`"
    ]


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("sources: &a [*a]", ["2:10", "2:14"]),
        ("title: x\nfirst: &a\n  - x\nsecond: *a", ["3:8", "5:9"]),
        ("&a title: x", ["2:1"]),
    ],
)
def test_anchor_is_a_problem_at_its_place(source: str, places: list[str]) -> None:
    """A value that refers to another, or to itself, is refused wherever it does so."""
    parts, problems = split_document("x.md", f"---\n{source}\n---\n".encode())
    assert parts is not None and not parts.readable
    assert [str(problem) for problem in problems] == [
        f"x.md:{place}: a value cannot begin with & or *; put it between double quotes" for place in places
    ]


@pytest.mark.parametrize("value", ["[" * 1_500 + "]" * 1_500, "[" * 60_000, "{a: " * 60_000, "\n  " + "- " * 60_000])
def test_yaml_that_is_nested_without_end_is_a_problem(value: str) -> None:
    """However deep it is, it is told at the front matter, and the program goes on."""
    _, problems = split_document("x.md", f"---\na: {value}\n---\n".encode())
    assert [str(problem) for problem in problems] == [
        "x.md:2:1: the fields are nested too deeply; write a plain list or plain fields"
    ]


def test_ampersand_and_asterisk_inside_a_value() -> None:
    """The signs themselves are no anchors: they may stand in a text and between quotes."""
    data, problems = read_yaml("x.yml", 'title: Q & A\nnote: "&a *b*"\nlink: x?a=1&b=2*3  # & *')
    assert problems == []
    assert data.values == {"title": "Q & A", "note": "&a *b*", "link": "x?a=1&b=2*3"}


@given(st.binary(max_size=300))
def test_any_bytes_give_parts_or_problems(source: bytes) -> None:
    """Whatever a file holds, the reader returns parts or says why not, and never raises."""
    parts, problems = split_document("x.md", b"---\n" + source)
    assert (parts is None) == bool(problems)


@given(st.text(max_size=200))
def test_any_text_is_read_or_told(text: str) -> None:
    """Any YAML, right or wrong, gives data or problems."""
    data, problems = read_yaml("event.yml", text)
    assert problems or isinstance(data.values, dict)


@pytest.mark.parametrize("value", ["[" * 3000 + "]" * 3000, "{a: " * 3000 + "1" + "}" * 3000])
def test_value_nested_too_deeply_is_a_problem(value: str) -> None:
    """No depth of brackets ends the program."""
    data, problems = read_yaml("x.yml", f"title: {value}\n")
    assert [str(problem) for problem in problems] == [
        "x.yml:1:1: the fields are nested too deeply; write a plain list or plain fields"
    ]
    assert data.values == {}


def test_field_whose_name_is_a_list_is_a_problem() -> None:
    """What is put between brackets to be filled in is told in an editor's words, and the other fields stay."""
    data, problems = read_yaml("x.yml", "{title}: a\nb: c\n")
    assert [str(problem) for problem in problems] == [
        "x.yml:1:1: a line here is no field; write one field a line: its name, a colon, a space, the value"
    ]
    assert data.values == {"b": "c"}

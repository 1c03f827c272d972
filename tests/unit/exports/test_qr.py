"""QR codes are read back by a reader that knows nothing of ours."""

import re

import pytest
import zxingcpp
from tests.pictures import codes, drawn

from eventsite.exports.qr import QUIET, qr_code

ADDRESSES = [
    "https://summit.example.org/man-hinh/hoi-truong-a/",
    "https://summit.example.org/en/screen/hall-a-1f3870be/",
    "http://a.vn/",
    "https://example.org/" + "x" * 300,
    "https://example.org/phòng/đ",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_code_is_read_as_what_it_was_made_of(address: str) -> None:
    """Every address comes back whole, letters with accents included."""
    code = qr_code(address)
    assert codes(drawn(code.path, code.size)) == [address]


def test_code_is_a_qr_code_of_level_m() -> None:
    """It can lose 15 % of its modules, and is no Micro QR code, which few phones read."""
    code = qr_code("https://a.vn")
    (found,) = zxingcpp.read_barcodes(drawn(code.path, code.size))
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.extra["ECLevel"] == "M"


def test_code_with_a_stain_is_still_read() -> None:
    """A stain on a part of it does no harm."""
    code = qr_code(ADDRESSES[0])
    picture = drawn(code.path, code.size)
    side = len(picture)
    stained = bytearray(picture.tobytes())
    for row in range(side // 2, side // 2 + 16):
        stained[row * side + side // 2 : row * side + side // 2 + 16] = bytes(16)
    assert stained != picture.tobytes()
    assert codes(memoryview(bytes(stained)).cast("B", shape=[side, side])) == [ADDRESSES[0]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_code_has_its_quiet_zone(address: str) -> None:
    """Four modules around it stay white, and the dark ones reach just up to them on all sides."""
    code = qr_code(address)
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)]
    last = code.size - QUIET
    assert (
        (min(x for x, _, _ in runs), max(x + length for x, _, length in runs)) == (QUIET, last) == (4, code.size - 4)
    )
    assert (min(y for _, y, _ in runs), max(y for _, y, _ in runs)) == (QUIET, last - 1)


def test_code_is_the_same_each_time() -> None:
    """The same address gives the same path, so that a build without news changes no byte; another gives another."""
    assert qr_code(ADDRESSES[0]) == qr_code(ADDRESSES[0])
    assert qr_code(ADDRESSES[0]).path != qr_code(ADDRESSES[1]).path

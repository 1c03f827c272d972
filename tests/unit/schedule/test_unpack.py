"""An answer's bytes unpacked, against the real libraries, against bombs and against what is broken."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.schedule.unpack import Unpackable, unpacker

FAST = settings(deadline=None, database=None, max_examples=60)
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=5),
    "identity": bytes,
    "": bytes,
}
PACKED = ["gzip", "deflate", "br"]
# More than what is unpacked at a time, and nothing that packs well.
BIG = b"".join(zlib.crc32(number.to_bytes(4)).to_bytes(4) for number in range(75_000))
MEGABYTE = 1_000_000


def cut(body: bytes, size: int) -> list[bytes]:
    """Return the bytes in chunks of a size, as a network gives them."""
    return [body[start : start + size] for start in range(0, len(body), size)]


def unpacked(encoding: str, chunks: Iterable[bytes]) -> bytes:
    """Return what the chunks unpack to."""
    unpack = unpacker(encoding)
    assert unpack is not None
    return b"".join(unpack(chunks))


def is_refused(encoding: str, *chunks: bytes) -> bool:
    """Return whether the chunks are told to be broken; any other error is one of the program."""
    try:
        unpacked(encoding, chunks)
    except Unpackable:
        return True
    return False


@pytest.mark.parametrize("encoding", PACKERS)
@FAST
@given(body=st.binary(max_size=300), repeats=st.sampled_from([1, 1, 1000]), size=st.integers(1, 500))
def test_unpack_what_was_packed(encoding: str, body: bytes, repeats: int, size: int) -> None:
    """What the real libraries pack comes out whole, in however many chunks it came."""
    packed = PACKERS[encoding](body * repeats)
    assert unpacked(encoding, cut(packed, size)) == body * repeats


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("size", [1000, 65_536, 10**9])
@pytest.mark.parametrize("body", [BIG, bytes(MEGABYTE), BIG + bytes(MEGABYTE) + BIG], ids=["noise", "zeros", "both"])
def test_unpack_what_is_big(encoding: str, size: int, body: bytes) -> None:
    """A feed of many pieces comes out whole too, however it is cut: nothing is left behind in the library."""
    assert unpacked(encoding, cut(PACKERS[encoding](body), size)) == body


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("level", range(0, 10, 3))
def test_unpack_of_every_effort(encoding: str, level: int) -> None:
    """However hard the server tried, it is unpacked."""
    packers: dict[str, Callable[[], bytes]] = {
        "gzip": lambda: gzip.compress(BIG, level),
        "deflate": lambda: zlib.compress(BIG, level),
        "br": lambda: brotli.compress(BIG, quality=level),
    }
    assert unpacked(encoding, [packers[encoding]()]) == BIG


@pytest.mark.parametrize("encoding", PACKED)
def test_unpack_of_nothing(encoding: str) -> None:
    """Nothing, once packed, is nothing again; no bytes at all are no packed nothing."""
    assert unpacked(encoding, [PACKERS[encoding](b"")]) == b""
    assert (is_refused(encoding), is_refused(encoding, b"")) == (True, True)
    assert (unpacked("", []), unpacked("", [b""])) == (b"", b"")


@pytest.mark.parametrize("encoding", PACKED)
def test_unpack_with_empty_chunks(encoding: str) -> None:
    """A chunk without bytes changes nothing."""
    chunks = [part for chunk in cut(PACKERS[encoding](BIG), 50_000) for part in (b"", chunk, b"")]
    assert unpacked(encoding, chunks) == BIG


@pytest.mark.parametrize("encoding", PACKED)
@FAST
@given(data=st.data(), body=st.binary(min_size=1, max_size=300))
def test_unpack_of_what_is_cut_off(encoding: str, data: st.DataObject, body: bytes) -> None:
    """An end that is missing is told, even when all of the words are there already."""
    packed = PACKERS[encoding](body)
    assert is_refused(encoding, packed[: data.draw(st.integers(0, len(packed) - 1))])


@pytest.mark.parametrize("encoding", PACKED)
@FAST
@given(st.binary(max_size=100))
def test_unpack_of_arbitrary_bytes(encoding: str, body: bytes) -> None:
    """Bytes that are not what their encoding says are refused, or are read as the real library reads them."""
    packed = {"gzip": gzip.decompress, "deflate": zlib.decompress, "br": brotli.decompress}[encoding]
    try:
        expected = packed(body)
    except (OSError, EOFError, zlib.error, brotli.error):
        expected = None
    if expected is None:
        assert is_refused(encoding, body)
    else:
        assert is_refused(encoding, body) or unpacked(encoding, [body]) == expected


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("other", [*PACKERS])
def test_unpack_of_another_encoding(encoding: str, other: str) -> None:
    """What was packed in one way and is called another is refused, plain words among it."""
    same = {encoding, other} <= {"gzip", "x-gzip"} or encoding == other
    assert is_refused(encoding, PACKERS[other](b'{"talks": []}')) is not same


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_unpack_with_a_wrong_check_sum(encoding: str) -> None:
    """A byte that was changed on the way is found by the sum at the end."""
    packed = bytearray(PACKERS[encoding](BIG[:100]))
    packed[-6 if encoding == "gzip" else -2] ^= 1
    assert is_refused(encoding, bytes(packed))


def endless(body: bytes, taken: list[int]) -> Iterator[bytes]:
    """Yield the bytes, then zeros for ever; count the chunks."""
    yield body
    while True:
        taken.append(1)
        yield bytes(50_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_unpack_with_something_after_the_end(encoding: str) -> None:
    """After the end nothing more is taken: neither is it waited for, nor does it fill the memory."""
    taken: list[int] = []
    packed = PACKERS[encoding](b"{}")
    assert (unpacked(encoding, endless(packed, taken)), taken) == (b"{}", [])
    assert unpacked(encoding, [packed + b"more"]) == b"{}"


def test_unpack_of_brotli_with_something_after_the_end() -> None:
    """Brotli has no room after its end: what is there makes it a broken answer at once."""
    taken: list[int] = []
    with pytest.raises(Unpackable):
        unpacked("br", endless(PACKERS["br"](b"{}"), taken))
    assert taken == [1]
    assert is_refused("br", PACKERS["br"](b"{}") + b"more")


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(bytes(300 * MEGABYTE), 1),
    "deflate": lambda: zlib.compress(bytes(300 * MEGABYTE), 1),
    "br": lambda: brotli.compress(bytes(300 * MEGABYTE), quality=1),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_unpack_of_a_bomb(encoding: str) -> None:
    """A bomb comes out in small pieces, so that whoever counts them can stop in time, with little memory taken."""
    bomb = BOMBS[encoding]()
    assert len(bomb) < 2 * MEGABYTE
    unpack = unpacker(encoding)
    assert unpack is not None
    tracemalloc.start()
    try:
        pieces, taken = unpack([bomb]), 0
        while taken < 20 * MEGABYTE:
            piece = next(pieces)
            assert 0 < len(piece) <= 2 * 65_536
            taken += len(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5 * MEGABYTE


@pytest.mark.parametrize(
    ("encoding", "is_read"),
    [
        ("gzip", True), ("GZIP", True), (" gzip ", True), ("X-Gzip", True), ("deflate", True), ("br", True),
        ("identity", True), ("", True), (" ", True),
        ("gzip, gzip", False), ("gzip, br", False), ("br,identity", False), ("zstd", False), ("compress", False),
        ("gzip;q=1", False), ("none", False), ("*", False),
    ],
)  # fmt: skip
def test_unpacker_of_an_encoding(encoding: str, *, is_read: bool) -> None:
    """One encoding is read, in any case; others, and two over each other, are not."""
    assert (unpacker(encoding) is not None) is is_read

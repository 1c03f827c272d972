"""An answer's bytes unpacked piece by piece, so that a few bytes which unpack to gigabytes are found out in time."""

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli  # type: ignore[import-untyped]

# What is unpacked at a time.
_PIECE = 65_536
Unpacker = Callable[[Iterable[bytes]], Iterator[bytes]]


class Unpackable(Exception):
    """The bytes are not what their encoding says."""


def unpacker(encoding: str) -> Unpacker | None:
    """Return what unpacks an HTTP content encoding (RFC 9110, section 8.4.1), or None for one that is not read.

    What it unpacks comes in pieces of about 64 KiB; it raises Unpackable for broken bytes and for a missing end.
    Two encodings over each other are not read: no server needs them, and they multiply what a bomb unpacks to.
    """
    return _UNPACKERS.get(encoding.strip().lower())


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _inflated(chunks, zlib.MAX_WBITS | 16)


def _deflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _inflated(chunks, zlib.MAX_WBITS)


def _inflated(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    unpack = zlib.decompressobj(window)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if piece := unpack.decompress(rest, _PIECE):
                    yield piece
                rest = unpack.unconsumed_tail
            if unpack.eof:  # what follows would only be heaped up
                return
    except zlib.error as error:
        raise Unpackable from error
    if not unpack.eof:
        raise Unpackable


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpack = brotli.Decompressor()
    try:
        for chunk in chunks:
            piece = unpack.process(chunk, output_buffer_limit=_PIECE)
            while piece:
                yield piece
                # Whether it can take more data says nothing of what it still holds back.
                piece = b"" if unpack.is_finished() else unpack.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise Unpackable from error
    if not unpack.is_finished():
        raise Unpackable


_UNPACKERS: dict[str, Unpacker] = {
    "": iter, "identity": iter, "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli,
}  # fmt: skip

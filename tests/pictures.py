"""Reading pictures in tests: a browser's PNG as shades of grey, and the QR codes in them, by a reader not of ours."""

import struct
import zlib

import zxingcpp


def grey(png: bytes) -> memoryview:
    """Return the first channel of a PNG as rows of bytes: 8 bits, RGB or RGBA, not interlaced, as browsers write."""
    chunks = dict.fromkeys((b"IHDR", b"IDAT"), b"")
    place = 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind in chunks:
            chunks[kind] += png[place + 8 : place + 8 + length]
        place += length + 12
    width, height, depth, colours, *_, interlace = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, interlace, colours in {2, 6}) == (8, 0, True)
    step = 3 if colours == 2 else 4
    lines = _lines(zlib.decompress(chunks[b"IDAT"]), width * step, step)
    return memoryview(b"".join(line[::step] for line in lines)).cast("B", shape=[height, width])


def _lines(data: bytes, length: int, step: int) -> list[bytes]:
    """Return the lines without the filters of PNG (RFC 2083, chapter 6)."""
    above = bytes(length)
    found = []
    for start in range(0, len(data), length + 1):
        line = bytearray(data[start + 1 : start + 1 + length])
        for place in range(length):
            left = line[place - step] if place >= step else 0
            corner = above[place - step] if place >= step else 0
            line[place] = (line[place] + _guess(data[start], left, above[place], corner)) & 255
        above = bytes(line)
        found.append(above)
    return found


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda value: abs(guess - value))
    return (0, left, up, (left + up) // 2)[kind]


def codes(picture: memoryview) -> list[str]:
    """Return the words of the QR codes in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)]


def drawn(path: str, size: int, scale: int = 4) -> memoryview:
    """Return the picture of an outline of rectangles, as `M1 2h3v1h-3z`, black on a white square."""
    rows = [bytearray(b"\xff" * size * scale) for _ in range(size * scale)]
    for piece in filter(None, path.split("M")):
        x, _, rest = piece.partition(" ")
        y, _, rest = rest.partition("h")
        length = int(rest.partition("v")[0])
        assert rest == f"{length}v1h-{length}z"
        for row in rows[int(y) * scale : (int(y) + 1) * scale]:
            row[int(x) * scale : (int(x) + length) * scale] = bytes(length * scale)
    return memoryview(b"".join(rows)).cast("B", shape=[len(rows), len(rows)])

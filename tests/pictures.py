"""Pictures in tests: such as cameras write, a browser's PNG as shades of grey, and QR codes, by a reader not of ours."""

import struct
import zlib
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

# What a camera writes and no published file may hold.
CAMERA = "Canon EOS 5D serial 042021001234"
COLOURS = ("red", "lime", "blue", "white")


def quarters(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture in four colours: red and lime above, blue and white below."""
    image = Image.new(mode, (width, height))
    draw = ImageDraw.Draw(image)
    for place, colour in enumerate(COLOURS):
        left, top = place % 2 * width // 2, place // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return the picture as a file of this kind."""
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photo(width: int = 300, height: int = 200, *, turned: int = 1, place: bool = False, kind: str = "JPEG") -> bytes:
    """Return a photo as a camera writes it: with its name, perhaps `turned` and with the place where it was taken."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Orientation] = CAMERA, turned
    if place:
        exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (11.0, 3.0, 12.5)})
    return saved(quarters(width, height), kind, exif=exif)


def opened(content: bytes) -> Image.Image:
    """Return the picture in a file, read whole."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def colour_at(image: Image.Image, x: float, y: float) -> str:
    """Return which of the four colours is at a point, in parts of width and height."""
    pixel = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(pixel, tuple)
    names = {(255, 0, 0): "red", (0, 255, 0): "lime", (0, 0, 255): "blue", (255, 255, 255): "white"}
    return names[min(names, key=lambda name: sum((a - b) ** 2 for a, b in zip(name, pixel, strict=True)))]


def corners(image: Image.Image) -> tuple[str, ...]:
    """Return the colours of the four quarters, row by row."""
    return tuple(colour_at(image, x, y) for y in (0.2, 0.8) for x in (0.2, 0.8))


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

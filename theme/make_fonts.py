"""Build the theme's two web fonts: Be Vietnam Pro 400 and 700, Vietnamese and Western European letters.

Needs:  pip install fonttools brotli
        npm pack @expo-google-fonts/be-vietnam-pro@0.4.1, unpacked (whole TTF files; the subsets in
        @fontsource/be-vietnam-pro have no kerning between plain and Vietnamese letters, as in "Tế")
Run:    python make_fonts.py path/to/package [--out static/fonts]

The same package and tools give the same bytes: the date in the font stays its source's, or is
SOURCE_DATE_EPOCH where that is set.
"""

import argparse
import os
import pathlib
import unicodedata

from fontTools import subset

WEIGHTS = {400: "400Regular/BeVietnamPro_400Regular.ttf", 700: "700Bold/BeVietnamPro_700Bold.ttf"}
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VIETNAMESE = "đ" + "".join(unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES)
WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýß"
MARKS = "".join(TONES) + "\u0302\u0306\u031b"  # for letters written as base + combining marks
SIGNS = "“”‘’–—…·•§©«»×→←↗✓\u00a0₫€°№"  # those that the font lacks are left out
TEXT = (
    "".join(map(chr, range(0x20, 0x7F)))
    + MARKS
    + SIGNS
    + "".join(letters + letters.upper() for letters in (VIETNAMESE, WESTERN))
)


def build(source: pathlib.Path, target: pathlib.Path) -> None:
    """Write the subset of one weight."""
    options = subset.Options(
        layout_features=["kern", "liga", "ccmp", "locl", "mark", "mkmk"],
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # 13 and 14: the licence and its address
        flavor="woff2",
        harfbuzz_repacker=False,  # else the bytes depend on whether uharfbuzz is installed
        recalc_timestamp="SOURCE_DATE_EPOCH" in os.environ,
    )
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    missing = [c for c in VIETNAMESE + VIETNAMESE.upper() if ord(c) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"{source} lacks {' '.join(missing)}")
    subset.save_font(font, target, options)
    print(f"{target}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def main() -> None:
    """Make every weight."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=pathlib.Path, help="the unpacked npm package")
    parser.add_argument(
        "--out",
        type=pathlib.Path,
        help="default: static/fonts beside this script",
        default=pathlib.Path(__file__).parent / "static" / "fonts",
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        build(args.package / name, args.out / f"be-vietnam-pro-{weight}.woff2")
    (args.out / "OFL.txt").write_bytes((args.package / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main()

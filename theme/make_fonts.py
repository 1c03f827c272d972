"""Build the theme's two web fonts: Be Vietnam Pro 400 and 700, Vietnamese and Western European letters.

The same letters for the pictures that social networks show are TTF files in `social/`, with every letter that the
font has: a feed may name anybody. Beside them stand the letters' widths and kerning, since what draws the pictures
cannot be sure of a library that reads them from the font.

Needs:  pip install fonttools brotli
        npm pack @expo-google-fonts/be-vietnam-pro@0.4.1, unpacked (whole TTF files; the subsets in
        @fontsource/be-vietnam-pro have no kerning between plain and Vietnamese letters, as in "Tế")
Run:    python make_fonts.py path/to/package [--out static/fonts] [--social social]

The same package and tools give the same bytes: the date in the font stays its source's, or is
SOURCE_DATE_EPOCH where that is set.
"""

import argparse
import json
import os
import pathlib
import unicodedata

from fontTools import subset
from fontTools.ttLib import TTFont

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
# A pair that moves by less, in thousandths of the letters' height, nobody sees.
LEAST_KERNING = 20


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


def build_for_pictures(source: pathlib.Path, target: pathlib.Path) -> None:
    """Write one weight for the pictures, and the measures of its letters in thousandths of their height."""
    options = subset.Options(
        layout_features=[],
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        recalc_timestamp="SOURCE_DATE_EPOCH" in os.environ,
    )
    font = subset.load_font(source, options)
    letters = {chr(code): glyph for code, glyph in sorted(font.getBestCmap().items())}
    widths = {letter: font["hmtx"][glyph][0] for letter, glyph in letters.items()}
    pairs = kerning(font)
    moves: dict[str, dict[int, str]] = {}
    for left, right in ((left, right) for left in TEXT for right in TEXT):
        if move := pairs.get((letters.get(left, ""), letters.get(right, ""))):
            row = moves.setdefault(left, {})
            row[move] = row.get(move, "") + right
    measures = {"ascent": font["hhea"].ascent, "descent": -font["hhea"].descent, "widths": widths, "kerning": moves}
    text = json.dumps(measures, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    target.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(font.getBestCmap()))
    subsetter.subset(font)
    font.save(target)
    print(f"{target}: {target.stat().st_size:,} bytes, {len(letters)} characters")


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Return by how much the second letter of each pair is moved."""
    table = font["GPOS"].table
    kern = (one for one in table.FeatureList.FeatureRecord if one.FeatureTag == "kern")
    used = {number for one in kern for number in one.Feature.LookupListIndex}
    pairs: dict[tuple[str, str], int] = {}
    for number in sorted(used):
        for part in table.LookupList.Lookup[number].SubTable:
            rule = part.ExtSubTable if part.LookupType == 9 else part  # noqa: PLR2004 -- an extension
            found = _single_pairs(rule) if rule.Format == 1 else _class_pairs(rule, font.getGlyphOrder())
            pairs = {**found, **pairs}
    return {pair: value for pair, value in pairs.items() if abs(value) >= LEAST_KERNING}


def _single_pairs(rule: object) -> dict[tuple[str, str], int]:
    return {
        (left, record.SecondGlyph): _move(record)
        for left, records in zip(rule.Coverage.glyphs, rule.PairSet, strict=True)
        for record in records.PairValueRecord
    }


def _class_pairs(rule: object, glyphs: list[str]) -> dict[tuple[str, str], int]:
    lefts = {left: rule.ClassDef1.classDefs.get(left, 0) for left in rule.Coverage.glyphs}
    rights = {right: rule.ClassDef2.classDefs.get(right, 0) for right in glyphs}
    moves = [[_move(record) for record in row.Class2Record] for row in rule.Class1Record]
    return {
        (left, right): moves[one][other] for left, one in lefts.items() for right, other in rights.items() if other
    }


def _move(record: object) -> int:
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0


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
    parser.add_argument(
        "--social",
        type=pathlib.Path,
        help="default: social beside this script",
        default=pathlib.Path(__file__).parent / "social",
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    args.social.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        build(args.package / name, args.out / f"be-vietnam-pro-{weight}.woff2")
    for weight, name in WEIGHTS.items():
        build_for_pictures(args.package / name, args.social / f"be-vietnam-pro-{weight}.ttf")
    for folder in (args.out, args.social):
        (folder / "OFL.txt").write_bytes((args.package / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main()

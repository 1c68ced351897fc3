"""Which characters the report's fonts can show, and how wide they are: read from the font files themselves.

PDF/A forbids a character without a glyph, and Typst then gives no PDF at all. So we must know
beforehand. Only the two tables that tell (cmap and hmtx) are read; that takes a tenth of the time
that a whole font library takes to start.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack_from

UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the character maps we understand, the fullest first."""


@dataclass(frozen=True)
class Glyphs:
    """The characters that can be shown, by code point: how wide (em) they are, and which families have them (bits)."""

    widths: Mapping[int, float]
    families: Mapping[int, int]


@cache
def of(folder: Path, family: str = "*") -> Glyphs:
    """What the families in a folder can show, or one alone. The regular weight stands for all of its family."""
    found: dict[int, float] = {}
    bits: dict[int, int] = {}
    names: dict[str, int] = {}
    for file in sorted(folder.glob(f"{family}-Regular.[ot]tf"), key=preference):
        bit = names.setdefault(file.name.partition("-")[0], 1 << len(names))
        for code, width in characters(file.read_bytes()):
            found.setdefault(code, width)
            bits[code] = bits.get(code, 0) | bit
    return Glyphs(found, bits)


def preference(file: Path) -> tuple[bool, str]:
    """Inter, which sets the text, comes first; see `press.families`."""
    return not file.name.startswith("Inter"), file.name


def characters(font: bytes) -> Iterator[tuple[int, float]]:
    """The characters a font has, each with its width (em)."""
    (tables,) = unpack_from(">H", font, 4)
    places = {
        tag: place for tag, _, place, _ in (unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    }
    (em,) = unpack_from(">H", font, places[b"head"] + 18)
    (measured,) = unpack_from(">H", font, places[b"hhea"] + 34)
    advances = unpack_from(">" + "H2x" * measured, font, places[b"hmtx"])
    for code, glyph in glyphs(font, places[b"cmap"]):
        yield code, advances[min(glyph, measured - 1)] / em


def glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Code points and their glyphs, from the best character map."""
    (count,) = unpack_from(">H", font, cmap + 2)
    records = (unpack_from(">HHL", font, cmap + 4 + 8 * number) for number in range(count))
    maps = {(platform, encoding): cmap + place for platform, encoding, place in records}
    best = next(maps[kind] for kind in UNICODE_TABLES if kind in maps)
    (form,) = unpack_from(">H", font, best)
    pairs = from_groups(font, best) if form == 12 else from_segments(font, best)
    return (pair for pair in pairs if pair[1])


def from_groups(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Format 12: runs of code points with consecutive glyphs."""
    (count,) = unpack_from(">L", font, table + 12)
    for number in range(count):
        first, last, glyph = unpack_from(">LLL", font, table + 16 + 12 * number)
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def from_segments(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Format 4: runs of code points whose glyphs are counted from a start, or looked up."""
    (twice,) = unpack_from(">H", font, table + 6)
    many = f">{twice // 2}H"
    lasts, firsts, shifts, offsets = (
        unpack_from(many, font, table + start) for start in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                home = table + 16 + 3 * twice + 2 * number
                (glyph,) = unpack_from(">H", font, home + offsets[number] + 2 * (code - first))
            yield code, (glyph + shifts[number]) & 0xFFFF if glyph else 0

"""Which characters can be shown, how texts are broken, and where post-its lie in the pictures."""

from pathlib import Path
from struct import unpack_from
from unicodedata import category

import msgspec
import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from app.printing import glyphs
from app.printing.lettering import Lettered, Lettering
from app.printing.letters import leftwards
from app.printing.press import FONTS, families, fonts
from app.report.contents import Note
from app.report.picture import Area, Post, notes_area, post, scaled
from tests.ground import PRINTED

SOURCE = b"""
#set document(title: "Characters")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#for piece in json(bytes(sys.inputs.pieces)) [#text(piece) ]
"""


@pytest.fixture
def lettering() -> Lettering:
    return Lettering(glyphs.of(FONTS))


def whole(text: Lettered) -> str:
    return "\n".join("".join(line) for line in text.lines)


def test_a_soft_hyphen_where_the_word_does_not_go_on_is_none(lettering: Lettering) -> None:
    assert whole(lettering.plain("sam\u00adarbeid\u00ad du\u00ad\u00ad", 29)) == "sam\u00adarbeid du"
    assert lettering.line("du\u00ad") == "du"


def test_every_character_that_is_said_to_be_shown_has_a_glyph(lettering: Lettering) -> None:
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    kept = [letter for letter in letters if letter.translate(lettering.shown) == letter]
    assert len(kept) > 10_000
    typst.compile(
        SOURCE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"fonts": msgspec.json.encode(families()).decode(), "pieces": msgspec.json.encode(kept).decode()},
    )


def test_a_family_s_weights_have_the_same_characters() -> None:
    for regular in FONTS.glob("*-Regular.ttf"):
        codes = {code for code, _ in glyphs.characters(regular.read_bytes()) if category(chr(code)) != "Co"}
        for other in FONTS.glob(regular.name.replace("Regular", "*")):
            assert {code for code, _ in glyphs.characters(other.read_bytes())} >= codes, other.name


def test_both_kinds_of_character_maps_are_understood() -> None:
    font = (FONTS / "Inter-Regular.ttf").read_bytes()
    (count,) = unpack_from(">H", font, 4)
    tables = dict(unpack_from(">4s4xL", font, 12 + 16 * number) for number in range(count))
    cmap = tables[b"cmap"]
    (maps,) = unpack_from(">H", font, cmap + 2)
    places = [cmap + unpack_from(">4xL", font, cmap + 4 + 8 * number)[0] for number in range(maps)]
    small = next(place for place in places if unpack_from(">H", font, place) == (4,))
    full = next(place for place in places if unpack_from(">H", font, place) == (12,))
    by_segments = {code: glyph for code, glyph in glyphs.from_segments(font, small) if glyph}
    assert by_segments == {code: glyph for code, glyph in glyphs.from_groups(font, full) if 0 < code < 0xFFFF}


def test_a_character_without_a_glyph_is_replaced_and_remembered(lettering: Lettering) -> None:
    assert lettering.line("a漢b") == f"a{lettering.substitute}b"
    assert list(lettering.missing) == ["漢"]


def test_inter_alone_can_always_be_used() -> None:
    lettering = Lettering(glyphs.of(FONTS, "Inter"))
    assert lettering.line("Norsk 👍") == f"Norsk {lettering.substitute}"


def test_a_byte_order_mark_becomes_a_word_joiner(lettering: Lettering) -> None:
    assert lettering.line("\ufeffa\tb\nc") == "\u2060a b c"


def test_a_letter_with_a_mark_from_another_font_is_set_apart(lettering: Lettering) -> None:
    assert lettering.apart("før 😀\u0651 etter") == ["før ", "😀", "\u0651", " etter"]
    assert lettering.apart("cafe\u0301") == ["cafe\u0301"]
    assert lettering.line("x😀\u0651") == f"x{lettering.substitute}"


def test_a_pile_of_marks_is_taken_apart(lettering: Lettering) -> None:
    assert lettering.apart("a" + "\u0301" * 20)[:2] == ["a", "\u0301"]


def test_joined_emoji_are_never_broken(lettering: Lettering) -> None:
    family = "👨‍👩‍👧‍👦"
    pieces = lettering.plain(family * 100, 10).lines[0]
    assert "".join(pieces) == family * 100
    assert all(len(piece) % len(family) == 0 for piece in pieces)


@given(st.text(max_size=200))
@example("\u00ad")
def test_breaking_changes_no_text(text: str) -> None:
    lettering = Lettering(glyphs.of(FONTS))
    expected = "".join(lettering.letters(line) for line in text.splitlines())
    assert "".join(whole(lettering.plain(text, 8)).split()) == "".join(expected.split())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_piece_is_wider_than_its_row(text: str) -> None:
    lettering = Lettering(glyphs.of(FONTS))
    for line in lettering.plain(text, 12).lines:
        for piece in line:
            for word in piece.split():
                assert lettering.width(word) <= 12 or len(word) <= 12


def test_short_words_are_left_whole(lettering: Lettering) -> None:
    text = "Samhandlingsreformen og velferdsordningene"
    assert lettering.plain(text, 29).lines == [[text]]
    assert not lettering.divided(text, 29).hyphens
    assert lettering.divided(text, 8).hyphens


def test_blank_lines_are_not_piled_up(lettering: Lettering) -> None:
    assert whole(lettering.plain("a\n\n\n\n\nb\r\nc", 29)) == "a\n\nb\nc"


def test_what_is_only_repeated_is_shortened(lettering: Lettering) -> None:
    assert lettering.short("Oslo", 12) == "Oslo"
    short = lettering.short("En svært lang kommune med et svært langt navn", 12)
    assert short.endswith("…")
    assert lettering.width(short) <= 12


@pytest.mark.parametrize(
    ("text", "answer"), [("Norsk", False), ("12 سلام", True), ("שלום", True), ("👍", False), ("", False)]
)
def test_the_first_letter_decides_the_direction(text: str, answer: bool) -> None:
    assert leftwards(text) is answer


@given(st.text(max_size=500), st.integers(0, 100), st.integers(0, 100), st.integers(1, 40))
def test_a_post_it_never_reaches_outside_its_field(text: str, x: int, y: int, crowd: int) -> None:
    lettering = Lettering(glyphs.of(FONTS))
    for sheet in PRINTED.sheets:
        for zone in sheet.zones:
            area = notes_area(zone, lettering)
            laid = post(Note(text, "kommune", x, y, 0, None), area, crowd, lettering)
            assert within(laid, area)


def within(part: Area | Post, field: Area) -> bool:
    slack = 0.01
    across = field.x - slack <= part.x and part.x + part.w <= field.x + field.w + slack
    return across and field.y - slack <= part.y and part.y + part.h <= field.y + max(field.h, 91) + slack


def test_notes_lie_below_their_field_s_head(lettering: Lettering) -> None:
    for sheet in PRINTED.sheets:
        for zone in sheet.zones:
            field, area = scaled(zone.box), notes_area(zone, lettering)
            assert within(area, field)
            assert zone.shape == "ring" or area.y >= field.y + 20


def test_a_field_can_be_too_small_for_post_its(lettering: Lettering) -> None:
    zone = PRINTED.sheets[0].zones[0].model_copy(update={"w": 0.5, "h": 0.5})
    laid = post(Note("Én dør inn til kommunen", "kommune", 50, 50, 0, None), notes_area(zone, lettering), 1, lettering)
    assert laid.w >= 30
    assert laid.size > 0


def test_a_folder_without_fonts_has_no_glyphs(tmp_path: Path) -> None:
    assert glyphs.of(tmp_path).widths == {}

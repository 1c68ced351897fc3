"""Whether the parts of a sheet lie where a post-it can be put: large enough, and not on each other."""

from collections.abc import Iterator
from itertools import combinations

from app.kits.checks import Broken
from app.kits.kit import Kit
from app.kits.lines import KeyPath
from app.kits.parts import Box
from app.kits.worksheet import Section, Worksheet
from app.kits.zone import Zone, ZoneKind

# A note is 9 wide and 12.7 high; the zone's label and an edge come in addition.
SMALLEST = Box(0, 0, 12, 18)
SMALLEST_PICK = Box(0, 0, 12, 10)


def badly_laid(kit: Kit) -> Iterator[Broken]:
    for sheet in kit.sheets:
        yield from _too_small(sheet)
        yield from _on_each_other(sheet)
        yield from _on_the_question(sheet)
        yield from _on_printed_text(sheet)


def _too_small(sheet: Worksheet) -> Iterator[Broken]:
    for number, zone in enumerate(sheet.zones):
        least = SMALLEST_PICK if zone.kind is ZoneKind.PICK else SMALLEST
        if zone.w < least.w:
            yield _small(sheet, number, "w", "smalt", least.w)
        if zone.h < least.h:
            yield _small(sheet, number, "h", "lavt", least.h)


def _small(sheet: Worksheet, number: int, key: str, how: str, least: float) -> Broken:
    what = f"Feltet «{sheet.zones[number].key}» er for {how} for en lapp."
    return Broken(sheet.key, ("zones", number, key), what, f"Gjør {key} til minst {least:g}.")


def _on_each_other(sheet: Worksheet) -> Iterator[Broken]:
    for (_, first), (number, second) in combinations(enumerate(sheet.zones), 2):
        if not first.box.meets(second.box):
            continue
        if first.shape == second.shape == "ring":
            yield from _nested(sheet, number, first, second)
        else:
            what = f"Feltet «{second.key}» ligger over «{first.key}»."
            mend = "Flytt eller krymp ett av dem. Bare ringer kan ligge i hverandre."
            yield Broken(sheet.key, ("zones", number), what, mend)


def _nested(sheet: Worksheet, number: int, first: Zone, second: Zone) -> Iterator[Broken]:
    if second.box.holds(first.box):
        what = f"Ringen «{second.key}» er størst, men står etter «{first.key}»."
        yield Broken(sheet.key, ("zones", number), what, "Skriv den ytterste ringen først: Den ligger underst.")
    elif not first.box.holds(second.box):
        what = f"Ringen «{second.key}» ligger delvis utenfor «{first.key}»."
        yield Broken(sheet.key, ("zones", number), what, "La den indre ringen ligge helt inne i den ytre.")
    elif second.y - first.y < SMALLEST.h:
        what = f"Det er ikke plass til en lapp mellom toppen av «{first.key}» og «{second.key}»."
        mend = f"Gjør y til minst {first.y + SMALLEST.h:g}."
        yield Broken(sheet.key, ("zones", number, "y"), what, mend)


def _on_the_question(sheet: Worksheet) -> Iterator[Broken]:
    box = sheet.question_box
    free = f"La plassen {box.x:g}–{box.x + box.w:g} bortover og {box.y:g}–{box.y + box.h:g} nedover være fri."
    for path, part in _parts(sheet):
        around = sheet.question_at == "centre" and part.box.holds(box)
        if part.box.meets(box) and not around:
            yield Broken(sheet.key, (*path, "y"), f"«{part.key}» ligger over spørsmålet.", free)


def _on_printed_text(sheet: Worksheet) -> Iterator[Broken]:
    for number, section in enumerate(sheet.sections):
        for _, other in _parts(sheet):
            if other is section:
                break
            if section.box.meets(other.box):
                what = f"Teksten «{section.key}» ligger over «{other.key}»."
                yield Broken(sheet.key, ("sections", number), what, "Flytt eller krymp en av dem.")


def _parts(sheet: Worksheet) -> list[tuple[KeyPath, Zone | Section]]:
    zones: list[tuple[KeyPath, Zone | Section]] = [(("zones", n), zone) for n, zone in enumerate(sheet.zones)]
    return zones + [(("sections", n), section) for n, section in enumerate(sheet.sections)]

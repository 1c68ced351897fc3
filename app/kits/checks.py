"""What one part of a kit says of another: references, the time plan, and that keys are used once.

Each check yields `Broken`: which file ("" is kit.toml, else the sheet's key), the path within it,
what is wrong and the mend. How sheets are laid out is checked in `layout.py`, what they offer in `mechanics.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.kits.kit import Kit, Mode
from app.kits.lines import KeyPath
from app.kits.mistakes import suggestion
from app.kits.worksheet import Worksheet


class Broken(NamedTuple):
    sheet: str
    path: KeyPath
    what: str
    mend: str


def broken_links(kit: Kit) -> Iterator[Broken]:
    """Everything in the kit that refers to what is not there, is said twice, or does not add up."""
    yield from _used_once(kit)
    for number, sheet in enumerate(kit.sheets):
        yield from _within(kit, sheet)
        yield from _backwards(sheet, kit.sheets[:number])
    yield from _plan(kit)
    yield from _time(kit)


def _used_once(kit: Kit) -> Iterator[Broken]:
    for field in ("key", "label", "mark", "colour"):
        yield from _repeats("", "perspectives", field, [getattr(each, field) for each in kit.perspectives])
    yield from _repeats("", "reading", "key", [each.key for each in kit.reading])
    for sheet in kit.sheets:
        for name, parts in (("zones", sheet.zones), ("sections", sheet.sections), ("cards", sheet.cards)):
            yield from _repeats(sheet.key, name, "key", [part.key for part in parts])


def _repeats(sheet: str, name: str, field: str, values: Sequence[str]) -> Iterator[Broken]:
    for number, value in enumerate(values):
        if value in values[:number]:
            yield Broken(
                sheet,
                (name, number, field),
                f"«{value}» er brukt før, i nr. {values.index(value) + 1}.",
                f"Gi hver sin egen {field}.",
            )


def _within(kit: Kit, sheet: Worksheet) -> Iterator[Broken]:
    zones, cards = list(sheet.zones_by_key), list(sheet.cards_by_key)
    perspectives, reading = list(kit.perspectives_by_key), list(kit.reading_by_key)
    for number, step in enumerate(sheet.steps):
        at = ("steps", number)
        yield from _missing(sheet.key, (*at, "zone"), "Feltet", [step.zone], zones)
        yield from _missing(sheet.key, (*at, "perspective"), "Perspektivet", [step.perspective], perspectives)
        yield from _missing(sheet.key, (*at, "reading"), "Leseteksten", step.reading, reading)
    for number, zone in enumerate(sheet.zones):
        at = ("zones", number)
        yield from _missing(sheet.key, (*at, "perspective"), "Perspektivet", [zone.perspective], perspectives)
        yield from _missing(sheet.key, (*at, "cards"), "Kortet", zone.cards, cards)


def _missing(
    sheet: str, path: KeyPath, thing: str, named: Iterable[str | None], known: Sequence[str]
) -> Iterator[Broken]:
    for name in named:
        if name is not None and name not in known:
            yield Broken(sheet, path, f"{thing} «{name}» finnes ikke.", suggestion(name, known, "Dette finnes"))


def _backwards(sheet: Worksheet, earlier: Sequence[Worksheet]) -> Iterator[Broken]:
    before = [each.key for each in earlier]
    named: list[tuple[KeyPath, str]] = [(("look_back",), key) for key in sheet.look_back]
    named += [(("zones", n, "pick_from"), zone.pick_from) for n, zone in enumerate(sheet.zones) if zone.pick_from]
    named += [(("zones", n, "rows_from"), zone.rows_from) for n, zone in enumerate(sheet.zones) if zone.rows_from]
    for path, key in named:
        if key not in before:
            mend = suggestion(key, before, "Disse arkene kommer før")
            yield Broken(sheet.key, path, f"«{key}» er ikke et tidligere ark.", mend)
        elif path[-1] == "rows_from" and not _has_vote(earlier[before.index(key)]):
            what = f"Radene skal komme fra avstemningen på «{key}», men det arket har ingen."
            yield Broken(sheet.key, path, what, f'Gi «{key}» et trinn med mode = "vote", eller ta bort rows_from.')


def _has_vote(sheet: Worksheet) -> bool:
    return any(step.mode is Mode.VOTE for step in sheet.steps)


def _plan(kit: Kit) -> Iterator[Broken]:
    sheets = list(kit.sheets_by_key)
    planned = [item.sheet for item in kit.plan if item.sheet]
    for number, item in enumerate(kit.plan):
        path = ("plan", number, "sheet")
        yield from _missing("", path, "Arket", [item.sheet], sheets)
        if item.sheet and item.sheet in [before.sheet for before in kit.plan[:number]]:
            yield Broken("", path, f"Arket «{item.sheet}» står to ganger i tidsplanen.", "Ta bort det ene.")
    for key in sheets:
        if key not in planned:
            mend = f'Legg til [[plan]] med sheet = "{key}".'
            yield Broken("", ("plan",), f"Arket «{key}» mangler i tidsplanen.", mend)
    if sorted(planned) == sorted(sheets) and planned != sheets:
        mend = f"Skriv dem i samme rekkefølge som filene: {', '.join(sheets)}."
        yield Broken("", ("plan",), "Arkene i tidsplanen står ikke i rekkefølge.", mend)


def _time(kit: Kit) -> Iterator[Broken]:
    if any(item.sheet and item.sheet not in kit.sheets_by_key for item in kit.plan):
        return
    if kit.planned_minutes != kit.minutes:
        yield Broken(
            "",
            ("minutes",),
            f"Tidsplanen blir {kit.planned_minutes} minutter, men minutes er {kit.minutes}.",
            f"Skriv minutes = {kit.planned_minutes}, eller endre tiden på trinn og pauser.",
        )

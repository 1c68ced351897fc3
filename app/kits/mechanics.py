"""Whether what a sheet offers can be used: rows with a place beside them, stands to take, notes to lay down.

Each check yields `Broken`, as in `checks.py`.
"""

from collections.abc import Iterator

from app.kits.checks import Broken
from app.kits.kit import Kit, Mode
from app.kits.mistakes import suggestion
from app.kits.worksheet import Worksheet
from app.kits.zone import ZoneKind


def unusable(kit: Kit) -> Iterator[Broken]:
    for sheet in kit.sheets:
        yield from _rows(sheet)
        yield from _stands(sheet)
        yield from _laying_down(sheet)
        yield from _said_twice(sheet)
        yield from _written_in_one_place(sheet)
    keys = [question.key for question in kit.evaluation]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield Broken("", ("evaluation", number, "key"), f"«{key}» er brukt før.", "Gi hvert spørsmål sin egen key.")


def _rows(sheet: Worksheet) -> Iterator[Broken]:
    rows = [zone.key for zone in sheet.zones if zone.kind is ZoneKind.ROWS]
    for number, zone in enumerate(sheet.zones):
        if zone.beside is not None and zone.beside not in rows:
            what = f"«{zone.beside}» er ikke et felt med rader."
            yield Broken(sheet.key, ("zones", number, "beside"), what, suggestion(zone.beside, rows, "Felt med rader"))
        if zone.key in rows and not any(other.beside == zone.key for other in sheet.zones):
            what = f"Ingen felt har plass til noe ved siden av radene i «{zone.key}»."
            mend = f'Skriv beside = "{zone.key}" i feltene der det skal skrives noe til hver rad.'
            yield Broken(sheet.key, ("zones", number), what, mend)


def _stands(sheet: Worksheet) -> Iterator[Broken]:
    for number, zone in enumerate(sheet.zones):
        if zone.stands and not any(step.mode is Mode.CHOOSE for step in sheet.steps):
            what = "Det er ikke noe trinn på arket der man kan svare på påstanden."
            mend = 'Gi arket et trinn med mode = "choose", eller ta bort stands.'
            yield Broken(sheet.key, ("zones", number, "stands"), what, mend)


def _laying_down(sheet: Worksheet) -> Iterator[Broken]:
    silent = [number for number, step in enumerate(sheet.steps) if step.silent]
    after = [step.mode for step in sheet.steps[silent[-1] + 1 :]] if silent else []
    if sheet.reveal == "each" and Mode.SHARE not in after:
        what = "Hver skal legge fram sine lapper, men det er ikke noe trinn til det."
        mend = 'La et stille trinn komme først, og et trinn med mode = "share" etter det. Eller ta bort reveal.'
        yield Broken(sheet.key, ("reveal",), what, mend)


def _said_twice(sheet: Worksheet) -> Iterator[Broken]:
    for number, zone in enumerate(sheet.zones):
        for name, words in (("tags", zone.tags), ("stands", zone.stands)):
            if len(set(words)) < len(words):
                yield Broken(sheet.key, ("zones", number, name), "Det samme står to ganger.", "Ta bort det ene.")


def _written_in_one_place(sheet: Worksheet) -> Iterator[Broken]:
    sketches = {zone.shared: zone.key for zone in sheet.zones if zone.kind is ZoneKind.SKETCH}
    for number, zone in enumerate(sheet.zones):
        if zone.kind is ZoneKind.TEXT and zone.shared in sketches:
            what = f"«{zone.key}» er også navnet på beskrivelsen av tegningen i «{sketches[zone.shared]}»."
            yield Broken(sheet.key, ("zones", number, "key"), what, "Gi feltet en annen key.")

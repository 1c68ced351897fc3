"""Sides: fields that belong to one perspective each, and where each perspective writes when a step begins."""

from app.kits.kit import Kit, Worksheet, Zone


def is_guest(perspective: str | None, zone: Zone) -> bool:
    """Whether what is told from a perspective lies on another's side. What nobody is known to tell is no guest."""
    return perspective is not None and zone.perspective not in (None, perspective)


def suggested(sheet: Worksheet, step: int, perspective: str) -> str | None:
    """The zone for a perspective's new notes in a step (from 0): their own side rather than anybody else's.

    None where the step leaves it open and nothing on the sheet is theirs.
    """
    asked = sheet.steps[step].zone
    if asked is not None and sheet.zones_by_key[asked].perspective in (None, perspective):
        return asked
    own = (zone.key for zone in sheet.zones if zone.perspective == perspective)
    return next(own, asked)


def suggestions(kit: Kit, sheet: Worksheet, step: int) -> dict[str, str]:
    """The same for each perspective that has something else suggested than the step says."""
    found = {each.key: suggested(sheet, step, each.key) for each in kit.perspectives}
    return {key: zone for key, zone in found.items() if zone is not None and zone != sheet.steps[step].zone}

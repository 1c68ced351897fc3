"""The agenda: a workshop's own time plan, which begins as the kit's and is changed item by item.

It is kept as JSON text in the workshop's row, empty where it is still the kit's.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from app.kits.kit import Kit
from app.refusals import NotUnderstood

MOST_ITEMS = 60
MOST_MINUTES = 480
LONGEST_LABEL = 120

OTHERS = ("opening", "break", "plenary", "closing")
"""The kinds of items that are no sheets."""


@dataclass(slots=True, frozen=True)
class Item:
    """One item: a sheet with the minutes of its steps, or something else with a label. What is `out` is passed over.

    `first` is how many minutes it had before the rest was planned anew under way, if it was.
    """

    key: str
    kind: str
    minutes: int
    label: str = ""
    steps: tuple[int, ...] = ()
    out: bool = False
    first: int | None = None

    @property
    def sheet(self) -> str | None:
        """The sheet's key, which is the item's too."""
        return self.key if self.kind == "sheet" else None

    def lasting(self, minutes: int) -> "Item":
        """The same with other minutes; those of its steps grow and shrink alike."""
        if minutes == self.minutes:
            return self
        return replace(self, minutes=minutes, steps=divided(minutes, self.steps) if self.steps else ())


Agenda = tuple[Item, ...]


def divided(minutes: int, parts: Sequence[int]) -> tuple[int, ...]:
    """Whole minutes divided as `parts` are to each other; evenly where all of those are zero."""
    weights = parts if sum(parts) else [1] * len(parts)
    total, given = sum(weights), 0
    said: list[int] = []
    for part in weights:
        given += part
        said.append(round(minutes * given / total) - sum(said))
    return tuple(said)


def from_kit(kit: Kit) -> Agenda:
    """The kit's time plan."""
    return tuple(
        of_sheet(kit, item.sheet) if item.sheet else Item(f"{item.kind}-{n}", item.kind, item.minutes, item.label or "")
        for n, item in enumerate(kit.plan, start=1)
    )


def of_sheet(kit: Kit, key: str) -> Item:
    sheet = kit.sheets_by_key[key]
    return Item(key, "sheet", sheet.minutes, sheet.title, tuple(step.minutes for step in sheet.steps))


FROM_KITS: dict[str, Agenda] = {}
"""The kits' own time plans, by the digests of their copies, which never change."""


@lru_cache(maxsize=512)
def read(text: str) -> Agenda:
    return tuple(Item(**(item | {"steps": tuple(item["steps"])})) for item in json.loads(text))


def agenda_of(workshop: Any, kit: Kit) -> Agenda:
    """The agenda of a workshop (its row) that is run with a kit."""
    if workshop.agenda:
        return read(workshop.agenda)
    if workshop.kit_digest not in FROM_KITS:
        FROM_KITS[workshop.kit_digest] = from_kit(kit)
    return FROM_KITS[workshop.kit_digest]


def kept(agenda: Agenda) -> str:
    """An agenda as it is stored."""
    return json.dumps([asdict(item) for item in agenda], ensure_ascii=False, separators=(",", ":"))


def before_any_delay(agenda: Agenda) -> Agenda:
    """The same without what was planned anew under way: each item has the minutes that it had first."""
    return tuple(item if item.first is None else replace(item.lasting(item.first), first=None) for item in agenda)


def checked(agenda: Iterable[Item], kit: Kit) -> Agenda:
    """An agenda that somebody sent: each sheet of the kit once, all else well formed. Raises NotUnderstood."""
    items = tuple(agenda)
    sheets = [item.key for item in items if item.kind == "sheet"]
    is_whole = sorted(sheets) == sorted(kit.sheets_by_key) and len({item.key for item in items}) == len(items)
    if not is_whole or len(items) > MOST_ITEMS or not all(is_well_formed(item, kit) for item in items):
        raise NotUnderstood
    if not any(item.kind == "sheet" and not item.out for item in items):
        raise NotUnderstood
    return items


def is_well_formed(item: Item, kit: Kit) -> bool:
    if not 0 <= item.minutes <= MOST_MINUTES or not all(minutes >= 0 for minutes in item.steps):
        return False
    if item.kind == "sheet":
        return len(item.steps) == len(kit.sheets_by_key[item.key].steps) and sum(item.steps) == item.minutes
    return item.kind in OTHERS and 0 < len(item.label) <= LONGEST_LABEL and item.key not in kit.sheets_by_key


def position(agenda: Agenda, key: str) -> int | None:
    """Where an item stands, from 0."""
    return next((at for at, item in enumerate(agenda) if item.key == key), None)


def item_at(agenda: Agenda, key: str) -> Item | None:
    """The item with a key, if there is one: of the key that a workshop is at, none before it has begun."""
    return next((item for item in agenda if item.key == key), None)


def following(agenda: Agenda, key: str) -> Item | None:
    """The next item that is not out; of no key the first."""
    at = position(agenda, key)
    rest = agenda if at is None else agenda[at + 1 :]
    return next((item for item in rest if not item.out), None)


def sheets_in_order(agenda: Agenda) -> tuple[str, ...]:
    """The sheets that are gone through, in order."""
    return tuple(item.key for item in agenda if item.kind == "sheet" and not item.out)


def new_key(agenda: Agenda, kind: str) -> str:
    """A key for one more item of a kind."""
    taken = {item.key for item in agenda}
    return next(key for n in range(1, MOST_ITEMS * 2) if (key := f"{kind}-{n}") not in taken)

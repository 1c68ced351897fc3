"""A folder in `worksheets/` read as a kit, or everything that is wrong with it.

`kit.toml` says what the kit is; each sheet is a file named by its number and its key. Mistakes are
collected: first those within each file, then those between them.
"""

import json
from pathlib import Path

from pydantic import ValidationError

from app.kits.digests import digests, wrong_digests
from app.kits.errors import told
from app.kits.files import FOLDER, KIT, misnamed, sheet_names
from app.kits.kit import Item, Kit, KitFile
from app.kits.lines import KeyPath, line_at, lines_of
from app.kits.mistakes import KitMistake, KitMistakes
from app.kits.parts import Part
from app.kits.rules import broken
from app.kits.toml import read
from app.kits.worksheet import WorksheetFile


def available(folder: Path) -> dict[str, Path]:
    """The kits in a folder of kits, by key, read or not."""
    return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{KIT}"))}


def load(folder: Path) -> Kit:
    """The kit in a folder. Raises KitMistakes, with all that was found."""
    if not folder.is_dir():
        mend = f"Skriv veien til mappa der {KIT} ligger."
        raise KitMistakes(str(folder), [KitMistake(str(folder), "", "Mappa finnes ikke.", mend)])
    contents = Contents(folder.resolve())
    kit = contents.kit()
    if kit is None or contents.mistakes:
        raise KitMistakes(str(folder), contents.mistakes)
    return kit


def check_report(folder: Path) -> str:
    """What the folder holds, for a person to read. Raises KitMistakes, whose text says what is wrong."""
    kit = load(folder)
    steps = sum(len(sheet.steps) for sheet in kit.sheets)
    zones = sum(len(sheet.zones) for sheet in kit.sheets)
    return "\n".join(
        (
            f"{kit.title} ({kit.key}), versjon {kit.version}",
            f"{len(kit.sheets)} ark, {steps} trinn, {zones} felt, {len(kit.perspectives)} perspektiver",
            "",
            *(_planned(kit, item) for item in kit.plan),
            f"{kit.minutes:>8} min  til sammen",
            "",
            "Ingen feil.",
        )
    )


def _planned(kit: Kit, item: Item) -> str:
    if item.sheet is None:
        return f"{item.minutes:>8} min  {item.label}"
    sheet = kit.sheets_by_key[item.sheet]
    return f"{kit.number(sheet.key):>3} {sheet.minutes:>4} min  {sheet.title}"


class Contents:
    """What a folder holds: what its files say, on which lines, and the mistakes found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = sheet_names(folder)
        self.mistakes = list(misnamed(folder))
        self.lines: dict[str, dict[KeyPath, int]] = {}
        self.files: dict[str, dict[str, object]] = {}

    def kit(self) -> Kit | None:
        """The kit, unless a part of it cannot be read."""
        read_whole = [
            self._read(KIT, KitFile),
            *(self._read(name, WorksheetFile) for name in self.names.values()),
        ]
        if not (all(read_whole) and self.names and FOLDER.match(self.folder.name)):
            return None
        kit = self._together()
        files = {"": KIT, **self.names}
        for each in broken(kit):
            self._add(files[each.sheet], each.path, each.what, each.mend)
        self.mistakes += wrong_digests(self.folder, kit.reading_by_key)
        return kit

    def _together(self) -> Kit:
        sheets = [{"key": key, **self.files[name]} for key, name in self.names.items()]
        kit = Kit.model_validate_json(_json({"key": self.folder.name, "sheets": sheets, **self.files[KIT]}))
        found = digests(self.folder)
        reading = [one.model_copy(update={"text": found.get(one.key, one.text)}) for one in kit.reading]
        return kit.model_copy(update={"reading": tuple(reading)})

    def _read(self, name: str, part: type[Part]) -> bool:
        found = read(self.folder / name, self._called(name))
        if isinstance(found, KitMistake):
            self.mistakes.append(found)
            return False
        source, self.files[name] = found
        self.lines[name] = lines_of(source)
        try:
            part.model_validate_json(_json(self.files[name]), strict=True)
        except ValidationError as error:
            for path, what, mend in told(part, error):
                self._add(name, path, what, mend)
            return False
        return True

    def _add(self, name: str, path: KeyPath, what: str, mend: str) -> None:
        line = line_at(self.lines[name], path)
        place = _in_words(path, self.files[name])
        where = ", ".join(filter(None, (f"linje {line}" if line else "", place)))
        self.mistakes.append(KitMistake(self._called(name), where, what, mend))

    def _called(self, name: str) -> str:
        return f"{self.folder.name}/{name}"


def _in_words(path: KeyPath, contents: dict[str, object]) -> str:
    words: list[str] = []
    here: object = contents
    for part in path:
        here = _inside(here, part)
        if isinstance(part, str):
            words.append(part)
        else:
            name = here.get("key") if isinstance(here, dict) else None
            words[-1] += f" nr. {part + 1}" + (f" («{name}»)" if name else "")
    return ", ".join(words)


def _inside(whole: object, part: str | int) -> object:
    if isinstance(whole, dict):
        return whole.get(part)
    return whole[part] if isinstance(whole, list) and isinstance(part, int) and part < len(whole) else None


def _json(contents: dict[str, object]) -> str:
    return json.dumps(contents, default=str)

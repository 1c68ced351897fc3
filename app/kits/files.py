"""The files of a kit's folder: which it has, and whether they are named so that order and keys are clear."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.kits.digests import FOLDER as READING
from app.kits.mistakes import KitMistake

KIT = "kit.toml"
BESIDE = {KIT, "demo.toml", READING}
SHEET = re.compile(r"^(\d\d)-([a-z][a-z0-9-]{0,39})\.toml$")
FOLDER = re.compile(r"^[a-z][a-z0-9-]{0,39}$")


def sheet_names(folder: Path) -> dict[str, str]:
    """The sheets' file names by key, in order."""
    names = sorted(path.name for path in folder.glob("*.toml") if SHEET.match(path.name))
    return {key_of(name): name for name in names}


def key_of(name: str) -> str:
    return name[3:].removesuffix(".toml")


def misnamed(folder: Path) -> Iterator[KitMistake]:
    """What is wrong with the names of the folder and what lies in it."""
    if not FOLDER.match(folder.name):
        mend = "Bruk små bokstaver fra a til z, tall og bindestrek: «nye-ideer»."
        yield KitMistake(folder.name, "", "Navnet på mappa kan ikke være nøkkelen til et opplegg.", mend)
    for path in sorted(folder.iterdir()):
        if not (path.name in BESIDE or path.name.startswith(".") or SHEET.match(path.name)):
            yield KitMistake(f"{folder.name}/{path.name}", "", "Dette hører ikke til i mappa.", _better_name(path))
    yield from _misnumbered(folder.name, sorted(path.name for path in folder.iterdir() if SHEET.match(path.name)))


def _better_name(path: Path) -> str:
    if path.suffix != ".toml" or not path.is_file():
        return "Flytt det ut av mappa."
    return "Er det et ark, så gi fila et nummer med to sifre og en nøkkel med små bokstaver: «03-ideer.toml»."


def _misnumbered(folder: str, names: list[str]) -> Iterator[KitMistake]:
    if not names:
        yield KitMistake(folder, "", "Det er ingen ark i mappa.", "Lag det første: «01-velkommen.toml».")
    keys = [key_of(name) for name in names]
    for number, name in enumerate(names, 1):
        if name[:2] != f"{number:02}":
            mend = f"Gi arkene nummer uten hull, fra 01. Dette skulle hete «{number:02}{name[2:]}»."
            yield KitMistake(f"{folder}/{name}", "", f"Arket er nr. {number} i rekka.", mend)
        if keys[number - 1] in keys[: number - 1]:
            mend = "Gi arkene hver sin nøkkel etter nummeret."
            yield KitMistake(f"{folder}/{name}", "", f"To ark har nøkkelen «{key_of(name)}».", mend)

"""The digests of a kit: one Markdown file in its folder `reading/` for each text that has one, named by its key."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.kits.mistakes import KitMistake, suggestion

FOLDER = "reading"
LONGEST = 30_000


def digests(folder: Path) -> dict[str, str]:
    """The digests that can be read, by the key of their text."""
    return {path.stem: text for path in _files(folder) if isinstance(text := _read(path), str)}


def wrong_digests(folder: Path, keys: Iterable[str]) -> Iterator[KitMistake]:
    """What is wrong with the files. `keys` are those of the texts that the kit names."""
    known = list(keys)
    for path in _files(folder):
        name, text = f"{folder.name}/{FOLDER}/{path.name}", _read(path)
        if path.suffix != ".md" or not path.is_file():
            yield KitMistake(
                name, "", "Dette hører ikke til blant lesetekstene.", "Lesetekster er filer som slutter på .md."
            )
        elif path.stem not in known:
            yield KitMistake(name, "", f"Ingen lesetekst i kit.toml heter «{path.stem}».", suggestion(path.stem, known))
        elif text is None:
            yield KitMistake(name, "", "Fila er ikke lagret som UTF-8.", "Lagre den på nytt med tegnsettet UTF-8.")
        elif not text.strip():
            yield KitMistake(name, "", "Fila er tom.", "Skriv sammendraget, eller ta bort fila.")
        elif len(text) > LONGEST:
            yield KitMistake(
                name, "", f"Fila er for lang: {len(text)} tegn.", f"Kort den ned til høyst {LONGEST} tegn."
            )


def _files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None

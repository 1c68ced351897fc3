"""The command that brings in an archive. What it says is Norwegian."""

import uuid
from datetime import date
from pathlib import Path

from app.archive.bringing import Bringing, bring_in
from app.archive.checking import sound
from app.archive.mistakes import BadArchive
from app.leading.making import wrong_deletion
from app.pages.drawing import day
from app.storage.engine import engine
from app.workshop.keys import kept
from app.workshop.workshops import by_code


def import_file(url: str, file: Path, delete_on: date | None, address: str) -> str:
    """Make a workshop of the archive in a file; who asks is told its secrets. Raises BadArchive, OSError."""
    with file.open("rb") as opened:
        found = sound(opened)
    chosen = delete_on or found.delete_on
    if wrong := wrong_deletion(found.archive.workshop.held_on, chosen):
        raise BadArchive(f"{wrong} Velg den med --delete-on.")
    with engine(url).connect().execution_options(writes=True) as connection, connection.begin():
        made = bring_in(connection, Bringing(found.archive, found.kit, chosen, kept(str(uuid.uuid4()))))
        screen = by_code(connection, made.code).screen_token
    lines = [
        f"«{found.archive.workshop.title}» er hentet inn. Koden er {made.code}.",
        "",
        f"Fasilitator   {address}/workshops/{made.code}/facilitators/{made.secrets.token}",
        f"Redningskode  {made.secrets.rescue_code}  (skrives på {address}/rescue)",
        f"Storskjerm    {address}/screens/{screen}",
        f"Bli med       {address}/{made.code}",
        f"Slettes       {day(chosen)}",
        "",
        "Adressen og redningskoden vises bare her.",
    ]
    return "\n".join(lines)

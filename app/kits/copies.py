"""The kits at hand, and the copies that workshops keep, so that editing files changes no running workshop."""

import hashlib
from pathlib import Path

from sqlalchemy import Connection, select

from app.kits import folder
from app.kits.kit import Kit
from app.kits.mistakes import KitMistake, KitMistakes
from app.model import KIT_COPY
from app.refusals import NotFound

READ: dict[str, Kit] = {}


def at_hand(kits: Path) -> dict[str, Kit]:
    """All kits in a folder of kits, by key; at least one. Raises KitMistakes."""
    found = {key: folder.load(path) for key, path in folder.available(kits).items()}
    if not found:
        mend = "Skriv veien til mappa der oppleggenes mapper ligger."
        raise KitMistakes(str(kits), [KitMistake(str(kits), "", "Mappa har ingen opplegg.", mend)])
    return found


def keep(connection: Connection, kit: Kit) -> str:
    """Keep a copy of a kit, once; returns its digest."""
    content = kit.model_dump_json(exclude_defaults=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = connection.scalar(select(KIT_COPY.c.digest).where(KIT_COPY.c.digest == digest))
    if known is None:
        connection.execute(KIT_COPY.insert(), {"digest": digest, "content": content})
    return digest


def kit_of(connection: Connection, digest: str) -> Kit:
    """The kept copy with this digest. A copy never changes, so it is read once per process."""
    kit = READ.get(digest)
    if kit is None:
        content = connection.scalar(select(KIT_COPY.c.content).where(KIT_COPY.c.digest == digest))
        if content is None:
            raise NotFound
        kit = READ[digest] = Kit.model_validate_json(content)
    return kit

"""Backup while running, restore, and a look at whether everything is as it should be."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, case, select, text, update

from app.board.receipts import disagreeing
from app.kits.kit import Kit
from app.model import GROUP, KIT_COPY, now
from app.storage.engine import FILE, engine, only_one


class CannotKeep(Exception):
    """Why a backup or a restore was not made, in Norwegian, with what to do."""


def back_up(data: Path, target: Path) -> int:
    """Copy the database to a new file, also while it is served, and open the copy to see that it is whole.

    Returns its size in bytes. Raises CannotKeep.
    """
    if target.exists():
        raise CannotKeep(f"{target} finnes fra før. Velg et annet navn, så ingenting blir overskrevet.")
    if not (data / FILE).exists():
        raise CannotKeep(f"Det er ingen database i {data}. Velg en annen mappe med --data.")
    unfinished = target.with_name(target.name + ".uferdig")
    try:
        with closing(sqlite3.connect(data / FILE)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        look_at(unfinished)
        flush(unfinished)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def restore(source: Path, data: Path) -> None:
    """Put a backup in the place of the database, kept beside it. Raises CannotKeep, also while it is served."""
    look_at(source)
    data.mkdir(parents=True, exist_ok=True)
    with only_one(data) as alone:
        if not alone:
            raise CannotKeep("Tjenesten går. Stopp den før du henter tilbake en sikkerhetskopi.")
        arriving = data / f"{FILE}.hentes"
        shutil.copyfile(source, arriving)
        leave_the_lost_future(f"sqlite:///{arriving}")
        flush(arriving)
        for ending in ("", "-wal", "-shm"):
            current = data / f"{FILE}{ending}"
            if current.exists():
                current.rename(data / f"{FILE}{ending}.før")
        arriving.rename(data / FILE)


def leave_the_lost_future(url: str) -> None:
    """Raise every group's version beyond any that was given out, so that all old cursors lead to the whole board.

    Browsers may hold cursors from after the backup was taken; the same numbers will come to mean something else.
    The time in milliseconds runs ahead of every counter, for no group makes a thousand changes a second.
    """
    ahead = case((GROUP.c.version < now(), now()), else_=GROUP.c.version + 1)
    with engine(url).execution_options(writes=True).begin() as connection:
        connection.execute(update(GROUP).values(version=ahead, moved=ahead))


def look_at(file: Path) -> None:
    """Whether a file is a whole database of ours. Raises CannotKeep."""
    if not file.is_file():
        raise CannotKeep(f"{file} finnes ikke.")
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            whole = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            opened.execute("SELECT count(*) FROM alembic_version, workshop")
    except sqlite3.DatabaseError as problem:
        raise CannotKeep(f"{file} er ikke en sikkerhetskopi fra Oppgaveark.") from problem
    if not whole:
        raise CannotKeep(f"{file} er skadet. Bruk en annen sikkerhetskopi.")


def flush(file: Path) -> None:
    """Bring a file to the disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def problems(connection: Connection) -> Iterator[str]:
    """Everything that is not as it should be, in Norwegian."""
    if connection.dialect.name == "sqlite":
        for (answer,) in connection.execute(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield f"Databasefilen er skadet: {answer}"
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"En rad i tabellen {row[0]} viser til noe som ikke finnes."
    elif connection.scalar(text("SHOW fsync")) != "on":
        yield "PostgreSQL kjører med fsync av. Da kan det som er kvittert for, gå tapt ved strømbrudd."
    for group in disagreeing(connection):
        yield f"Endringsloggen og lappene stemmer ikke for gruppe {group} (nummeret i databasen)."
    yield from spoiled_kits(connection)


def spoiled_kits(connection: Connection) -> Iterator[str]:
    for copy in connection.execute(select(KIT_COPY)):
        try:
            Kit.model_validate_json(copy.content)
            whole = hashlib.sha256(copy.content.encode()).hexdigest() == copy.digest
        except ValidationError:
            whole = False
        if not whole:
            yield f"Kopien av opplegget {copy.digest[:12]} er endret eller kan ikke leses."

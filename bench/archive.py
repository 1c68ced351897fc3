"""How long an archive takes to make and to bring in, and how much memory: the demo's, and one of 15,000 notes.

    python bench/archive.py [--groups 25] [--notes 60]

Each is measured in a process of its own, so that its memory is its own. "Stored" is what holds the one writer: nobody
else's notes are stored meanwhile.
"""

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Connection, select

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.archive.bringing import Bringing, bring_in
from app.archive.checking import sound
from app.archive.gathering import write_archive
from app.board.messages import NoteWrite, Said
from app.board.moves import Move, move
from app.board.notes import write_notes
from app.demo import lay_out
from app.model import NOTE
from app.storage.engine import engine
from app.storage.migrating import migrate
from tests.ground import PRINTED, Ground, new_id


def fill(connection: Connection, groups: int, notes: int) -> str:
    """A workshop with so many notes on each sheet of each group, each changed once, that say what the demo's say."""
    lay_out(connection)
    texts = connection.scalars(select(NOTE.c.text).where(NOTE.c.kind == "note", NOTE.c.text != "")).all()
    ground = Ground(connection, groups=groups)
    people = [ground.join(f"Person {number}", number) for number in range(1, groups + 1)]
    for sheet in PRINTED.sheets:
        move(connection, Move(ground.id, sheet.key))
        for person in people:
            said = [
                NoteWrite(write=new_id(), id=new_id(), sheet=sheet.key, zone=zone.key, text=texts[n % len(texts)])
                for n in range(notes)
                for zone in [sheet.zones[n % len(sheet.zones)]]
            ]
            said += [NoteWrite(write=new_id(), id=each.id, x=5, y=5) for each in said]
            write_notes(connection, [Said(person.participant_id, each) for each in said])
    return ground.made.code


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def export(folder: Path, code: str, history: bool) -> None:
    """Make the archive in this process; say how long it took, its size and the memory."""
    with engine(f"sqlite:///{folder}/here.sqlite3").connect() as connection, (folder / "archive").open("wb") as file:
        before, start = peak(), time.perf_counter()
        write_archive(connection, code, history, file)
        taken = time.perf_counter() - start
    size = (folder / "archive").stat().st_size / 2**20
    print(f"made in {taken:6.2f} s   {size:6.1f} MB   memory {before:4.0f} -> {peak():4.0f} MB")


def bring(folder: Path) -> None:
    """Bring it in, in this process."""
    content = (folder / "archive").read_bytes()
    with engine(f"sqlite:///{folder}/there.sqlite3").connect().execution_options(writes=True) as connection:
        before, start = peak(), time.perf_counter()
        found = sound(io.BytesIO(content))
        checked = time.perf_counter()
        bring_in(connection, Bringing(found.archive, found.kit, found.delete_on, new_id()))
        connection.commit()
        stored = time.perf_counter()
    print(
        f"read and checked in {checked - start:6.2f} s   stored in {stored - checked:6.2f} s   "
        f"memory {before:4.0f} -> {peak():4.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=25)
    parser.add_argument("--notes", type=int, default=60)
    parser.add_argument("--do", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.do:
        what, folder, *rest = options.do
        export(Path(folder), rest[0], rest[1] == "1") if what == "export" else bring(Path(folder))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("here", "there"):
            migrate(f"sqlite:///{folder}/{name}.sqlite3")
        with engine(f"sqlite:///{folder}/here.sqlite3").connect().execution_options(writes=True) as connection:
            small = lay_out(connection).made.code
            large = fill(connection, options.groups, options.notes)
            connection.commit()
        for name, code in (("the demo", small), (f"{options.groups * options.notes * 10} notes", large)):
            for history in ("0", "1"):
                print(f"{name}{', with its history' if history == '1' else ''}:", flush=True)
                for what in (["export", folder, code, history], ["bring", folder]):
                    subprocess.run([sys.executable, __file__, "--do", *what], check=True)


if __name__ == "__main__":
    main()

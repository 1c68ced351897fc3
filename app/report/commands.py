"""The report on the command line: one workshop's, in one or several formats. It speaks Norwegian to the operator."""

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from app.archive.gathering import archive_of
from app.kits.copies import kit_of
from app.language import REPORTED
from app.refusals import NotFound, Refused
from app.report.contents import Scope, gather
from app.report.formats import FORMATS
from app.workshop.groups import groups_of
from app.workshop.keys import as_join_code
from app.workshop.workshops import by_code

ARCHIVE = "json"
ENDINGS = (*FORMATS, ARCHIVE)
"""What the names of the files end with: the report's formats, and the archive of all there is."""


class NotInIt(Refused):
    """The workshop has not all the groups and sheets that were asked for."""


def ask(command: argparse.ArgumentParser) -> None:
    """What one can say of the report that one wants."""
    command.set_defaults(wrong=command.error)
    command.add_argument("code", metavar="KODE", help="koden for workshopen")
    for ending, kind in FORMATS.items():
        command.add_argument(f"--{ending}", type=Path, metavar="FIL", help=kind.about)
    command.add_argument("--json", type=Path, metavar="FIL", help="arkivfila, som kan hentes inn et annet sted")
    several = partial(command.add_argument, nargs="+", action="extend")
    several("--group", type=int, metavar="NUMMER", help="bare disse gruppene")
    several("--sheet", metavar="ARK", help="bare disse arkene, som de heter i opplegget")
    command.add_argument("--names", action="store_true", help="ta med hvem som skrev hver lapp")
    command.add_argument("--draft", action="store_true", help="merk rapporten som utkast")
    command.add_argument("--without-pictures", action="store_true", help="uten bilder av arkene (PDF)")
    command.add_argument("--history", action="store_true", help="med loggen over hver endring (bare arkivfila)")
    command.add_argument("--language", choices=tuple(REPORTED), default="", help="språket i rapporten")


def files_in(options: argparse.Namespace) -> dict[str, Path]:
    """The files that were asked for, by their formats. Ends the command where there are none."""
    files = {ending: file for ending in ENDINGS if (file := getattr(options, ending))}
    if not files:
        *most, last = (f"--{ending}" for ending in ENDINGS)
        options.wrong(f"minst én av {', '.join(most)} og {last}")
    return files


def write(connection: Connection, options: argparse.Namespace, files: Mapping[str, Path]) -> None:
    """Write the report down in all these formats, as it is at one and the same moment."""
    workshop = by_code(connection, as_join_code(options.code))
    try:
        report = gather(connection, workshop.id, scope(options))
    except NotFound:
        raise NotInIt(what_there_is(connection, workshop.id, workshop.kit_digest)) from None
    for ending, file in files.items():
        if ending == ARCHIVE:
            made = archive_of(connection, workshop.code, history=options.history)
        else:
            made = FORMATS[ending].made(report)
        file.write_bytes(made)
        name = "Arkivfila" if ending == ARCHIVE else "Rapporten"
        print(f"{name} ligger i {file} ({max(1, len(made) // 1024)} kB).")


def scope(options: argparse.Namespace) -> Scope:
    return Scope(
        groups=frozenset(options.group) if options.group else None,
        sheets=frozenset(options.sheet) if options.sheet else None,
        names=options.names,
        pictures=not options.without_pictures,
        draft=options.draft,
        language=options.language,
    )


def what_there_is(connection: Connection, workshop_id: int, kit_digest: str) -> str:
    groups = ", ".join(str(group.number) for group in groups_of(connection, workshop_id))
    sheets = ", ".join(sheet.key for sheet in kit_of(connection, kit_digest).sheets)
    return f"Workshopen har ingen slik gruppe, eller ikke et slikt ark.\nGrupper: {groups}\nArk: {sheets}"

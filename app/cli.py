"""The command line: serve, demo, report, import, kit. What it says is Norwegian, and it never shows a traceback."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from app import venue
from app.archive.commands import import_file
from app.demo import addresses, lay_out
from app.kits import folder
from app.kits.mistakes import KitMistakes
from app.paper.blank import of_kit, typeset_blank
from app.paper.parts import PAPERS
from app.refusals import Refused, UnknownCode
from app.report import commands as reporting
from app.serving import CannotServe, prepare, serve
from app.settings import BadSetting, Settings, from_environment, why
from app.storage.engine import engine
from app.storage.keeping import CannotKeep, back_up, leave_the_lost_future, problems, restore


class Parser(argparse.ArgumentParser):
    """argparse in Norwegian."""

    def __init__(self, **how: object) -> None:
        super().__init__(add_help=False, **how)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "det du skriver", "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def format_usage(self) -> str:
        return in_norwegian(super().format_usage())

    def format_help(self) -> str:
        return in_norwegian(super().format_help())

    def error(self, message: str) -> NoReturn:
        about, _, wrong = message.rpartition(": ")
        for expected in ("expected one argument", "expected at least one argument"):
            wrong = wrong.replace(expected, about.removeprefix("argument "))
        wrong = wrong.replace("choose from", "velg mellom")
        self.exit(2, f"{self.prog}: Det er noe som mangler eller ikke passer: {wrong}\n{self.format_usage()}")


def in_norwegian(help_text: str) -> str:
    return help_text.replace("usage: ", "bruk: ", 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: 0 where it went well, 1 where the person must mend something, 2 where the command is wrong."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, Settings], None] = options.run
    try:
        run(options, from_environment(data=options.data))
    except KeyboardInterrupt:
        return 0
    except (BadSetting, CannotKeep, CannotServe, KitMistakes, Refused, CommandError, DBAPIError, OSError) as problem:
        said = in_words(problem)
        print(said if "\n" in said else f"oppgaveark: {said}", file=sys.stderr)
        return 1
    return 0


def in_words(problem: Exception) -> str:
    """What went wrong, and what to do about it."""
    match problem:
        case UnknownCode():
            return "Ingen workshop har den koden. Se etter en gang til, eller velg en annen mappe med --data."
        case CommandError():
            return "Databasen er fra en annen utgave av Oppgaveark. Oppgrader, eller velg en annen mappe med --data."
        case DBAPIError():
            return f"Databasen kan ikke brukes ({type(problem.orig).__name__}). Se docs/drift.md."
        case OSError():
            return f"{problem.filename or 'Disken'} kan ikke brukes ({why(problem)})."
    return str(problem)


def parser() -> Parser:
    made = Parser(prog="oppgaveark", description="Digitale oppgaveark for en workshop i grupper.")
    made.add_argument("--data", type=Path, metavar="MAPPE", help="hvor databasen ligger (ellers OPPGAVEARK_DATA)")
    commands = made.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    serving = add(commands, "serve", run_serve, "start tjenesten")
    serving.add_argument("--room", action="store_true", help="la alle på det samme nettet nå den, uten internett")
    serving.add_argument("--address", metavar="ADRESSE", help="med --room: hvilken av maskinens adresser som brukes")
    add(commands, "demo", run_demo, "lag en ferdig workshop å se på, og vis alle adressene")
    reporting.ask(add(commands, "report", run_report, "lag rapporten fra en workshop"))
    importing = add(commands, "import", run_import, "lag en workshop av et arkiv")
    importing.add_argument("file", type=Path, metavar="FIL", help="arkivet (.json)")
    importing.add_argument("--delete-on", type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD", help="når alt slettes")
    saving = add(commands, "backup", run_backup, "ta en sikkerhetskopi, også mens tjenesten går")
    saving.add_argument("file", type=Path, metavar="FIL", help="en fil som ikke finnes fra før")
    restoring = add(commands, "restore", run_restore, "hent tilbake en sikkerhetskopi")
    restoring.add_argument(
        "file", type=Path, metavar="FIL", nargs="?", help="sikkerhetskopien (på PostgreSQL: ingen, etter pg_restore)"
    )
    add(commands, "check", run_check, "se etter om alt som er lagret, er som det skal")
    kit = commands.add_parser("kit", help="arbeid med opplegg").add_subparsers(
        title="kommandoer", metavar="KOMMANDO", required=True
    )
    check = add(kit, "check", run_kit_check, "se etter feil i et opplegg")
    check.add_argument("path", type=Path, metavar="MAPPE", help="mappen med kit.toml")
    printing = add(kit, "print", run_kit_print, "lag tomme ark til utskrift")
    printing.add_argument("path", type=Path, metavar="MAPPE", help="mappen med kit.toml")
    printing.add_argument("--pdf", type=Path, metavar="FIL", required=True, help="hvor arkene skal ligge")
    printing.add_argument("--paper", choices=PAPERS, default="a4", help="hvor store arkene skal være (ellers a4)")
    return made


def add(
    commands: "argparse._SubParsersAction[Parser]",
    name: str,
    run: Callable[[argparse.Namespace, Settings], None],
    about: str,
) -> Parser:
    command = commands.add_parser(name, help=about, description=about.capitalize() + ".")
    command.set_defaults(run=run)
    return command


def run_serve(options: argparse.Namespace, settings: Settings) -> None:
    if not options.room:
        if options.address:
            raise CannotServe("--address hører sammen med --room. Skriv begge, eller ingen av dem.")
        serve(settings)
        return
    settings, out = venue.opened(settings, options.address), sys.stdout
    serve(settings, venue.greeting(settings, colours=out.isatty(), encoding=out.encoding))


def run_demo(_options: argparse.Namespace, settings: Settings) -> None:
    with engine(prepare(settings)).connect().execution_options(writes=True) as connection, connection.begin():
        demo = lay_out(connection)
    print(addresses(demo, settings.public_address))
    print("\nStart tjenesten med bin/start, hvis den ikke går alt.")


def run_report(options: argparse.Namespace, settings: Settings) -> None:
    files = reporting.files_in(options)
    with engine(prepare(settings)).connect() as connection:
        reporting.write(connection, options, files)


def run_import(options: argparse.Namespace, settings: Settings) -> None:
    print(import_file(prepare(settings), options.file, options.delete_on, settings.public_address))


def run_backup(options: argparse.Namespace, settings: Settings) -> None:
    size = back_up(folder_of(settings), options.file)
    print(f"Sikkerhetskopien ligger i {options.file} ({size // 1024} kB). Den er åpnet og kontrollert.")


def run_restore(options: argparse.Namespace, settings: Settings) -> None:
    if settings.database_url and options.file is None:
        leave_the_lost_future(prepare(settings))
        print("Databasen er klar. Nettlesere som husker noe nyere, får hele arket på nytt.")
        return
    if options.file is None:
        raise CannotKeep("Si hvilken fil sikkerhetskopien ligger i.")
    restore(options.file, folder_of(settings))
    print("Sikkerhetskopien er hentet tilbake. Det som lå der før, ligger ved siden av og heter noe med .før.")


def run_check(_options: argparse.Namespace, settings: Settings) -> None:
    with engine(prepare(settings)).connect() as connection:
        found = list(problems(connection))
    if found:
        raise CannotKeep("\n".join(["Ikke alt er som det skal:", *found]))
    print("Alt er som det skal: databasen er hel, og loggen og lappene stemmer overens.")


def folder_of(settings: Settings) -> Path:
    """Where the SQLite file lies. Raises CannotKeep where the database is another."""
    if settings.database_url:
        raise CannotKeep(
            "Databasen er PostgreSQL. Bruk pg_dump og pg_restore, og til slutt restore uten fil. Se docs/drift.md."
        )
    return settings.data


def run_kit_check(options: argparse.Namespace, _settings: Settings) -> None:
    print(folder.check_report(options.path))


def run_kit_print(options: argparse.Namespace, _settings: Settings) -> None:
    pdf = typeset_blank(of_kit(folder.load(options.path), options.paper))
    options.pdf.write_bytes(pdf)
    print(f"Arkene ligger i {options.pdf} ({len(pdf) // 1024} kB).")

"""Reading one TOML file of a kit, and saying in Norwegian what stops it from being read."""

import re
import tomllib
from pathlib import Path

from app.kits.mistakes import KitMistake

GENERIC = "Se etter noe som mangler eller er skrevet to ganger, på denne linja eller den før."
TWICE = "Nøkkelen står to ganger. Ta bort den ene."
HEADING_TWICE = "Overskriften står to ganger. Skal det være flere, skriv alle med to hakeparenteser: [[zones]]."
# The first that is part of tomllib's message decides.
MENDS = (
    ("Illegal character '\\n'", "Teksten begynner med et anførselstegn, men slutter ikke med et."),
    ("Unterminated string", "Teksten begynner med et anførselstegn, men slutter ikke med et."),
    ("Expected '='", "Skriv nøkkel = verdi, med likhetstegn mellom."),
    ("Invalid value", 'Sett anførselstegn rundt tekst: label = "Ideer". Tall står uten.'),
    ("Cannot overwrite a value", TWICE),
    ("Duplicate inline table key", TWICE),
    ("Cannot declare", HEADING_TWICE),
    ("Cannot mutate immutable", HEADING_TWICE),
    ("Unclosed array", "Lista mangler en ] til slutt, eller et komma mellom to verdier."),
    ("Unclosed inline table", "Det mangler en } til slutt, eller et komma mellom to verdier."),
    ("Expected newline", "Skriv én nøkkel på hver linje, og sett tekst i anførselstegn."),
    ("Expected ']", "Overskriften mangler en ] til slutt."),
    ("Unescaped '\\'", "Skriv \\\\ der du vil ha en omvendt skråstrek."),
    ("Invalid initial character", "Skriv bare bokstaver, tall og bindestrek i nøkler: label, ikke «label»."),
    (
        "Invalid statement",
        "Hver linje er en nøkkel = verdi, en [overskrift] eller en kommentar som begynner med #.",
    ),
)


def read(path: Path, name: str) -> tuple[str, dict[str, object]] | KitMistake:
    """The file's text and what stands in it, or why it cannot be read. `name` is said to the author."""
    try:
        source = path.read_text("utf-8-sig")
        return source, tomllib.loads(source)
    except UnicodeDecodeError:
        return KitMistake(name, "", "Fila er ikke lagret som UTF-8.", "Lagre den på nytt med tegnsettet UTF-8.")
    except FileNotFoundError:
        return KitMistake(name, "", "Fila finnes ikke.", "Lag den. Se docs/kit-format.md.")
    except OSError as error:
        return KitMistake(name, "", "Fila kan ikke leses.", f"Sjekk at den finnes og kan åpnes ({error.strerror}).")
    except tomllib.TOMLDecodeError as error:
        return _syntax(name, path.read_text("utf-8-sig"), str(error))


def _syntax(name: str, source: str, message: str) -> KitMistake:
    found = re.search(r"at line (\d+)", message)
    lines = source.splitlines()
    number = int(found[1]) if found else len(lines)
    written = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    what = f"Linja kan ikke leses som TOML: {written}" if written else "Fila kan ikke leses som TOML."
    mend = next((mend for part, mend in MENDS if part in message), GENERIC)
    if mend is TWICE and written.startswith("["):
        mend = HEADING_TWICE
    return KitMistake(name, f"linje {number}", what, mend)

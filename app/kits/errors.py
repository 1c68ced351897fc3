"""What pydantic finds wrong in a kit's file, said to its author: what is wrong, and the mend."""

import json
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.kits.lines import KeyPath
from app.kits.mistakes import suggestion
from app.kits.parts import Part

Told = tuple[KeyPath, str, str]
Context = Mapping[str, Any]

FROM_NAMES = {"key": "Nøkkelen er navnet på fila eller mappa.", "sheets": "Arkene er egne filer i mappa."}
EXAMPLES = {
    "claim": '"«Dette får vi ikke lov til»"',
    "colour": '"yellow"',
    "format": "1",
    "group_size": "{ smallest = 4, largest = 8 }",
    "heading": '"Spilleregler"',
    "key": '"ideer"',
    "kind": '"break"',
    "label": '"Ideer"',
    "language": '"nb"',
    "largest": "8",
    "mark": '"K"',
    "minutes": "10",
    "mode": '"write"',
    "pages": '"4-8"',
    "question": '"Hva vil vi få til?"',
    "smallest": "4",
    "source": '"Veier til samarbeid (2017)"',
    "text": '"Skriv én tanke på hver lapp."',
    "title": '"Hva vi vil"',
    "version": '"1"',
    **dict.fromkeys(("x", "y"), "16"),
    **dict.fromkeys(("w", "h"), "40"),
}
PATTERNS = {
    "^[a-z]": "Bruk små bokstaver fra a til z, tall og bindestrek, og begynn med en bokstav: «nye-ideer».",
    r"^\d+": 'Skriv sidetall slik: pages = "4-8" eller pages = "26".',
    "^https": "Skriv hele adressen, fra https:// og utover.",
}


def told(root: type[Part], error: ValidationError) -> list[Told]:
    """Each mistake as path, what is wrong, and the mend."""
    return [_told(root, each) for each in error.errors(include_url=False) if not _follows(each)]


def _follows(error: ErrorDetails) -> bool:
    """pydantic calls a list too short when it merely holds nothing that is right; that is told already."""
    return error["type"] == "too_short" and bool(error["input"])


def _told(root: type[Part], error: ErrorDetails) -> Told:
    path, context = tuple(error["loc"]), error.get("ctx", {})
    if error["type"] == "kit":
        return (*path, context["key"]), context["what"], context["mend"]
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if error["type"] == "extra_forbidden":
        return path, f"Nøkkelen «{name}» finnes ikke her.", _instead(root, path, name)
    say = SAY.get(error["type"], _otherwise)
    return path, *say(name, error["input"], context)


def _instead(root: type[Part], path: KeyPath, name: str) -> str:
    if len(path) == 1 and name in FROM_NAMES:
        return f"Ta bort linja. {FROM_NAMES[name]}"
    return suggestion(name, part_at(root, path[:-1]).model_fields)


def part_at(root: type[Part], path: KeyPath) -> type[Part]:
    """The model that a path leads to, from the model the file is read as."""
    for name in path:
        if isinstance(name, str):
            root = _part_in(root.model_fields[name].annotation) or root
    return root


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)


def _missing(name: str, _given: object, _context: Context) -> tuple[str, str]:
    if name in ("steps", "zones", "plan", "perspectives"):
        return f"Det mangler {name}.", f"Skriv minst én [[{name}]]."
    if name == "credits":
        return "Det mangler credits.", "Skriv [credits] med text og source."
    return f"Nøkkelen «{name}» mangler.", f"Legg til {name} = {EXAMPLES[name]}, med det som passer hos deg."


def _text(name: str, given: object, _context: Context) -> tuple[str, str]:
    if isinstance(given, list | dict):
        return f"{name} skal være én tekst.", f'Skriv {name} = "…" på én linje.'
    return f"{name} skal være tekst.", f'Sett anførselstegn rundt: {name} = "{_plain(given)}".'


def _number(name: str, given: object, _context: Context) -> tuple[str, str]:
    digits = re.sub(r"[^0-9]", "", given) if isinstance(given, str) else ""
    return (
        f"{name} skal være et tall.",
        f"Skriv tallet uten anførselstegn: {name} = {digits or EXAMPLES.get(name, 3)}.",
    )


def _whole_number(name: str, given: object, context: Context) -> tuple[str, str]:
    if isinstance(given, float):
        near = round(given) if isfinite(given) else EXAMPLES.get(name, 3)
        return f"{name} skal være et helt tall, ikke {_plain(given)}.", f"Skriv {name} = {near}."
    return _number(name, given, context)


def _yes_or_no(name: str, given: object, _context: Context) -> tuple[str, str]:
    return (
        f"{name} er enten ja eller nei, ikke «{_plain(given)}».",
        f"Skriv {name} = true eller {name} = false.",
    )


def _too_small(name: str, given: object, context: Context) -> tuple[str, str]:
    return f"{name} er {_plain(given)}, og det er for lite.", f"Skriv et tall som er minst {context['ge']:g}."


def _too_large(name: str, given: object, context: Context) -> tuple[str, str]:
    return f"{name} er {_plain(given)}, og det er for mye.", f"Skriv et tall som er høyst {context['le']:g}."


def _one_of(name: str, given: object, context: Context) -> tuple[str, str]:
    allowed = re.findall(r"'([^']*)'", context["expected"]) or [str(context["expected"])]
    mend = f"Skriv {name} = {allowed[0]}." if len(allowed) == 1 else suggestion(str(given), allowed)
    return f"{name} kan ikke være «{_plain(given)}».", mend


def _pattern(name: str, given: object, context: Context) -> tuple[str, str]:
    mend = next(mend for start, mend in PATTERNS.items() if context["pattern"].startswith(start))
    return f"«{_plain(given)}» kan ikke brukes som {name}.", mend


def _empty(name: str, _given: object, _context: Context) -> tuple[str, str]:
    return f"{name} er tom.", "Skriv noe, eller ta bort linja hvis nøkkelen kan utelates."


def _too_long(name: str, given: object, context: Context) -> tuple[str, str]:
    most = context["max_length"]
    return f"{name} er for lang: {len(str(given))} tegn.", f"Kort ned teksten til høyst {most} tegn."


def _too_few(name: str, _given: object, _context: Context) -> tuple[str, str]:
    return f"{name} er tom.", f"Skriv minst én [[{name}]]."


def _list(name: str, given: object, _context: Context) -> tuple[str, str]:
    if isinstance(given, dict):
        return f"{name} kan komme flere ganger.", f"Skriv to hakeparenteser: [[{name}]]."
    return (
        f"{name} skal være en liste.",
        f"Sett hakeparenteser rundt: {name} = [{json.dumps(given, ensure_ascii=False)}].",
    )


def _table(name: str, _given: object, _context: Context) -> tuple[str, str]:
    example = f"{name} = {EXAMPLES[name]}" if name in EXAMPLES else f"[{name}] eller [[{name}]]"
    return f"{name} skal ha nøkler under seg.", f"Skriv {example}."


def _otherwise(name: str, given: object, _context: Context) -> tuple[str, str]:
    return f"{name} kan ikke være «{_plain(given)}».", "Se hva nøkkelen kan være i docs/kit-format.md."


def _plain(given: object) -> str:
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


SAY: dict[str, Callable[[str, object, Context], tuple[str, str]]] = {
    "missing": _missing,
    "string_type": _text,
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "float_type": _number,
    "bool_type": _yes_or_no,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "literal_error": _one_of,
    "enum": _one_of,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "too_short": _too_few,
    "tuple_type": _list,
    "model_type": _table,
}

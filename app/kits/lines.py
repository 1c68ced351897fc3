"""Where in a TOML file each key stands, which `tomllib` does not tell."""

import re
from collections import Counter

KeyPath = tuple[str | int, ...]

HEADING = re.compile(r"^\s*\[(\[?)\s*([A-Za-z0-9_-]+)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_.-]+)\s*=")
FENCE = re.compile('"""|' + "'''")


def lines_of(source: str) -> dict[KeyPath, int]:
    """The line, from 1, of every table and key, by path: ("zones", 2, "label")."""
    found: dict[KeyPath, int] = {}
    seen: Counter[str] = Counter()
    table: KeyPath = ()
    for number, line in _outside_long_text(source):
        if heading := HEADING.match(line):
            table = _table(heading[2], bool(heading[1]), seen)
            found[table] = number
        elif key := KEY.match(line):
            found[(*table, *key[1].split("."))] = number
    return found


def line_at(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of the path, or of what holds it, or of the first thing in it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return next((line for known, line in lines.items() if known[: len(path)] == path), None)


def _table(name: str, repeated: bool, seen: Counter[str]) -> KeyPath:
    if not repeated:
        return (name,)
    seen[name] += 1
    return (name, seen[name] - 1)


def _outside_long_text(source: str) -> list[tuple[int, str]]:
    kept, within = [], False
    for number, line in enumerate(source.splitlines(), 1):
        if not within:
            kept.append((number, line))
        within ^= len(FENCE.findall(line)) % 2 == 1
    return kept

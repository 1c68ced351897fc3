"""Taking one person's words out of a group's log and notes, in memory: what stays of each note, and what is erased.

A value is hers when she was the first in the group to write it. A note that she made is erased, whatever others have
changed in it since. A note of somebody else's goes back to what others last wrote on it; where that is nothing (a copy
of hers that was brought on, a row made of it), it is erased too. What still contains her words counts as hers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.board.ledger import KEPT

SAID = ("text", "whom", "due")
"""What of a note people write; all else is chosen or moved."""

State = dict[str, Any]
Words = dict[str, set[str]]
"""Values, by what of a note they are."""

TAKEN = object()


@dataclass(slots=True)
class TakenOut:
    """What is left without her words: the notes to be `erased`, and of the others `logs`, one state for each change."""

    erased: set[str] = field(default_factory=set)
    logs: dict[str, list[State]] = field(default_factory=dict)


def taken_out(person: int, notes: Iterable[Mapping[str, Any]], changes: Iterable[Any]) -> TakenOut:
    """What becomes of a group's notes when nothing that the person wrote is left; `changes` in their order."""
    logs: defaultdict[str, list[Any]] = defaultdict(list)
    for change in changes:
        logs[change.note_id].append(change)
    hers, there, found = written_by(person, logs), {note["id"]: note for note in notes}, TakenOut()
    for note in there.values():
        words = brought_along(note, there, hers)
        if note["author_id"] == person and note["kind"] != "cluster":
            found.erased.add(note["id"])
        elif any(words.values()) and logs[note["id"]]:
            keep_what_is_left(note, logs[note["id"]], words, found)
    take_empty_clusters(person, there.values(), found)
    return found


def brought_along(note: Mapping[str, Any], there: Mapping[str, Mapping[str, Any]], hers: Mapping[str, Words]) -> Words:
    """Her words in a note, and in those it was brought from."""
    words: Words = {name: set() for name in SAID}
    at: Mapping[str, Any] | None = note
    while at is not None:
        for name in SAID:
            words[name] |= hers[at["id"]][name]
        at = there.get(at["from_note"] or "")
    return words


def take_empty_clusters(person: int, notes: Iterable[Mapping[str, Any]], found: TakenOut) -> None:
    """Erase the clusters that she made and nothing lies in any longer; in the others only the title is gone."""
    used = {note["cluster"] for note in notes if not note["gone"] and note["id"] not in found.erased}
    for note in notes:
        if note["kind"] == "cluster" and note["author_id"] == person and (note["gone"] or note["id"] not in used):
            found.erased.add(note["id"])
            found.logs.pop(note["id"], None)


def written_by(person: int, logs: Mapping[str, Sequence[Any]]) -> Mapping[str, Words]:
    """By note, what the person was the first in the group to write there."""
    first: dict[tuple[str, str], int | None] = {}
    hers: defaultdict[str, Words] = defaultdict(lambda: {name: set() for name in SAID})
    for change in sorted((each for log in logs.values() for each in log), key=lambda each: each.version):
        for name in SAID:
            if value := change.state.get(name):
                writer = first.setdefault((name, value), change.who)
                if writer == person and change.who == person:
                    hers[change.note_id][name].add(value)
    return hers


def keep_what_is_left(note: Mapping[str, Any], log: Sequence[Any], words: Words, found: TakenOut) -> None:
    """Let a note that is somebody else's say what others last wrote on it, all the way through its log."""
    before = [KEPT | change.state for change in log]
    left = without(before, words)
    if note["kind"] == "note" and note["card"] is None and not left[-1]["text"]:
        found.erased.add(note["id"])
    elif left != before:
        found.logs[note["id"]] = left


def without(states: Sequence[State], words: Words) -> list[State]:
    """States of a note in which her words are what stood there before them, or at the beginning what came after."""
    left = [dict(state) for state in states]
    for name in SAID:
        kept = [TAKEN if holds(state[name], words[name], whole=name != "text") else state[name] for state in states]
        last: Any = next((value for value in kept if value and value is not TAKEN), KEPT[name])
        for state, value in zip(left, kept, strict=True):
            last = last if value is TAKEN else value
            state[name] = last
    return left


def holds(value: str | None, words: set[str], *, whole: bool) -> bool:
    """Whether a value is one of these words, or, where it need not be the `whole`, has one of them in it."""
    if not value or whole:
        return bool(value) and value in words
    said = plainly(value)
    return any(re.search(rf"(?<!\w){re.escape(plainly(word))}(?!\w)", said) for word in words)


def plainly(text: str) -> str:
    return " ".join(text.casefold().split())

"""The log replayed from what people sent, by rules written here, apart from the application's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from uuid import NAMESPACE_OID, uuid5

from app.kits.kit import Kit
from app.kits.worksheet import Mode
from tests.simulated.browser import Browser
from tests.simulated.log import Entry
from tests.simulated.outbox import Message
from tests.simulated.rules import NEW, State, following, settled, written

Answers = dict[tuple[int, int, str, int, str], int]
"""By group, person, sheet, step and subject: what was answered last."""


@dataclass
class Lying:
    """A note as the log leaves it: what made it, and its changes so far. `by` are the people who wrote its texts."""

    made_by: Message
    group_id: int
    sheet: str
    state: State
    changes: list[Entry] = field(default_factory=list)
    text_version: int = 0
    text_by: int | None = None

    @property
    def kind(self) -> str:
        return str(self.made_by.get("kind", "note"))


class Replay:
    """A workshop's log, line by line. Raises where a line says something else than people did."""

    def __init__(self, kit: Kit, log: Sequence[Entry], browsers: Iterable[Browser], *, nameless: bool) -> None:
        self.kit, self.nameless = kit, nameless
        self.said: Mapping[str, tuple[int, Message]] = {
            write: (browser.member.id or 0, message) for browser in browsers for write, message in browser.known.items()
        }
        self.notes: dict[str, Lying] = {}
        self.answers: Answers = {}
        self.entries = {entry.id: entry for entry in log}
        self.people: dict[str, int] = {}
        """Who is behind a line."""
        self.marks: dict[tuple[int, str], str | None] = {}
        at = 0
        while at < len(log):
            at += self.take(log[at], log[at + 1 :])

    def take(self, entry: Entry, rest: Sequence[Entry]) -> int:
        """Take a line, and those that follow from it; how many they were."""
        if entry.id not in self.said:
            return self.bring_row(entry)
        who, message = self.said[entry.id]
        if message["act"] in ("share", "answer", "text"):
            return self.answer(entry, who, message)
        same = [entry, *takewhile(lambda each: each.act == entry.act and each.id not in self.said, rest)]
        for each in same:
            self.signed(each, who)
        return self.undo(same, who) if message["act"] == "undo" else self.write(same, who, message)

    def signed(self, entry: Entry, who: int) -> None:
        """Whether a line says who it was, or where nobody may know, what only they can have made."""
        self.people[entry.id] = who
        if not self.nameless:
            assert (entry.who, entry.mark) == (who, None), f"{entry} was sent by {who}"
            return
        assert entry.who is None
        assert entry.mark is not None
        assert self.marks.setdefault((who, entry.sheet), entry.mark) == entry.mark
        assert len(set(self.marks.values())) == len(self.marks), "a mark tells two things"

    def answer(self, entry: Entry, who: int, message: Message) -> int:
        """Of what changed no note there is only that it was."""
        assert (entry.note_id, entry.state, entry.who, entry.mark) == ("", {}, None, None), f"{entry} tells too much"
        if message["act"] == "answer":
            where = (entry.group_id, who, message["sheet"], message["step"], message["subject"])
            self.answers[where] = message["value"]
        return 1

    def bring_row(self, entry: Entry) -> int:
        """What got votes on one sheet is laid on another, by nobody."""
        assert (entry.who, entry.mark, entry.undoes) == (None, None, None), f"{entry} was never sent"
        [zone] = [zone for zone in self.kit.sheets_by_key[entry.sheet].zones if zone.key == entry.state["zone"]]
        copies = {str(uuid5(NAMESPACE_OID, f"{note} {entry.sheet} {zone.key}")): note for note in self.notes}
        origin = copies[entry.note_id]
        note, state = self.notes[origin], self.notes[origin].state
        assert (note.sheet, note.group_id, state["gone"]) == (zone.rows_from, entry.group_id, False)
        votes = [n for n, step in enumerate(self.kit.sheets_by_key[note.sheet].steps) if step.mode is Mode.VOTE]
        given = [value for (_, _, _, step, of), value in self.answers.items() if of == origin and step in votes]
        assert max(given, default=0) > 0, f"{entry} got no votes"
        kept = {"text": state["text"], "tags": state["tags"], "zone": zone.key, "y": entry.state["y"]}
        made_by = {"origin": origin, "id": entry.note_id}
        self.notes[entry.note_id] = Lying(made_by, entry.group_id, entry.sheet, entry.state, [entry], entry.version)
        assert entry.state == {**NEW, **kept}
        return 1

    def write(self, lines: Sequence[Entry], who: int, message: Message) -> int:
        """A write, and what follows from it."""
        entry, note = lines[0], self.notes.get(message["id"])
        if note is None:
            placed = {**NEW, "x": entry.state["x"], "y": entry.state["y"]}
            note = Lying(message, entry.group_id, message["sheet"], placed)
        before = note.state if note.changes else NEW
        self.notes[message["id"]] = note
        assert_fair(note, message, who)
        zones = self.kit.sheets_by_key[note.sheet].zones_by_key
        self.become(
            note, entry, written(self.notes, note.state, message), new_text=message.get("text") is not None, who=who
        )
        lying = {name: each for name, each in self.notes.items() if each.group_id == note.group_id}
        expected = following(lying, entry.note_id, before, zones)
        count = len(expected)
        assert {each.note_id: each.state for each in lines[1 : 1 + count]} == expected, f"{message} led to {lines}"
        for each in lines[1 : 1 + count]:
            self.become(self.notes[each.note_id], each, each.state, new_text=False, who=who)
        return 1 + count

    def undo(self, lines: Sequence[Entry], who: int) -> int:
        """One act taken back as a whole, the last first, and what follows from that."""
        target = self.entries[lines[0].undoes or ""]
        mine = [each for each in self.entries.values() if self.people.get(each.id) == who and each.undoes is None]
        taken = {change.undoes for note in self.notes.values() for change in note.changes}
        left = [each for each in mine if (each.act, each.sheet) == (target.act, target.sheet) and each.id not in taken]
        left.sort(key=lambda each: -each.version)
        assert [each.undoes for each in lines[: len(left)]] == [each.id for each in left], f"{lines} is half an act"
        for line, change in zip(lines, left, strict=False):
            self.take_back(line, change, who)
        lying = {name: each for name, each in self.notes.items() if each.group_id == target.group_id}
        zones = self.kit.sheets_by_key[target.sheet].zones_by_key
        expected = settled(lying, {change.note_id for change in left}, zones)
        found = {each.note_id: each.state for each in lines[len(left) :]}
        assert found == expected, f"taking back led to {found}, not {expected}"
        for each in lines[len(left) :]:
            self.become(self.notes[each.note_id], each, each.state, new_text=False, who=who)
        return len(lines)

    def take_back(self, line: Entry, change: Entry, who: int) -> None:
        """One note as it was before a change, or gone if it was not; nobody else has changed it since."""
        note = self.notes[line.note_id]
        at = next(n for n, each in enumerate(note.changes) if each.id == change.id)
        assert all(self.people.get(each.id) == who for each in note.changes[at:]), f"{line} takes back others' changes"
        state = note.changes[at - 1].state if at else change.state | {"gone": True}
        self.become(note, line, state, new_text=state["text"] != note.state["text"], who=who)

    def become(self, note: Lying, entry: Entry, state: State, *, new_text: bool, who: int) -> None:
        assert state == entry.state, f"{entry.state} instead of {state}"
        assert (note.group_id, note.sheet) == (entry.group_id, entry.sheet), f"{entry} lies elsewhere"
        note.state = state
        note.changes.append(entry)
        if new_text:
            note.text_version, note.text_by = entry.version, who


def assert_fair(note: Lying, message: Message, who: int) -> None:
    """Nobody writes over a text that they had not seen."""
    seen = message.get("seen")
    if seen is not None and message.get("text") is not None and note.changes:
        fair = note.text_version <= seen or note.text_by == who or note.state["text"] == message["text"]
        assert fair, f"{message} overwrote a text of version {note.text_version}"

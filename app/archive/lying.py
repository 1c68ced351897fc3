"""Whether the notes of an archive, and what happened to them, could lie there as they do."""

from collections import Counter
from collections.abc import Sequence

from app.archive.limits import check_line, check_text, check_times
from app.archive.mistakes import LETTERS, MISSING, TELLS, TOO_MANY, TWICE, UNFIT, need
from app.archive.note_parts import Change, Note, State, Withheld
from app.archive.parts import Archive
from app.board.belonging import NO_CLUSTERS
from app.board.notes import MOST
from app.kits.kit import Kit, Worksheet, ZoneKind

ROOM = 2 * MOST
"""Notes on one sheet: facilitators' own are not counted when they are laid."""


def check_notes(archive: Archive, kit: Kit) -> None:
    """Raise BadArchive for the first note or change that could not be so."""
    Lying(archive, kit).check()


class Lying:
    """All that lies on the sheets of an archive."""

    def __init__(self, archive: Archive, kit: Kit) -> None:
        self.archive, self.kit, self.notes = archive, kit, archive.notes
        self.boards = archive.boards
        # What is brought to a later sheet brings its tags along.
        self.tags = frozenset(tag for sheet in kit.sheets for zone in sheet.zones for tag in zone.tags)

    def check(self) -> None:
        for at, note in enumerate(self.notes):
            self.check_note(note, at)
        self.check_withheld()
        self.check_crowd()
        need(self.archive.history or not self.archive.changes, UNFIT, "changes")
        for at, change in enumerate(self.archive.changes):
            self.check_change(change, at)

    def check_withheld(self) -> None:
        seen = set()
        for at, each in enumerate(self.archive.withheld):
            place, which = f"withheld[{at}]", (each.group, each.sheet, each.zone, each.state, each.restored)
            need(which not in seen, TWICE, place)
            seen.add(which)
            need((each.group, each.sheet) in self.boards, MISSING, place)
            need((each.zone is None) == (each.state == "deleted"), UNFIT, f"{place}.zone")
            need(each.zone is None or each.zone in self.sheet(each).zones_by_key, MISSING, f"{place}.zone")

    def check_crowd(self) -> None:
        """No sheet of a group has more on it than there is room for."""
        crowd = Counter((note.group, note.sheet) for note in self.notes)
        for each in self.archive.withheld:
            crowd[each.group, each.sheet] += each.count
        for (_, sheet), count in crowd.items():
            need(count <= ROOM, TOO_MANY, sheet)

    def sheet(self, lying: Note | Withheld) -> Worksheet:
        return self.kit.sheets_by_key[lying.sheet]

    def check_note(self, note: Note, at: int) -> None:
        place = f"notes[{at}]"
        need(note.number == at + 1, TWICE, f"{place}.number")
        need((note.group, note.sheet) in self.boards, MISSING, f"{place}.sheet")
        sheet = self.sheet(note)
        need(note.card is None or note.card in sheet.cards_by_key, MISSING, f"{place}.card")
        need(not note.gone or self.archive.history, UNFIT, f"{place}.gone")
        self.check_teller(note, place)
        self.check_origin(note, place)
        self.check_kind(note, sheet, place)
        is_full = note.kind != "note" or note.gone or note.card or note.from_sheet
        need(note.text or is_full, LETTERS, f"{place}.text")
        self.check_state(note, note, place)
        check_times((note.created_at, note.changed_at), f"{place}.created_at")

    def check_teller(self, note: Note, place: str) -> None:
        """Who wrote it must be somebody, and nobody where nothing may tell."""
        tells = note.author or note.text_by or note.perspective
        need(not (self.archive.workshop.anonymous and tells), TELLS, place)
        need(not (note.led and (note.author or note.text_by)), UNFIT, f"{place}.led")
        self.check_person(note.author, f"{place}.author")
        self.check_person(note.text_by, f"{place}.text_by")
        known = note.perspective is None or note.perspective in self.kit.perspectives_by_key
        need(known, MISSING, f"{place}.perspective")

    def check_person(self, number: int | None, place: str) -> None:
        need((number or 0) <= len(self.archive.people), MISSING, place)

    def check_origin(self, note: Note, place: str) -> None:
        need(note.from_sheet is None or note.from_sheet in self.kit.sheets_by_key, MISSING, f"{place}.from_sheet")
        if note.from_note is not None:
            need(note.from_note <= len(self.notes), MISSING, f"{place}.from_note")
            origin = self.notes[note.from_note - 1]
            need((origin.group, origin.sheet) == (note.group, note.from_sheet), UNFIT, f"{place}.from_note")

    def check_kind(self, note: Note, sheet: Worksheet, place: str) -> None:
        zone = sheet.zones_by_key.get(note.zone)
        need(zone is not None, MISSING, f"{place}.zone")
        need((note.points is not None) == (note.kind == "line"), UNFIT, f"{place}.points")
        need(note.points is None or len(note.points) % 3 == 0, UNFIT, f"{place}.points")
        need(note.kind == "line" or note.colour is None, UNFIT, f"{place}.colour")
        kind = zone.kind if zone else None
        need(note.kind != "line" or kind is ZoneKind.SKETCH, UNFIT, f"{place}.zone")
        need(note.kind != "cluster" or kind not in NO_CLUSTERS, UNFIT, f"{place}.zone")

    def check_state(self, state: Note | State, note: Note, place: str) -> None:
        """What of a note can change, now or as a change once left it."""
        need(state.zone in self.sheet(note).zones_by_key, MISSING, f"{place}.zone")
        if state.text:
            check_text(state.text, f"{place}.text")
        check_line(state.whom or "", f"{place}.whom")
        check_line(state.due or "", f"{place}.due")
        need(len(set(state.tags)) == len(state.tags), TWICE, f"{place}.tags")
        need(self.tags.issuperset(state.tags), MISSING, f"{place}.tags")
        self.check_belonging(state.cluster, note, f"{place}.cluster", ("note",), ("cluster",))
        self.check_belonging(state.beside, note, f"{place}.beside", ("note", "cluster"), ("note", "cluster", "line"))

    def check_belonging(
        self, other: int | None, note: Note, place: str, kinds: Sequence[str], others: Sequence[str]
    ) -> None:
        """A cluster or a row that a note is put to, on its own sheet."""
        if other is None:
            return
        need(other <= len(self.notes), MISSING, place)
        there = self.notes[other - 1]
        need((there.group, there.sheet) == (note.group, note.sheet) and there is not note, UNFIT, place)
        need(note.kind in kinds and there.kind in others, UNFIT, place)

    def check_change(self, change: Change, at: int) -> None:
        place = f"changes[{at}]"
        need(change.number == at + 1, TWICE, f"{place}.number")
        need(change.note <= len(self.notes), MISSING, f"{place}.note")
        note = self.notes[change.note - 1]
        need(not (self.archive.workshop.anonymous and change.who), TELLS, f"{place}.who")
        self.check_person(change.who, f"{place}.who")
        for name, other in (("act", change.act), ("undoes", change.undoes)):
            if other is not None and other != change.number:
                need(other < change.number, MISSING, f"{place}.{name}")
                same = self.notes[self.archive.changes[other - 1].note - 1].group == note.group
                need(same, UNFIT, f"{place}.{name}")
        need(change.undoes != change.number, UNFIT, f"{place}.undoes")
        self.check_state(change.state, note, f"{place}.state")
        check_times((change.at,), f"{place}.at")
